/*
 * The types of a networking.k8s.io/v1 NetworkPolicy. The comments describe each field's meaning in the API.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */

/** Labels by key. */
export type LabelMap = Record<string, string>;

/** Selects objects by their labels. All requirements must match, so `{}` selects every object. */
export interface LabelSelector<Labels = LabelMap> {
  /** Labels that the object must carry. */
  matchLabels?: Labels;
  /** Further requirements on labels. */
  matchExpressions?: LabelSelectorRequirement[];
}

/** One requirement of a label selector. */
export interface LabelSelectorRequirement {
  /** The label key. */
  key: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. `NotIn` and `DoesNotExist` also match objects without the label. */
  operator: string;
  /** At least one value for `In` and `NotIn`, none for the others. */
  values?: string[];
}

/** A CIDR block with exceptions. */
export interface IPBlock {
  /** The CIDR block, such as `10.0.0.0/8` or `2001:db8::/32`. */
  cidr: string;
  /** CIDR blocks inside `cidr` that are excluded. */
  except?: string[];
}

/** The other end of connections: pods, or a CIDR block. */
export interface NetworkPolicyPeer<Labels = LabelMap> {
  /**
   * Selects pods by their labels. If `namespaceSelector` is absent, it selects only pods in the policy's own namespace;
   * otherwise, both selectors must match.
   */
  podSelector?: LabelSelector<Labels>;
  /** Selects namespaces by their labels. If `podSelector` is absent, the peer matches all pods in these namespaces. */
  namespaceSelector?: LabelSelector<Labels>;
  /** A CIDR block. It cannot be combined with the selectors. */
  ipBlock?: IPBlock;
}

/** A port, a port range, or all ports of a protocol. */
export interface NetworkPolicyPort {
  /** `TCP`, `UDP` or `SCTP`. Default: `TCP`. */
  protocol?: string;
  /** A number from 1 to 65535, or the name of one of the target's container ports. Default: every port of the protocol. */
  port?: number | string;
  /** The last port of a range that starts at a numeric `port`. */
  endPort?: number;
}

/** Allows connections from the peers in `from` to the ports in `ports`. */
export interface IngressRule<Labels = LabelMap> {
  /** The sources. If this field is absent or empty, the rule admits everyone. */
  from?: NetworkPolicyPeer<Labels>[];
  /** Ports on the selected pods. If this field is absent or empty, the rule allows all ports. */
  ports?: NetworkPolicyPort[];
}

/** Allows connections to the peers in `to` on the ports in `ports`. */
export interface EgressRule<Labels = LabelMap> {
  /** The targets. If this field is absent or empty, the rule allows every destination. */
  to?: NetworkPolicyPeer<Labels>[];
  /** Ports on the targets. If this field is absent or empty, the rule allows all ports. */
  ports?: NetworkPolicyPort[];
}

/** A NetworkPolicy that this package creates, with every field that the package sets. */
export interface NetworkPolicy {
  /** The stable API version. */
  apiVersion: "networking.k8s.io/v1";
  /** The kind of the object. */
  kind: "NetworkPolicy";
  /**
   * The name is that in Vald's chart, such as `vald-agent-allow`, unless the args specify another one. `annotations` is absent
   * if there are none.
   */
  metadata: { name: string; namespace: string; labels: LabelMap; annotations?: LabelMap };
  /** Selects the pods of one component, and isolates them in both directions. An empty list of rules allows nothing. */
  spec: {
    podSelector: LabelSelector;
    policyTypes: ("Ingress" | "Egress")[];
    ingress: IngressRule[];
    egress: EgressRule[];
  };
}

/** A NetworkPolicy from any source. An absent field has the API server's default. */
export interface NetworkPolicyManifest {
  /** Which namespace an absent `namespace` stands for depends on the function that reads the policy. */
  metadata: { name: string; namespace?: string; labels?: LabelMap };
  /** The pods that the policy selects, and the rules. An absent `podSelector` selects all pods in the policy's namespace. */
  spec: {
    podSelector?: LabelSelector;
    /** If this field is absent or empty, it defaults to `Ingress`, and also to `Egress` if there is an egress rule. */
    policyTypes?: readonly string[];
    ingress?: IngressRule[];
    egress?: EgressRule[];
  };
}
