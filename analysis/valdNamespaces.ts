import type { NetworkPoliciesArgs } from "../policy/args";
import type { NetworkPolicyManifest } from "../policy/notation";
import { isolates } from "./admits";
import { componentParties } from "./components";
import { isolations } from "./isolation";

/** The namespaces in which a policy selects the pods of a Vald component, sorted. */
export function valdNamespaces(policies: readonly NetworkPolicyManifest[], args: NetworkPoliciesArgs): string[] {
  const components = componentParties({ args });
  const namespaces = isolations(policies)
    .filter(({ podSelector }) => Object.keys(podSelector.matchLabels ?? {}).length > 0)
    .filter((isolation) =>
      components.some(({ pod }) => isolates(isolation, { ...pod, namespace: isolation.namespace }) === true),
    )
    .map(({ namespace }) => namespace);
  return [...new Set(namespaces)].sort();
}
