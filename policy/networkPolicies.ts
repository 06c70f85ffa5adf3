import { valdGraph } from "../graph/valdGraph";
import type { NetworkPoliciesArgs } from "./args";
import { assertValid } from "./assertValid";
import { compile } from "./compile";
import type { NetworkPolicy } from "./notation";
import { plainValues } from "./plainValues";
import { sortedKeys } from "./sortedKeys";

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
