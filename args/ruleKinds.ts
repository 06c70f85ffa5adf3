import type { EgressRule, IngressRule, NetworkPolicyPeer } from "../kubernetes/networkPolicy";

/** The kinds of values in policies, in addition to those in args. */
export interface RuleKinds {
  peers: unknown;
  ingress: unknown;
  egress: unknown;
}

/** The kinds of values in policies when everything is known. */
export interface PlainRuleKinds {
  peers: NetworkPolicyPeer[];
  ingress: IngressRule[];
  egress: EgressRule[];
}
