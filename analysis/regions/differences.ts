import type { ComponentParty } from "../components";
import type { Direction, Isolation } from "../isolation";
import { allPorts } from "../portSet";
import { folded, hasPorts, isAmong, type Surplus, surplusOf } from "./surplus";
import { type OpenConnection, openConnection, sortedConnections } from "./openConnection";
import type { Opening } from "./opening";
import { openings } from "./openings";
import { actingOn } from "./ofTwoComponents";
import type { Pod } from "../party";
import type { Mode } from "./reach";
import { areDisjoint, isRange, isWithin } from "./region";

/**
 * What `isolating` lets through, to and from the components, that `measure` does not. What depends on something unknown is
 * left out only when it depends on it in both. `none` are parties that there are not.
 */
export function letThroughBeyond(
  isolating: readonly Isolation[],
  measure: readonly Isolation[],
  components: readonly ComponentParty[],
  none: readonly Opening[],
): OpenConnection[] {
  const surpluses = (own: ComponentParty, direction: Direction, ownNone = none): Surplus[] => {
    // Its pods may carry more labels than those that select it, and a policy may select them by these.
    const pod: Pod = { ...own.pod, moreLabels: true };
    const acting = actingOn(own, isolating, direction, ownNone);
    const measuring = actingOn(own, measure, direction, none);
    return modes.flatMap((mode) => {
      const all = openings(acting, pod, direction, mode);
      const measured = openings(measuring, pod, direction, mode).map((opening) => asMeasure(opening, components));
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
const modes: readonly Mode[] = ["certain", "possible"];
