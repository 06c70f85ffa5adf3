import { type NetworkPoliciesArgs, networkPolicies } from "../core";

/** Metadata that the server adds. */
const serverMetadata = ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields"];

/** Maps for which empty and absent are equivalent. That is not true of empty selectors and rules. */
const droppedMaps = ["matchLabels", "labels", "annotations"];

/** The policies that `networkPolicies` returns, normalized, by name. */
export function expectedPolicies(args: NetworkPoliciesArgs): unknown {
  return Object.fromEntries(networkPolicies(args).map((policy) => [policy.metadata.name, normalize(policy)]));
}

/**
 * Makes policies, or parts of policies, comparable with those that the API server returns. Removes empty lists and maps and the
 * metadata that the server adds, and adds the default protocol to each port.
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
