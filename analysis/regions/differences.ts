import type { ComponentParty } from "../components";
import type { Direction, Isolation } from "../isolation";
import { allPorts } from "../portSet";
import { folded, hasPorts, isAmong, type Surplus, surplusOf } from "./surplus";
import { type OpenConnection, openConnection, sortedConnections } from "./openConnection";
import type { Opening } from "./opening";
import { openings } from "./openings";
import { actingOn } from "./ofTwoComponents";
import { areDisjoint, isRange, isWithin } from "./region";
import { concerning, undecided, variantsOf, withAnyLabels } from "./variants";

/**
 * What `isolating` lets through, to and from the components, that `measure` does not, whatever labels their pods carry
 * beside those that select them. `none` are parties that there are not.
 */
export function letThroughBeyond(
  isolating: readonly Isolation[],
  measure: readonly Isolation[],
  components: readonly ComponentParty[],
  none: readonly Opening[],
): OpenConnection[] {
  const surpluses = (own: ComponentParty, direction: Direction, ownNone = none): Surplus[] => {
    const pod = withAnyLabels(own);
    if (concerning(isolating, pod, direction) === concerning(measure, pod, direction)) return [];
    const acting = actingOn(own, isolating, direction, ownNone);
    const measuring = actingOn(own, measure, direction, none);
    return compared(own, acting, measuring, direction).flatMap(({ all, measure: theirs }) => {
      const measured = theirs.map((opening) => asMeasure(opening, components));
      return all
        .flatMap((opening) => asSurplus(opening, components))
        .flatMap((opening) => surplusOf(own, direction, opening, { all, measured, none }) ?? []);
    });
  };
  const found = components.flatMap((own) => directions.flatMap((direction) => folded(surpluses(own, direction))));

  const wide = found.filter(({ isWhole, opening }) => isWhole && !isOfOne(opening, components));
  /** Whether all that is in a surplus is in wide ones too, be they of its own component or of the one at its other end. */
  const isToldElsewhere = (one: Surplus): boolean => {
    const { own, direction, opening } = one;
    const there = wide
      .filter((other) => other.direction !== direction && isWithin(opening.parties, other.own.region))
      .filter((other) => hasPorts(other, opening.ports));
    if (there.length === 0) return false;
    // What is left when the component's own pods are none of those that the other end tells of.
    const ofThese = there.map((other) => ({ parties: other.opening.parties, except: [], ports: allPorts }));
    const here = wide.filter((other) => other.own === own && other.direction === direction);
    return surpluses(own, direction, [...none, ...ofThese])
      .filter((left) => !here.some((other) => isAmong(left, other)))
      .every((left) => areDisjoint(left.opening.parties, opening.parties));
  };
  const told = found.filter((one) => !isToldElsewhere(one));
  return sortedConnections(
    told.map((one) => openConnection(one, components)),
    components,
  );
}

/**
 * The openings of a component's pods by two sets of policies, for each way in which these may treat such a pod. Where one
 * look is enough, or there are too many ways, these are the most that the first may open and what the second opens in any
 * case.
 */
function compared(
  own: ComponentParty,
  acting: readonly Isolation[],
  measuring: readonly Isolation[],
  direction: Direction,
): Record<"all" | "measure", Opening[]>[] {
  const pod = withAnyLabels(own);
  const ofActing = undecided(pod, acting, direction);
  const ofMeasuring = undecided(pod, measuring, direction);
  const mayOpen = [...ofActing.own, ...ofActing.asPeer];
  // Who is isolated only by labels that he may have is open in both cases, which no look at what is certain shows.
  const isOneLook = ofMeasuring.own.length === 0 && (ofMeasuring.asPeer.length === 0 || mayOpen.length === 0);
  const variants = isOneLook ? undefined : variantsOf(own, [...mayOpen, ...ofMeasuring.own, ...ofMeasuring.asPeer]);
  if (variants === undefined)
    return [
      { all: openings(acting, pod, direction, "possible"), measure: openings(measuring, pod, direction, "certain") },
    ];
  return variants
    .filter((variant) => concerning(acting, variant, direction) !== concerning(measuring, variant, direction))
    .map((variant) => ({
      all: openings(acting, variant, direction, "certain"),
      measure: openings(measuring, variant, direction, "certain"),
    }));
}

/**
 * A range is meant for what is outside the cluster: whose pods may have an address in it, and whether policies isolate
 * them, is not asked, except for pods of Vald's own.
 */
function asMeasure(opening: Opening, components: readonly ComponentParty[]): Opening {
  return isPlainRange(opening) ? { ...opening, except: components.map(({ region }) => region) } : opening;
}

function asSurplus(opening: Opening, components: readonly ComponentParty[]): Opening[] {
  if (isPlainRange(opening)) return [{ ...opening, parties: { ...opening.parties, pods: false }, except: [] }];
  return isRange(opening.parties) && !isOfOne(opening, components) ? [] : [opening];
}

function isPlainRange({ parties }: Opening): boolean {
  return isRange(parties) && parties.pods === undefined;
}

/** Whether the parties are pods of one component. */
function isOfOne({ parties }: Opening, components: readonly ComponentParty[]): boolean {
  return components.some(({ region }) => isWithin(parties, region));
}

const directions: readonly Direction[] = ["egress", "ingress"];
