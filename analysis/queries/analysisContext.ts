import { resolveArgs } from "../../args/resolveArgs";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { AnalysisInput, AnalysisObjects } from "../model/analysisInput";
import { assertInput } from "../model/assertInput";
import { analysisInputSchema } from "../model/inputSchemas";
import { effectivePolicies, type EffectivePolicy, intendedPolicies } from "../model/effectivePolicy";
import { allComponentPods, type ComponentPods, isPodOf } from "../sets/componentPods";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { Pod } from "../model/peer";
import { appliesToPod, type UnevaluatedPolicy } from "../model/unevaluatedPolicy";
import { inferComponents } from "./inferComponents";
import { resolveNamespace } from "./resolveNamespace";

/** A validated and resolved analysis input. Every query reads from it. */
export interface AnalysisContext extends AnalysisObjects {
  /** The resolved args, including the namespace in which Vald runs. */
  resolved: ResolvedArgs;
  effectivePolicies: readonly EffectivePolicy[];
  /** Every component's pods, deployed or not, in the order of the documented table. */
  allComponents: readonly ComponentPods[];
  /** The deployed components' pods. */
  components: readonly ComponentPods[];
}

/** Validates and resolves an input. Throws `InvalidArgsError` and `NamespaceError`. */
export function analysisContext(input: AnalysisInput, options?: ContextOptions): AnalysisContext {
  assertInput(input, analysisInputSchema);
  const { args, ...objects } = input;
  return contextOf(resolveArgs(args), objects, options);
}

/**
 * The contexts of both sides of a comparison. If the namespace of one side is not known, it defaults to the other side's
 * namespace.
 */
export function bothContexts(
  before: AnalysisInput,
  after: AnalysisInput,
): [before: AnalysisContext, after: AnalysisContext] {
  assertInput(before, analysisInputSchema, ["before"]);
  assertInput(after, analysisInputSchema, ["after"]);
  const [old, next] = [before, after].map(({ args, ...objects }) => ({ resolved: resolveArgs(args), ...objects })) as [
    Side,
    Side,
  ];
  return [contextOf(old.resolved, old, { other: next }), contextOf(next.resolved, next, { other: old })];
}

/** One side of a comparison: resolved args, and the objects that go with them. */
export type Side = AnalysisObjects & { resolved: ResolvedArgs };

export interface ContextOptions {
  /** The other side of a comparison, which may determine the namespace. */
  other?: Side | undefined;
  /** Whether the policies determine which components are deployed, unless the args configure components. Default: false. */
  infersComponents?: boolean;
  /** Whether the question depends on the namespace in which Vald runs. If not, it may be ambiguous. Default: true. */
  needsNamespace?: boolean;
}

/** Creates a context from resolved args. */
export function contextOf(
  resolvedArgs: ResolvedArgs,
  {
    policies,
    namespaces,
    pods: allPods,
    hostNetworkPods: listed = [],
    endedPods,
    services,
    unevaluatedPolicies,
    unreadNamespaces,
  }: AnalysisObjects,
  { other, infersComponents = false, needsNamespace = true }: ContextOptions = {},
): AnalysisContext {
  const namespace = resolveNamespace({ resolved: resolvedArgs, policies }, other, needsNamespace);
  const named = { ...resolvedArgs, namespace };
  const resolved = infersComponents && policies !== undefined ? inferComponents(named, policies) : named;
  const allComponents = allComponentPods(resolved, namespaces);
  const pods = allPods?.filter(({ hostNetwork }) => hostNetwork !== true);
  const hostNetworkPods = [...listed, ...(allPods ?? []).filter(({ hostNetwork }) => hostNetwork === true)];
  return {
    resolved,
    ...(policies !== undefined && { policies }),
    ...(namespaces !== undefined && { namespaces }),
    ...(pods !== undefined && { pods }),
    ...(services !== undefined && { services }),
    ...(hostNetworkPods.length > 0 && {
      hostNetworkPods: hostNetworkPods.map((pod) => ({ ...pod, hostNetwork: true })),
    }),
    ...(endedPods !== undefined && { endedPods }),
    ...(unreadNamespaces !== undefined && { unreadNamespaces }),
    ...(unevaluatedPolicies !== undefined && {
      unevaluatedPolicies: withComponents(unevaluatedPolicies, allComponents, [...(pods ?? []), ...(endedPods ?? [])]),
    }),
    effectivePolicies: policies === undefined ? intendedPolicies(resolved) : effectivePolicies(policies, namespace),
    allComponents,
    components: allComponents.filter((_, i) => resolved.components[i]?.isDeployed === true),
  };
}

/** More checks of a policy against a pod would take seconds. */
const maxChecks = 1_000_000;

/**
 * A policy that applies to a given pod of a component also applies to the component, which stands for all of its pods. To
 * save time with many policies and pods, each pod is then assumed to have any other labels.
 */
function withComponents(
  policies: readonly UnevaluatedPolicy[],
  components: readonly ComponentPods[],
  pods: readonly Pod[],
): UnevaluatedPolicy[] {
  const given = components.map((component) => ({
    pod: component.pod,
    pods: pods.filter((pod) => isPodOf(component, pod)),
  }));
  const count = given.reduce((sum, one) => sum + one.pods.length, 0);
  const isTooMany = policies.length * count > maxChecks;
  return policies.map((policy) => {
    const concerned = given.filter((one) =>
      (isTooMany && one.pods.length > 0 ? [{ ...one.pod, mayHaveMoreLabels: true }] : one.pods).some(
        (pod) => appliesToPod(policy, pod) !== false,
      ),
    );
    const subjects = concerned.map(({ pod }) => ({
      namespaceSelector: { matchLabels: { [namespaceNameLabel]: pod.namespace } },
      podSelector: { matchLabels: pod.labels },
    }));
    return subjects.length === 0 ? policy : { ...policy, subjects: [...policy.subjects, ...subjects] };
  });
}
