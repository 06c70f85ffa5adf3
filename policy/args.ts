import type { Component } from "../graph/components";
import type { EgressRule, IngressRule, LabelMap } from "./notation";

/** Rules of the user's own, in the notation of a NetworkPolicy's `ingress` and `egress`. */
export interface CustomRules<Ingress = IngressRule[], Egress = EgressRule[]> {
  /** Further ingress rules. Default: none. */
  ingress?: Ingress | undefined;
  /** Further egress rules. Default: none. */
  egress?: Egress | undefined;
}

/** What can be said of one Vald component. */
export interface ComponentSettings<Text = string, Labels = LabelMap, Custom = CustomRules> {
  /**
   * Whether the component is deployed. Default: true for those of the documented table, false for the others. Off means "not deployed": its policy and every edge to and from it
   * are gone, and pods of it that still run are isolated by nothing.
   */
  enabled?: boolean | undefined;
  /**
   * The `app` label of the component's pods (`app.kubernetes.io/component` of read replicas), at most 63 characters; its
   * policy is called `<name>-allow`. Default: the names in Vald's Helm chart, such as `vald-agent`.
   */
  name?: Text | undefined;
  /**
   * The labels that select the component's pods, for its own policy and wherever it is a peer. Default: `app: <name>`, for
   * read replicas `app.kubernetes.io/component: <name>`.
   */
  podLabels?: Labels | undefined;
  /** Custom rules for this component alone, after those for all. Default: none. */
  custom?: Custom | undefined;
}

/**
 * What a user says of the network policies of one Vald cluster. The type parameters are the values that may not be known
 * yet; as they stand, everything is plain. Outside rules, undefined is the same as absent.
 */
export interface NetworkPoliciesArgs<Text = string, Labels = LabelMap, Custom = CustomRules> {
  /** The namespace in which Vald runs. Default: `default`. */
  namespace?: Text | undefined;
  /** As in Vald's Helm values. */
  defaults?:
    | {
        networkPolicy?:
          | {
              /** Whether there are any policies; default true. Off removes isolation from every pod of Vald. */
              enabled?: boolean | undefined;
              /** Custom rules that are merged into the policy of every component. Default: none. */
              custom?: Custom | undefined;
            }
          | undefined;
      }
    | undefined;
  /** Overrides for single components. Default: none. */
  components?: { [C in Component]?: ComponentSettings<Text, Labels, Custom> | undefined } | undefined;
  /** Labels for every policy object. Default: none beside `app.kubernetes.io/part-of` and `app.kubernetes.io/component`. */
  labels?: Labels | undefined;
  /** Annotations for every policy object. Default: none. */
  annotations?: Labels | undefined;
}
