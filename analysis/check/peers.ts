import { nameLabel } from "../../policy/nameLabel";
import type { LabelSelector, NetworkPolicyPeer } from "../../policy/notation";
import { isolates } from "../admits";
import { isEmpty, isWithin, peerRegion } from "../regions/region";
import { selectedRegion } from "../regions/reach";
import { requirements } from "../selects";
import type { Found } from "./finding";
import type { CheckedRule, Subject } from "./subject";

/** What is wrong with who is let through. */
export function peers({ rules, components, isolating, manifests }: Subject): Found[] {
  const isComponent = (peer: NetworkPolicyPeer, { rule }: CheckedRule) =>
    components.some(({ region }) => isWithin(peerRegion(peer, rule.namespace), region));
  /** Whether such pods are known to be in the policy's own namespace: by themselves, or by a policy that is for them. */
  const isThere = (podSelector: LabelSelector, { rule: { namespace } }: CheckedRule) =>
    manifests?.pods?.some((pod) => isolates({ policy: "", namespace, podSelector }, pod) === true) === true ||
    isolating.some(
      (one) =>
        requirements(one.podSelector).length > 0 &&
        isWithin(peerRegion({ podSelector }, namespace), selectedRegion(one)),
    );

  return rules
    .filter(({ isOwn }) => isOwn)
    .flatMap((checked): Found[] => {
      if (checked.peers.length === 0) return [{ id: "everyone", ...checked.place }];
      return checked.peers.flatMap((peer, i): Found[] => {
        const place = checked.peerPlace(i);
        const { podSelector, namespaceSelector } = peer;
        if (isEmpty(peerRegion(peer, checked.rule.namespace))) return [];
        if (namespaceSelector !== undefined) return namespaces(namespaceSelector).map((id) => ({ id, ...place }));
        if (podSelector === undefined) return [];
        // All pods beside a namespace's, nobody means as one item.
        if (requirements(podSelector).length > 0 && checked.peers.some(isNamespaceAlone))
          return [{ id: "split-peer", ...place }];
        return isComponent(peer, checked) || isThere(podSelector, checked)
          ? []
          : [{ id: "bare-pod-selector", ...place }];
      });
    });
}

function namespaces(selector: LabelSelector): ("every-namespace" | "namespace-by-label")[] {
  // Every namespace has a name.
  const conditions = requirements(selector).filter(({ key, operator }) => key !== nameLabel || operator !== "Exists");
  if (conditions.length === 0) return ["every-namespace"];
  const isNamed = conditions.some(({ key, operator }) => key === nameLabel && operator === "In");
  return isNamed ? [] : ["namespace-by-label"];
}

function isNamespaceAlone({ namespaceSelector, podSelector }: NetworkPolicyPeer): boolean {
  return namespaceSelector !== undefined && podSelector === undefined;
}
