import type { LabelSelector } from "../../kubernetes/networkPolicy";
import type { AnalysisObjects } from "../model/analysisInput";
import { groupBy } from "../model/groupBy";
import { unknownLabels } from "../model/matching";
import { isTemplate, type Pod } from "../model/peer";
import { requirements, selects } from "../model/selectors";

/** The pods in the input, including those on the host network, and those that have ended, because they may run again. */
export interface GivenPods {
  namespaces: readonly string[];
  inNamespace(namespace: string): readonly Pod[];
  /** Whether the input contains Pod objects in a namespace. Workloads, as in a rendered chart, may be only some of those there. */
  areKnownIn(namespace: string): boolean;
  /** The pods that a selector matches, or may match. */
  matching(podSelector: LabelSelector): Pod[];
}

/** Indexes pods by namespace and by label, because clusters have many pods, and policies have many selectors. */
export function givenPods({
  pods = [],
  hostNetworkPods = [],
  endedPods = [],
}: Pick<AnalysisObjects, "pods" | "hostNetworkPods" | "endedPods">): GivenPods {
  const all = [...pods, ...hostNetworkPods, ...endedPods];
  const byNamespace = groupBy(all, ({ namespace }) => [namespace]);
  const byLabel = groupBy(all, ({ labels }) => Object.entries(labels).map(([key, value]) => labelKey(key, value)));
  const withUnknownLabels = all.filter((pod) => unknownLabels(pod) !== undefined);
  const inNamespace = (namespace: string) => byNamespace.get(namespace) ?? [];
  return {
    namespaces: [...byNamespace.keys()],
    inNamespace,
    areKnownIn: (namespace) => inNamespace(namespace).some((pod) => !isTemplate(pod)),
    matching: (podSelector) => {
      const named = requirements(podSelector).find(({ operator }) => operator === "In");
      const labeled = named?.values?.flatMap((value) => byLabel.get(labelKey(named.key, value)) ?? []);
      const candidates = labeled === undefined ? all : [...labeled, ...withUnknownLabels];
      return candidates.filter((pod) => selects(podSelector, pod.labels, unknownLabels(pod)) !== false);
    },
  };
}

function labelKey(key: string, value: string): string {
  return `${key}=${value}`;
}
