import type { Component } from "./components";

/**
 * The kinds of values in an endpoint. In the graph itself, all values are known; endpoints from the user's args may contain
 * values that are not known yet. The compiler copies values and never reads them.
 */
export interface EndpointValueKinds {
  /** The name of a namespace. */
  text: unknown;
  /** Labels of pods or of namespaces. */
  labels: unknown;
  /** CIDR blocks. */
  cidrs: unknown;
}

/** The kinds of values in the endpoints of the graph itself, where everything is known. */
export interface PlainEndpointValueKinds {
  /** The name of a namespace, such as `kube-system`. */
  text: string;
  /** Labels of pods or of namespaces, by key. */
  labels: Readonly<Record<string, string>>;
  /** CIDR blocks, such as `169.254.20.10/32`. */
  cidrs: readonly string[];
}

/** One end of an edge. A peer belongs to it if the peer matches every field that is present. */
export type Endpoint<V extends EndpointValueKinds = PlainEndpointValueKinds> =
  /** All pods of a component. */
  | { readonly kind: "component"; readonly component: Component }
  /**
   * Pods, selected by their labels and by their namespace's name or labels. If both namespace fields are absent, pods in Vald's
   * own namespace.
   */
  | {
      readonly kind: "pods";
      readonly namespace?: V["text"];
      readonly namespaceLabels?: V["labels"];
      readonly podLabels?: V["labels"];
    }
  /** Addresses in `cidrs`, without those in `except`. */
  | { readonly kind: "cidrs"; readonly cidrs: V["cidrs"]; readonly except?: V["cidrs"] };

/** A service that the cluster provides. Its location depends on the cluster. */
export interface Platform {
  /** Distinguishes a platform service from an `Endpoint`. */
  readonly kind: "platform";
  /** The args `dns` and `apiServer` specify where each of the services runs. */
  readonly service: "dns" | "apiServer";
}

/**
 * A service that a component provides. `requests`: gRPC, and REST if REST is enabled. `readiness`: the port that init
 * containers poll.
 */
export type ComponentService = "requests" | "readiness";

/** A service that the source of an edge uses. */
export interface Use {
  /** The service at the edge's target. */
  readonly service: ComponentService;
  /** The service is used only if none of these components is deployed. Default: always used. */
  readonly unlessDeployed?: readonly Component[];
}

/** One allowed direction of traffic, on all ports. Replies on the same connection do not need a separate edge. */
export interface Edge {
  /** The source of the connections. */
  readonly from: Endpoint;
  /** The target of the connections. */
  readonly to: Endpoint | Platform;
  /** The edge exists only if none of these components is deployed. Default: always. */
  readonly unlessDeployed?: readonly Component[];
  /** The target's services that the source uses. They determine the ports if `edgePorts` is `vald`. */
  readonly uses?: readonly Use[];
  /**
   * Whether the edge opens a whole namespace. If `edgePorts` is `vald`, the platform edges replace this edge. Default: false.
   */
  readonly namespaceWide?: boolean;
}

/** Facts about a component. The user can override the names and labels. */
export interface ComponentFacts {
  /** Human-readable name, such as "lb gateway". */
  readonly title: string;
  /** Value of the label that selects the component's pods. */
  readonly app: string;
  /** Key of the label that selects the component's pods. Default: `app`. */
  readonly selectorLabelKey?: string;
  /** Whether the component is a CronJob, which has no pods between two runs. Default: false. */
  readonly isCronJob?: boolean;
  /** Name of the component's policy. Default: `<app>-allow`. */
  readonly policy?: string;
}

/**
 * The components and the edges between them. Every rule in a policy comes from an edge of this graph or from the user's args.
 */
export interface Graph<E extends Edge = Edge> {
  readonly components: { readonly [C in Component]: ComponentFacts };
  readonly edges: readonly E[];
}
