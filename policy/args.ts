import type { Component } from "../graph/components";
import type { dnsPlaces } from "../graph/platform";
import type { Cni, FindingId } from "./findingIds";
import type { EgressRule, IngressRule, LabelMap, NetworkPolicyPort } from "./notation";

/**
 * The kinds of values in args that may not be known yet: the Pulumi component takes an Input for each. Everything else is
 * plain always, because which policies and edges there are depends on it.
 */
export interface ArgValues {
  text: unknown;
  labels: unknown;
  custom: unknown;
  /** A list of ranges of addresses. */
  ranges: unknown;
  /** A list of ports. */
  ports: unknown;
  number: unknown;
}

/** The kinds of values where everything is known. */
export interface PlainValues {
  text: string;
  labels: LabelMap;
  custom: CustomRules;
  ranges: string[];
  ports: NetworkPolicyPort[];
  number: number;
}

/** Rules of the user's own, in the notation of a NetworkPolicy's `ingress` and `egress`. */
export interface CustomRules<Ingress = IngressRule[], Egress = EgressRule[]> {
  /** Further ingress rules. Default: none. */
  ingress?: Ingress | undefined;
  /** Further egress rules. Default: none. */
  egress?: Egress | undefined;
}

/**
 * Who is on the other end: pods, by namespace, labels of the namespace and labels of their own; or ranges of addresses. All
 * fields that are given must hold.
 */
export interface Outside<V extends ArgValues = PlainValues> {
  /** The name of a namespace. Default: Vald's own, unless `namespaceLabels` is given. */
  namespace?: V["text"];
  /** Labels of namespaces; `{}` is every namespace. */
  namespaceLabels?: V["labels"];
  /** Labels of pods. Default: every pod of the namespaces. */
  podLabels?: V["labels"];
  /** Ranges of addresses in CIDR notation, one at least. */
  cidrs?: V["ranges"];
  /** Ranges inside those of `cidrs` that are left out. Default: none. */
  except?: V["ranges"];
}

/** One end of an edge of the user's. */
export interface EdgeEnd<V extends ArgValues = PlainValues> extends Outside<V> {
  /** A component, or `every` one that is deployed. It stands alone; where the component is off, there is no edge. */
  component?: Component | "every";
}

/** One allowed direction of traffic beyond the documented table. It becomes a rule on every end that is a component. */
export interface EdgeArgs<V extends ArgValues = PlainValues> {
  /** Who connects. */
  from: EdgeEnd<V>;
  /** To whom. One end at least is a component. */
  to: EdgeEnd<V>;
  /** To which ports, in the notation of a NetworkPolicy. Default: all ports. */
  ports?: V["ports"];
}

/** Where the components find DNS: a place that many clusters have, or one of the user's own. */
export interface DnsArgs<V extends ArgValues = PlainValues> extends Outside<V> {
  /**
   * `kubeSystem`: every pod of kube-system, on 53; `nodeLocal`: NodeLocal DNSCache at 169.254.20.10, on 53; `openShift`:
   * every pod of openshift-dns, on 5353. It takes the place of the fields of `Outside`.
   */
  preset?: keyof typeof dnsPlaces;
  /** The port, for UDP and TCP. Default: the preset's, else 53. */
  port?: V["number"];
}

/** Where the API server is. */
export interface ApiServerArgs<V extends ArgValues = PlainValues> {
  /** Ranges of addresses in CIDR notation, one at least. */
  cidrs: V["ranges"];
  /** Its ports, in the notation of a NetworkPolicy. Default: TCP 443 and 6443. */
  ports?: V["ports"];
}

/** On which ports a component serves, as its pods have them, not its Service. */
export interface ServedPorts<V extends ArgValues = PlainValues> {
  /** Default: 8081. */
  grpc?: V["number"] | undefined;
  /** Default: none, which is REST turned off. */
  rest?: V["number"] | undefined;
  /** What init containers poll. Default: 3001. */
  readiness?: V["number"] | undefined;
}

/** What can be said of one Vald component. */
export interface ComponentSettings<V extends ArgValues = PlainValues> {
  /**
   * Whether the component is deployed. Default: true for those of the documented table, false for the others. Off means
   * "not deployed": its policy and every edge to and from it are gone, and pods of it that still run are isolated by nothing.
   */
  enabled?: boolean | undefined;
  /**
   * The `app` label of the component's pods (`app.kubernetes.io/component` of read replicas), at most 63 characters; its
   * policy is called `<name>-allow`. Default: the names in Vald's Helm chart, such as `vald-agent`.
   */
  name?: V["text"] | undefined;
  /**
   * The labels that select the component's pods, for its own policy and wherever it is a peer, together with
   * `instanceLabels`, over which they take precedence. Default: `app: <name>`, for read replicas
   * `app.kubernetes.io/component: <name>`.
   */
  podLabels?: V["labels"] | undefined;
  /** Where it does not serve on the ports of `defaults.ports`; for `edgePorts: vald`. Default: it does. */
  ports?: ServedPorts<V> | undefined;
  /** Custom rules for this component alone, after those for all. Default: none. */
  custom?: V["custom"] | undefined;
}

/** Findings that are known and meant. */
export interface IgnoreArgs {
  /** Their id. */
  id: FindingId;
  /** Where they are, as findings show it, or around it: `edges[0]`, `NetworkPolicy vald/agent`. Default: anywhere. */
  path?: string | undefined;
  /** Why they are meant; for whoever reads it, nothing is done with it. */
  reason: string;
}

/**
 * What a user says of the network policies of one Vald cluster. As it stands, every value is plain. Outside rules and edges,
 * undefined is the same as absent.
 */
export interface NetworkPoliciesArgs<V extends ArgValues = PlainValues> {
  /** The namespace in which Vald runs. Default: `default`. */
  namespace?: V["text"] | undefined;
  /** As in Vald's Helm values. */
  defaults?:
    | {
        networkPolicy?:
          | {
              /** Whether there are any policies; default true. Off removes isolation from every pod of Vald. */
              enabled?: boolean | undefined;
              /** Custom rules that are merged into the policy of every component. Default: none. */
              custom?: V["custom"] | undefined;
            }
          | undefined;
        /** On which ports components serve; for `edgePorts: vald`. Default: those of Vald's Helm chart. */
        ports?: ServedPorts<V> | undefined;
      }
    | undefined;
  /**
   * Labels that all pods of this Vald carry, such as `app.kubernetes.io/instance`: they select its pods together with a
   * component's own, so that several Valds in one namespace do not admit each other. Default: none.
   */
  instanceLabels?: V["labels"] | undefined;
  /**
   * What the names of the policies begin with, for several Valds in one namespace whose components are called alike; at most
   * 63 characters. Default: nothing.
   */
  namePrefix?: string | undefined;
  /** Overrides for single components. Default: none. */
  components?: { [C in Component]?: ComponentSettings<V> | undefined } | undefined;
  /** Edges beyond the documented table: clients, collectors, buckets, peers. Default: none. */
  edges?: EdgeArgs<V>[] | undefined;
  /**
   * What the edges of the graph are limited to. `any`: nothing, as documented. `vald`: between components, the ports that are
   * used; instead of kube-system, DNS for all of them, and the API server's ports for those that talk to it. Default: `any`.
   */
  edgePorts?: "any" | "vald" | undefined;
  /** Where the API server is, for the components that talk to it. Default: a pod of kube-system, as documented. */
  apiServer?: ApiServerArgs<V> | undefined;
  /** Where DNS is; several places may be. Default: kube-system, as documented. */
  dns?: DnsArgs<V>[] | undefined;
  /**
   * The network plugin of the cluster, whose own traps `check` and a preview then find too. It changes no policy. Default:
   * none.
   */
  cni?: Cni | undefined;
  /** What of the findings of `check` and of a preview is left out, and why. Default: nothing. */
  ignore?: IgnoreArgs[] | undefined;
  /** Labels for every policy object. Default: none beside `app.kubernetes.io/part-of` and `app.kubernetes.io/component`. */
  labels?: V["labels"] | undefined;
  /** Annotations for every policy object. Default: none. */
  annotations?: V["labels"] | undefined;
}
