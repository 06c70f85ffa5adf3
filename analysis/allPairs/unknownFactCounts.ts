import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { EffectivePolicy } from "../model/effectivePolicy";
import type { Pod } from "../model/peer";
import { keysOf, portNamesOf } from "./referencedFacts";

/** The numbers of pods with an unknown fact that a rule refers to. Such a pod counts as not matching. */
export interface UnknownFactCounts {
  /** Pods with unknown addresses, if there are ipBlocks. */
  withoutAddress: number;
  /** Pods of whose namespace only the name is known, if a selector needs other labels of it. */
  withoutNamespaceLabels: number;
  /** Pods with unknown ports, if a rule names a port. */
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
