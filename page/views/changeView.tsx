import type { JSX } from "preact";
import type { Difference } from "../../analysis/queries/diff";
import { undecidedText } from "../../analysis/text/undecidedText";
import { ConnectionList } from "./connectionList";
import { Icon } from "./icon";
import { Marked } from "./marked";

/** The connections that a change opens and closes. */
export function ChangeView({ change: { added, removed, undecided } }: { change: Difference }): JSX.Element {
  return (
    <>
      {added.length > 0 && (
        <div class="opens">
          <h3>
            <Icon name="opens" /> Opens
          </h3>
          <ConnectionList connections={added} />
        </div>
      )}
      {removed.length > 0 && (
        <div class="closes">
          <h3>
            <Icon name="closes" /> Closes
          </h3>
          <ConnectionList connections={removed} />
        </div>
      )}
      {undecided.length > 0 && (
        <div class="unknown">
          <h3>
            <Icon name="unknown" /> Not decided
          </h3>
          <ul>
            {undecided.map((reason) => (
              <li key={JSON.stringify(reason)}>
                <Marked text={undecidedText(reason, { hasTwoSides: true })} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {added.length + removed.length + undecided.length === 0 && <p>No connections open or close.</p>}
    </>
  );
}
