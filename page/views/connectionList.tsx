import type { JSX } from "preact";
import type { ConnectionDifference } from "../../analysis/compare/connectionDifference";
import { endpointsText, groupConnections } from "../../analysis/text/connectionGroups";
import { Arrow } from "./arrow";
import { Icon, type IconName } from "./icon";

interface ConnectionListProps {
  connections: readonly ConnectionDifference[];
  /** What is shown on each line, if lists of several states follow each other. */
  state?: { icon: IconName; text: string };
}

/** Connections as a list. Those that differ only in the components at one end share an item. */
export function ConnectionList({ connections, state }: ConnectionListProps): JSX.Element {
  return (
    <ul class="connections">
      {groupConnections(connections).map(({ from, to, ports }) => (
        <li key={`${endpointsText(from)} ${endpointsText(to)} ${ports}`}>
          {endpointsText(from)} <Arrow /> {endpointsText(to)} <span class="ports">{ports}</span>
          {state !== undefined && (
            <span class={`state ${state.icon}`}>
              <Icon name={state.icon} /> {state.text}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
