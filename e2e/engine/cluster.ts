import type { NetworkPolicy } from "../../core";
import { policiesPath, type ServedPolicy, servedPolicies as policiesOn } from "../servedPolicies";
import { fixture } from "./fixture";

/** A namespace's policies on the server, by name. */
export function servedPolicies(namespace: string): Promise<Record<string, ServedPolicy>> {
  return policiesOn(fixture().api, namespace);
}

export async function servedUids(namespace: string): Promise<Record<string, string>> {
  const policies = Object.values(await servedPolicies(namespace));
  return Object.fromEntries(policies.map(({ metadata }) => [metadata.name, metadata.uid]));
}

/** Changes a policy as `kubectl edit` does. The provider takes fields back from its field manager, but not from others. */
export async function editPolicy(namespace: string, name: string, change: object): Promise<void> {
  await fixture().api.patch(`${policiesPath(namespace)}/${name}?fieldManager=kubectl-edit`, change);
}

/** Deletes the policies with a label, as `kubectl delete -l` does. */
export async function deletePolicies(namespace: string, label: string): Promise<void> {
  await fixture().api.delete(`${policiesPath(namespace)}?labelSelector=${encodeURIComponent(label)}`);
}

/** The policy that the server would store. The server validates the policy but does not store it. */
export async function dryRunPolicy(policy: NetworkPolicy): Promise<NetworkPolicy> {
  return fixture().api.create(`${policiesPath(policy.metadata.namespace)}?dryRun=All`, policy);
}

export async function createNamespace(name: string): Promise<void> {
  await fixture().api.create("/api/v1/namespaces", { metadata: { name } });
}

export async function namespaceNames(): Promise<string[]> {
  const list = await fixture().api.get<{ items: { metadata: { name: string } }[] }>("/api/v1/namespaces");
  return list.items.map(({ metadata }) => metadata.name);
}
