import type { Component } from "./components";

/** One side of an edge: a Vald component, or every pod of a namespace. */
export type Endpoint =
  | { readonly kind: "component"; readonly component: Component }
  | { readonly kind: "namespace"; readonly namespace: string };

/** One allowed direction of traffic, on all ports. Replies on the same connection need no edge of their own. */
export interface Edge {
  readonly from: Endpoint;
  readonly to: Endpoint;
  /** Components of which none may be deployed, else there is no edge. Default: none. */
  readonly without?: readonly Component[];
}

/** What is known of a component before the user says anything. */
export interface ComponentFacts {
  /** The component's name in prose. */
  readonly title: string;
  /** The value of the label that selects its pods. */
  readonly app: string;
  /** The key of that label. Default: `app`. */
  readonly selectedBy?: string;
  /** The name of its policy, where it does not follow from `app`. Default: `<app>-allow`. */
  readonly policy?: string;
}

/** Who may talk to whom. The only source of rules: a policy says nothing that is not an edge here or a custom rule. */
export interface Graph {
  readonly components: { readonly [C in Component]: ComponentFacts };
  readonly edges: readonly Edge[];
}
