import type {
  IPBlock,
  LabelSelector,
  LabelSelectorRequirement,
  NetworkPolicyManifest,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "../../kubernetes/networkPolicy";
import type { Draw } from "../apiServerParity/draw";
import { type AddressBases, labelKeys, labelValues, namespaces, portNames, portNumbers, protocols } from "./alphabet";

/** A NetworkPolicy that the API server accepts. Optional fields may be absent or empty. */
export function randomPolicy(draw: Draw, name: string, bases: AddressBases): NetworkPolicyManifest {
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
      ...(draw.chance(85) && { podSelector: draw.chance(40) ? {} : randomSelector(draw) }),
      ...(policyTypes !== undefined && { policyTypes }),
      ...(draw.chance(75) && { ingress: draw.many(0, 3, () => randomRule(draw, "from", bases)) }),
      ...(draw.chance(75) && { egress: draw.many(0, 3, () => randomRule(draw, "to", bases)) }),
    },
  };
}

function randomRule<Peers extends "from" | "to">(
  draw: Draw,
  peers: Peers,
  bases: AddressBases,
): { [K in Peers]?: NetworkPolicyPeer[] } & { ports?: NetworkPolicyPort[] } {
  // Cast: a computed key loses its type.
  return {
    ...(draw.chance(85) && { [peers]: fewOrNone(draw, () => randomPeer(draw, bases)) }),
    ...(draw.chance(70) && { ports: fewOrNone(draw, () => randomPort(draw)) }),
  } as { [K in Peers]?: NetworkPolicyPeer[] } & { ports?: NetworkPolicyPort[] };
}

/** An empty list is rare, because it allows everything, so most rules would allow too much. */
function fewOrNone<T>(draw: Draw, item: () => T): T[] {
  return draw.chance(8) ? [] : draw.many(1, 3, item);
}

function randomPeer(draw: Draw, bases: AddressBases): NetworkPolicyPeer {
  switch (draw.pick(["block", "block", "block", "pods", "namespaces", "both", "both"])) {
    case "block":
      return { ipBlock: randomBlock(draw, bases) };
    case "pods":
      return { podSelector: randomSelector(draw) };
    case "namespaces":
      return { namespaceSelector: randomNamespaceSelector(draw) };
    default:
      return { podSelector: randomSelector(draw), namespaceSelector: randomNamespaceSelector(draw) };
  }
}

function randomNamespaceSelector(draw: Draw): LabelSelector {
  if (draw.chance(60)) return randomSelector(draw);
  return { matchLabels: { "kubernetes.io/metadata.name": draw.pick([...namespaces, "north"]) } };
}

function randomSelector(draw: Draw): LabelSelector {
  return {
    ...(draw.chance(60) && { matchLabels: randomMatchLabels(draw) }),
    ...(draw.chance(60) && { matchExpressions: draw.many(0, 2, () => randomRequirement(draw)) }),
  };
}

function randomMatchLabels(draw: Draw): Record<string, string> {
  return Object.fromEntries(draw.many(0, 2, () => [draw.pick(labelKeys), draw.pick(labelValues)]));
}

function randomRequirement(draw: Draw): LabelSelectorRequirement {
  const key = draw.pick(labelKeys);
  if (draw.chance(60)) {
    return { key, operator: draw.pick(["In", "NotIn"]), values: draw.many(1, 3, () => draw.pick(labelValues)) };
  }
  return { key, operator: draw.pick(["Exists", "DoesNotExist"]), ...(draw.chance(30) && { values: [] }) };
}

function randomBlock(draw: Draw, bases: AddressBases): IPBlock {
  const { bits, text, wideBlocks } = draw.pick(bases);
  // The block contains 2 ** size of the sixteen addresses.
  const size = draw.integer(0, 4);
  const start = draw.integer(0, 15) & -(1 << size);
  const subBlock = (maxSize: number): string => {
    const subSize = draw.integer(0, maxSize);
    return `${text((start + draw.integer(0, (1 << size) - 1)) & -(1 << subSize))}/${bits - subSize}`;
  };
  if (draw.chance(25)) return { cidr: draw.pick(wideBlocks), except: draw.many(0, 4, () => subBlock(size)) };
  const except = size > 0 && draw.chance(75) && { except: draw.many(0, 4, () => subBlock(size - 1)) };
  return { cidr: `${text(start)}/${bits - size}`, ...except };
}

function randomPort(draw: Draw): NetworkPolicyPort {
  const protocol = draw.chance(50) && { protocol: draw.pick(protocols) };
  switch (draw.pick(["number", "number", "range", "range", "range", "name", "name", "name", "none"])) {
    case "number":
      return { ...protocol, port: draw.pick(portNumbers) };
    case "range": {
      const [first, second] = [draw.pick(portNumbers), draw.pick(portNumbers)];
      return { ...protocol, port: Math.min(first, second), endPort: Math.max(first, second) };
    }
    case "name":
      return { ...protocol, port: draw.pick(portNames) };
    default:
      return { ...protocol };
  }
}
