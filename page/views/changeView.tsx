import type { JSX } from "preact";
import type { Difference } from "../../analysis/queries/diff";
import { undecidedText } from "../../analysis/text/undecidedText";
import { ConnectionList } from "./connectionList";
import { Group } from "./group";
import { TextList } from "./textList";

/** The connections that a change opens and closes. */
export function ChangeView({ change: { added, removed, undecided } }: { change: Difference }): JSX.Element {
  return (
    <>
      {added.length > 0 && (
        <Group tone="opens" icon="opens" title="Opens">
          <ConnectionList connections={added} />
        </Group>
      )}
      {removed.length > 0 && (
        <Group tone="closes" icon="closes" title="Closes">
          <ConnectionList connections={removed} />
        </Group>
      )}
      {undecided.length > 0 && (
        <Group tone="unknown" icon="unknown" title="Not decided">
          <TextList texts={undecided.map((reason) => undecidedText(reason, { hasTwoSides: true }))} />
        </Group>
      )}
      {added.length + removed.length + undecided.length === 0 && <p>No connections open or close.</p>}
    </>
  );
}
