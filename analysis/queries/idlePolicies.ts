import type { Component } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";
import { selectsPod } from "../model/matching";
import { isTemplate } from "../model/peer";
import type { AnalysisContext } from "./analysisContext";
import { knownPods } from "./knownPods";

/** A policy in Vald's namespace that selects no pods in the input, not even ended ones. */
export interface IdlePolicy {
  /** `namespace/name`. */
  policy: string;
  /**
   * The components that may have such pods: CronJobs, which have no pods between two runs. Empty if the input contains CronJob
   * objects, because it would then also contain theirs.
   */
  mayRun: Component[];
}

export type IdlePoliciesInput = Pick<
  AnalysisContext,
  "resolved" | "effectivePolicies" | "pods" | "hostNetworkPods" | "endedPods" | "components"
>;

/** The policies in Vald's namespace that select no pods, sorted by name. Empty if the pods are unknown. */
export function idlePolicies(input: IdlePoliciesInput): IdlePolicy[] {
  if (knownPods(input) === undefined) return [];
  const { resolved, effectivePolicies, pods = [], hostNetworkPods = [], endedPods = [], components } = input;
  const current = [...pods, ...hostNetworkPods];
  const existing = [...current, ...endedPods].filter(({ namespace }) => namespace === resolved.namespace);
  const areCronJobsGiven = current.some((pod) => isTemplate(pod) && pod.workload?.kind === "CronJob");
  const cronJobs = components.filter(({ component }) => valdGraph.components[component].isCronJob === true);
  return effectivePolicies
    .filter(({ namespace }) => namespace === resolved.namespace)
    .filter((policy) => existing.every((pod) => selectsPod(policy, pod) === false))
    .map((policy) => {
      const ofPolicy = cronJobs.filter(({ pod }) => selectsPod(policy, pod) === true);
      return { policy: policy.policy, mayRun: areCronJobsGiven ? [] : ofPolicy.map(({ component }) => component) };
    })
    .sort((a, b) => (a.policy < b.policy ? -1 : 1));
}
