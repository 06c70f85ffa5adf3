import type { LabelSelector } from "../../kubernetes/networkPolicy";
import { blockAddresses, startOfIPv6 } from "../model/addresses";
import type { EffectivePolicy, Rule } from "../model/effectivePolicy";

/** The facts about pods that policies refer to. If two pods agree in all of these facts, the policies treat both alike. */
export interface ReferencedFacts {
  labelKeys: ReadonlySet<string>;
  namespaceLabelKeys: ReadonlySet<string>;
  portNames: ReadonlySet<string>;
  /**
   * The bounds of all ipBlocks and the first IPv6 address, in ascending order. No block distinguishes two addresses that lie
   * between the same adjacent bounds. Empty if there are no ipBlocks.
   */
  addressBounds: readonly bigint[];
}

export function referencedFacts(policies: readonly EffectivePolicy[]): ReferencedFacts {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const peers = rules.flatMap((rule) => (rule.peers === "everyone" ? [] : rule.peers));
  const blocks = new Map(peers.flatMap(({ ipBlock }) => (ipBlock ? [[JSON.stringify(ipBlock), ipBlock]] : [])));
  const bounds = [...blocks.values()].flatMap((block) => [
    startOfIPv6,
    ...blockAddresses(block).flatMap(({ start, end }) => [start, end]),
  ]);
  return {
    labelKeys: new Set([...policies, ...peers].flatMap(({ podSelector }) => keysOf(podSelector))),
    namespaceLabelKeys: new Set(peers.flatMap(({ namespaceSelector }) => keysOf(namespaceSelector))),
    portNames: new Set(rules.flatMap(portNamesOf)),
    addressBounds: [...new Set(bounds)].sort((a, b) => (a < b ? -1 : 1)),
  };
}

export function portNamesOf({ ports }: Rule): readonly string[] {
  return ports.flatMap(({ names }) => names);
}

export function keysOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector = {}): string[] {
  return [...Object.keys(matchLabels), ...matchExpressions.map(({ key }) => key)];
}
