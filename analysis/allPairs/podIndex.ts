import type { IPBlock, LabelSelector, NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import { blockAddresses } from "../model/addresses";
import { groupBy } from "../model/groupBy";
import { BitSet } from "./bitSet";
import { type EquivalenceClass, knownNamespaceLabels, segmentOf } from "./equivalenceClasses";
import { LabelIndex } from "./labelIndex";
import type { ReferencedFacts } from "./referencedFacts";

/** Finds the pod classes that a policy selects or a peer matches, as sets of class indexes. */
export class PodIndex {
  readonly all: BitSet;
  /** The classes of pods with unknown addresses, which any ipBlock may match. */
  readonly withoutAddress: BitSet;
  private readonly byLabels: LabelIndex;
  private readonly byNamespaceLabels: LabelIndex;
  private readonly byNamespace: ReadonlyMap<string, BitSet>;
  /** One entry per class and address segment, sorted by segment. */
  private readonly inSegments: readonly (readonly [segment: number, classIndex: number])[];
  private readonly bounds: readonly bigint[];
  private readonly peers = new Map<string, BitSet>();

  constructor(facts: ReferencedFacts, classes: readonly EquivalenceClass[]) {
    this.all = BitSet.below(classes.length);
    this.withoutAddress = BitSet.of([...classes.keys()].filter((c) => classes[c]!.pod.ips === undefined));
    this.byLabels = new LabelIndex(
      classes.map(({ pod }) => pod.labels),
      facts.labelKeys,
    );
    this.byNamespaceLabels = new LabelIndex(
      classes.map(({ pod }) => knownNamespaceLabels(pod)),
      facts.namespaceLabelKeys,
    );
    this.byNamespace = groupByNamespace(classes);
    this.inSegments = classes
      .flatMap(({ addressSegments }, c) => addressSegments.map((segment) => [segment, c] as const))
      .sort(([a], [b]) => a - b);
    this.bounds = facts.addressBounds;
  }

  /** The classes in one namespace that a selector matches. */
  selected(namespace: string, selector: LabelSelector): BitSet {
    return (this.byNamespace.get(namespace) ?? BitSet.empty).intersect(this.byLabels.select(selector));
  }

  /** The classes that a peer matches if its policy is in `namespace`. Equal texts mean equal sets. */
  peer(peer: NetworkPolicyPeer, namespace: string): { text: string; set: BitSet } {
    const text = peerKey(peer, namespace);
    const set = this.peers.get(text) ?? this.find(peer, namespace);
    this.peers.set(text, set);
    return { text, set };
  }

  private find({ podSelector = {}, namespaceSelector, ipBlock }: NetworkPolicyPeer, namespace: string): BitSet {
    if (ipBlock !== undefined) return this.inBlock(ipBlock);
    return namespaceSelector === undefined
      ? this.selected(namespace, podSelector)
      : this.byNamespaceLabels.select(namespaceSelector).intersect(this.byLabels.select(podSelector));
  }

  private inBlock(block: IPBlock): BitSet {
    const classes = blockAddresses(block).flatMap(({ start, end }) => {
      const [from, to] = [segmentOf(start, this.bounds), segmentOf(end, this.bounds)].map((segment) =>
        this.firstFrom(segment),
      );
      return this.inSegments.slice(from, to).map(([, classIndex]) => classIndex);
    });
    return BitSet.of(classes);
  }

  /** The index of the first entry in this segment or a later segment. */
  private firstFrom(segment: number): number {
    let low = 0;
    let high = this.inSegments.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.inSegments[middle]![0] < segment) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function groupByNamespace(classes: readonly EquivalenceClass[]): Map<string, BitSet> {
  const members = groupBy(classes.keys(), (c) => [classes[c]!.pod.namespace]);
  return new Map([...members].map(([namespace, indexes]) => [namespace, BitSet.of(indexes)]));
}

function peerKey(peer: NetworkPolicyPeer, namespace: string): string {
  const text = JSON.stringify(peer);
  // Only a podSelector without a namespaceSelector depends on the policy's namespace.
  return peer.ipBlock === undefined && peer.namespaceSelector === undefined ? `${namespace} ${text}` : text;
}
