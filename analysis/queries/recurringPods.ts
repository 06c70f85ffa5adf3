import type { Pod } from "../model/peer";
import { type ComponentPods, isPodOf } from "../sets/componentPods";

/**
 * The pods that may run again although the input shows only that they have ended: pods of Jobs and CronJobs, one for each of
 * these workloads, and pods of components. Other pods that have ended, such as evicted ones, have been replaced or do not come
 * back.
 */
export function recurringPods(
  ended: readonly Pod[],
  current: readonly Pod[],
  components: readonly ComponentPods[],
): Pod[] {
  const componentOf = (pod: Pod) => components.find((component) => isPodOf(component, pod))?.component;
  const workloadOf = ({ workload }: Pod) => workload && `${workload.kind}/${workload.name}`;
  const existing = new Set(current.flatMap((pod) => [workloadOf(pod), componentOf(pod)]));
  const last = new Map<string, Pod>();
  // The names of a CronJob's pods contain the time, so the last one shows the workload's current labels.
  for (const pod of [...ended].sort((a, b) => ((a.name ?? "") < (b.name ?? "") ? -1 : 1))) {
    const mayRecur = pod.workload === undefined || ["Job", "CronJob"].includes(pod.workload.kind);
    const key = workloadOf(pod) ?? componentOf(pod);
    if (mayRecur && key !== undefined && !existing.has(key)) last.set(key, pod);
  }
  return [...last.values()].map(({ name, ...pod }) =>
    pod.workload === undefined && name !== undefined ? { name, ...pod } : pod,
  );
}
