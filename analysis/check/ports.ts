import { servedPorts } from "../../graph/servedPorts";
import type { NetworkPolicyPort } from "../../policy/notation";
import { portsServed } from "../../policy/usedPorts";
import { admits, isolates } from "../admits";
import type { Pod } from "../party";
import { onePort } from "../portSet";
import { portsNotCoveredByOne } from "../regions/opening";
import { selectedRegion } from "../regions/reach";
import { isWithin, peerRegion } from "../regions/region";
import { type Found, throughout } from "./finding";
import type { CheckedRule, Subject } from "./subject";

/** What is wrong with ports. */
export function ports(subject: Subject): Found[] {
  const each = subject.rules
    .filter(({ isOwn }) => isOwn)
    .flatMap((checked): Found[] => [
      ...checked.ports.flatMap((port, i) =>
        idsOf(port, checked, subject).map((id) => ({ id, ...checked.portPlace(i), about: textOf(port) })),
      ),
      ...(isUnknownName(checked, subject) ? [{ id: "unknown-port-name" as const, ...checked.portPlace(0) }] : []),
      ...(portsOfPeers(checked) > mostPorts ? [{ id: "too-many-ports" as const, ...checked.place }] : []),
    ]);
  return [...each, ...throughout(subject.rules.flatMap((checked) => notServed(checked, subject)))];
}

/** As many as Amazon's network plugin takes for an address. */
const mostPorts = 24;

/** The names of ports that pods of Vald's Helm chart have, all of TCP. */
const chartPorts = ["liveness", "readiness", "rest", "grpc", "pprof"];

function idsOf(port: NetworkPolicyPort, checked: CheckedRule, subject: Subject): Found["id"][] {
  const ids: Found["id"][] = [];
  if (isHalfOfDns(port, checked, subject)) ids.push("half-dns");
  if (typeof port.port === "string" && isToRange(checked)) ids.push("port-name-to-range");
  if (port.endPort !== undefined && port.endPort !== port.port) ids.push("end-port");
  if (port.protocol === "SCTP") ids.push("sctp");
  return ids;
}

/** The ports of DNS; the second is that of its pods on OpenShift. */
const dnsPorts = [53, 5353];

/** Whether it is DNS over one protocol, and over the other one no rule opens that for all who are meant. */
function isHalfOfDns(
  { protocol = "TCP", port, endPort }: NetworkPolicyPort,
  checked: CheckedRule,
  { rules }: Subject,
): boolean {
  const isDns = typeof port === "number" && dnsPorts.includes(port) && (endPort ?? port) === port;
  if (checked.direction !== "egress" || !isDns || protocol === "SCTP") return false;
  const other = [onePort(protocol === "TCP" ? "UDP" : "TCP", port)];
  const pods = selectedRegion(checked.isolation);
  const open = rules
    .filter(({ direction, isolation }) => direction === "egress" && isWithin(pods, selectedRegion(isolation)))
    .flatMap(({ openings }) => openings);
  return checked.openings.some((opening) => portsNotCoveredByOne({ ...opening, ports: other }, open).length > 0);
}

function isToRange({ direction, peers }: CheckedRule): boolean {
  return direction === "egress" && (peers.length === 0 || peers.some(({ ipBlock }) => ipBlock !== undefined));
}

/** Whether its ports are names alone, and none is known to be there, where it is to pods. */
function isUnknownName(
  { direction, isolation, rule, peers, ports: all }: CheckedRule,
  { components, manifests }: Subject,
): boolean {
  const isOfPods = peers.some(({ ipBlock }) => ipBlock === undefined);
  if (all.length === 0 || !isOfPods || all.some(({ port }) => typeof port !== "string")) return false;
  const isTarget = (pod: Pod) =>
    direction === "ingress" ? isolates(isolation, pod) === true : admits(rule, pod) === true;
  const targets = manifests?.pods?.filter(isTarget);
  const isOfVald =
    direction === "ingress" ||
    peers.every((peer) => components.some(({ region }) => isWithin(peerRegion(peer, rule.namespace), region)));
  const isKnown = ({ protocol = "TCP", port }: NetworkPolicyPort) =>
    targets === undefined
      ? isOfVald && protocol === "TCP" && chartPorts.includes(String(port))
      : targets.some(({ ports: declared = [] }) =>
          declared.some((one) => one.name === port && (one.protocol ?? "TCP") === protocol),
        );
  return !all.some(isKnown);
}

/** On which Vald's components serve, as long as nobody says anything, REST among them. */
const usualPorts: readonly unknown[] = [servedPorts.grpc, 8080, servedPorts.readiness];

/** Usual ports of components to which the values give others. */
function notServed(
  { isOwn, direction, isolation, ports: all, portPlace }: CheckedRule,
  { args, components }: Subject,
): (Found & { isFine: boolean })[] {
  if (!isOwn || direction !== "ingress") return [];
  const usual = all.flatMap(({ port, endPort, protocol = "TCP" }, i) =>
    usualPorts.includes(port) && endPort === undefined && protocol === "TCP" ? [{ port, place: portPlace(i) }] : [],
  );
  return components
    .filter(({ pod }) => isolates(isolation, pod) === true)
    .flatMap(({ component, title }) => {
      const isSaid = (args.components?.[component]?.ports ?? args.defaults?.ports) !== undefined;
      const served: unknown[] = portsServed(["grpc", "rest", "readiness"], component, args);
      return usual.map(({ port, place }) => ({
        id: "port-not-served" as const,
        ...place,
        about: `TCP ${port}; the ${title} serves ${served.join(", ")}`,
        isFine: !isSaid || served.includes(port),
      }));
    });
}

/** How many ports its policy opens for peers of the rule. */
function portsOfPeers({ peers, beside }: CheckedRule): number {
  const own = new Set(peers.map((peer) => JSON.stringify(peer)));
  const all = beside
    .filter((rule) => rule.peers.some((peer) => own.has(JSON.stringify(peer))))
    .flatMap(({ ports }) => ports);
  return new Set(all.map(({ protocol = "TCP", port, endPort }) => [protocol, port, endPort].join())).size;
}

function textOf({ protocol = "TCP", port, endPort }: NetworkPolicyPort): string {
  return `${protocol} ${port ?? "all"}${endPort === undefined ? "" : `-${endPort}`}`;
}
