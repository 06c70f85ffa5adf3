import type { JSX } from "preact";
import { noteText } from "../../cli/output/noteText";
import type { Note } from "../../cli/note";
import { TextList } from "./textList";

/** What was not read or not decided, and other notes about the input. */
export function NotesView({ notes }: { notes: readonly Note[] }): JSX.Element {
  if (notes.length === 0) return <p>Everything in the input was read.</p>;
  return <TextList texts={notes.map(noteText)} />;
}
