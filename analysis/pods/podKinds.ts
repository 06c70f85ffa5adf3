import { addressesOf } from "../addresses";
import type { Mentions } from "./mentions";
import type { Pod } from "../party";

/** Pods that no policy can tell apart, such as the replicas of a Deployment. */
export interface PodKind {
  /** One of them, which stands for all. */
  pod: Pod;
  /** Their places in the list of pods, ascending. */
  members: number[];
  /** Where their addresses lie between the bounds of the ipBlocks: after how many of the bounds. */
  addressCells: readonly number[];
  /** The ports they declare under names that the policies mention; the same text means the same ports. */
  namedPorts: string;
}

/** The kinds in the order of their first members, so that the kinds of one namespace stand together when its pods do. */
export function podKinds(mentioned: Mentions, pods: readonly Pod[]): PodKind[] {
  const labelKeys = [...mentioned.labelKeys];
  const namespaceLabelKeys = [...mentioned.namespaceLabelKeys];
  const kinds = new Map<string, PodKind>();
  for (const [place, pod] of pods.entries()) {
    const addressCells = cellsOf(pod, mentioned.addressBounds);
    const namedPorts = namedPortsOf(pod, mentioned.portNames);
    const key = JSON.stringify([
      pod.namespace,
      namespaceLabelKeys.map((label) => labelOf(namespaceLabelsOf(pod), label)),
      labelKeys.map((label) => labelOf(pod.labels, label)),
      addressCells,
      namedPorts,
    ]);
    const kind = kinds.get(key);
    if (kind === undefined) kinds.set(key, { pod, members: [place], addressCells, namedPorts });
    else kind.members.push(place);
  }
  return [...kinds.values()];
}

/** Where the labels of a pod's namespace are not known, it still has the one that every namespace carries. */
export function namespaceLabelsOf({ namespace, namespaceLabels }: Pod): Readonly<Record<string, string>> {
  return namespaceLabels ?? { "kubernetes.io/metadata.name": namespace };
}

/** How many of the bounds an address is not below. */
export function cellOf(address: bigint, bounds: readonly bigint[]): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bounds[middle]! <= address) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cellsOf({ ips = [] }: Pod, bounds: readonly bigint[]): number[] {
  if (bounds.length === 0) return [];
  const cells = ips.flatMap(addressesOf).map(({ start }) => cellOf(start, bounds));
  return [...new Set(cells)].sort((a, b) => a - b);
}

function namedPortsOf({ ports = [] }: Pod, names: ReadonlySet<string>): string {
  return ports
    .filter(({ name }) => name !== undefined && names.has(name))
    .map(({ name, containerPort, protocol = "TCP" }) => `${name} ${protocol} ${containerPort}`)
    .sort()
    .join();
}

function labelOf(labels: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
