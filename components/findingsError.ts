import { type Finding, formatFinding } from "../analysis/check/finding";
import { limitedLines } from "../args/schema/issue";

/**
 * Thrown if `strict` is true and `check` finds errors or warnings in the args. As with `InvalidArgsError`, Pulumi prints the
 * message without a stack trace.
 */
export class FindingsError extends Error {
  readonly __pulumiRunError = true;
  override readonly name = "FindingsError";

  constructor(readonly findings: readonly Finding[]) {
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
