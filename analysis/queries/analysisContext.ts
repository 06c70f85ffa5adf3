import { resolveArgs } from "../../args/resolveArgs";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { AnalysisInput, AnalysisObjects } from "../model/analysisInput";
import { effectivePolicies, type EffectivePolicy, intendedPolicies } from "../model/effectivePolicy";
import { allComponentPods, type ComponentPods } from "../sets/componentPods";
import { inferComponents } from "./inferComponents";
import { resolveNamespace } from "./resolveNamespace";

/** An analysis input that is validated and resolved. Every query reads it. */
export interface AnalysisContext extends AnalysisObjects {
  /** The args, with the namespace in which Vald runs. */
  resolved: ResolvedArgs;
  effectivePolicies: readonly EffectivePolicy[];
  /** The pods of every component, deployed or not, in the table's order. */
  allComponents: readonly ComponentPods[];
  /** The pods of the deployed components. */
  components: readonly ComponentPods[];
}

/** Validates and resolves an input. Throws `InvalidArgsError` and `NamespaceError`. */
export function analysisContext({ args, ...objects }: AnalysisInput): AnalysisContext {
  return contextOf(resolveArgs(args), objects);
}

/** Both sides of a comparison. A side that names no namespace is taken to be in that of the other. */
export function bothContexts(
  before: AnalysisInput,
  after: AnalysisInput,
): [before: AnalysisContext, after: AnalysisContext] {
  const [old, next] = [before, after].map(({ args, ...objects }) => ({ resolved: resolveArgs(args), ...objects })) as [
    Side,
    Side,
  ];
  return [contextOf(old.resolved, old, next), contextOf(next.resolved, next, old)];
}

/** One side of a comparison: resolved args, and the objects they are applied to. */
export type Side = AnalysisObjects & { resolved: ResolvedArgs };

/**
 * The context of args that are resolved already. With `infersComponents`, policies show which components are deployed, unless
 * the args say so.
 */
export function contextOf(
  resolvedArgs: ResolvedArgs,
  { policies, namespaces, pods }: AnalysisObjects,
  other?: Side,
  infersComponents = false,
): AnalysisContext {
  const namespace = resolveNamespace({ resolved: resolvedArgs, policies }, other);
  const named = { ...resolvedArgs, namespace };
  const resolved = infersComponents && policies !== undefined ? inferComponents(named, policies) : named;
  const allComponents = allComponentPods(resolved, namespaces);
  return {
    resolved,
    ...(policies !== undefined && { policies }),
    ...(namespaces !== undefined && { namespaces }),
    ...(pods !== undefined && { pods }),
    effectivePolicies: policies === undefined ? intendedPolicies(resolved) : effectivePolicies(policies, namespace),
    allComponents,
    components: allComponents.filter((_, i) => resolved.components[i]?.isDeployed === true),
  };
}
