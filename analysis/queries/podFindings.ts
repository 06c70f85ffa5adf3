import { directions } from "../model/effectivePolicy";
import { selectsPod } from "../model/matching";
import { podReference, type PodReference } from "../model/peer";
import { isPodOf } from "../sets/componentPods";
import type { AnalysisContext } from "./analysisContext";

/** A silent failure that can be detected only with the Pod objects. */
export type PodFinding =
  /** In at least one direction, no policy isolates a pod in Vald's namespace, usually because the pod has a wrong label. */
  | { code: "pod-without-policy"; pod: PodReference; open: ("ingress" | "egress")[] }
  /** A pod with a component's labels is on the host network, so policies do not apply to it. */
  | { code: "pod-on-host-network"; pod: PodReference }
  /** A policy in Vald's namespace selects no pods. `policy` is `namespace/name`. */
  | { code: "policy-selects-no-pod"; policy: string };

export function podFindings({
  resolved: { namespace },
  effectivePolicies,
  pods: all,
  hostNetworkPods = [],
  allComponents,
}: Pick<
  AnalysisContext,
  "resolved" | "effectivePolicies" | "pods" | "hostNetworkPods" | "allComponents"
>): PodFinding[] {
  const pods = all?.filter((pod) => pod.namespace === namespace);
  if (pods === undefined) return [];
  const onHostNetwork = hostNetworkPods.filter((pod) => pod.namespace === namespace);
  const ofComponents = onHostNetwork.filter((pod) => allComponents.some((component) => isPodOf(component, pod)));
  const policies = effectivePolicies.filter((policy) => policy.namespace === namespace);
  const unprotected = pods.flatMap((pod): (PodFinding & { key: string })[] => {
    const open = directions.filter(
      (direction) => !policies.some((policy) => policy[direction] !== undefined && selectsPod(policy, pod) === true),
    );
    const key = pod.name ?? JSON.stringify(pod.labels);
    return open.length === 0 ? [] : [{ code: "pod-without-policy", pod: podReference(pod), open, key }];
  });
  const idle = policies
    .filter((policy) => [...pods, ...onHostNetwork].every((pod) => selectsPod(policy, pod) === false))
    .map(({ policy }) => policy)
    .sort();
  return [
    ...ofComponents.map((pod): PodFinding => ({ code: "pod-on-host-network", pod: podReference(pod) })),
    ...unprotected.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ key: _, ...finding }) => finding),
    ...idle.map((policy): PodFinding => ({ code: "policy-selects-no-pod", policy })),
  ];
}
