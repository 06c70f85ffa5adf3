import type {
  IPBlock,
  LabelSelector,
  LabelSelectorRequirement,
  NetworkPolicyManifest,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "../../policy/notation";
import type { Draw } from "../agreement/draw";
import { addressBases, labelKeys, labelValues, namespaces, portNames, portNumbers, protocols } from "./alphabet";

/** A NetworkPolicy that the API server takes; each field may be absent or empty where it may be. */
export function anyPolicy(draw: Draw, name: string): NetworkPolicyManifest {
  const namespace = draw.chance(25) ? {} : { namespace: draw.pick(namespaces) };
  const policyTypes = draw.pick([
    undefined,
    undefined,
    [],
    ["Ingress"],
    ["Egress"],
    ["Egress"],
    ["Ingress", "Egress"],
    ["Egress", "Ingress"],
    ["Egress", "Egress"],
  ]);
  return {
    metadata: { name, ...namespace },
    spec: {
      ...(draw.chance(85) && { podSelector: draw.chance(40) ? {} : anySelector(draw) }),
      ...(policyTypes !== undefined && { policyTypes }),
      ...(draw.chance(75) && { ingress: draw.many(0, 3, () => anyRule(draw, "from")) }),
      ...(draw.chance(75) && { egress: draw.many(0, 3, () => anyRule(draw, "to")) }),
    },
  };
}

function anyRule<Peers extends "from" | "to">(
  draw: Draw,
  peers: Peers,
): { [K in Peers]?: NetworkPolicyPeer[] } & { ports?: NetworkPolicyPort[] } {
  // Cast: a computed key loses its type.
  return {
    ...(draw.chance(85) && { [peers]: fewOrNone(draw, () => anyPeer(draw)) }),
    ...(draw.chance(70) && { ports: fewOrNone(draw, () => anyPort(draw)) }),
  } as { [K in Peers]?: NetworkPolicyPeer[] } & { ports?: NetworkPolicyPort[] };
}

/** Seldom an empty list: it means all, and lets much through. */
function fewOrNone<T>(draw: Draw, item: () => T): T[] {
  return draw.chance(8) ? [] : draw.many(1, 3, item);
}

function anyPeer(draw: Draw): NetworkPolicyPeer {
  switch (draw.pick(["block", "block", "pods", "namespaces", "both", "both"])) {
    case "block":
      return { ipBlock: anyBlock(draw) };
    case "pods":
      return { podSelector: anySelector(draw) };
    case "namespaces":
      return { namespaceSelector: anyNamespaceSelector(draw) };
    default:
      return { podSelector: anySelector(draw), namespaceSelector: anyNamespaceSelector(draw) };
  }
}

function anyNamespaceSelector(draw: Draw): LabelSelector {
  if (draw.chance(60)) return anySelector(draw);
  return { matchLabels: { "kubernetes.io/metadata.name": draw.pick([...namespaces, "north"]) } };
}

function anySelector(draw: Draw): LabelSelector {
  return {
    ...(draw.chance(60) && { matchLabels: anyMatchLabels(draw) }),
    ...(draw.chance(60) && { matchExpressions: draw.many(0, 2, () => anyRequirement(draw)) }),
  };
}

function anyMatchLabels(draw: Draw): Record<string, string> {
  return Object.fromEntries(draw.many(0, 2, () => [draw.pick(labelKeys), draw.pick(labelValues)]));
}

function anyRequirement(draw: Draw): LabelSelectorRequirement {
  const key = draw.pick(labelKeys);
  if (draw.chance(60)) {
    return { key, operator: draw.pick(["In", "NotIn"]), values: draw.many(1, 3, () => draw.pick(labelValues)) };
  }
  return { key, operator: draw.pick(["Exists", "DoesNotExist"]), ...(draw.chance(30) && { values: [] }) };
}

function anyBlock(draw: Draw): IPBlock {
  const { bits, text, every } = draw.pick(addressBases);
  // Of the last four bits as many are the range's as `size` says: 0 is one address, 4 all sixteen.
  const size = draw.integer(0, 4);
  const start = draw.integer(0, 15) & -(1 << size);
  const inside = (limit: number): string => {
    const free = draw.integer(0, limit);
    return `${text((start + draw.integer(0, (1 << size) - 1)) & -(1 << free))}/${bits - free}`;
  };
  if (draw.chance(15)) return { cidr: every, except: draw.many(0, 3, () => inside(size)) };
  const except = size > 0 && draw.chance(60) && { except: draw.many(0, 3, () => inside(size - 1)) };
  return { cidr: `${text(start)}/${bits - size}`, ...except };
}

function anyPort(draw: Draw): NetworkPolicyPort {
  const protocol = draw.chance(50) && { protocol: draw.pick(protocols) };
  switch (draw.pick(["number", "number", "range", "range", "range", "name", "name", "name", "none"])) {
    case "number":
      return { ...protocol, port: draw.pick(portNumbers) };
    case "range": {
      const ends = [draw.pick(portNumbers), draw.pick(portNumbers)].sort((a, b) => a - b) as [number, number];
      return { ...protocol, port: ends[0], endPort: ends[1] };
    }
    case "name":
      return { ...protocol, port: draw.pick(portNames) };
    default:
      return { ...protocol };
  }
}
