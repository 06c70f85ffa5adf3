import type { AnalysisObjects } from "../analysis/model/analysisInput";
import { groupBy } from "../analysis/model/groupBy";
import type { Pod, WorkloadReference } from "../analysis/model/peer";
import type { LabelMap } from "../kubernetes/networkPolicy";
import { hasEnded, type PodManifest, podOf, specFields } from "./podManifest";
import { podTemplateOf, type Workload } from "./workloadManifest";
import { workloadKey, WorkloadOwners } from "./workloadOwners";

/**
 * The pods in Pod objects and in the pod templates of workloads. A workload is not added to its running pods, unless its template has
 * changed since they started: its next pods are then different. All parts are absent if there are no such objects.
 */
export function podsOf(
  podManifests: readonly PodManifest[],
  workloads: readonly Workload[],
  namespaceLabels: ReadonlyMap<string, LabelMap>,
): Pick<AnalysisObjects, "pods" | "hostNetworkPods" | "endedPods"> {
  if (podManifests.length + workloads.length === 0) return {};
  const owners = new WorkloadOwners(workloads);
  const labelsOf = (namespace: string) => namespaceLabels.get(namespace);
  const pods = podManifests.map((manifest) => ({
    pod: podOf(manifest, labelsOf(manifest.metadata.namespace), owners.ofPod(manifest)),
    isEnded: hasEnded(manifest),
  }));
  const running = pods.filter(({ isEnded }) => !isEnded).map(({ pod }) => pod);
  const runningByKey = groupBy(running, ({ namespace, workload }) =>
    workload === undefined ? [] : [workloadKey(namespace, workload)],
  );
  const all = [...running];
  const added = new Set<string>();
  for (const manifest of workloads.filter((one) => !isOldRevision(one))) {
    const { namespace } = manifest.metadata;
    const workload = owners.ofWorkload(manifest);
    const key = workloadKey(namespace, workload);
    const isOwned = workload.name !== manifest.metadata.name || workload.kind !== manifest.kind;
    if (added.has(key) || (isOwned && owners.isGiven(namespace, workload))) continue;
    const next = templatePod(manifest, workload, labelsOf(namespace));
    if (runningByKey.get(key)?.some((pod) => mayComeFrom(next, pod))) continue;
    added.add(key);
    all.push(next);
  }
  const onHostNetwork = all.filter(({ hostNetwork }) => hostNetwork === true);
  const ended = pods.filter(({ isEnded }) => isEnded).map(({ pod }) => pod);
  return {
    pods: all.filter(({ hostNetwork }) => hostNetwork !== true),
    ...(onHostNetwork.length > 0 && { hostNetworkPods: onHostNetwork }),
    ...(ended.length > 0 && { endedPods: ended }),
  };
}

/** A Deployment keeps the ReplicaSets of earlier revisions, with 0 replicas. */
function isOldRevision({ kind, spec }: Workload): boolean {
  return ["ReplicaSet", "ReplicationController"].includes(kind) && spec?.replicas === 0;
}

/** Whether a template may have created a pod. Controllers and webhooks add labels, such as `pod-template-hash`. */
function mayComeFrom(template: Pod, pod: Pod): boolean {
  return (
    Object.entries(template.labels).every(([key, value]) => pod.labels[key] === value) &&
    (template.hostNetwork ?? false) === (pod.hostNetwork ?? false)
  );
}

/** The pods that a workload creates. */
function templatePod(manifest: Workload, workload: WorkloadReference, namespaceLabels: LabelMap | undefined): Pod {
  const { metadata, spec } = podTemplateOf(manifest);
  return {
    workload,
    namespace: manifest.metadata.namespace,
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    labels: metadata?.labels ?? {},
    ...specFields(spec),
  };
}
