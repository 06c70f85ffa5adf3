import type { NetworkPoliciesArgs } from "../../policy/args";
import type { IPBlock } from "../../policy/notation";
import { addressesIn, addressesOf } from "../addresses";
import type { Rule } from "../isolation";
import { covers, type Intervals, intersection, union } from "../intervals";
import { commonPorts, onePort, portsBeyond } from "../portSet";
import { selectedRegion } from "../regions/reach";
import { areDisjoint } from "../regions/region";
import type { Found, Place } from "./finding";
import type { CheckedRule, Subject } from "./subject";

type Addresses = Intervals<bigint>;

/** What is wrong with ranges of addresses. */
export function ranges(subject: Subject): Found[] {
  const { rules, args, manifests } = subject;
  const addressesOfPods = podsOf(manifests?.pods?.flatMap(({ ips = [] }) => ips) ?? []);
  const found = rules
    .filter(({ isOwn }) => isOwn)
    .flatMap((checked): Found[] => {
      const own = blocksOf(checked);
      return own.flatMap(({ block, place }): Found[] => {
        const ids: Found["id"][] = [];
        const inside = addressesIn(block);
        if (isAnyOfOneFamily(block, checked, subject)) ids.push("one-family");
        if (own.every((other) => covers(services, addressesIn(other.block))) && isOfServices(checked))
          ids.push("service-address");
        else if (covers(privateRanges, inside) && !covers(services, inside)) ids.push("range-in-cluster");
        if (cutsOthers(block, checked, subject)) ids.push("except-cuts-others");
        if (isPartOfIPv6(block)) ids.push("part-of-ipv6");
        if (isOldMetadataServer(inside, checked)) ids.push("metadata-server");
        const found = ids.map((id): Found => ({ id, ...place, about: textOf(block) }));
        const covered = addressesOfPods(inside);
        return covered.length === 0
          ? found
          : [...found, { id: "cidr-covers-pods", ...place, about: coveringText(block, covered) }];
      });
    });
  return [...found, ...(manifests === undefined && isWithoutService(args) ? [noService] : [])];
}

const noService: Found = { id: "no-service-address", path: ["apiServer", "cidrs"] };

/** Whether the API server is given, and no address among those that Services commonly have. */
function isWithoutService({ apiServer }: NetworkPoliciesArgs): boolean {
  // Of IPv6, each cluster has a range of its own for Services.
  const given = (apiServer?.cidrs ?? []).filter((cidr) => !cidr.includes(":")).map(addressesOf);
  return given.length > 0 && intersection(given.reduce(union, []), services).length === 0;
}

/**
 * From which clusters take the addresses of pods and nodes; of fc00::/7, the half that is in use.
 * https://www.rfc-editor.org/rfc/rfc1918, rfc6598, rfc4193
 */
const podBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fd00::/8"];

/** What clusters give to pods by default: kubeadm's examples, kind and flannel; k3s and RKE2. */
const commonPodRanges = ["10.244.0.0/16", "10.42.0.0/16"];

const privateRanges = [...podBlocks, "fc00::/7"].map(addressesOf).reduce(union, []);
const uniqueLocal = addressesOf("fd00::/8");

/** From which clusters take the addresses of Services, by default: kubeadm and kind, k3s, EKS, GKE, OpenShift. */
const services = [
  "10.96.0.0/12",
  "fd00:10:96::/108",
  "10.43.0.0/16",
  "172.20.0.0/16",
  "34.118.224.0/20",
  "172.30.0.0/16",
]
  .map(addressesOf)
  .reduce(union, []);

/** Whether its pods connect to Services, and those behind them are open by no labels, as they mostly are for DNS. */
function isOfServices({ direction, ports, beside }: CheckedRule): boolean {
  const isForDns = ports.length > 0 && ports.every(({ port }) => port === 53);
  const isOpen = beside.some(({ rule, peers }) => opensDns(rule) && peers.some(({ ipBlock }) => ipBlock === undefined));
  return direction === "egress" && !(isForDns && isOpen);
}

function opensDns({ ports }: Rule): boolean {
  return commonPorts(ports, [onePort("UDP", 53)]).length > 0;
}

function blocksOf(checked: CheckedRule): { block: IPBlock; place: Place }[] {
  return checked.peers.flatMap(({ ipBlock }, i) =>
    ipBlock === undefined ? [] : [{ block: ipBlock, place: checked.peerPlace(i) }],
  );
}

/** Whether it is all of one family, on ports on which rules of the same pods do not have all of the other. */
function isAnyOfOneFamily({ cidr }: IPBlock, checked: CheckedRule, { rules }: Subject): boolean {
  const other = anyOf[cidr];
  if (other === undefined) return false;
  const open = rules
    .filter((rule) => isOfSamePods(rule, checked) && blocksOf(rule).some(({ block }) => block.cidr === other))
    .flatMap(({ rule }) => rule.ports);
  return checked.rule.ports.some((ports) => portsBeyond(ports, open) !== undefined);
}

const anyOf: Readonly<Record<string, string>> = { "0.0.0.0/0": "::/0", "::/0": "0.0.0.0/0" };

/**
 * Whether something that one of the exceptions leaves out is meant to be open by another range that is wider, or by a rule for
 * everyone: of the same rule with kube-router, of any policy of the same pods with others.
 */
function cutsOthers(own: IPBlock, checked: CheckedRule, { cni, rules }: Subject): boolean {
  const scope = cni === "kube-router" ? [checked] : rules.filter((rule) => isOfSamePods(rule, checked));
  const others = scope.flatMap(blocksOf).filter(({ block }) => block !== own);
  return (own.except ?? []).some((hole) => {
    const left = addressesOf(hole);
    if (others.some(({ block }) => block.cidr === hole)) return false;
    return (
      scope.some(({ peers }) => peers.length === 0) ||
      others.some(
        ({ block }) => covers(addressesOf(block.cidr), left) && intersection(left, addressesIn(block)).length > 0,
      )
    );
  });
}

function isOfSamePods({ direction, isolation }: CheckedRule, checked: CheckedRule): boolean {
  return direction === checked.direction && !areDisjoint(selectedRegion(isolation), selectedRegion(checked.isolation));
}

function isPartOfIPv6({ cidr, except = [] }: IPBlock): boolean {
  return (
    cidr === "::/0" && except.map(addressesOf).some((hole) => covers(hole, uniqueLocal) && !covers(uniqueLocal, hole))
  );
}

/** Whether it is where GKE's metadata server is without Dataplane V2, and no rule has it where it is with that. */
function isOldMetadataServer(inside: Addresses, { ports, beside }: CheckedRule): boolean {
  const [old, current] = ["169.254.169.252", "169.254.169.254"].map(addressesOf) as [Addresses, Addresses];
  const hasPort = (rule: CheckedRule, number: number) =>
    rule.ports.length === 0 || rule.ports.some(({ port }) => port === number);
  return (
    covers(old, inside) &&
    ports.some(({ port }) => port === 988) &&
    !beside.some((rule) => hasPort(rule, 80) && blocksOf(rule).some(({ block }) => covers(addressesIn(block), current)))
  );
}

const mostCovered = 5;

/** A range of pods, or the address of one. */
interface Pods {
  text: string;
  addresses: Addresses;
}

/** What of pods is in some addresses: those that are known, else the ranges from which clusters take them, the widest. */
function podsOf(known: readonly string[]): (inside: Addresses) => Pods[] {
  const pods = (texts: readonly string[]) => texts.map((text): Pods => ({ text, addresses: addressesOf(text) }));
  const [own, blocks, common] = [known, podBlocks, commonPodRanges].map(pods) as [Pods[], Pods[], Pods[]];
  return (inside) => {
    const covered = (some: readonly Pods[]) => some.filter(({ addresses }) => isMostlyWithin(addresses, inside));
    if (own.length > 0) return covered(own);
    const wide = covered(blocks);
    return [
      ...wide,
      ...covered(common).filter(({ addresses }) => !wide.some((one) => covers(one.addresses, addresses))),
    ];
  };
}

/** More than half of it: an exception may be there for something else than pods. */
function isMostlyWithin(inner: Addresses, outer: Addresses): boolean {
  return 2n * count(intersection(inner, outer)) > count(inner);
}

function count(addresses: Addresses): bigint {
  return addresses.reduce((sum, { start, end }) => sum + end - start, 0n);
}

/** `0.0.0.0/0, holding 10.0.0.0/8`. */
function coveringText(block: IPBlock, covered: readonly Pods[]): string {
  const inside = addressesIn(block);
  const texts = covered
    .slice(0, mostCovered)
    .map(({ text, addresses }) => (covers(inside, addresses) ? text : `most of ${text}`));
  const more = covered.length > mostCovered ? [`${covered.length - mostCovered} more`] : [];
  const all = [...texts, ...more].join(" and ");
  return covered.every(({ text }) => text === block.cidr) ? textOf(block) : `${textOf(block)}, holding ${all}`;
}

function textOf({ cidr, except = [] }: IPBlock): string {
  return except.length === 0 ? cidr : `${cidr} except ${except.join(" and ")}`;
}
