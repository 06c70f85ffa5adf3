import { type Finding, formatFinding } from "../analysis/check/finding";
import { limitedLines } from "../args/schema/issue";

/**
 * The errors and warnings that `check` finds in args with `strict: true`. It has the mark of `pulumi.RunError`, so Pulumi prints
 * the message without a stack.
 */
export class FindingsError extends Error {
  readonly __pulumiRunError = true;
  override readonly name = "FindingsError";

  constructor(readonly findings: readonly Finding[]) {
    super(
      ["Findings, with strict: true:", ...limitedLines(findings, (finding) => `  ${formatFinding(finding)}`)].join(
        "\n",
      ),
    );
    // Inside an apply, the engine prints the stack instead of the message.
    this.stack = this.message;
  }
}
