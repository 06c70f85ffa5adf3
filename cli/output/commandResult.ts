import type { Note } from "../note";

/** The output of a command. */
export interface CommandResult {
  /** The text for stdout, in chunks, because it may be very long. */
  text: Iterable<string>;
  /** Notes for stderr, each printed as one line. */
  notes: readonly Note[];
  /** The exit code. */
  code: 0 | 1;
}
