import { groupBy } from "../analysis/model/groupBy";
import type { WorkloadReference } from "../analysis/model/peer";
import type { LabelMap } from "../kubernetes/networkPolicy";
import type { PodManifest } from "./podManifest";
import type { OwnerReference } from "./validateManifests";
import { workloadKinds } from "./workloadKinds";
import { podTemplateOf, type Workload } from "./workloadManifest";

/** Finds the workload that an object belongs to. A Deployment's ReplicaSets and a CronJob's Jobs belong to their owner. */
export class WorkloadOwners {
  private readonly byKey: ReadonlyMap<string, Workload>;
  private readonly byNamespace: ReadonlyMap<string, readonly Workload[]>;

  constructor(workloads: readonly Workload[]) {
    this.byKey = new Map(workloads.map((one) => [workloadKey(one.metadata.namespace, referenceTo(one)), one]));
    this.byNamespace = groupBy(workloads, ({ metadata: { namespace } }) => [namespace]);
  }

  /** Undefined if no workload owns the pod. Without owner references, the workload whose template has the pod's labels. */
  ofPod({ metadata: { namespace, labels = {}, ownerReferences = [] } }: PodManifest): WorkloadReference | undefined {
    if (ownerReferences.length === 0) return this.withLabels(namespace, labels);
    const owner = ownerIn(ownerReferences);
    if (owner === undefined) return undefined;
    const root = this.isGiven(namespace, owner) ? this.rootOf(namespace, owner) : inferredOwner(owner, labels);
    const parentKind = parentKinds[root.kind];
    if (parentKind === undefined || this.isGiven(namespace, root)) return root;
    return this.withLabels(namespace, labels, parentKind) ?? root;
  }

  /** The workload itself, or the workload that owns it. */
  ofWorkload(workload: Workload): WorkloadReference {
    return this.rootOf(workload.metadata.namespace, referenceTo(workload));
  }

  isGiven(namespace: string, workload: WorkloadReference): boolean {
    return this.byKey.has(workloadKey(namespace, workload));
  }

  private rootOf(namespace: string, workload: WorkloadReference): WorkloadReference {
    const given = this.byKey.get(workloadKey(namespace, workload));
    const owner = given === undefined ? undefined : ownerIn(given.metadata.ownerReferences ?? []);
    // Only these kinds have owners of another kind, so that no chain of owners is circular.
    return owner !== undefined && owner.kind === parentKinds[workload.kind] ? owner : workload;
  }

  private withLabels(namespace: string, labels: LabelMap, kind?: string): WorkloadReference | undefined {
    const matching = (this.byNamespace.get(namespace) ?? [])
      .filter((workload) => kind === undefined || workload.kind === kind)
      .map((workload) => ({ workload, entries: Object.entries(podTemplateOf(workload).metadata?.labels ?? {}) }))
      .filter(({ entries }) => entries.length > 0 && entries.every(([key, value]) => labels[key] === value));
    const [first, ...others] = matching;
    if (first === undefined) return undefined;
    const { workload } = others.reduce((best, one) => (one.entries.length > best.entries.length ? one : best), first);
    return this.ofWorkload(workload);
  }
}

/** Unique for each workload in the input. */
export function workloadKey(namespace: string, { kind, name }: WorkloadReference): string {
  return `${namespace}/${kind}/${name}`;
}

/** The kinds of workloads that other workloads create. */
const parentKinds: Readonly<Record<string, string>> = { ReplicaSet: "Deployment", Job: "CronJob" };

function referenceTo({ kind, metadata: { name } }: Workload): WorkloadReference {
  return { kind, name };
}

/** The owner that is a workload. A pod may also be owned by a node or by a custom resource. */
function ownerIn(references: readonly OwnerReference[]): WorkloadReference | undefined {
  const owners = references.filter(({ kind }) => workloadKinds.some(([known]) => known === kind));
  const owner = owners.find(({ controller }) => controller === true) ?? owners[0];
  return owner && { kind: owner.kind, name: owner.name };
}

/**
 * The Deployment or CronJob that created an owner that is not in the input. The Deployment controller names a ReplicaSet
 * `<deployment>-<pod-template-hash>`, and the CronJob controller names a Job `<cronjob>-<minutes since 1970>`.
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/deployment/sync.go
 * https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/controller/cronjob/utils.go
 */
function inferredOwner({ kind, name }: WorkloadReference, labels: LabelMap): WorkloadReference {
  const suffix = /-[^-]+$/.exec(name)?.[0] ?? "";
  const isCreated =
    kind === "ReplicaSet" ? suffix === `-${labels["pod-template-hash"]}` : kind === "Job" && isTime(suffix.slice(1));
  const parentKind = parentKinds[kind];
  return isCreated && parentKind !== undefined
    ? { kind: parentKind, name: name.slice(0, -suffix.length) }
    : { kind, name };
}

/** Whether a text counts the minutes to a time after 2015. A date such as 20260131 would be a time before 2015. */
function isTime(text: string): boolean {
  return /^\d{8}$/.test(text) && Number(text) > 24_000_000;
}
