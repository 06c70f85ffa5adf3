import { isTemplate, type Pod } from "../model/peer";
import { withAnyAddress } from "../sets/componentPods";
import type { AnalysisContext } from "./analysisContext";

/**
 * The pods that run, and the pods that have ended and may run again, which then have other addresses. Undefined if the pods in
 * Vald's namespace are unknown: without any Pod objects, workloads in other namespaces say nothing about them.
 */
export function knownPods({
  pods,
  hostNetworkPods = [],
  endedPods = [],
  resolved: { namespace },
}: Pick<AnalysisContext, "pods" | "hostNetworkPods" | "endedPods" | "resolved">): readonly Pod[] | undefined {
  if (pods === undefined) return undefined;
  const all = [...pods, ...hostNetworkPods, ...endedPods];
  const isElsewhere = (pod: Pod) => isTemplate(pod) && pod.namespace !== namespace;
  return all.length > 0 && all.every(isElsewhere) ? undefined : [...pods, ...endedPods.map(withAnyAddress)];
}
