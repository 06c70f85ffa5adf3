import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { sortKeys } from "../../kubernetes/sortKeys";
import { type Direction, effectivePolicies, type EffectivePolicy } from "../model/effectivePolicy";
import type { Pod } from "../model/peer";
import { type PolicyObject, policyObject } from "../model/policyObject";
import { appliesToPod, type UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import { type ClassConnection, classConnections } from "./classConnections";
import { type EquivalenceClass, equivalenceClasses } from "./equivalenceClasses";
import { grants } from "./grants";
import { PodIndex } from "./podIndex";
import { PortSetTable } from "./portSetTable";
import { referencedFacts } from "./referencedFacts";
import { sourceClasses } from "./sourceClasses";
import { targetRows } from "./targetRows";
import { type UnknownFactCounts, unknownFactCounts } from "./unknownFactCounts";

/**
 * The ports on which each pod may connect to each other pod. Pods that no target distinguishes form one source class, and pods
 * that no source distinguishes form one target class. Sorted by namespace and name, regardless of the input order.
 */
export interface PodMatrix {
  /** Each pod belongs to one source class. */
  sources: PodClass[];
  /** Each pod also belongs to one target class. */
  targets: PodClass[];
  /**
   * Sorted by source and then by target. Each iteration computes the connections again, because there may be too many to store.
   */
  connections: Iterable<ClassConnection>;
  /** The number of ordered pairs of distinct pods with at least one open port. */
  pairs: number;
  unknownFacts: UnknownFactCounts;
  /** The policies that are not evaluated, and the pods to which they may apply, as in `PodClass`. Connections of these are unknown. */
  unevaluated: { policy: PolicyObject; pods: string[] }[];
}

export interface PodClass {
  /** The first pod, as `namespace/name`, and the number of other pods: `vald/agent-0 +2`. */
  name: string;
  /** The pods in the class, as `namespace/name`, or as `namespace/key=value,key=value` if a pod has no name. */
  pods: string[];
  /**
   * Whether a policy that is not evaluated may change connections from (of a source class) or to (of a target class) some of its
   * pods. Absent: no.
   */
  isUndecided?: true;
}

/**
 * Computes the matrix of all pairs of pods without visiting each pair. For example, 100 replicas that all policies treat alike
 * form one class and share one row. Two pods with the same namespace and name are the same pod. A pod can always reach itself,
 * but that does not count as a pair. A policy without a namespace belongs to `namespace`. Throws if an address or a CIDR block is
 * invalid.
 */
export function podMatrix(
  policies: readonly NetworkPolicyManifest[],
  pods: readonly Pod[],
  namespace = "default",
): PodMatrix {
  return podMatrixOf(effectivePolicies(policies, namespace), pods);
}

/** Like `podMatrix`, but for policies with the API's defaults applied. */
export function podMatrixOf(
  policies: readonly EffectivePolicy[],
  pods: readonly Pod[],
  unevaluatedPolicies: readonly UnevaluatedPolicy[] = [],
): PodMatrix {
  const { names, sorted } = sortedPods(pods);
  const facts = referencedFacts(policies);
  const classes = equivalenceClasses(facts, sorted);
  const index = new PodIndex(facts, classes);
  const portSets = new PortSetTable();
  const { rows, rowOf: targetClassOf } = targetRows(
    classes,
    grants(policies, index),
    index.all,
    portSets,
    facts.addressBounds,
  );
  const sourceClassOf = sourceClasses(classes.length, rows);
  const unevaluated = unevaluatedPolicies.map((policy) => ({
    policy,
    pods: names.filter((_, i) => appliesToPod(policy, sorted[i]!) !== false),
  }));
  const undecidedIn = (direction: Direction) =>
    new Set(unevaluated.flatMap(({ policy, pods }) => (policy.directions.includes(direction) ? pods : [])));
  const { connections, pairs } = classConnections({ classes, rows, targetClassOf, sourceClassOf, portSets });
  return {
    sources: podClasses(classes, sourceClassOf, names, undecidedIn("egress")),
    targets: podClasses(classes, targetClassOf, names, undecidedIn("ingress")),
    connections,
    pairs,
    unknownFacts: unknownFactCounts(policies, sorted),
    unevaluated: unevaluated
      .filter(({ pods }) => pods.length > 0)
      .map(({ policy, pods }) => ({ policy: policyObject(policy), pods })),
  };
}

function sortedPods(pods: readonly Pod[]): { names: string[]; sorted: Pod[] } {
  const entries = pods
    .map((pod) => ({ pod, name: pod.name ?? labelsText(pod) }))
    .sort((a, b) => compare(a.pod.namespace, b.pod.namespace) || compare(a.name, b.name) || compareAll(a.pod, b.pod))
    .filter(
      ({ pod }, i, all) =>
        pod.name === undefined || pod.name !== all[i - 1]?.pod.name || pod.namespace !== all[i - 1]?.pod.namespace,
    );
  return { names: entries.map(({ pod, name }) => `${pod.namespace}/${name}`), sorted: entries.map(({ pod }) => pod) };
}

function labelsText({ labels }: Pod): string {
  const entries = Object.entries(labels).sort(([a], [b]) => compare(a, b));
  return entries.map(([key, value]) => `${key}=${value}`).join(",");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Sorts pods without names independently of the input order. */
function compareAll(a: Pod, b: Pod): number {
  return compare(JSON.stringify(sortKeys(a)), JSON.stringify(sortKeys(b)));
}

function podClasses(
  classes: readonly EquivalenceClass[],
  classOf: Int32Array,
  names: readonly string[],
  undecided: ReadonlySet<string>,
): PodClass[] {
  const members: number[][] = [];
  for (const [c, one] of classes.entries()) members[classOf[c]!] = (members[classOf[c]!] ?? []).concat(one.members);
  return members.map((indexes) => {
    const pods = indexes.sort((a, b) => a - b).map((index) => names[index]!);
    const [first = ""] = pods;
    const name = pods.length === 1 ? first : `${first} +${pods.length - 1}`;
    const isUndecided = undecided.size > 0 && pods.some((pod) => undecided.has(pod));
    return { name, pods, ...(isUndecided && { isUndecided }) };
  });
}
