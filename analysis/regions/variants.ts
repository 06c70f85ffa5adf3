import { admits, isolates } from "../admits";
import type { ComponentParty } from "../components";
import type { Direction, Isolation } from "../isolation";
import type { Pod } from "../party";
import { peerRegions } from "./peerRegions";
import { selectedRegion } from "./reach";
import { eachOnce, overlap, podsRegion, type Region, regionKey, without } from "./region";
import type { ValueSet } from "./valueSet";

/** How finely pods of one component are told apart. More than people's policies come to, and few enough to go through. */
const mostPieces = 128;

/** A pod of a component that may carry any labels beside those that select it. */
export function withAnyLabels({ pod }: ComponentParty): Pod {
  return { ...pod, moreLabels: true };
}

/**
 * Pods of a component, one for each way in which policies may treat its pods by what selects some of them: these may carry more
 * labels than those that select them, and so may their namespace. Undefined where there are too many ways.
 */
export function variantsOf({ pod, region }: ComponentParty, selecting: readonly Region[]): Pod[] | undefined {
  // Each way is the pieces of the region in which the pods are that are treated so.
  let ways: Region[][] = [[pod.namespaceLabels === undefined ? region : podsRegion({}, { matchLabels: pod.labels })]];
  for (const selected of eachOnce(selecting)) {
    ways = ways
      .flatMap((pieces) => [
        pieces.flatMap((piece) => overlap(piece, selected) ?? []),
        pieces.flatMap((piece) => without(piece, selected)),
      ])
      .filter((pieces) => pieces.length > 0);
    if (ways.flat().length > mostPieces) return undefined;
  }
  return ways.flatMap(([piece]) => (piece === undefined ? [] : [podOf(pod, piece)]));
}

/** What selects such a pod only by labels that are not known: at its own end, so that it isolates it, and as a peer. */
export function undecided(
  pod: Pod,
  isolating: readonly Isolation[],
  direction: Direction,
): Record<"own" | "asPeer", Region[]> {
  const own = isolating
    .filter((isolation) => isolation[direction] !== undefined && typeof isolates(isolation, pod) !== "boolean")
    .map(({ podSelector }) => podsRegion({}, podSelector));
  const asPeer = isolating
    .flatMap((isolation) => isolation[direction === "ingress" ? "egress" : "ingress"] ?? [])
    .flatMap((rule) =>
      rule.peers === "everyone"
        ? []
        : rule.peers.filter((peer) => typeof admits({ ...rule, peers: [peer] }, pod) !== "boolean"),
    )
    .map(({ namespaceSelector = {}, podSelector = {} }) =>
      podsRegion(pod.namespaceLabels === undefined ? namespaceSelector : {}, podSelector),
    );
  return { own, asPeer };
}

/** All that policies say of a pod in one direction; the same text where they say the same, in whatever words. */
export function concerning(isolating: readonly Isolation[], pod: Pod, direction: Direction): string {
  return isolating
    .map((isolation) => {
      const own = isolation[direction];
      const selected = own !== undefined && isolates(isolation, pod);
      const others = isolation[direction === "ingress" ? "egress" : "ingress"];
      const consent = others?.flatMap((rule) => {
        const admitted = admits(rule, pod);
        return admitted === false ? [] : [[admitted === true ? true : peerRegions(rule).map(regionKey), rule.ports]];
      });
      const region = regionKey(selectedRegion(isolation));
      const rules = selected === false ? [] : own?.map((rule) => [peerRegions(rule).map(regionKey), rule.ports]);
      return JSON.stringify([
        selected === true ? true : selected !== false && region,
        rules,
        consent && [region, consent],
      ]);
    })
    .sort()
    .join();
}

/** A pod of a piece of the component's region, of which all is known. */
function podOf(pod: Pod, { labels }: Region): Pod {
  const under = (prefix: string) =>
    Object.fromEntries(
      [...labels].flatMap(([key, values]) => {
        const value = valueIn(values);
        return key.startsWith(prefix) && value !== undefined ? [[key.slice(prefix.length), value]] : [];
      }),
    );
  return { ...pod, namespaceLabels: pod.namespaceLabels ?? under("namespace/"), labels: under("pod/") };
}

/** One of the values that a label may have; undefined where it may be absent. */
function valueIn({ values, negated, absent }: ValueSet): string | undefined {
  if (absent) return undefined;
  return negated ? `${values.join("")}x` : values[0];
}
