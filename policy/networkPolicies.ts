import type { NetworkPoliciesArgs } from "../args/args";
import { plainValueOps } from "../args/plainValueOps";
import { resolveArgs } from "../args/resolveArgs";
import type { ResolvedArgs } from "../args/resolvedArgs";
import type { NetworkPolicy } from "../kubernetes/networkPolicy";
import { sortKeys } from "../kubernetes/sortKeys";
import { compile } from "./compile";

/**
 * Returns a Vald cluster's network policies as plain manifests: one for each deployed component, in the documented table's
 * order, or none if `defaults.networkPolicy.enabled` is false. Keys are sorted. Does not modify the args. Throws
 * `InvalidArgsError` with every issue if the args are invalid.
 */
export function networkPolicies(args: NetworkPoliciesArgs = {}): NetworkPolicy[] {
  return compiledManifests(resolveArgs(args));
}

/** Returns the manifests for resolved args. */
export function compiledManifests(resolved: ResolvedArgs): NetworkPolicy[] {
  return Object.values(compile(resolved, plainValueOps)).map((policy) =>
    sortKeys({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", ...policy }),
  );
}
