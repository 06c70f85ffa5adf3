/**
 * The notation of Kubernetes' networking.k8s.io/v1 NetworkPolicy, field for field; the comments say what the API means
 * by them. https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 *
 * `Labels` is left open so that the compiler can place label maps that are not known yet.
 */

export type LabelMap = Record<string, string>;

/** Selects objects by their labels; all conditions must hold, so `{}` selects every object. */
export interface LabelSelector<Labels = LabelMap> {
  matchLabels?: Labels;
  matchExpressions?: LabelSelectorRequirement[];
}

export interface LabelSelectorRequirement {
  key: string;
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  operator: string;
  /** At least one for `In` and `NotIn`, none for the others. */
  values?: string[];
}

export interface IPBlock {
  /** The range, such as `10.0.0.0/8` or `2001:db8::/32`. */
  cidr: string;
  /** Ranges inside `cidr` that are left out. */
  except?: string[];
}

/**
 * Who is on the other end: pods, or a range of addresses. `podSelector` alone means pods of the policy's own namespace;
 * beside `namespaceSelector` both must hold. `ipBlock` stands alone.
 */
export interface NetworkPolicyPeer<Labels = LabelMap> {
  podSelector?: LabelSelector<Labels>;
  namespaceSelector?: LabelSelector<Labels>;
  ipBlock?: IPBlock;
}

export interface NetworkPolicyPort {
  /** `TCP` (the default), `UDP` or `SCTP`. */
  protocol?: string;
  /** A number from 1 to 65535, or the name of a port of the target pod. Absent: every port of the protocol. */
  port?: number | string;
  /** The end of a range that begins at a numeric `port`, itself included. */
  endPort?: number;
}

/** Admits connections from any of `from` to any of `ports`. Either list absent or empty means all of them. */
export interface IngressRule<Labels = LabelMap> {
  from?: NetworkPolicyPeer<Labels>[];
  ports?: NetworkPolicyPort[];
}

/** Lets connections out to any of `to` on any of `ports`. Either list absent or empty means all of them. */
export interface EgressRule<Labels = LabelMap> {
  to?: NetworkPolicyPeer<Labels>[];
  ports?: NetworkPolicyPort[];
}

/** A NetworkPolicy as this package writes it: every field that it sets is present. */
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

/** A NetworkPolicy as anyone may write it; what is absent means what the API server makes of it. */
export interface NetworkPolicyManifest {
  metadata: { name: string; namespace?: string; labels?: LabelMap };
  spec: {
    podSelector?: LabelSelector;
    /** Absent or empty: `Ingress`, and `Egress` too where there is an egress rule. */
    policyTypes?: readonly string[];
    ingress?: IngressRule[];
    egress?: EgressRule[];
  };
}
