import type { Connection } from "../../analysis/evaluate/evaluate";
import type { LabelMap, LabelSelector, NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import type { CyclonusVerdicts } from "./cyclonus";
import { portText, queriedPorts } from "./queriedPorts";
import type { Verdicts } from "./verdicts";

/** A query on which cyclonus and `evaluate` differ, and the reason why `evaluate` is right. */
export interface KnownDifference {
  id: string;
  appliesTo: (connection: Connection, policies: readonly NetworkPolicyManifest[]) => boolean;
  /** The correct verdicts. They replace the verdicts from earlier entries. */
  verdicts: (cyclonus: CyclonusVerdicts, connection: Connection) => Verdicts;
  reason: string;
}

/** The complete list. In all other cases, cyclonus is assumed to be right. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    id: "NotIn for an absent label",
    appliesTo: someSelector((labels, { matchExpressions = [] }) =>
      matchExpressions.some(({ key, operator }) => operator === "NotIn" && !Object.hasOwn(labels, key)),
    ),
    verdicts: ({ kubernetesSelectors }) => kubernetesSelectors,
    reason:
      "In cyclonus, NotIn does not match if the label is absent. In Kubernetes it does: https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements",
  },
  {
    id: "an empty value for an absent label",
    appliesTo: someSelector((labels, { matchLabels = {} }) =>
      Object.entries(matchLabels).some(([key, value]) => value === "" && !Object.hasOwn(labels, key)),
    ),
    verdicts: ({ kubernetesSelectors }) => kubernetesSelectors,
    reason:
      "In cyclonus, an absent label has the empty value. In Kubernetes, an entry in matchLabels is an In with one value, which an absent label does not match: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/",
  },
  {
    id: "a pod and itself",
    appliesTo: ({ from, to }) =>
      !("address" in from) &&
      !("address" in to) &&
      from.name !== undefined &&
      from.name === to.name &&
      from.namespace === to.namespace,
    verdicts: (_, connection) => {
      const ports = queriedPorts(connection);
      const verdict = ports.length > 0 ? "allowed" : "denied";
      return { egress: verdict, ingress: verdict, both: verdict, open: ports.map(portText) };
    },
    reason:
      "Cyclonus does not recognize a pod's connection to itself. A pod cannot block access to itself: https://kubernetes.io/docs/concepts/services-networking/network-policies/",
  },
];

/** Whether a condition holds for some selector in the policies and the labels of either end. */
function someSelector(condition: (labels: LabelMap, selector: LabelSelector) => boolean): KnownDifference["appliesTo"] {
  return ({ from, to }, policies) => {
    const pods = [from, to].flatMap((peer) => ("address" in peer ? [] : [peer]));
    const [podSelectors, namespaceSelectors] = selectors(policies);
    return pods.some(
      ({ labels, namespaceLabels = {} }) =>
        podSelectors.some((selector) => condition(labels, selector)) ||
        namespaceSelectors.some((selector) => condition(namespaceLabels, selector)),
    );
  };
}

function selectors(
  policies: readonly NetworkPolicyManifest[],
): [podSelectors: LabelSelector[], namespaceSelectors: LabelSelector[]] {
  const peers = policies.flatMap(({ spec: { ingress = [], egress = [] } }) => [
    ...ingress.flatMap(({ from = [] }) => from),
    ...egress.flatMap(({ to = [] }) => to),
  ]);
  return [
    [...policies.map(({ spec }) => spec), ...peers].flatMap(({ podSelector = [] }) => podSelector),
    peers.flatMap(({ namespaceSelector = [] }) => namespaceSelector),
  ];
}
