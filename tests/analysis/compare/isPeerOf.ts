import { isDeepStrictEqual } from "node:util";
import { blockAddresses, parseAddresses } from "../../../analysis/model/addresses";
import { coversIntervals } from "../../../analysis/model/intervals";
import type { Peer, Pod } from "../../../analysis/model/peer";
import type { PortRange } from "../../../analysis/model/portRange";
import { type LabelMap, type PeerDescription, type ResultEndpoint } from "../../../core";
import { valdGraph } from "../../../graph/valdGraph";

/** Whether an endpoint of a result includes a peer. */
export function isPeerOf(endpoint: ResultEndpoint, peer: Peer): boolean {
  if (endpoint.kind === "component") {
    const labels = endpoint.podLabels ?? { app: valdGraph.components[endpoint.component].app };
    return !("address" in peer) && peer.namespace === "vald" && hasLabels(peer, labels);
  }
  const { peers, except = [] } = endpoint;
  return isDescribed(peers, peer) && !except.some((one) => isPeerOf(one, peer));
}

/** Whether a range includes a port of a target. */
export function isPortOf(
  { protocol, first, last, names = [], otherThan = [] }: PortRange,
  asked: { port: number; protocol: string },
  target: Peer,
): boolean {
  const declared = "address" in target ? [] : (target.ports ?? []);
  const hasName = (name: string) =>
    declared.some((one) =>
      isDeepStrictEqual([one.name, one.containerPort, one.protocol ?? "TCP"], [name, asked.port, asked.protocol]),
    );
  return (
    protocol === asked.protocol &&
    first <= asked.port &&
    asked.port <= last &&
    names.every(hasName) &&
    !otherThan.some(hasName)
  );
}

function hasLabels({ labels }: Pod, required: LabelMap): boolean {
  return Object.entries(required).every(([key, value]) => labels[key] === value);
}

function isDescribed({ pods, namespaceLabels = [], podLabels = [], ipBlocks }: PeerDescription, peer: Peer): boolean {
  const isPod = !("address" in peer);
  if (pods !== undefined && pods !== isPod) return false;
  const addresses = isPod ? (peer.ips ?? []) : [peer.address];
  const isInBlocks =
    ipBlocks === undefined ||
    addresses.some((one) => ipBlocks.some((block) => coversIntervals(blockAddresses(block), parseAddresses(one))));
  if (!isInBlocks) return false;
  if (!isPod) return namespaceLabels.length === 0 && podLabels.length === 0;
  return (
    podLabels.every((condition) => meets(condition, peer.labels)) &&
    namespaceLabels.every((condition) => meets(condition, peer.namespaceLabels ?? {}))
  );
}

function meets(
  { key, operator, values = [], orAbsent }: NonNullable<PeerDescription["podLabels"]>[number],
  labels: LabelMap,
): boolean {
  const value = labels[key];
  if (value === undefined) return orAbsent === true || operator === "NotIn" || operator === "DoesNotExist";
  switch (operator) {
    case "In":
      return values.includes(value);
    case "NotIn":
      return !values.includes(value);
    case "Exists":
      return true;
    case "DoesNotExist":
      return false;
  }
}
