import type { IPBlock, LabelSelector, NetworkPolicyPeer } from "../../policy/notation";
import { addressesIn } from "../addresses";
import { BitSet } from "./bitSet";
import { LabelIndex } from "./labelIndex";
import type { Mentions } from "./mentions";
import { cellOf, namespaceLabelsOf, type PodKind } from "./podKinds";

/** Finds the kinds of pods that a policy selects or a peer means, as sets of their places in the list. */
export class PodIndex {
  readonly all: BitSet;
  private readonly byLabels: LabelIndex;
  private readonly byNamespaceLabels: LabelIndex;
  private readonly byNamespace: ReadonlyMap<string, BitSet>;
  /** Each kind in each of its cells, by cell. */
  private readonly inCells: readonly (readonly [cell: number, kind: number])[];
  private readonly bounds: readonly bigint[];
  private readonly peers = new Map<string, BitSet>();

  constructor(mentioned: Mentions, kinds: readonly PodKind[]) {
    this.all = BitSet.below(kinds.length);
    this.byLabels = new LabelIndex(
      kinds.map(({ pod }) => pod.labels),
      mentioned.labelKeys,
    );
    this.byNamespaceLabels = new LabelIndex(
      kinds.map(({ pod }) => namespaceLabelsOf(pod)),
      mentioned.namespaceLabelKeys,
    );
    this.byNamespace = byNamespace(kinds);
    this.inCells = kinds
      .flatMap(({ addressCells }, k) => addressCells.map((cell) => [cell, k] as const))
      .sort(([a], [b]) => a - b);
    this.bounds = mentioned.addressBounds;
  }

  /** Pods of one namespace. */
  selected(namespace: string, selector: LabelSelector): BitSet {
    return (this.byNamespace.get(namespace) ?? BitSet.empty).and(this.byLabels.select(selector));
  }

  /** Who a peer of a policy in `namespace` is; the same text means the same set. */
  peer(peer: NetworkPolicyPeer, namespace: string): { text: string; set: BitSet } {
    const text = peerText(peer, namespace);
    const set = this.peers.get(text) ?? this.find(peer, namespace);
    this.peers.set(text, set);
    return { text, set };
  }

  private find({ podSelector = {}, namespaceSelector, ipBlock }: NetworkPolicyPeer, namespace: string): BitSet {
    if (ipBlock !== undefined) return this.inBlock(ipBlock);
    return namespaceSelector === undefined
      ? this.selected(namespace, podSelector)
      : this.byNamespaceLabels.select(namespaceSelector).and(this.byLabels.select(podSelector));
  }

  private inBlock(block: IPBlock): BitSet {
    const kinds = addressesIn(block).flatMap(({ start, end }) => {
      const [from, to] = [this.firstIn(cellOf(start, this.bounds)), this.firstIn(cellOf(end, this.bounds))];
      return this.inCells.slice(from, to).map(([, kind]) => kind);
    });
    return BitSet.of(kinds);
  }

  /** The place of the first entry in this cell or a later one. */
  private firstIn(cell: number): number {
    let low = 0;
    let high = this.inCells.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.inCells[middle]![0] < cell) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function byNamespace(kinds: readonly PodKind[]): Map<string, BitSet> {
  const members = new Map<string, number[]>();
  for (const [k, { pod }] of kinds.entries()) {
    const known = members.get(pod.namespace);
    if (known === undefined) members.set(pod.namespace, [k]);
    else known.push(k);
  }
  return new Map([...members].map(([namespace, places]) => [namespace, BitSet.of(places)]));
}

function peerText(peer: NetworkPolicyPeer, namespace: string): string {
  const text = JSON.stringify(peer);
  // Only a podSelector alone speaks of the policy's own namespace.
  return peer.ipBlock === undefined && peer.namespaceSelector === undefined ? `${namespace} ${text}` : text;
}
