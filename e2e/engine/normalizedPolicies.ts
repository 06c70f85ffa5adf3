import { type NetworkPoliciesArgs, networkPolicies } from "../../core";
import { normalize } from "../normalize";
import { servedPolicies } from "./cluster";

/** A namespace's policies on the server, normalized, by name. */
export async function normalizedPolicies(namespace: string): Promise<unknown> {
  return normalize(await servedPolicies(namespace));
}

/** The policies that `networkPolicies` returns, normalized, by name. */
export function expectedPolicies(args: NetworkPoliciesArgs): unknown {
  return Object.fromEntries(networkPolicies(args).map((policy) => [policy.metadata.name, normalize(policy)]));
}
