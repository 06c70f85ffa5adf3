import { differencesBothWays, type Undecided, undecidedReasons } from "../compare/differencesBeyond";
import type { ComparedPolicies } from "../compare/connectionsBeyond";
import type { ConnectionDifference } from "../compare/connectionDifference";
import type { AnalysisInput } from "../model/analysisInput";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import { requirements } from "../model/selectors";
import { selectsPod } from "../model/matching";
import { type UndeclaredDirections, undeclaredDirections } from "../model/undeclaredDirections";
import { policySets } from "../sets/policySets";
import type { ComponentPods } from "../sets/componentPods";
import { type AnalysisContext, bothContexts } from "./analysisContext";
import { knownPods } from "./knownPods";
import { NamespaceError } from "./resolveNamespace";

/** The allowed connections that a change of policies adds and removes. */
export interface Difference {
  /** Connections that are allowed only after the change. */
  added: ConnectionDifference[];
  /** Connections that are allowed only before the change. */
  removed: ConnectionDifference[];
  /** Reasons why connections may be missing here. Empty if the answer is complete. */
  undecided: Undecided[];
}

/**
 * The connections that a change adds and removes, to and from every component on either side. If the change turns a component
 * off, its pods are assumed to keep running without isolation. If the two sides select a component by different labels, pods with
 * either set of labels are compared. Throws `InvalidArgsError`, and `NamespaceError` if Vald runs in another namespace after the
 * change.
 */
export function diff(before: AnalysisInput, after: AnalysisInput): Difference {
  return diffOf(comparison(...bothContexts(before, after)));
}

/** Both sides of a change, and the components that either side deploys. */
export interface Comparison {
  before: AnalysisContext;
  after: AnalysisContext;
  components: ComponentPods[];
}

/** Throws `NamespaceError` for the same reasons as `diff`. */
export function comparison(before: AnalysisContext, after: AnalysisContext): Comparison {
  const [from, to] = [before.resolved.namespace, after.resolved.namespace];
  if (from !== to) {
    throw new NamespaceError(
      `the two sides cannot be compared, because Vald runs in namespace ${from} before the change and in namespace ${to} after it; use the same namespace on both sides`,
    );
  }
  const components = before.allComponents.flatMap((_, i) =>
    distinct(
      [before, after].flatMap(({ resolved, allComponents }) =>
        resolved.components[i]?.isDeployed === true ? (allComponents[i] ?? []) : [],
      ),
    ),
  );
  return { before, after, components };
}

export function diffOf(both: Comparison): Difference {
  const { before, after, components } = both;
  const [old, next] = [before, after].map(comparedPolicies) as [ComparedPolicies, ComparedPolicies];
  const [podsBefore, podsAfter] = [knownPods(before), knownPods(after)];
  const known = {
    namespace: after.resolved.namespace,
    namespaces: { ...before.namespaces, ...after.namespaces },
    allComponents: [...before.allComponents, ...after.allComponents],
    pods: podsBefore && podsAfter && [...podsBefore, ...podsAfter],
  };
  const [added, removed] = differencesBothWays(next, old, components, known);
  return {
    added: added.differences,
    removed: removed.differences,
    undecided: [
      ...undecidedReasons(added, removed),
      ...changedOtherPolicies(both),
      ...changedUndeclaredDirections(both),
      ...changedNamespaces(both),
    ],
  };
}

export function comparedPolicies({ effectivePolicies, unevaluatedPolicies }: AnalysisContext): ComparedPolicies {
  return { evaluated: effectivePolicies, unevaluated: unevaluatedPolicies };
}

/** The policies in Vald's namespace that differ and select no component, deployed or not, on either side. */
function changedOtherPolicies({ before, after }: Comparison): Undecided[] {
  const components = [...before.allComponents, ...after.allComponents];
  const others = ({ effectivePolicies, resolved }: AnalysisContext) =>
    new Map(
      effectivePolicies
        .filter((policy) => policy.namespace === resolved.namespace)
        .filter((policy) => !components.some(({ pod }) => selectsPod(policy, pod) === true))
        .map((policy) => [policy.policy, JSON.stringify(policySets(policy), keysOf)]),
    );
  const [old, next] = [others(before), others(after)];
  const changed = [...new Set([...old.keys(), ...next.keys()])].filter((name) => old.get(name) !== next.get(name));
  return changed.length === 0 ? [] : [{ code: "other-policies", policies: changed.sort() }];
}

type ComparedDirections = Partial<UndeclaredDirections> & Pick<AnalysisContext, "effectivePolicies">;

/** The policies whose rules differ in directions that only the network plugin enforces. */
function changedUndeclaredDirections({ before, after }: Comparison): Undecided[] {
  const [old, next] = [before, after].map(({ effectivePolicies, resolved }) => ({
    ...undeclaredDirections(effectivePolicies, resolved.args.cni),
    effectivePolicies,
  })) as [ComparedDirections, ComparedDirections];
  const ruleText = ({ policies = [], effectivePolicies }: ComparedDirections, name: string) =>
    policies.includes(name) &&
    JSON.stringify(
      effectivePolicies.filter(({ policy }) => policy === name).map((one) => [one.podSelector, one.undeclared]),
      keysOf,
    );
  const names = new Set([...(old.policies ?? []), ...(next.policies ?? [])]);
  const changed = [...names].filter((name) => ruleText(old, name) !== ruleText(next, name));
  const cni = old.cni ?? next.cni;
  return changed.length === 0 || cni === undefined
    ? []
    : [{ code: "undeclared-directions", cni, policies: changed.sort() }];
}

/** The namespaces whose labels differ, if a policy refers to one of the labels. The comparison is only about policies. */
function changedNamespaces({ before, after }: Comparison): Undecided[] {
  const rules = [before, after].flatMap(({ effectivePolicies }) =>
    effectivePolicies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]),
  );
  const keys = rules.flatMap(({ peers }) =>
    peers === "everyone" ? [] : peers.flatMap(({ namespaceSelector = {} }) => requirements(namespaceSelector)),
  );
  const mentioned = new Set(keys.map(({ key }) => key));
  const differs = (a: LabelMap, b: LabelMap) => [...mentioned].some((key) => a[key] !== b[key]);
  const [old, next] = [before.namespaces ?? {}, after.namespaces ?? {}];
  const namespaces = Object.keys(old).filter((name) => Object.hasOwn(next, name) && differs(old[name]!, next[name]!));
  return namespaces.length === 0 ? [] : [{ code: "namespace-labels", namespaces }];
}

/** Lets `JSON.stringify` write maps and large integers. */
function keysOf(_: string, value: unknown): unknown {
  return value instanceof Map ? [...value] : typeof value === "bigint" ? String(value) : value;
}

/**
 * A component's pods on both sides. If the labels are equal, the result has one entry; otherwise it has one entry for each set of
 * labels.
 */
function distinct(sides: readonly ComponentPods[]): ComponentPods[] {
  const unique = new Map(sides.map((pods) => [JSON.stringify(Object.entries(pods.pod.labels).sort()), pods]));
  return [...unique.values()].map((pods) => (unique.size === 1 ? pods : { ...pods, distinctLabels: pods.pod.labels }));
}
