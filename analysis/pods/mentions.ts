import type { LabelSelector } from "../../policy/notation";
import { addressesIn, startOfIPv6 } from "../addresses";
import type { Isolation, Rule } from "../isolation";

/** What policies look at in pods; pods that are alike in all of it are alike to the policies. */
export interface Mentions {
  labelKeys: ReadonlySet<string>;
  namespaceLabelKeys: ReadonlySet<string>;
  portNames: ReadonlySet<string>;
  /**
   * Where the ranges of the ipBlocks begin and end, and IPv6 does, ascending: no block tells the addresses between two of
   * them apart. None without ipBlocks.
   */
  addressBounds: readonly bigint[];
}

export function mentions(policies: readonly Isolation[]): Mentions {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const peers = rules.flatMap((rule) => (rule.peers === "everyone" ? [] : rule.peers));
  const blocks = new Map(peers.flatMap(({ ipBlock }) => (ipBlock ? [[JSON.stringify(ipBlock), ipBlock]] : [])));
  const bounds = [...blocks.values()].flatMap((block) => [
    startOfIPv6,
    ...addressesIn(block).flatMap(({ start, end }) => [start, end]),
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
