import type { NetworkPolicy } from "../../policies";
import { world } from "./world";

/** A NetworkPolicy as the server gives it. */
export type ServedPolicy = NetworkPolicy & { metadata: { uid: string } };

/** The policies that a namespace has on the server, by name. */
export async function servedPolicies(namespace: string): Promise<Record<string, ServedPolicy>> {
  const { api } = await world();
  const list = await api.get<{ items: ServedPolicy[] }>(policiesPath(namespace));
  return Object.fromEntries(
    // Items of a list come without the two fields that the list has for all of them.
    list.items.map((policy) => [
      policy.metadata.name,
      { ...policy, apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" },
    ]),
  );
}

export async function servedUids(namespace: string): Promise<Record<string, string>> {
  const policies = Object.values(await servedPolicies(namespace));
  return Object.fromEntries(policies.map(({ metadata }) => [metadata.name, metadata.uid]));
}

/** Changes a policy as `kubectl edit` does; the provider takes fields back from it, while others keep what they own. */
export async function changeByHand(namespace: string, name: string, change: object): Promise<void> {
  const { api } = await world();
  await api.patch(`${policiesPath(namespace)}/${name}?fieldManager=kubectl-edit`, change);
}

/** What the server would make of a policy, which it checks and does not keep. */
export async function policyTriedOut(policy: NetworkPolicy): Promise<NetworkPolicy> {
  const { api } = await world();
  return api.create(`${policiesPath(policy.metadata.namespace)}?dryRun=All`, policy);
}

export async function makeNamespace(name: string): Promise<void> {
  const { api } = await world();
  await api.create("/api/v1/namespaces", { metadata: { name } });
}

export async function namespaceNames(): Promise<string[]> {
  const { api } = await world();
  const list = await api.get<{ items: { metadata: { name: string } }[] }>("/api/v1/namespaces");
  return list.items.map(({ metadata }) => metadata.name);
}

function policiesPath(namespace: string): string {
  return `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
}
