import type { Component } from "./components";

/**
 * The kinds of values in an endpoint. As they stand, everything is known; a user's own endpoints may hold values that come
 * late, and whoever reads the graph places them without looking.
 */
export interface EndpointValues {
  text: unknown;
  labels: unknown;
  ranges: unknown;
}

export interface KnownEndpointValues {
  text: string;
  labels: Readonly<Record<string, string>>;
  ranges: readonly string[];
}

/** One side of an edge. All fields of one must hold. */
export type Endpoint<V extends EndpointValues = KnownEndpointValues> =
  | { readonly kind: "component"; readonly component: Component }
  /** Pods by labels in the namespaces of a name, with labels, or both; without either, in Vald's own namespace. */
  | {
      readonly kind: "pods";
      readonly namespace?: V["text"];
      readonly namespaceLabels?: V["labels"];
      readonly podLabels?: V["labels"];
    }
  /** Addresses in any of `cidrs` and in none of `except`. */
  | { readonly kind: "ranges"; readonly cidrs: V["ranges"]; readonly except?: V["ranges"] };

/** What every cluster has, in a place of its own. */
export interface Platform {
  readonly kind: "platform";
  readonly service: "dns" | "apiServer";
}

/** What a component serves: `requests` are gRPC, and REST where that is on; `readiness` is what init containers poll. */
export type Service = "requests" | "readiness";

/** A service that the source of an edge uses of its target. */
export interface Use {
  readonly service: Service;
  /** Components of which none may be deployed, else it is not used. Default: none. */
  readonly without?: readonly Component[];
}

/** One allowed direction of traffic, on all ports. Replies on the same connection need no edge of their own. */
export interface Edge {
  readonly from: Endpoint;
  readonly to: Endpoint | Platform;
  /** Components of which none may be deployed, else there is no edge. Default: none. */
  readonly without?: readonly Component[];
  /** What is used of a component, for those who want no more to be open. */
  readonly uses?: readonly Use[];
  /** Whether edges to what the platform has take its place, for those who want no more to be open. Default: false. */
  readonly coarse?: boolean;
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

/** Who may talk to whom. The only source of rules: a policy says nothing that is not an edge here or a rule of the user's. */
export interface Graph<E extends Edge = Edge> {
  readonly components: { readonly [C in Component]: ComponentFacts };
  readonly edges: readonly E[];
}
