import type {
  IPBlock,
  LabelSelector,
  LabelSelectorRequirement,
  NetworkPolicyManifest,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "../../kubernetes/networkPolicy";
import type { Random } from "../random";
import { type AddressBases, labelKeys, labelValues, namespaces, portNames, portNumbers, protocols } from "./alphabet";

/** A NetworkPolicy that the API server accepts. Optional fields may be absent or empty. */
export function randomPolicy(random: Random, name: string, bases: AddressBases): NetworkPolicyManifest {
  const namespace = random.chance(25) ? {} : { namespace: random.pick(namespaces) };
  const policyTypes = random.pick([
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
      ...(random.chance(85) && { podSelector: random.chance(40) ? {} : randomSelector(random) }),
      ...(policyTypes !== undefined && { policyTypes }),
      ...(random.chance(75) && { ingress: random.list(0, 3, () => randomRule(random, "from", bases)) }),
      ...(random.chance(75) && { egress: random.list(0, 3, () => randomRule(random, "to", bases)) }),
    },
  };
}

function randomRule<Peers extends "from" | "to">(
  random: Random,
  peers: Peers,
  bases: AddressBases,
): { [K in Peers]?: NetworkPolicyPeer[] } & { ports?: NetworkPolicyPort[] } {
  // Cast: a computed key loses its type.
  return {
    ...(random.chance(85) && { [peers]: fewOrNone(random, () => randomPeer(random, bases)) }),
    ...(random.chance(70) && { ports: fewOrNone(random, () => randomPort(random)) }),
  } as { [K in Peers]?: NetworkPolicyPeer[] } & { ports?: NetworkPolicyPort[] };
}

/** An empty list is rare, because it allows everything, so most rules would allow too much. */
function fewOrNone<T>(random: Random, item: () => T): T[] {
  return random.chance(8) ? [] : random.list(1, 3, item);
}

function randomPeer(random: Random, bases: AddressBases): NetworkPolicyPeer {
  switch (random.pick(["block", "block", "block", "pods", "namespaces", "both", "both"])) {
    case "block":
      return { ipBlock: randomBlock(random, bases) };
    case "pods":
      return { podSelector: randomSelector(random) };
    case "namespaces":
      return { namespaceSelector: randomNamespaceSelector(random) };
    default:
      return { podSelector: randomSelector(random), namespaceSelector: randomNamespaceSelector(random) };
  }
}

function randomNamespaceSelector(random: Random): LabelSelector {
  if (random.chance(60)) return randomSelector(random);
  return { matchLabels: { "kubernetes.io/metadata.name": random.pick([...namespaces, "north"]) } };
}

function randomSelector(random: Random): LabelSelector {
  return {
    ...(random.chance(60) && { matchLabels: randomMatchLabels(random) }),
    ...(random.chance(60) && { matchExpressions: random.list(0, 2, () => randomRequirement(random)) }),
  };
}

function randomMatchLabels(random: Random): Record<string, string> {
  return Object.fromEntries(random.list(0, 2, () => [random.pick(labelKeys), random.pick(labelValues)]));
}

function randomRequirement(random: Random): LabelSelectorRequirement {
  const key = random.pick(labelKeys);
  if (random.chance(60)) {
    return { key, operator: random.pick(["In", "NotIn"]), values: random.list(1, 3, () => random.pick(labelValues)) };
  }
  return { key, operator: random.pick(["Exists", "DoesNotExist"]), ...(random.chance(30) && { values: [] }) };
}

function randomBlock(random: Random, bases: AddressBases): IPBlock {
  const { bits, text, wideBlocks } = random.pick(bases);
  // The block contains 2 ** size of the sixteen addresses.
  const size = random.integer(0, 4);
  const start = random.integer(0, 15) & -(1 << size);
  const subBlock = (maxSize: number): string => {
    const subSize = random.integer(0, maxSize);
    return `${text((start + random.integer(0, (1 << size) - 1)) & -(1 << subSize))}/${bits - subSize}`;
  };
  if (random.chance(25)) return { cidr: random.pick(wideBlocks), except: random.list(0, 4, () => subBlock(size)) };
  const except = size > 0 && random.chance(75) && { except: random.list(0, 4, () => subBlock(size - 1)) };
  return { cidr: `${text(start)}/${bits - size}`, ...except };
}

function randomPort(random: Random): NetworkPolicyPort {
  const protocol = random.chance(50) && { protocol: random.pick(protocols) };
  switch (random.pick(["number", "number", "range", "range", "range", "name", "name", "name", "none"])) {
    case "number":
      return { ...protocol, port: random.pick(portNumbers) };
    case "range": {
      const [first, second] = [random.pick(portNumbers), random.pick(portNumbers)];
      return { ...protocol, port: Math.min(first, second), endPort: Math.max(first, second) };
    }
    case "name":
      return { ...protocol, port: random.pick(portNames) };
    default:
      return { ...protocol };
  }
}
