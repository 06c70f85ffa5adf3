import type { JSX } from "preact";
import type { ConnectionDifference } from "../../analysis/compare/connectionDifference";
import { endpointsText, groupConnections } from "../../analysis/text/connectionGroups";
import { Arrow } from "./arrow";

/** Connections as a list. Those that differ only in the components at one end share an item. */
export function ConnectionList({ connections }: { connections: readonly ConnectionDifference[] }): JSX.Element {
  return (
    <ul class="connections">
      {groupConnections(connections).map(({ from, to, ports }) => (
        <li key={`${endpointsText(from)} ${endpointsText(to)} ${ports}`}>
          {endpointsText(from)} <Arrow /> {endpointsText(to)} <span class="ports">{ports}</span>
        </li>
      ))}
    </ul>
  );
}
