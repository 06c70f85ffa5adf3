/**
 * The types of a networking.k8s.io/v1 NetworkPolicy, field for field. The comments say what the API means by each field.
 * https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */

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
  /** Pods by their labels. Without `namespaceSelector`, only pods in the policy's own namespace; with it, both must match. */
  podSelector?: LabelSelector<Labels>;
  /** Namespaces by their labels. Without `podSelector`, all pods in them. */
  namespaceSelector?: LabelSelector<Labels>;
  /** A CIDR block. It excludes both selectors. */
  ipBlock?: IPBlock;
}

/** A port, a range of ports, or all ports of a protocol. */
export interface NetworkPolicyPort {
  /** `TCP`, `UDP` or `SCTP`. Default: `TCP`. */
  protocol?: string;
  /** A number from 1 to 65535, or the name of a container port of the target. Default: every port of the protocol. */
  port?: number | string;
  /** The last port of a range that starts at a numeric `port`. */
  endPort?: number;
}

/** Allows connections from any of `from` to any of `ports`. */
export interface IngressRule<Labels = LabelMap> {
  /** The sources. Absent or empty: everyone. */
  from?: NetworkPolicyPeer<Labels>[];
  /** The ports of the selected pods. Absent or empty: all ports. */
  ports?: NetworkPolicyPort[];
}

/** Allows connections to any of `to` on any of `ports`. */
export interface EgressRule<Labels = LabelMap> {
  /** The targets. Absent or empty: everyone. */
  to?: NetworkPolicyPeer<Labels>[];
  /** The ports of the targets. Absent or empty: all ports. */
  ports?: NetworkPolicyPort[];
}

/** A NetworkPolicy as this package creates it, with every field that it sets. */
export interface NetworkPolicy {
  apiVersion: "networking.k8s.io/v1";
  kind: "NetworkPolicy";
  metadata: { name: string; namespace: string; labels: LabelMap; annotations?: LabelMap };
  spec: {
    podSelector: LabelSelector;
    policyTypes: ("Ingress" | "Egress")[];
    ingress: IngressRule[];
    egress: EgressRule[];
  };
}

/** A NetworkPolicy from any source. An absent field has the API server's default. */
export interface NetworkPolicyManifest {
  metadata: { name: string; namespace?: string; labels?: LabelMap };
  spec: {
    podSelector?: LabelSelector;
    /** Absent or empty: `Ingress`, and `Egress` if there is an egress rule. */
    policyTypes?: readonly string[];
    ingress?: IngressRule[];
    egress?: EgressRule[];
  };
}
