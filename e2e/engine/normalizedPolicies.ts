import { normalize } from "../normalize";
import { servedPolicies } from "./cluster";

/** A namespace's policies on the server, normalized, by name. */
export async function normalizedPolicies(namespace: string): Promise<unknown> {
  return normalize(await servedPolicies(namespace));
}
