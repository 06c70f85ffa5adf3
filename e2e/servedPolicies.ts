import type { NetworkPolicy } from "../core";
import type { ApiServer } from "./apiServer";

/** A NetworkPolicy as the server returns it. */
export type ServedPolicy = NetworkPolicy & { metadata: { uid: string } };

/** A namespace's policies on a server, by name. */
export async function servedPolicies(api: ApiServer, namespace: string): Promise<Record<string, ServedPolicy>> {
  const list = await api.get<{ items: ServedPolicy[] }>(policiesPath(namespace));
  return Object.fromEntries(
    // The items in a list lack these two fields.
    list.items.map((policy) => [
      policy.metadata.name,
      { ...policy, apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
    ]),
  );
}

export function policiesPath(namespace: string): string {
  return `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
}
