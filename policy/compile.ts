import { type Component, componentNames, isDocumented } from "../graph/components";
import { edgesAmong } from "../graph/edgesAmong";
import type { Endpoint, Graph } from "../graph/graph";
import type { NetworkPoliciesArgs } from "./args";
import type { EgressRule, IngressRule, NetworkPolicyPeer } from "./notation";

/**
 * How values are put together. The compiler places values and never reads them, so the same compiler serves plain values
 * and values that are known only during a deployment; this is the one part that differs between the two.
 */
export interface Values<Text, Labels, Custom, Ingress, Egress> {
  suffixed(text: Text | string, suffix: string): Text;
  /** `added` over `base`. */
  labels(base: Labels | undefined, added: Record<string, Text | string>): Labels;
  /** The graph's own rules, then those of each custom block in turn. */
  ingress(own: IngressRule<Labels>[], customs: Custom[]): Ingress;
  egress(own: EgressRule<Labels>[], customs: Custom[]): Egress;
}

/** One component's policy, without the fields that are the same for every NetworkPolicy. */
export interface CompiledPolicy<Text, Labels, Ingress, Egress> {
  metadata: { name: Text; namespace: Text; labels: Labels; annotations?: Labels };
  spec: {
    podSelector: { matchLabels: Labels };
    policyTypes: ("Ingress" | "Egress")[];
    ingress: Ingress;
    egress: Egress;
  };
}

/** Compiles the graph and the user's args into one policy for each component that is deployed, in the table's order. */
export function compile<Text, Labels, Custom, Ingress, Egress>(
  graph: Graph,
  args: NetworkPoliciesArgs<Text, Labels, Custom> & { namespace: Text },
  values: Values<Text, Labels, Custom, Ingress, Egress>,
): Partial<Record<Component, CompiledPolicy<Text, Labels, Ingress, Egress>>> {
  const nameOf = (c: Component): Text | string => args.components?.[c]?.name ?? graph.components[c].app;
  const policyNameOf = (c: Component): Text => {
    const own = args.components?.[c]?.name === undefined ? graph.components[c].policy : undefined;
    return own === undefined ? values.suffixed(nameOf(c), "-allow") : values.suffixed(own, "");
  };
  const podLabelsOf = (c: Component): Labels =>
    args.components?.[c]?.podLabels ??
    values.labels(undefined, { [graph.components[c].selectedBy ?? "app"]: nameOf(c) });

  const peer = (endpoint: Endpoint): NetworkPolicyPeer<Labels> => {
    switch (endpoint.kind) {
      // No namespaceSelector: Vald's own pods are in the policy's namespace, whatever that will be.
      case "component":
        return { podSelector: { matchLabels: podLabelsOf(endpoint.component) } };
      // The API server puts this label on every namespace; `name` or any other label may be missing or forged.
      case "namespace":
        return {
          namespaceSelector: {
            matchLabels: values.labels(undefined, { "kubernetes.io/metadata.name": endpoint.namespace }),
          },
        };
    }
  };
  const custom = (c: Component): Custom[] =>
    [args.defaults?.networkPolicy?.custom, args.components?.[c]?.custom].filter((block) => block !== undefined);
  const edges = edgesAmong(graph, enabledComponents(args));

  const policies: Partial<Record<Component, CompiledPolicy<Text, Labels, Ingress, Egress>>> = {};
  for (const component of enabledComponents(args)) {
    policies[component] = {
      metadata: {
        name: policyNameOf(component),
        namespace: args.namespace,
        labels: values.labels(args.labels, {
          "app.kubernetes.io/part-of": "vald",
          "app.kubernetes.io/component": nameOf(component),
        }),
        ...(args.annotations !== undefined && { annotations: args.annotations }),
      },
      spec: {
        podSelector: { matchLabels: podLabelsOf(component) },
        policyTypes: ["Ingress", "Egress"],
        ingress: values.ingress(
          edges.filter(({ to }) => isComponent(to, component)).map(({ from }) => ({ from: [peer(from)] })),
          custom(component),
        ),
        egress: values.egress(
          edges.filter(({ from }) => isComponent(from, component)).map(({ to }) => ({ to: [peer(to)] })),
          custom(component),
        ),
      },
    };
  }
  return policies;
}

/** The components that get a policy, in the table's order. */
export function enabledComponents(args: {
  defaults?: { networkPolicy?: { enabled?: boolean | undefined } | undefined } | undefined;
  components?: { [C in Component]?: { enabled?: boolean | undefined } | undefined } | undefined;
}): Component[] {
  if (args.defaults?.networkPolicy?.enabled === false) return [];
  return componentNames.filter((c) => args.components?.[c]?.enabled ?? isDocumented(c));
}

function isComponent(end: Endpoint, component: Component): boolean {
  return end.kind === "component" && end.component === component;
}
