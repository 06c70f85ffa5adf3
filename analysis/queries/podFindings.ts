import { openDirections } from "../model/matching";
import { type Pod, podReference, type PodReference } from "../model/peer";
import { isPodOf } from "../sets/componentPods";
import type { AnalysisContext } from "./analysisContext";
import { idlePolicies, type IdlePoliciesInput } from "./idlePolicies";
import { knownPods } from "./knownPods";
import { recurringPods } from "./recurringPods";

/** A silent failure that can be detected only if the pods are known. A pod without a name stands for a workload's pods. */
export type PodFinding =
  /** In at least one direction, no policy isolates a pod in Vald's namespace, usually because the pod has a wrong label. */
  | { code: "pod-without-policy"; pod: PodReference; open: ("ingress" | "egress")[] }
  /** A pod with a component's labels is on the host network, so policies do not apply to it. */
  | { code: "pod-on-host-network"; pod: PodReference }
  /** A policy in Vald's namespace, as `namespace/name`, selects no pod in the input, not even an ended one. */
  | { code: "policy-selects-no-pod"; policy: string };

export function podFindings(input: IdlePoliciesInput & Pick<AnalysisContext, "allComponents">): PodFinding[] {
  if (knownPods(input) === undefined) return [];
  const { resolved, effectivePolicies, pods = [], hostNetworkPods = [], endedPods = [], allComponents } = input;
  const inNamespace = ({ namespace }: { namespace: string }) => namespace === resolved.namespace;
  const policies = effectivePolicies.filter(inNamespace);
  const current = [...pods, ...hostNetworkPods].filter(inNamespace);
  const recurring = recurringPods(endedPods.filter(inNamespace), current, allComponents);
  const subjects = sortedByName([...current, ...recurring]);

  const onHostNetwork = subjects.filter(
    (pod) => pod.hostNetwork === true && allComponents.some((component) => isPodOf(component, pod)),
  );
  const unprotected = subjects.flatMap((pod): PodFinding[] => {
    if (pod.hostNetwork === true) return [];
    const open = openDirections(policies, pod);
    return open.length === 0 ? [] : [{ code: "pod-without-policy", pod: podReference(pod), open }];
  });
  const idle = idlePolicies(input).filter(({ mayRun }) => mayRun.length === 0);
  return [
    ...onHostNetwork.map((pod): PodFinding => ({ code: "pod-on-host-network", pod: podReference(pod) })),
    ...unprotected,
    ...idle.map(({ policy }): PodFinding => ({ code: "policy-selects-no-pod", policy })),
  ];
}

function sortedByName(pods: readonly Pod[]): Pod[] {
  const keyed = pods.map((pod) => ({ pod, key: pod.name ?? pod.workload?.name ?? JSON.stringify(pod.labels) }));
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ pod }) => pod);
}
