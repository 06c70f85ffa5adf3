import { componentNames } from "../graph/components";
import { edgesAmong } from "../graph/edgesAmong";
import type { Edge, Endpoint, Graph } from "../graph/graph";
import { valdGraph } from "../graph/valdGraph";
import { namespaceNameLabel } from "../kubernetes/namespaceNameLabel";
import type { NetworkPoliciesArgs, ValueKinds } from "./args";
import { assertValid } from "./invalidArgsError";
import { plainValueOps } from "./plainValueOps";
import { resolveComponents } from "./resolveComponents";
import type { IneffectiveArg, ResolvedArgs, ResolvedComponent, ResolvedRules } from "./resolvedArgs";
import { resolveGraphEdge, resolveUserEdge } from "./resolveEdge";
import { copyOf } from "./schema/copyOf";
import { isResolved } from "./schema/unresolved";
import type { RuleKinds } from "./ruleKinds";
import type { ValueOps } from "./valueOps";

/** Validates plain args and fills in every default. Throws `InvalidArgsError` with every issue. */
export function resolveArgs(args: NetworkPoliciesArgs = {}): ResolvedArgs {
  const own = copyOf(args);
  assertValid(own);
  return resolveValidArgs(valdGraph, own, plainValueOps);
}

/**
 * Fills in every default of valid args. Only this function decides which components exist, their names and labels, and the
 * intended rules and their order. In a policy, the rules for Vald's edges come first, in the documented table's order. The
 * rules for the user's edges follow, in the user's order; then the custom rules for all components; then the component's own
 * custom rules.
 */
export function resolveValidArgs<V extends ValueKinds, R extends RuleKinds, E extends Edge>(
  graph: Graph<E>,
  args: NetworkPoliciesArgs<V>,
  ops: ValueOps<V, R>,
): ResolvedArgs<V, R, E> {
  const components = resolveComponents(graph, args, ops);
  const policiesEnabled = args.defaults?.networkPolicy?.enabled !== false;
  const deployed = components.filter(({ isDeployed }) => isDeployed);
  const edges = [
    ...edgesAmong(
      graph,
      deployed.map(({ component }) => component),
    ).flatMap((edge) => resolveGraphEdge(edge, args, deployed)),
    ...(args.edges ?? []).flatMap((edge, i) =>
      isResolved(edge) ? resolveUserEdge<V, E>(edge, ["edges", i], deployed) : [],
    ),
  ];

  const peers = (endpoint: Endpoint<V>): R["peers"] => {
    switch (endpoint.kind) {
      // No namespaceSelector is needed: Vald's own pods are in the policy's namespace.
      case "component":
        return ops.podPeers(components.find((c) => c.component === endpoint.component)?.podLabels, undefined);
      case "pods": {
        const { namespace, namespaceLabels, podLabels } = endpoint;
        if (namespace === undefined && namespaceLabels === undefined) return ops.podPeers(podLabels, undefined);
        const byName = namespace === undefined ? {} : { [namespaceNameLabel]: namespace };
        return ops.podPeers(podLabels, ops.mergeLabels(namespaceLabels, byName));
      }
      case "cidrs":
        return ops.cidrPeers(endpoint.cidrs, endpoint.except);
    }
  };
  const rulesOf = (
    { component }: ResolvedComponent<V, R, E>,
    localEnd: "from" | "to",
    remoteEnd: "from" | "to",
  ): ResolvedRules<V, R, E>[] => [
    ...edges
      .filter(({ [localEnd]: end }) => end.kind === "component" && end.component === component)
      .map(({ [remoteEnd]: endpoint, ports, origin }) => ({
        kind: "edge" as const,
        endpoint,
        peers: peers(endpoint),
        ...(ports !== undefined && { ports }),
        origin,
      })),
    ...[
      { custom: args.defaults?.networkPolicy?.custom, path: ["defaults", "networkPolicy", "custom"] },
      { custom: args.components?.[component]?.custom, path: ["components", component, "custom"] },
    ].flatMap(({ custom, path }) => (custom === undefined ? [] : [{ kind: "custom" as const, custom, path }])),
  ];
  return {
    namespace: args.namespace ?? "default",
    policiesEnabled,
    components: components.map((component) =>
      component.isDeployed
        ? { ...component, ingress: rulesOf(component, "to", "from"), egress: rulesOf(component, "from", "to") }
        : component,
    ),
    ineffective: policiesEnabled && deployed.length > 0 ? ineffectiveArgs(graph, args, deployed) : [],
    args,
  };
}

/**
 * Custom rules for components that are off, followed by edges that name such a component, and `apiServer` if no component that calls
 * the API server is deployed.
 */
function ineffectiveArgs<V extends ValueKinds>(
  graph: Graph,
  args: NetworkPoliciesArgs<V>,
  deployed: readonly Pick<ResolvedComponent<V, RuleKinds>, "component">[],
): IneffectiveArg[] {
  const off = componentNames.filter((c) => !deployed.some(({ component }) => component === c));
  const custom = off
    .filter((c) => args.components?.[c]?.custom !== undefined)
    .map((component) => ({ path: ["components", component, "custom"], component }));
  const edges = (args.edges ?? []).flatMap((edge, i) => {
    if (!isResolved(edge)) return [];
    const component = off.find((c) => c === edge.from.component) ?? off.find((c) => c === edge.to.component);
    return component === undefined ? [] : [{ path: ["edges", i], component }];
  });
  const clients = graph.edges.flatMap(({ from, to }) =>
    to.kind === "platform" && to.service === "apiServer" && from.kind === "component" ? [from.component] : [],
  );
  const [first] = clients.every((client) => off.includes(client)) ? clients : [];
  const apiServer =
    args.apiServer === undefined || first === undefined ? [] : [{ path: ["apiServer"], component: first }];
  return [...custom, ...edges, ...apiServer];
}
