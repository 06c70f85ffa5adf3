import { type Component, componentNames, isDocumented } from "../graph/components";
import type { Edge, Graph } from "../graph/graph";
import { defaultServedPorts } from "../graph/servedPorts";
import type { NetworkPoliciesArgs, ValueKinds } from "./args";
import type { ResolvedComponent } from "./resolvedArgs";
import type { RuleKinds } from "./ruleKinds";
import type { ValueOps } from "./valueOps";

/** Every component, with its names, labels, and ports, but without rules. */
export function resolveComponents<V extends ValueKinds, R extends RuleKinds, E extends Edge>(
  graph: Graph<E>,
  args: NetworkPoliciesArgs<V>,
  ops: ValueOps<V, R>,
): ResolvedComponent<V, R, E>[] {
  return componentNames.map((component) => {
    const { title, app, selectorLabelKey = "app" } = graph.components[component];
    const settings = args.components?.[component] ?? {};
    const name = settings.name ?? app;
    const port = (kind: keyof typeof defaultServedPorts) =>
      settings.ports?.[kind] ?? args.defaults?.ports?.[kind] ?? defaultServedPorts[kind];
    return {
      component,
      title,
      isDeployed: isDeployed(args, component),
      name,
      policyName: resolvePolicyName(graph, args, component, ops),
      podLabels: ops.mergeLabels(args.instanceLabels, settings.podLabels ?? { [selectorLabelKey]: name }),
      servedPorts: { grpc: port("grpc"), rest: port("rest"), readiness: port("readiness") },
      ingress: [],
      egress: [],
    };
  });
}

/** Whether a component is deployed. This is always known, because the setting cannot be an Output. */
export function isDeployed(
  { components }: Pick<NetworkPoliciesArgs<ValueKinds>, "components">,
  component: Component,
): boolean {
  return components?.[component]?.enabled ?? isDocumented(component);
}

/**
 * The name of a component's policy. If the chart gives the policy a special name, this name applies only to a component with
 * its default name.
 */
export function resolvePolicyName<V extends ValueKinds, R extends RuleKinds>(
  graph: Graph,
  { namePrefix = "", components }: Pick<NetworkPoliciesArgs<V>, "components" | "namePrefix">,
  component: Component,
  ops: Pick<ValueOps<V, R>, "withAffixes">,
): V["text"] {
  const { app, policy } = graph.components[component];
  const name = components?.[component]?.name;
  if (name === undefined && policy !== undefined) return ops.withAffixes(namePrefix, policy, "");
  return ops.withAffixes(namePrefix, name ?? app, "-allow");
}
