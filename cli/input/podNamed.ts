import type { AnalysisInput } from "../../analysis/model/analysisInput";
import type { Pod } from "../../analysis/model/peer";
import { UsageError } from "./usageError";

export type PodLists = Pick<AnalysisInput, "pods" | "hostNetworkPods" | "endedPods">;

/**
 * The Pod object with a name, or else a pod that stands for the workload with this name. `kind` limits the search to one kind.
 * Throws `UsageError` if workloads of several kinds have the name.
 */
export function podNamed(
  namespace: string,
  kind: string | undefined,
  name: string,
  { pods = [], hostNetworkPods = [], endedPods = [] }: PodLists,
): Pod | undefined {
  const [current, ended] = [[...pods, ...hostNetworkPods], endedPods].map((list) =>
    list.filter((pod) => pod.namespace === namespace),
  ) as [Pod[], Pod[]];
  const pod = [...current, ...ended].find((one) => one.name === name);
  if (pod !== undefined && (kind ?? "Pod") === "Pod") return pod;
  const ofWorkload = ({ workload }: Pod) => workload?.name === name && (kind === undefined || workload.kind === kind);
  const kinds = [...new Set([...current, ...ended].filter(ofWorkload).map(({ workload }) => workload?.kind ?? ""))];
  if (kinds.length > 1)
    throw new UsageError(
      `${namespace}/${name}: several objects have this name; pass one of ${kinds.map((one) => `${namespace}/${one}/${name}`).join(", ")}`,
    );
  // A CronJob's last pod has the last name, which contains the time.
  return anyOf(current.filter(ofWorkload)) ?? ended.findLast(ofWorkload);
}

/** A pod with what is common to all pods of a workload. If they differ in other labels, the pod may have further labels. */
function anyOf([first, ...others]: readonly Pod[]): Pod | undefined {
  if (first === undefined || others.length === 0) return first;
  const { workload, namespace, namespaceLabels, ports, hostNetwork } = first;
  const isCommon = ([key, value]: [string, string]) => others.every(({ labels }) => labels[key] === value);
  const labels = Object.fromEntries(Object.entries(first.labels).filter(isCommon));
  const haveMoreLabels = [first, ...others].some((pod) => Object.keys(pod.labels).length > Object.keys(labels).length);
  const haveSamePorts = others.every((pod) => JSON.stringify(pod.ports) === JSON.stringify(ports));
  return {
    ...(workload !== undefined && { workload }),
    namespace,
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    labels,
    ...(haveMoreLabels && { mayHaveMoreLabels: true }),
    ...(ports !== undefined && haveSamePorts && { ports }),
    ...(hostNetwork === true && others.every((pod) => pod.hostNetwork === true) && { hostNetwork }),
  };
}
