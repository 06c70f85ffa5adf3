import { isolates } from "../admits";
import { withAnyAddress } from "../components";
import { connection } from "../connection";
import type { Pod } from "../party";
import { commonPorts } from "../portSet";
import { type Opening, portsNotCoveredByOne } from "../regions/opening";
import { isEmpty, isWithin, peerRegion } from "../regions/region";
import { type Found, placeText, throughout } from "./finding";
import type { CheckedRule, Subject } from "./subject";

/** Rules that have no effect, because the other end does not agree, or because others open the same. */
export function rules(subject: Subject): Found[] {
  return [...oneSided(subject), ...redundant(subject)];
}

/** Peers that are components none of which lets it through. */
function oneSided(subject: Subject): Found[] {
  return throughout(subject.rules.filter(({ isOwn }) => isOwn).flatMap((rule) => pairsOf(rule, subject)));
}

/** Pairs of components that a rule is for, and whether the end that the rule is not on lets it through. */
function pairsOf(
  { direction, isolation, rule, peers, peerPlace }: CheckedRule,
  { cni, components, isolating }: Subject,
): (Found & { isFine: boolean })[] {
  const own = components.filter(({ pod }) => isolates(isolation, pod) === true);
  return peers.flatMap((peer, i) => {
    const region = peerRegion(peer, rule.namespace);
    if (isEmpty(region)) return [];
    const named = components.filter((other) => isWithin(region, other.region));
    return own.flatMap((one) =>
      named.map((other) => {
        const [from, to] = direction === "egress" ? [one, other] : [other, one];
        // With Cilium no range matches a pod.
        const asked = (pod: Pod) => (cni === "cilium" ? pod : withAnyAddress(pod));
        const there = connection(isolating, asked(from.pod), asked(to.pod))[
          direction === "egress" ? "ingress" : "egress"
        ];
        return {
          id: "one-sided-edge" as const,
          ...peerPlace(i),
          about: `${from.title} -> ${to.title}`,
          isFine: commonPorts(rule.ports, there.possible).length > 0,
        };
      }),
    );
  });
}

/** Of more rules in a policy, none is compared with all others: that would take too long, and be no reading for anybody. */
const mostCompared = 1000;

/**
 * The user's rules that others open already in every policy in which they stand, as far as it shows at a glance; of two that are
 * alike, the later. A rule for everyone does not count: it is an error, and when that is mended the others are needed.
 */
function redundant({ rules: all }: Subject): Found[] {
  const needed = new Set<string>();
  const found = new Map<string, Found>();
  for (const together of new Set(all.map(({ beside }) => beside))) {
    const kept = new Set(together.filter(({ peers }) => peers.length > 0));
    for (const one of together.filter(({ isOwn }) => isOwn).reverse()) {
      const isKept = kept.delete(one);
      const others = together.length > mostCompared ? [] : [...kept].flatMap(({ openings }) => openings);
      const isCoveredBy = (more: readonly Opening[]) =>
        one.openings.every((opening) => portsNotCoveredByOne(opening, more).length === 0);
      const isCovered = isCoveredBy(others);
      const whole = isCovered ? [...kept].find(({ openings }) => isCoveredBy(openings)) : undefined;
      const about = whole && { about: `beside ${whole.isOwn ? placeText(whole.place) : "an edge of Vald's own"}` };
      if (isCovered) found.set(placeText(one.place), { id: "redundant-rule", ...one.place, ...about });
      else needed.add(placeText(one.place));
      if (isKept && !isCovered) kept.add(one);
    }
  }
  return [...found].filter(([place]) => !needed.has(place)).map(([, one]) => one);
}
