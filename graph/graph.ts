import type { Component } from "./components";

/**
 * The kinds of values in an endpoint. In the graph itself all values are known; endpoints from the user's args may hold
 * values that are not known yet. The compiler only places values and never reads them.
 */
export interface EndpointValueKinds {
  text: unknown;
  labels: unknown;
  cidrs: unknown;
}

export interface PlainEndpointValueKinds {
  text: string;
  labels: Readonly<Record<string, string>>;
  cidrs: readonly string[];
}

/** One end of an edge. All fields must match. */
export type Endpoint<V extends EndpointValueKinds = PlainEndpointValueKinds> =
  | { readonly kind: "component"; readonly component: Component }
  /** Pods by their labels and by the name or labels of their namespace. Without either, in Vald's own namespace. */
  | {
      readonly kind: "pods";
      readonly namespace?: V["text"];
      readonly namespaceLabels?: V["labels"];
      readonly podLabels?: V["labels"];
    }
  /** Addresses in any of `cidrs` and in none of `except`. */
  | { readonly kind: "cidrs"; readonly cidrs: V["cidrs"]; readonly except?: V["cidrs"] };

/** A service of the cluster itself. Where it runs depends on the cluster. */
export interface Platform {
  readonly kind: "platform";
  readonly service: "dns" | "apiServer";
}

/** What a component serves. `requests`: gRPC, and REST if it is on. `readiness`: the port that init containers poll. */
export type Service = "requests" | "readiness";

/** A service that the source of an edge uses. */
export interface Use {
  readonly service: Service;
  /** The service is used only if none of these components is deployed. Default: always used. */
  readonly unlessDeployed?: readonly Component[];
}

/** One allowed direction of traffic, on all ports. Replies on the same connection need no edge of their own. */
export interface Edge {
  readonly from: Endpoint;
  readonly to: Endpoint | Platform;
  /** The edge exists only if none of these components is deployed. Default: always. */
  readonly unlessDeployed?: readonly Component[];
  /** Services of the target that the source uses; they give the ports for `edgePorts: vald`. */
  readonly uses?: readonly Use[];
  /** Whether the edge opens a whole namespace. With `edgePorts: vald`, the platform edges replace it. Default: false. */
  readonly namespaceWide?: boolean;
}

/** Facts about a component that hold unless the user overrides them. */
export interface ComponentFacts {
  /** Name for people, such as "lb gateway". */
  readonly title: string;
  /** Value of the label that selects its pods. */
  readonly app: string;
  /** Key of that label. Default: `app`. */
  readonly selectorLabelKey?: string;
  /** Name of its policy. Default: `<app>-allow`. */
  readonly policy?: string;
}

/** Who may talk to whom. Every rule in a policy comes from an edge of this graph or from the user's args. */
export interface Graph<E extends Edge = Edge> {
  readonly components: { readonly [C in Component]: ComponentFacts };
  readonly edges: readonly E[];
}
