/** Metadata that the server writes, or that tells who wrote, and that nobody asks for. */
const bookkeeping = ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields"];

/** Maps of which an empty one says the same as none; an empty selector or rule is not one of them. */
const maps = ["matchLabels", "labels", "annotations"];

/**
 * A policy as the API server hands it back, save its bookkeeping: empty lists and maps are gone and each port has a protocol.
 * For what was sent and for what was read alike, so that the two can be compared.
 */
export function serverNormalised(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => serverNormalised(item, key === "ports" ? "port of a rule" : ""));
  if (value === null || typeof value !== "object") return value;
  const fields = Object.entries(value)
    .filter(([name, inner]) => !(key === "metadata" && bookkeeping.includes(name)) && !isDropped(name, inner))
    .map(([name, inner]) => [name, serverNormalised(inner, name)] as const);
  return { ...(key === "port of a rule" ? { protocol: "TCP" } : {}), ...Object.fromEntries(fields) };
}

function isDropped(name: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return maps.includes(name) && Object.keys(value as object).length === 0;
}
