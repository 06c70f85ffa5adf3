import type { ComponentParty } from "../components";
import type { Direction, Isolation } from "../isolation";
import { type OpenConnection, openConnection, sortedConnections } from "./openConnection";
import { openings } from "./openings";
import type { Pod } from "../party";
import type { Mode } from "./reach";

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
        const measured = openings(measure, pod, direction, mode);
        return openings(isolating, pod, direction, mode).flatMap(
          (opening) => openConnection(own, direction, opening, measured, components) ?? [],
        );
      }),
    ),
  );
  return sortedConnections(found, components);
}

const directions: readonly Direction[] = ["egress", "ingress"];
const modes: readonly Mode[] = ["certain", "possible"];
