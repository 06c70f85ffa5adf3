import type { Connection } from "../../analysis/evaluate";
import type { LabelMap, LabelSelector, NetworkPolicyManifest } from "../../policy/notation";
import { type Answer, portText } from "./answer";
import { askedPorts } from "./asked";
import type { OracleAnswer } from "./cyclonus";

/** Something that cyclonus and we see in different ways, and why we stay with ours. */
export interface Known {
  id: string;
  when: (connection: Connection, policies: readonly NetworkPolicyManifest[]) => boolean;
  /** The answer to such a connection that counts, whatever the entries above say. */
  settled: (oracle: OracleAnswer, connection: Connection) => Answer;
  reason: string;
}

/** The whole list: elsewhere cyclonus is taken as it is. */
export const known: readonly Known[] = [
  {
    id: "NotIn without the label",
    when: meets((labels, { matchExpressions = [] }) =>
      matchExpressions.some(({ key, operator }) => operator === "NotIn" && !Object.hasOwn(labels, key)),
    ),
    settled: ({ kubernetesSelectors }) => kubernetesSelectors,
    reason:
      "cyclonus: NotIn does not hold where the label is absent. Kubernetes selects also what has no such label: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements",
  },
  {
    id: "the empty value without the label",
    when: meets((labels, { matchLabels = {} }) =>
      Object.entries(matchLabels).some(([key, value]) => value === "" && !Object.hasOwn(labels, key)),
    ),
    settled: ({ kubernetesSelectors }) => kubernetesSelectors,
    reason:
      "cyclonus: an absent label has the empty value. In Kubernetes a pair of matchLabels is an In with one value, which an absent label is not in: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/",
  },
  {
    id: "a pod and itself",
    when: ({ from, to }) =>
      !("address" in from) && !("address" in to) && from.name === to.name && from.namespace === to.namespace,
    settled: (_, connection) => ({
      egress: "allowed",
      ingress: "allowed",
      verdict: "allowed",
      open: askedPorts(connection).map(portText),
    }),
    reason:
      "cyclonus does not know which pod is which. A pod cannot block access to itself: https://kubernetes.io/docs/concepts/services-networking/network-policies/",
  },
];

type Selects = (labels: LabelMap, selector: LabelSelector) => boolean;

/** Whether some selector of the policies meets labels of either end in a certain way. */
function meets(way: Selects): Known["when"] {
  return ({ from, to }, policies) => {
    const pods = [from, to].flatMap((party) => ("address" in party ? [] : [party]));
    const [ofPods, ofNamespaces] = selectors(policies);
    return pods.some(
      ({ labels, namespaceLabels = {} }) =>
        ofPods.some((selector) => way(labels, selector)) ||
        ofNamespaces.some((selector) => way(namespaceLabels, selector)),
    );
  };
}

function selectors(
  policies: readonly NetworkPolicyManifest[],
): [ofPods: LabelSelector[], ofNamespaces: LabelSelector[]] {
  const peers = policies.flatMap(({ spec: { ingress = [], egress = [] } }) => [
    ...ingress.flatMap(({ from = [] }) => from),
    ...egress.flatMap(({ to = [] }) => to),
  ]);
  return [
    [...policies.map(({ spec }) => spec), ...peers].flatMap(({ podSelector = [] }) => podSelector),
    peers.flatMap(({ namespaceSelector = [] }) => namespaceSelector),
  ];
}
