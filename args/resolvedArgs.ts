import type { Component } from "../graph/components";
import type { Edge, Endpoint } from "../graph/graph";
import type { ValdEdge } from "../graph/valdGraph";
import type { NetworkPoliciesArgs, PlainValueKinds, ValueKinds } from "./args";
import type { PlainRuleKinds } from "./ruleKinds";
import type { Path } from "./schema/issue";
import type { RuleKinds } from "./ruleKinds";

/** Args with every default filled in. All later steps read these args and never fill in defaults. */
export interface ResolvedArgs<
  V extends ValueKinds = PlainValueKinds,
  R extends RuleKinds = PlainRuleKinds,
  E extends Edge = ValdEdge,
> {
  namespace: V["text"];
  /** Whether policies are enabled. */
  policiesEnabled: boolean;
  /** Every component, whether deployed or not, in the table's order. */
  components: readonly ResolvedComponent<V, R, E>[];
  /** Parts of the args that have no effect, because their component is off. Empty if there are no policies. */
  ineffective: readonly IneffectiveArg[];
  /** The validated args, for code that reports locations in the user's input. */
  args: NetworkPoliciesArgs<V>;
}

export interface ResolvedComponent<V extends ValueKinds, R extends RuleKinds, E extends Edge = ValdEdge> {
  component: Component;
  /** Human-readable name, such as "lb gateway". */
  title: string;
  isDeployed: boolean;
  /** Value of the policy's `app.kubernetes.io/component` label. */
  name: V["text"] | string;
  policyName: V["text"];
  /** Labels that select the component's pods. */
  podLabels: V["labels"];
  servedPorts: { readonly [K in "grpc" | "rest" | "readiness"]: V["number"] | number | undefined };
  /** The intended rules, in the policy's order. Empty for a component that is not deployed. */
  ingress: readonly ResolvedRules<V, R, E>[];
  egress: readonly ResolvedRules<V, R, E>[];
}

/** The intended rules from one source: the rule for an edge, or all rules for one direction in a `custom` block. */
export type ResolvedRules<V extends ValueKinds, R extends RuleKinds, E extends Edge = Edge> =
  | {
      kind: "edge";
      /** The other end of the edge. */
      endpoint: Endpoint<V>;
      peers: R["peers"];
      /** Default: all ports. */
      ports?: V["ports"];
      origin: RuleOrigin<E>;
    }
  | { kind: "custom"; custom: V["custom"]; path: Path };

/** The origin of a rule: an edge in Vald's graph, or a path in the user's args. */
export type RuleOrigin<E extends Edge = ValdEdge> = { kind: "graph"; edge: E } | { kind: "args"; path: Path };

/** A part of the args that has no effect, because this component is off. */
export interface IneffectiveArg {
  path: Path;
  component: Component;
}
