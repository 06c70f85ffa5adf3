/** What a command has to say. */
export interface Result {
  /** For stdout. */
  text: string;
  /** For stderr, a line each. */
  notes: readonly string[];
  /** The exit code. */
  code: 0 | 1;
}
