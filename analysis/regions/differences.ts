import type { ComponentParty } from "../components";
import type { Direction, Isolation } from "../isolation";
import { type OpenConnection, openConnection, sortedConnections } from "./openConnection";
import type { Opening } from "./opening";
import { openings } from "./openings";
import { actingOn } from "./ofTwoComponents";
import type { Pod } from "../party";
import type { Mode } from "./reach";
import { isRange, isWithin } from "./region";

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
  const found = components.flatMap((own) => {
    // Its pods may carry more labels than those that select it, and a policy may select them by these.
    const pod: Pod = { ...own.pod, moreLabels: true };
    return directions.flatMap((direction) => {
      const acting = actingOn(own, isolating, direction, none);
      const measuring = actingOn(own, measure, direction, none);
      return modes.flatMap((mode) => {
        const measured = openings(measuring, pod, direction, mode).map((opening) => asMeasure(opening, components));
        return openings(acting, pod, direction, mode)
          .flatMap((opening) => asFinding(opening, components))
          .flatMap((opening) => openConnection(own, direction, opening, { measured, none }, components) ?? []);
      });
    });
  });
  return sortedConnections(found, components);
}

/**
 * A range is meant for what is outside the cluster: whose pods may have an address in it, and whether policies isolate
 * them, is not asked, except for pods of Vald's own.
 */
function asMeasure(opening: Opening, components: readonly ComponentParty[]): Opening {
  return isPlainRange(opening) ? { ...opening, except: components.map(({ region }) => region) } : opening;
}

function asFinding(opening: Opening, components: readonly ComponentParty[]): Opening[] {
  if (isPlainRange(opening)) return [{ ...opening, parties: { ...opening.parties, pods: false }, except: [] }];
  const isOfVald = components.some(({ region }) => isWithin(opening.parties, region));
  return isRange(opening.parties) && !isOfVald ? [] : [opening];
}

function isPlainRange({ parties }: Opening): boolean {
  return isRange(parties) && parties.pods === undefined;
}

const directions: readonly Direction[] = ["egress", "ingress"];
const modes: readonly Mode[] = ["certain", "possible"];
