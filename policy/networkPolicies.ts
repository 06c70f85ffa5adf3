import { valdGraph } from "../graph/valdGraph";
import type { CustomRules, NetworkPoliciesArgs } from "./args";
import { compile, type Values } from "./compile";
import { assertValid } from "./assertValid";
import type { EgressRule, IngressRule, LabelMap, NetworkPolicy } from "./notation";
import { sortedKeys } from "./sortedKeys";

const plainValues: Values<string, LabelMap, CustomRules, IngressRule[], EgressRule[]> = {
  suffixed: (text, suffix) => text + suffix,
  labels: (base, added) => ({ ...base, ...added }),
  ingress: (own, customs) => [...own, ...customs.flatMap((custom) => custom.ingress ?? [])],
  egress: (own, customs) => [...own, ...customs.flatMap((custom) => custom.egress ?? [])],
};

/**
 * The network policies of a Vald cluster as plain manifests, one for each component that is deployed, in the order of the
 * documented table; none when `defaults.networkPolicy.enabled` is false. Pure: the args are not changed, and keys come out
 * sorted. Throws `InvalidArgsError` with every problem when the args are wrong.
 */
export function networkPolicies(args: NetworkPoliciesArgs = {}): NetworkPolicy[] {
  assertValid(args);
  const policies = compile(valdGraph, { ...args, namespace: args.namespace ?? "default" }, plainValues);
  return Object.values(policies).map((policy) =>
    sortedKeys({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", ...policy }),
  );
}
