import type { Component } from "../graph/components";
import type { Edge, Endpoint } from "../graph/graph";
import type { ValdEdge } from "../graph/valdGraph";
import type { NetworkPoliciesArgs, PlainValueKinds, ValueKinds } from "./args";
import type { PlainRuleKinds } from "./ruleKinds";
import type { Path } from "./schema/issue";
import type { RuleKinds } from "./ruleKinds";

/** Args with every default filled in. Everything downstream reads these, and fills in nothing. */
export interface ResolvedArgs<
  V extends ValueKinds = PlainValueKinds,
  R extends RuleKinds = PlainRuleKinds,
  E extends Edge = ValdEdge,
> {
  namespace: V["text"];
  /** Whether there are any policies at all. */
  policiesEnabled: boolean;
  /** Every component, in the table's order, deployed or not. */
  components: readonly ResolvedComponent<V, R, E>[];
  /** Parts of the args that have no effect, because their component is off. Empty if there are no policies at all. */
  ineffective: readonly IneffectiveArg[];
  /** The validated args, for whoever points at what the user wrote. */
  args: NetworkPoliciesArgs<V>;
}

export interface ResolvedComponent<V extends ValueKinds, R extends RuleKinds, E extends Edge = ValdEdge> {
  component: Component;
  /** Name for people, such as "lb gateway". */
  title: string;
  isDeployed: boolean;
  /** Value of the label `app.kubernetes.io/component` on the policy. */
  name: V["text"] | string;
  policyName: V["text"];
  /** Labels that select its pods. */
  podLabels: V["labels"];
  servedPorts: { readonly [K in "grpc" | "rest" | "readiness"]: V["number"] | number | undefined };
  /** The intended rules, in the order of the policy. Empty for a component that is not deployed. */
  ingress: readonly ResolvedRules<V, R, E>[];
  egress: readonly ResolvedRules<V, R, E>[];
}

/** The intended rules from one place: one rule of an edge, or all custom rules of a block in one direction. */
export type ResolvedRules<V extends ValueKinds, R extends RuleKinds, E extends Edge = Edge> =
  | {
      kind: "edge";
      /** The other end of the edge. */
      endpoint: Endpoint<V>;
      peers: R["peers"];
      /** Absent: all ports. */
      ports?: V["ports"];
      origin: RuleOrigin<E>;
    }
  | { kind: "custom"; custom: V["custom"]; path: Path };

/** Where a rule comes from: an edge of Vald's graph, or a path in the user's args. */
export type RuleOrigin<E extends Edge = ValdEdge> = { kind: "graph"; edge: E } | { kind: "args"; path: Path };

/** A part of the args that has no effect, because this component is off. */
export interface IneffectiveArg {
  path: Path;
  component: Component;
}
