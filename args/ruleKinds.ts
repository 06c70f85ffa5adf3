import type { EgressRule, IngressRule, NetworkPolicyPeer } from "../kubernetes/networkPolicy";

/** The kinds of values that policies consist of, beside those in the args. */
export interface RuleKinds {
  peers: unknown;
  ingress: unknown;
  egress: unknown;
}

/** The kinds of values that policies consist of when everything is known. */
export interface PlainRuleKinds {
  peers: NetworkPolicyPeer[];
  ingress: IngressRule[];
  egress: EgressRule[];
}
