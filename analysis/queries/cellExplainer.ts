import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import type { Component } from "../../graph/components";
import type { Peer, Pod } from "../model/peer";
import { type ComponentPods, isPodOf, withAnyAddress } from "../sets/componentPods";
import { type ExampleFacts, examplePeer } from "../sets/examplePeer";
import type { PeerSet } from "../sets/peerSet";
import type { AnalysisContext } from "./analysisContext";
import { type Explanation, explainIn, questionEndpoint } from "./explain";
import type { GivenExample, Table } from "./matrix";

/**
 * The explanation of a cell. If one end is an example of a row or a column, it is the explanation of that example: `explain` gives
 * the same answer for its namespace and labels, under the assumptions.
 */
export interface ExampleExplanation extends Explanation {
  /**
   * The labels of the example's namespace that are assumed, or, if the input contains them, those that policies refer to. Without
   * `kubernetes.io/metadata.name`. Absent if they do not matter.
   */
  namespaceLabels?: LabelMap;
  /**
   * Whether pods are assumed to have no address in any CIDR block, as in the table, because the answer would be another one without
   * this assumption.
   */
  assumesNoBlock: boolean;
}

/**
 * Returns a function that explains a cell of `tableOf`. A row or column of other peers is represented by an example, which is a pod
 * of the input if possible: if the cell is denied, a peer to which no port is open, if there is one. The function returns undefined
 * if neither end is a component, or if there are no such peers.
 */
export function cellExplainer(
  context: AnalysisContext,
  components: readonly ComponentPods[],
  exampleFinder: Table["exampleFinder"],
): (row: number, column: number) => ExampleExplanation | undefined {
  const facts = exampleFacts(context);
  const exampleIn = exampleFinder(givenExamples(context));
  return (row, column) => {
    const [source, target] = [components[row], components[column]];
    if (source === undefined && target === undefined) return undefined;
    const example = exampleIn(row, column);
    const set = example?.peers;
    const peer = set && examplePeer(set, facts, example.given?.namespace);
    if (peer === undefined && (source === undefined || target === undefined)) return undefined;
    const explain = (other: Peer | undefined, pods: (pod: Pod) => Pod): Explanation => {
      const ends = [source, target].map((end) => (end === undefined ? other! : pods(end.pod))) as [Peer, Peer];
      const named = [source, target].map((end, i): Component | Peer => end?.component ?? ends[i]!);
      const [from, to] = named.map(questionEndpoint) as [Explanation["from"], Explanation["to"]];
      return { ...explainIn(context, { from: ends[0], to: ends[1] }), from, to };
    };
    const inTable = explain(peer, (pod) => pod);
    const isSame = (explanation: Explanation) => answerKey(explanation) === answerKey(inTable);

    const pod = example?.given?.pod;
    if (set !== undefined && pod !== undefined) {
      const ofPod = explain(pod, withAnyAddress);
      if (isSame(ofPod)) return { ...ofPod, ...namespaceLabelsOf(set, facts, pod), assumesNoBlock: false };
    }
    if (set === undefined || peer === undefined || "address" in peer) {
      const asked = explain(peer, withAnyAddress);
      return isSame(asked) ? { ...asked, assumesNoBlock: false } : { ...inTable, assumesNoBlock: true };
    }
    // The fewest assumptions with which `explain` gives the table's answer.
    const { namespaceLabels, ...unlabeled } = peer;
    const isKnown = Object.hasOwn(facts.namespaces, peer.namespace);
    const needsLabels = Object.keys(namespaceLabels).length > 1;
    for (const anyAddress of [true, false])
      for (const pod of isKnown || needsLabels ? [peer] : [unlabeled, peer]) {
        const asked = anyAddress ? explain(withAnyAddress(pod), withAnyAddress) : explain(pod, (one) => one);
        if (isSame(asked))
          return { ...asked, ...(pod === peer && namespaceLabelsOf(set, facts, peer)), assumesNoBlock: !anyAddress };
      }
    throw new Error("bug: the table's own answer is among those");
  };
}

function exampleFacts({ namespaces = {}, policies = [], resolved, ...context }: AnalysisContext): ExampleFacts {
  const pods = [...(context.pods ?? []), ...(context.hostNetworkPods ?? []), ...(context.endedPods ?? [])];
  return {
    namespaces,
    otherNamespaces: [
      resolved.namespace,
      ...pods.map(({ namespace }) => namespace),
      ...policies.flatMap(({ metadata: { namespace } }) => namespace ?? []),
      ...(context.unreadNamespaces ?? []),
    ],
    podAddresses: pods.flatMap(({ ips = [] }) => ips),
  };
}

/** The pods of the input, and then its namespaces, of which all labels are known. Vald's namespace is not a good example. */
function givenExamples({ pods = [], namespaces = {}, components, resolved }: AnalysisContext): GivenExample[] {
  return [
    ...pods.flatMap((pod) => {
      const { namespace } = pod;
      const namespaceLabels = Object.hasOwn(namespaces, namespace) ? namespaces[namespace] : pod.namespaceLabels;
      if (namespaceLabels === undefined || pod.mayHaveMoreLabels === true) return [];
      return components.some((component) => isPodOf(component, pod))
        ? []
        : [{ pod: { ...pod, namespaceLabels }, namespace, namespaceLabels }];
    }),
    ...Object.entries(namespaces)
      .filter(([namespace]) => namespace !== resolved.namespace)
      .map(([namespace, namespaceLabels]) => ({ namespace, namespaceLabels })),
  ];
}

/** The labels of a namespace that matter: all that are assumed, or those that the set mentions. */
function namespaceLabelsOf(
  set: PeerSet,
  { namespaces }: ExampleFacts,
  { namespace, namespaceLabels = {} }: Pod,
): Pick<ExampleExplanation, "namespaceLabels"> {
  const isKnown = Object.hasOwn(namespaces, namespace);
  const labels = Object.entries(namespaceLabels).filter(
    ([key]) => key !== namespaceNameLabel && (!isKnown || set.labels.has(`namespace/${key}`)),
  );
  return isKnown && labels.length === 0 ? {} : { namespaceLabels: Object.fromEntries(labels) };
}

function answerKey({ verdict, ports, egress, ingress }: Explanation): string {
  return JSON.stringify([verdict, ports, egress.verdict, ingress.verdict]);
}
