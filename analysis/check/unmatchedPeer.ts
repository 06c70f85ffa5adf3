import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import { selectsNamespaceOf } from "../model/matching";
import type { Pod } from "../model/peer";
import { requirements } from "../model/selectors";
import type { CheckContext } from "./context";

/** Why a peer matches nothing. */
export type UnmatchedPeer =
  | { code: "no-namespace"; namespaces: readonly string[] }
  | { code: "no-pod"; podsInNamespaces: readonly Pod[] };

/**
 * Returns a function that tells why a peer of a policy in `policyNamespace` matches nothing. The result is undefined if something
 * matches, or if an object that matches may exist but is not in the input. For example, pods in namespace `shop` show nothing about
 * a peer in namespace `monitoring`.
 */
export function unmatchedPeerFinder({
  namespaces = {},
  givenPods,
  unreadNamespaces = [],
}: Pick<CheckContext, "namespaces" | "givenPods" | "unreadNamespaces">): (
  peer: NetworkPolicyPeer,
  policyNamespace: string,
) => UnmatchedPeer | undefined {
  const given = [...new Set([...Object.keys(namespaces), ...unreadNamespaces])];
  // Every cluster has the namespace kube-system, but manifests that do not come from a cluster hardly ever contain it.
  const areAll = given.includes("kube-system") && givenPods.namespaces.every((name) => given.includes(name));

  return ({ podSelector = {}, namespaceSelector, ipBlock }, policyNamespace) => {
    const named =
      namespaceSelector === undefined
        ? [policyNamespace]
        : requirements(namespaceSelector).find(({ key, operator }) => key === namespaceNameLabel && operator === "In")
            ?.values;
    const names = named ?? (areAll ? given : undefined);
    if (ipBlock !== undefined || names === undefined) return undefined;
    const selected = names
      .filter((name) => !areAll || given.includes(name))
      .filter((name) => {
        const namespaceLabels = Object.hasOwn(namespaces, name) ? namespaces[name] : undefined;
        const pod = { namespace: name, labels: {}, ...(namespaceLabels !== undefined && { namespaceLabels }) };
        return namespaceSelector === undefined || selectsNamespaceOf(pod, namespaceSelector) !== false;
      });
    if (selected.length === 0) return { code: "no-namespace", namespaces: given };
    const areKnown = selected.every(
      (name) =>
        !unreadNamespaces.includes(name) &&
        (givenPods.areKnownIn(name) || (named === undefined && usuallyEmpty.includes(name))),
    );
    if (!areKnown || givenPods.matching(podSelector).some(({ namespace }) => selected.includes(namespace)))
      return undefined;
    return { code: "no-pod", podsInNamespaces: selected.flatMap((name) => givenPods.inNamespace(name)) };
  };
}

/** Namespaces of every cluster in which pods usually do not run. */
const usuallyEmpty = ["default", "kube-node-lease", "kube-public"];
