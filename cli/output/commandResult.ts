import type { Note } from "../note";

/** What a command prints. */
export interface CommandResult {
  /** For stdout, in chunks, because it may be very long. */
  text: Iterable<string>;
  /** For stderr, one line each. */
  notes: readonly Note[];
  /** The exit code. */
  code: 0 | 1;
}
