import type { NetworkPolicyPort } from "../../policy/notation";
import { admits, isolates } from "../admits";
import type { Pod } from "../party";
import { onePort } from "../portSet";
import { portsNotCovered } from "../regions/opening";
import { peerRegions } from "../regions/peerRegions";
import type { Found } from "./finding";
import { openingsOf } from "./openingsOf";
import type { CheckedRule, Subject } from "./subject";

/** What is wrong with ports. */
export function ports(subject: Subject): Found[] {
  return subject.rules
    .filter(({ isOwn }) => isOwn)
    .flatMap((checked): Found[] => [
      ...checked.ports.flatMap((port, i) =>
        idsOf(port, checked).map((id) => ({ id, ...checked.portPlace(i), about: textOf(port) })),
      ),
      ...(isUnknownName(checked, subject) ? [{ id: "unknown-port-name" as const, ...checked.portPlace(0) }] : []),
      ...(distinct(checked.ports) > mostPorts ? [{ id: "too-many-ports" as const, ...checked.place }] : []),
    ]);
}

/** As many as Amazon's network plugin takes for an address. */
const mostPorts = 24;

/** The names of ports that pods of Vald's Helm chart have, all of TCP. */
const chartPorts = ["liveness", "readiness", "rest", "grpc", "pprof"];

function idsOf(port: NetworkPolicyPort, checked: CheckedRule): Found["id"][] {
  const ids: Found["id"][] = [];
  if (isHalfOfDns(port, checked)) ids.push("half-dns");
  if (typeof port.port === "string" && isToRange(checked)) ids.push("port-name-to-range");
  if (port.endPort !== undefined && port.endPort !== port.port) ids.push("end-port");
  if (port.protocol === "SCTP") ids.push("sctp");
  return ids;
}

/** Whether it is 53 over one protocol, and over the other one no rule opens that for all who are meant. */
function isHalfOfDns({ protocol = "TCP", port, endPort }: NetworkPolicyPort, checked: CheckedRule): boolean {
  if (checked.direction !== "egress" || port !== 53 || (endPort ?? 53) !== 53 || protocol === "SCTP") return false;
  const other = [onePort(protocol === "TCP" ? "UDP" : "TCP", 53)];
  const open = checked.beside.flatMap(openingsOf);
  return peerRegions(checked.rule).some(
    (parties) => portsNotCovered({ parties, except: [], ports: other }, open).length > 0,
  );
}

function isToRange({ direction, peers }: CheckedRule): boolean {
  return direction === "egress" && (peers.length === 0 || peers.some(({ ipBlock }) => ipBlock !== undefined));
}

/** Whether its ports are names alone, and none is known to be there, where it is to pods. */
function isUnknownName(
  { direction, isolation, rule, peers, ports: all }: CheckedRule,
  { manifests }: Subject,
): boolean {
  const isOfPods = peers.some(({ ipBlock }) => ipBlock === undefined);
  if (all.length === 0 || !isOfPods || all.some(({ port }) => typeof port !== "string")) return false;
  const isTarget = (pod: Pod) =>
    direction === "ingress" ? isolates(isolation, pod) === true : admits(rule, pod) === true;
  const targets = manifests?.pods?.filter(isTarget);
  const isKnown = ({ protocol = "TCP", port }: NetworkPolicyPort) =>
    targets === undefined
      ? direction === "ingress" && protocol === "TCP" && chartPorts.includes(String(port))
      : targets.some(({ ports: declared = [] }) =>
          declared.some((one) => one.name === port && (one.protocol ?? "TCP") === protocol),
        );
  return !all.some(isKnown);
}

function distinct(all: readonly NetworkPolicyPort[]): number {
  return new Set(all.map(({ protocol = "TCP", port, endPort }) => [protocol, port, endPort].join())).size;
}

function textOf({ protocol = "TCP", port, endPort }: NetworkPolicyPort): string {
  return `${protocol} ${port ?? "all"}${endPort === undefined ? "" : `-${endPort}`}`;
}
