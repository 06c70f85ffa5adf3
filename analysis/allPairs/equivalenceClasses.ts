import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import { parseAddresses } from "../model/addresses";
import { isTemplate, type Pod } from "../model/peer";
import type { ReferencedFacts } from "./referencedFacts";

/** Pods that no policy can distinguish, such as a Deployment's replicas. */
export interface EquivalenceClass {
  /** A representative of the class. */
  pod: Pod;
  /** The members' indexes in the list of pods, in ascending order. */
  members: number[];
  /** The number of members that are one pod, so that a connection of the member with itself does not count. */
  onePodMembers: number;
  /** The segments between address bounds that contain the pods' addresses. Segment n comes after n bounds. */
  addressSegments: readonly number[];
  /** The declared ports whose names some policy refers to. Equal texts mean equal ports. */
  namedPorts: string;
}

/** The classes in the order of their first members. If pods are sorted by namespace, so are the classes. */
export function equivalenceClasses(facts: ReferencedFacts, pods: readonly Pod[]): EquivalenceClass[] {
  const labelKeys = [...facts.labelKeys];
  const namespaceLabelKeys = [...facts.namespaceLabelKeys];
  const classes = new Map<string, EquivalenceClass>();
  for (const [index, pod] of pods.entries()) {
    const addressSegments = segmentsOf(pod, facts.addressBounds);
    const namedPorts = namedPortsOf(pod, facts.portNames);
    const key = JSON.stringify([
      pod.namespace,
      namespaceLabelKeys.map((label) => labelOf(knownNamespaceLabels(pod), label)),
      labelKeys.map((label) => labelOf(pod.labels, label)),
      addressSegments,
      facts.addressBounds.length > 0 && pod.ips === undefined,
      namedPorts,
    ]);
    const known = classes.get(key);
    const onePodMembers = isTemplate(pod) ? 0 : 1;
    if (known === undefined) classes.set(key, { pod, members: [index], onePodMembers, addressSegments, namedPorts });
    else {
      known.members.push(index);
      known.onePodMembers += onePodMembers;
    }
  }
  return [...classes.values()];
}

/** The known labels of the pod's namespace. Every namespace has the name label. */
export function knownNamespaceLabels({ namespace, namespaceLabels }: Pod): Readonly<Record<string, string>> {
  return namespaceLabels ?? { [namespaceNameLabel]: namespace };
}

/** The number of bounds that are less than or equal to an address. */
export function segmentOf(address: bigint, bounds: readonly bigint[]): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bounds[middle]! <= address) low = middle + 1;
    else high = middle;
  }
  return low;
}

function segmentsOf({ ips = [] }: Pod, bounds: readonly bigint[]): number[] {
  if (bounds.length === 0) return [];
  const segments = ips.flatMap(parseAddresses).map(({ start }) => segmentOf(start, bounds));
  return [...new Set(segments)].sort((a, b) => a - b);
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
