/** What a command has to say. */
export interface Result {
  /** For stdout, in pieces: there may be a great deal. */
  text: Iterable<string>;
  /** For stderr, a line each. */
  notes: readonly string[];
  /** The exit code. */
  code: 0 | 1;
}
