import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { sortKeys } from "../../kubernetes/sortKeys";
import { assertInput } from "../model/assertInput";
import { effectivePolicies, type EffectivePolicy } from "../model/effectivePolicy";
import { namespaceNameSchema, podsSchema, policiesSchema } from "../model/inputSchemas";
import { isTemplate, type Pod } from "../model/peer";
import { type PolicyObject, uniqueObjects } from "../model/policyObject";
import type { UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import { type ClassConnection, classConnections } from "./classConnections";
import { type EquivalenceClass, equivalenceClasses } from "./equivalenceClasses";
import { type Grants, grants, possibleGrants } from "./grants";
import { PodIndex } from "./podIndex";
import { PortSetTable } from "./portSetTable";
import { referencedFacts } from "./referencedFacts";
import { sourceClasses } from "./sourceClasses";
import { type TargetRows, targetRows } from "./targetRows";
import { asPolicyOfNoPod, unevaluatedGrants, withVerdicts } from "./unevaluatedGrants";
import { type UnknownFactCounts, unknownFactCounts } from "./unknownFactCounts";

export type { ClassConnection } from "./classConnections";
export { TooManyPortSetsError } from "./portSetTable";
export type { UnknownFactCounts } from "./unknownFactCounts";

/**
 * The ports on which each pod may connect to each other pod. Pods on the host network are left out. Pods that no target
 * distinguishes form one source class, and pods that no source distinguishes form one target class. Sorted by namespace and name,
 * regardless of the input order.
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
  /** The number of ordered pairs of distinct pods. A pod that stands for a workload's pods is also paired with itself. */
  allPairs: number;
  /** The number of pairs that are certainly allowed to connect on at least one port. */
  pairs: number;
  /**
   * The number of pairs that may be allowed to connect, depending on policies that are not evaluated, or on unknown addresses.
   */
  unknownPairs: number;
  /** How many pods lack facts that rules refer to. */
  unknownFacts: UnknownFactCounts;
  /** The policies that are not evaluated and that may apply to some of the pods. */
  unevaluated: PolicyObject[];
}

/** Pods with the same connections, as sources or as targets. */
export interface PodClass {
  /** The first pod, as `namespace/name`, and the number of other pods: `vald/agent-0 +2`. */
  name: string;
  /**
   * The pods in the class, as `namespace/name`, as `namespace/kind/name` for a workload's pods, or as
   * `namespace/key=value,key=value` if a pod has neither.
   */
  pods: string[];
}

/**
 * Computes the matrix of all pairs of pods without visiting each pair. For example, 100 replicas that all policies treat alike
 * form one class and share one row. Two pods with the same namespace and name are the same pod. A pod can always reach itself,
 * but that does not count as a pair. A policy without a namespace belongs to `namespace`. Throws `InvalidArgsError` if the
 * structure of a policy or a pod is invalid, an error if a policy's CIDR block is invalid, and `TooManyPortSetsError` if nearly all
 * pairs have different ports.
 */
export function podMatrix(
  policies: readonly NetworkPolicyManifest[],
  pods: readonly Pod[],
  namespace = "default",
): PodMatrix {
  assertInput(policies, policiesSchema, ["policies"]);
  assertInput(pods, podsSchema, ["pods"]);
  assertInput(namespace, namespaceNameSchema, ["namespace"]);
  return podMatrixOf(effectivePolicies(policies, namespace), pods);
}

/** Like `podMatrix`, but for policies with the API's defaults applied. */
export function podMatrixOf(
  policies: readonly EffectivePolicy[],
  pods: readonly Pod[],
  unevaluatedPolicies: readonly UnevaluatedPolicy[] = [],
): PodMatrix {
  const { names, sorted } = sortedPods(pods.filter(({ hostNetwork }) => hostNetwork !== true));
  const facts = referencedFacts([...policies, ...unevaluatedPolicies.map(asPolicyOfNoPod)]);
  const classes = equivalenceClasses(facts, sorted);
  const index = new PodIndex(facts, classes);
  const portSets = new PortSetTable();
  const granted = grants(policies, index);
  const rowsOf = (all: Grants) => targetRows(classes, all, index.all, portSets, facts.addressBounds);
  const unknownFacts = unknownFactCounts(policies, sorted);
  const allPairs = sorted.length * (sorted.length - 1) + sorted.filter(isTemplate).length;
  const dependsOnAddresses = unknownFacts.withoutAddress > 0;
  const possiblyGranted = dependsOnAddresses ? possibleGrants(policies, index) : granted;
  const changes = unevaluatedGrants(unevaluatedPolicies, possiblyGranted, index);
  if (changes.policies.length === 0 && !dependsOnAddresses) {
    const { rows, rowOf: targetClassOf } = rowsOf(granted);
    const sourceClassOf = sourceClasses(classes.length, rows);
    return {
      sources: podClasses(classes, sourceClassOf, names),
      targets: podClasses(classes, targetClassOf, names),
      allPairs,
      ...classConnections({ classes, rows, targetClassOf, sourceClassOf, portSets }),
      unknownPairs: 0,
      unknownFacts,
      unevaluated: [],
    };
  }
  // Pods form one class if they are alike whatever is unknown, so that the two results can be compared.
  const [decided, possible] = [rowsOf(granted), rowsOf(changes.withAllowed)];
  const targetClassOf = numbered(classes, (c) => [decided.rowOf[c], possible.rowOf[c], changes.deniedTargets.has(c)]);
  const bySource = sourceClasses(classes.length, [...decided.rows, ...possible.rows]);
  const sourceClassOf = numbered(classes, (c) => [bySource[c], changes.deniedSources.has(c)]);
  const connectionsOf = ({ rows, rowOf }: TargetRows) => {
    const ofTargets = firstMembers(targetClassOf).map((c) => rows[rowOf[c]!]!);
    return classConnections({ classes, rows: ofTargets, targetClassOf, sourceClassOf, portSets }).connections;
  };
  const [sourceMembers, targetMembers] = [firstMembers(sourceClassOf), firstMembers(targetClassOf)];
  const mayBeDenied = (from: number, to: number) =>
    changes.deniedSources.has(sourceMembers[from]!) || changes.deniedTargets.has(targetMembers[to]!);
  const [certain, all] = [connectionsOf(decided), connectionsOf(possible)];
  const connections = { [Symbol.iterator]: () => withVerdicts(certain, all, mayBeDenied) };
  const count = (verdict: ClassConnection["verdict"]) => {
    let sum = 0;
    for (const one of connections) if (one.verdict === verdict) sum += one.pairs;
    return sum;
  };
  return {
    sources: podClasses(classes, sourceClassOf, names),
    targets: podClasses(classes, targetClassOf, names),
    connections,
    allPairs,
    pairs: count("allowed"),
    unknownPairs: count("unknown"),
    unknownFacts,
    unevaluated: uniqueObjects(changes.policies),
  };
}

/** Numbers classes with equal keys alike, in the order of their first members. */
function numbered(classes: readonly EquivalenceClass[], keyOf: (c: number) => unknown[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(classes, (_, c) => {
    const key = keyOf(c).join();
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

/** The first member of each class. */
function firstMembers(classOf: Int32Array): number[] {
  const members: number[] = [];
  for (const [c, one] of classOf.entries()) members[one] ??= c;
  return members;
}

function sortedPods(pods: readonly Pod[]): { names: string[]; sorted: Pod[] } {
  const entries = pods
    .map((pod) => ({ pod, name: nameOf(pod) }))
    .sort((a, b) => compare(a.pod.namespace, b.pod.namespace) || compare(a.name, b.name) || compareAll(a.pod, b.pod))
    .filter(
      ({ pod }, i, all) =>
        pod.name === undefined || pod.name !== all[i - 1]?.pod.name || pod.namespace !== all[i - 1]?.pod.namespace,
    );
  return { names: entries.map(({ pod, name }) => `${pod.namespace}/${name}`), sorted: entries.map(({ pod }) => pod) };
}

function nameOf({ name, workload, labels }: Pod): string {
  if (name !== undefined) return name;
  if (workload !== undefined) return `${workload.kind}/${workload.name}`;
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

function podClasses(classes: readonly EquivalenceClass[], classOf: Int32Array, names: readonly string[]): PodClass[] {
  const members: number[][] = [];
  for (const [c, one] of classes.entries()) members[classOf[c]!] = (members[classOf[c]!] ?? []).concat(one.members);
  return members.map((indexes) => {
    const pods = indexes.sort((a, b) => a - b).map((index) => names[index]!);
    const [first = ""] = pods;
    return { name: pods.length === 1 ? first : `${first} +${pods.length - 1}`, pods };
  });
}
