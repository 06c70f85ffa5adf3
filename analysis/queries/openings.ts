import type { NetworkPoliciesArgs } from "../../args/args";
import { ignores } from "../../args/ignores";
import { plainValueOps } from "../../args/plainValueOps";
import { resolveArgs, resolveValidArgs } from "../../args/resolveArgs";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import { type Component, documentedComponents } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";
import type { ConnectionDifference } from "../compare/connectionDifference";
import { differencesBeyond, type Undecided } from "../compare/differencesBeyond";
import { intendedPolicies } from "../model/effectivePolicy";
import { allComponentPods } from "../sets/componentPods";
import type { ResultEndpoint } from "../sets/resultEndpoint";
import type { AnalysisContext } from "./analysisContext";
import { comparison, diffOf } from "./diff";

/** Something that args open beyond the documented table. */
export type Opening =
  /** Connections that the documented policies, with the same namespace, names, and labels, do not allow. */
  | ({ code: "connection" } & ConnectionDifference)
  /** A documented component is off. If its pods still run, no policy isolates them. */
  | { code: "component-off"; component: Component }
  /** Connections may be missing here. */
  | { code: "undecided"; reason: Undecided };

/**
 * What args open beyond the documented table: the connections that `diff` adds between the documented policies and the policies of
 * these args, with the same namespace, names, and labels. If policies are off, that is everything. A documented component that is
 * off has one entry instead of its connections, or none if an `ignore` entry for `component-off` accepts it. Throws
 * `InvalidArgsError`.
 */
export function openings(args: NetworkPoliciesArgs): Opening[] {
  return openingsOf(resolveArgs(args));
}

export function openingsOf(resolved: ResolvedArgs): Opening[] {
  const { args, namespace, components } = resolved;
  const documented = documentedArgs(resolved);
  const allComponents = allComponentPods(resolved);
  const { differences, undecided } = differencesBeyond(
    { evaluated: intendedPolicies(resolved) },
    { evaluated: intendedPolicies({ ...documented, namespace }) },
    allComponents.filter((_, i) => [components, documented.components].some((side) => side[i]?.isDeployed === true)),
    // Pods with unusual labels do not matter: both sides select the same pods.
    { namespace, namespaces: {}, allComponents, pods: [] },
  );
  const isOff = (end: ResultEndpoint) =>
    end.kind === "component" &&
    components.some(({ component, isDeployed }) => component === end.component && !isDeployed);
  return [
    ...differences
      .filter(({ from, to }) => !isOff(from) && !isOff(to))
      .map((difference) => ({ code: "connection" as const, ...difference })),
    ...componentsOff(args).map((component) => ({ code: "component-off" as const, component })),
    ...undecided.map((reason) => ({ code: "undecided" as const, reason })),
  ];
}

/** Like `openings`, but for the policies in an existing context, which may come from manifests. */
export function openingsIn(context: AnalysisContext): Opening[] {
  if (context.policies === undefined) return openingsOf(context.resolved);
  const { added, undecided } = diffOf(comparison(documentedContext(context), context));
  return [
    ...added.map((difference) => ({ code: "connection" as const, ...difference })),
    ...undecided.map((reason) => ({ code: "undecided" as const, reason })),
  ];
}

/** A context with the documented policies instead of its own. */
export function documentedContext(context: AnalysisContext): AnalysisContext {
  const { resolved } = context;
  return {
    ...context,
    effectivePolicies: intendedPolicies({ ...documentedArgs(resolved), namespace: resolved.namespace }),
    unevaluatedPolicies: [],
  };
}

/** The documented policies, with the namespace, names, and labels of other args. */
function documentedArgs({ args }: ResolvedArgs): ResolvedArgs {
  const { namespace, instanceLabels, namePrefix, components = {} } = args;
  const documented: NetworkPoliciesArgs = {
    ...(namespace !== undefined && { namespace }),
    ...(instanceLabels !== undefined && { instanceLabels }),
    ...(namePrefix !== undefined && { namePrefix }),
    components: Object.fromEntries(
      Object.entries(components).map(([component, { name, podLabels } = {}]) => [
        component,
        { ...(name !== undefined && { name }), ...(podLabels !== undefined && { podLabels }) },
      ]),
    ),
  };
  return resolveValidArgs(valdGraph, documented, plainValueOps);
}

function componentsOff({ components, ignore = [] }: NetworkPoliciesArgs): Component[] {
  return documentedComponents.filter((component) => {
    const finding = { id: "component-off", path: ["components", component, "enabled"] };
    return components?.[component]?.enabled === false && !ignore.some((entry) => ignores(entry, finding));
  });
}
