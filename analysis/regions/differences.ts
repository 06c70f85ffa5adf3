import type { ComponentParty } from "../components";
import type { Direction, Isolation } from "../isolation";
import { type OpenConnection, openConnection, sortedConnections } from "./openConnection";
import type { Opening } from "./opening";
import { openings } from "./openings";
import type { Pod } from "../party";
import type { Mode } from "./reach";
import { isRange, isWithin } from "./region";

/**
 * What `isolating` lets through, to and from the components, that `measure` does not. What depends on something unknown is
 * left out only when it depends on it in both.
 */
export function letThroughBeyond(
  isolating: readonly Isolation[],
  measure: readonly Isolation[],
  components: readonly ComponentParty[],
): OpenConnection[] {
  const found = components.flatMap((own) =>
    directions.flatMap((direction) =>
      modes.flatMap((mode) => {
        // Its pods may carry more labels than those that select it, and a policy may select them by these.
        const pod: Pod = { ...own.pod, moreLabels: true };
        const measured = openings(measure, pod, direction, mode).map((opening) => asMeasure(opening, components));
        return openings(isolating, pod, direction, mode)
          .flatMap((opening) => asFinding(opening, components))
          .flatMap((opening) => openConnection(own, direction, opening, measured, components) ?? []);
      }),
    ),
  );
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
