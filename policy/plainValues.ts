import type { PlainValues } from "./args";
import { ipBlocks } from "./ipBlocks";
import type { EgressRule, IngressRule, NetworkPolicyPeer } from "./notation";
import type { Values } from "./values";

/** What a policy is made of where everything is known. */
export interface PlainRules {
  peers: NetworkPolicyPeer[];
  ingress: IngressRule[];
  egress: EgressRule[];
}

/** Puts plain values together for the compiler. */
export const plainValues: Values<PlainValues, PlainRules> = {
  affixed: (prefix, text, suffix) => prefix + text + suffix,
  labels: (base, added) => ({ ...base, ...added }),
  pods: (podLabels, namespaceLabels) => [
    {
      ...(podLabels !== undefined && { podSelector: { matchLabels: podLabels } }),
      ...(namespaceLabels !== undefined && { namespaceSelector: { matchLabels: namespaceLabels } }),
    },
  ],
  ranges: (cidrs, except = []) => ipBlocks(cidrs, except).map((ipBlock) => ({ ipBlock })),
  ingress: (own, customs) => [...own, ...customs.flatMap((custom) => custom.ingress ?? [])],
  egress: (own, customs) => [...own, ...customs.flatMap((custom) => custom.egress ?? [])],
};
