import { type NetworkPoliciesArgs, networkPolicies } from "../../core";
import { servedPolicies } from "./cluster";

/** Metadata that the server writes. */
const serverMetadata = ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields"];

/** Maps that mean the same whether empty or absent. Empty selectors and rules are not among them. */
const droppedMaps = ["matchLabels", "labels", "annotations"];

/** The policies that a namespace has on the server, normalized, by name. */
export async function normalizedPolicies(namespace: string): Promise<unknown> {
  return normalize(await servedPolicies(namespace));
}

/** What `networkPolicies` returns, normalized, by name. */
export function expectedPolicies(args: NetworkPoliciesArgs): unknown {
  return Object.fromEntries(networkPolicies(args).map((policy) => [policy.metadata.name, normalize(policy)]));
}

/**
 * A policy, or a part of one, as the API server returns it, without the metadata that the server adds: no empty lists and maps,
 * and a protocol in each port. Sent and returned policies become comparable.
 */
export function normalize(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => normalize(item, key === "ports" ? "port of a rule" : ""));
  if (value === null || typeof value !== "object") return value;
  const fields = Object.entries(value)
    .filter(([name, inner]) => !(key === "metadata" && serverMetadata.includes(name)) && !isDropped(name, inner))
    .map(([name, inner]) => [name, normalize(inner, name)] as const);
  return { ...(key === "port of a rule" ? { protocol: "TCP" } : {}), ...Object.fromEntries(fields) };
}

function isDropped(name: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return droppedMaps.includes(name) && Object.keys(value as object).length === 0;
}
