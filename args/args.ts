import type { Component } from "../graph/components";
import type { DnsPresetName } from "../graph/platform";
import type { EgressRule, IngressRule, LabelMap, NetworkPolicyPort } from "../kubernetes/networkPolicy";
import type { Cni } from "./cni";
import type { FindingId } from "./findingIds";

/**
 * The kinds of values in args that may still be unknown: the Pulumi component accepts Inputs for these kinds. All other args
 * are always plain, because they decide which policies and edges exist.
 */
export interface ValueKinds {
  /** Names, such as `namespace` and the names of components. */
  text: unknown;
  /** Labels or annotations by key, such as `podLabels`. */
  labels: unknown;
  /** Custom rules, such as `defaults.networkPolicy.custom`. */
  custom: unknown;
  /** Lists of CIDR blocks, such as `apiServer.cidrs`. */
  cidrs: unknown;
  /** Lists of ports, such as the `ports` of an edge. */
  ports: unknown;
  /** Single port numbers, such as `defaults.ports.grpc`. */
  number: unknown;
}

/** The kinds of values in args when everything is known, as in the args of `networkPolicies`. */
export interface PlainValueKinds {
  /** A name, such as `vald`. */
  text: string;
  /** Labels or annotations by key, such as `{ tier: "search" }`. */
  labels: LabelMap;
  /** Ingress and egress rules in NetworkPolicy notation. */
  custom: CustomRules;
  /** CIDR blocks, such as `10.0.0.0/8`. */
  cidrs: string[];
  /** Ports in NetworkPolicy notation, such as `{ port: 8081 }`. */
  ports: NetworkPolicyPort[];
  /** A port number from 1 to 65535. */
  number: number;
}

/** Extra rules, in the format of `spec.ingress` and `spec.egress` in a NetworkPolicy. */
export interface CustomRules<Ingress = IngressRule[], Egress = EgressRule[]> {
  /** Ingress rules to add. A rule without `from` admits everyone. Default: none. */
  ingress?: Ingress | undefined;
  /** Egress rules to add. A rule without `to` allows every destination. Default: none. */
  egress?: Egress | undefined;
}

/** Pods, by namespace and labels. At least one field is required, and a pod must match every field that is present. */
export interface PodsEndpoint<V extends ValueKinds = PlainValueKinds> {
  /** Name of the pods' namespace. Default: Vald's own namespace, unless `namespaceLabels` is present. */
  namespace?: V["text"];
  /** Labels of the pods' namespaces. `{}` matches every namespace. */
  namespaceLabels?: V["labels"];
  /** Labels of the pods. Default: none, so every pod in the selected namespaces matches. */
  podLabels?: V["labels"];
  /** Only in `ComponentEndpoint`. */
  component?: never;
  /** Only in `CidrsEndpoint`. */
  cidrs?: never;
  /** Only in `CidrsEndpoint`. */
  except?: never;
}

/** IP addresses, instead of pods. */
export interface CidrsEndpoint<V extends ValueKinds = PlainValueKinds> {
  /** CIDR blocks, such as `10.0.0.0/8` or `2001:db8::/32`. At least one is required. */
  cidrs: V["cidrs"];
  /** CIDR blocks to exclude; each must lie inside one of `cidrs`. Default: none. */
  except?: V["cidrs"];
  /** Only in `ComponentEndpoint`. */
  component?: never;
  /** Only in `PodsEndpoint`. */
  namespace?: never;
  /** Only in `PodsEndpoint`. */
  namespaceLabels?: never;
  /** Only in `PodsEndpoint`. */
  podLabels?: never;
}

/** One component's pods, or every deployed component's pods. */
export interface ComponentEndpoint {
  /**
   * A component, or `every` for all deployed components. This field cannot be combined with other fields. If the component is
   * off, the edge has no effect.
   */
  component: Component | "every";
  /** Only in `PodsEndpoint`. */
  namespace?: never;
  /** Only in `PodsEndpoint`. */
  namespaceLabels?: never;
  /** Only in `PodsEndpoint`. */
  podLabels?: never;
  /** Only in `CidrsEndpoint`. */
  cidrs?: never;
  /** Only in `CidrsEndpoint`. */
  except?: never;
}

/** An endpoint that is not a Vald component: pods, or IP addresses. */
export type ExternalEndpoint<V extends ValueKinds = PlainValueKinds> =
  | (PodsEndpoint<V> & { namespace: V["text"] })
  | (PodsEndpoint<V> & { namespaceLabels: V["labels"] })
  | (PodsEndpoint<V> & { podLabels: V["labels"] })
  | CidrsEndpoint<V>;

/** One end of an edge. */
export type EdgeEndpoint<V extends ValueKinds = PlainValueKinds> = ComponentEndpoint | ExternalEndpoint<V>;

/**
 * One allowed direction of traffic beyond the documented table. An edge adds a rule to the policy of each component that it
 * names.
 */
export interface EdgeArgs<V extends ValueKinds = PlainValueKinds> {
  /** The source of the connections. */
  from: EdgeEndpoint<V>;
  /** The target of the connections. At least one of `from` and `to` must be a component. */
  to: EdgeEndpoint<V>;
  /**
   * The target's ports, in the format of `ports` in a NetworkPolicy rule. Use container ports, not Service ports. Default: all
   * ports.
   */
  ports?: V["ports"];
}

/** A DNS endpoint: one of the presets. */
export interface DnsPreset<V extends ValueKinds = PlainValueKinds> {
  /**
   * `kubeSystem`: every pod in kube-system, port 53; `nodeLocal`: NodeLocal DNSCache at 169.254.20.10, port 53; `openShift`:
   * every pod in openshift-dns, port 5353. `preset` cannot be combined with fields that describe an endpoint.
   */
  preset: DnsPresetName;
  /** Port number, for UDP and TCP. Default: the preset's port, or 53 if there is no preset. */
  port?: V["number"];
  /** Not with `preset`. */
  component?: never;
  /** Not with `preset`. */
  namespace?: never;
  /** Not with `preset`. */
  namespaceLabels?: never;
  /** Not with `preset`. */
  podLabels?: never;
  /** Not with `preset`. */
  cidrs?: never;
  /** Not with `preset`. */
  except?: never;
}

/** A DNS endpoint: a preset, or your own pods or addresses. */
export type DnsArgs<V extends ValueKinds = PlainValueKinds> =
  | DnsPreset<V>
  | (ExternalEndpoint<V> & {
      preset?: never;
      /** Port number, for UDP and TCP. Default: the preset's port, or 53 if there is no preset. */
      port?: V["number"];
    });

/** The addresses of the Kubernetes API server. */
export interface ApiServerArgs<V extends ValueKinds = PlainValueKinds> {
  /** CIDR blocks that cover the API server's Service and the endpoints behind it. At least one is required. */
  cidrs: V["cidrs"];
  /** The API server's ports, in the format of `ports` in a NetworkPolicy rule. Default: TCP 443 and 6443. */
  ports?: V["ports"];
}

/** Container ports that a component listens on (not Service ports). */
export interface ServedPorts<V extends ValueKinds = PlainValueKinds> {
  /** gRPC port. Default: 8081. */
  grpc?: V["number"] | undefined;
  /** REST port. Default: none (REST is off). */
  rest?: V["number"] | undefined;
  /** Readiness port. Other components' init containers poll it. Default: 3001. */
  readiness?: V["number"] | undefined;
}

/** Settings of one Vald component. */
export interface ComponentSettings<V extends ValueKinds = PlainValueKinds> {
  /**
   * Whether the component is deployed. Default: true for components in the documented table, false for others. If false, the
   * component has no policy and no edges, and if its pods are still running, no policy isolates them.
   */
  enabled?: boolean | undefined;
  /**
   * Value of the `app` label on the component's pods (`app.kubernetes.io/component` for read replicas), at most 63 characters.
   * The policy is named `<name>-allow`. Default: the name in Vald's Helm chart, such as `vald-agent`.
   */
  name?: V["text"] | undefined;
  /**
   * Labels that select the component's pods, in its own policy and in other components' policies; they take precedence over
   * `instanceLabels`. Two components must not select the same pods. Default: `app: <name>`, or
   * `app.kubernetes.io/component: <name>` for read replicas.
   */
  podLabels?: V["labels"] | undefined;
  /**
   * Ports that the component listens on. They affect the policies only if `edgePorts` is `vald`. Default: the ports in
   * `defaults.ports`.
   */
  ports?: ServedPorts<V> | undefined;
  /** Custom rules for this component only, added after the custom rules for every component. Default: none. */
  custom?: V["custom"] | undefined;
}

/** Settings by component. The components are the documented table's components and the other workloads in Vald's Helm chart. */
export type Components<V extends ValueKinds = PlainValueKinds> = {
  [C in Component]?: ComponentSettings<V> | undefined;
};

/** A finding that you accept. */
export interface IgnoreArgs {
  /** The finding's id, such as `bare-pod-selector`. */
  id: FindingId | "chart-setting";
  /**
   * The location that the finding shows, or a location that contains it, such as `edges[0]` or `NetworkPolicy vald/agent`.
   * Default: any location.
   */
  path?: string | undefined;
  /** The reason why you accept the finding. It is shown with the suppressed finding. */
  reason: string;
}

/** Defaults for network policies, as in the values of Vald's Helm chart. */
export interface NetworkPolicyDefaults<V extends ValueKinds = PlainValueKinds> {
  /** Whether to create network policies. If false, no policy isolates Vald's pods. Default: true. */
  enabled?: boolean | undefined;
  /** Custom rules for every component. Default: none. */
  custom?: V["custom"] | undefined;
}

/** Defaults for all components. */
export interface Defaults<V extends ValueKinds = PlainValueKinds> {
  /** Defaults for all components' network policies, as in the values of Vald's Helm chart. */
  networkPolicy?: NetworkPolicyDefaults<V> | undefined;
  /**
   * Ports that components listen on. They affect the policies only if `edgePorts` is `vald`. Default: the ports in Vald's Helm
   * chart.
   */
  ports?: ServedPorts<V> | undefined;
}

/**
 * Args for the network policies of one Vald cluster. All values are plain. An undefined field counts as absent, except in rules
 * and edges, where it is an error.
 */
export interface NetworkPoliciesArgs<V extends ValueKinds = PlainValueKinds> {
  /** Namespace in which Vald runs. Default: `default`. */
  namespace?: V["text"] | undefined;
  /** Defaults for all components. */
  defaults?: Defaults<V> | undefined;
  /**
   * Labels that all of this Vald cluster's pods have, such as `app.kubernetes.io/instance`; the labels that select each component
   * include them, so that Vald clusters in the same namespace do not admit each other's pods. A key that selects a
   * component by default, such as `app`, is an error. Default: none.
   */
  instanceLabels?: V["labels"] | undefined;
  /**
   * Prefix of every policy name, at most 63 characters. It is needed if Vald clusters with identical component names share a
   * namespace. Default: none.
   */
  namePrefix?: string | undefined;
  /** Settings by component. Default: none. */
  components?: Components<V> | undefined;
  /** Edges beyond the documented table, such as clients, collectors, and object storage. Default: none. */
  edges?: EdgeArgs<V>[] | undefined;
  /**
   * The ports that Vald's own edges allow: with `any`, all ports, as documented, and with `vald`, only the ports that components
   * use. With `vald`, every component gets access to DNS instead of all of kube-system, and components that call the API server
   * get access to its ports. Default: `any`.
   */
  edgePorts?: "any" | "vald" | undefined;
  /** Addresses of the Kubernetes API server, for the components that call it. Default: pods in kube-system, as documented. */
  apiServer?: ApiServerArgs<V> | undefined;
  /** DNS endpoints. Default: kube-system, as documented. */
  dns?: DnsArgs<V>[] | undefined;
  /** The cluster's network plugin (CNI). It enables plugin-specific findings and does not change the policies. Default: none. */
  cni?: Cni | undefined;
  /** Findings to suppress, each with a reason. Default: none. */
  ignore?: IgnoreArgs[] | undefined;
  /**
   * Extra labels on every policy, in addition to `app.kubernetes.io/part-of` and `app.kubernetes.io/component`. Default: none.
   */
  labels?: V["labels"] | undefined;
  /** Annotations on every policy. Default: none. */
  annotations?: V["labels"] | undefined;
}
