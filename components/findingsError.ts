import { type Finding, formatFinding } from "../analysis/check/finding";
import { limitedLines } from "../args/schema/issue";

/**
 * Thrown if `strict` is true and `check` finds errors or warnings in the args. As with `InvalidArgsError`, Pulumi prints the
 * message without a stack trace.
 */
export class FindingsError extends Error {
  /** Makes Pulumi print the message without a stack trace. */
  readonly __pulumiRunError = true;
  /** The class's name. It identifies the error even if two copies of the package are loaded, so that `instanceof` fails. */
  override readonly name = "FindingsError";

  constructor(
    /** The errors and warnings that fail the deployment, most serious first. */
    readonly findings: readonly Finding[],
  ) {
    super(
      [
        "These findings fail the deployment, because `strict` is true:",
        ...limitedLines(findings, (finding) => `  ${formatFinding(finding)}`),
      ].join("\n"),
    );
    // Inside an apply, the engine prints the stack trace instead of the message.
    this.stack = this.message;
  }
}
