import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { EffectivePolicy } from "../model/effectivePolicy";
import type { Pod } from "../model/peer";
import { keysOf, portNamesOf } from "./referencedFacts";

/**
 * The numbers of pods with unknown facts that some rule refers to. If the addresses are unknown, the pairs that depend on them are
 * unknown. If another fact is unknown, the rule does not match the pod.
 */
export interface UnknownFactCounts {
  /** Pods with unknown addresses. 0 if no rule has an ipBlock. */
  withoutAddress: number;
  /** Pods for which only the namespace's name label is known. 0 if no selector refers to other namespace labels. */
  withoutNamespaceLabels: number;
  /** Pods with unknown ports. 0 if no rule refers to a port by name. */
  withoutPorts: number;
}

export function unknownFactCounts(policies: readonly EffectivePolicy[], pods: readonly Pod[]): UnknownFactCounts {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const peers = rules.flatMap((rule) => (rule.peers === "everyone" ? [] : rule.peers));
  const countIf = (isReferenced: boolean, field: "ips" | "namespaceLabels" | "ports") =>
    isReferenced ? pods.filter((pod) => pod[field] === undefined).length : 0;
  return {
    withoutAddress: countIf(
      peers.some(({ ipBlock }) => ipBlock !== undefined),
      "ips",
    ),
    withoutNamespaceLabels: countIf(
      peers.flatMap(({ namespaceSelector }) => keysOf(namespaceSelector)).some((key) => key !== namespaceNameLabel),
      "namespaceLabels",
    ),
    withoutPorts: countIf(
      rules.some((rule) => portNamesOf(rule).length > 0),
      "ports",
    ),
  };
}
