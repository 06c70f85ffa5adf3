import type { NetworkPoliciesArgs } from "../args/args";
import { plainValueOps } from "../args/plainValueOps";
import { resolveArgs } from "../args/resolveArgs";
import type { ResolvedArgs } from "../args/resolvedArgs";
import type { NetworkPolicy } from "../kubernetes/networkPolicy";
import { sortKeys } from "../kubernetes/sortKeys";
import { compile } from "./compile";

/**
 * The network policies of a Vald cluster as plain manifests: one for each deployed component, in the order of the documented
 * table, and none if `defaults.networkPolicy.enabled` is false. The args are not changed, and all keys are sorted. Throws
 * `InvalidArgsError` with every issue if the args are invalid.
 */
export function networkPolicies(args: NetworkPoliciesArgs = {}): NetworkPolicy[] {
  return compiledManifests(resolveArgs(args));
}

/** The manifests of resolved args. */
export function compiledManifests(resolved: ResolvedArgs): NetworkPolicy[] {
  return Object.values(compile(resolved, plainValueOps)).map((policy) =>
    sortKeys({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", ...policy }),
  );
}
