import { admits, isolates } from "../admits";
import type { ComponentParty } from "../components";
import type { Direction, Isolation } from "../isolation";
import type { Pod } from "../party";
import { eachOnce, overlap, podsRegion, type Region, without } from "./region";
import type { ValueSet } from "./valueSet";

/** How finely pods of one component are told apart. More than people's policies come to, and few enough to go through. */
const mostPieces = 128;

/**
 * Pods of a component, one for each way in which policies may treat its pods: these may carry more labels than those that
 * select them, and so may their namespace, and policies may select by these. Undefined where there are too many ways.
 */
export function variantsOf(
  component: ComponentParty,
  isolating: readonly Isolation[],
  direction: Direction,
): Pod[] | undefined {
  const { pod, region } = component;
  const { own, asPeer } = undecided(component, isolating, direction);
  // Each way is the pieces of the region in which the pods are that are treated so.
  let ways: Region[][] = [[pod.namespaceLabels === undefined ? region : podsRegion({}, { matchLabels: pod.labels })]];
  for (const selected of eachOnce([...own, ...asPeer])) {
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
  { pod }: Pick<ComponentParty, "pod">,
  isolating: readonly Isolation[],
  direction: Direction,
): Record<"own" | "asPeer", Region[]> {
  const asked: Pod = { ...pod, moreLabels: true };
  const own = isolating
    .filter((isolation) => isolation[direction] !== undefined && typeof isolates(isolation, asked) !== "boolean")
    .map(({ podSelector }) => podsRegion({}, podSelector));
  const asPeer = isolating
    .flatMap((isolation) => isolation[direction === "ingress" ? "egress" : "ingress"] ?? [])
    .flatMap((rule) =>
      rule.peers === "everyone"
        ? []
        : rule.peers.filter((peer) => typeof admits({ ...rule, peers: [peer] }, asked) !== "boolean"),
    )
    .map(({ namespaceSelector = {}, podSelector = {} }) =>
      podsRegion(pod.namespaceLabels === undefined ? namespaceSelector : {}, podSelector),
    );
  return { own, asPeer };
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
