import { type Finding, findingText } from "../analysis/check/finding";
import { problemLines } from "../policy/problem";

/**
 * What `check` finds in args that are `strict`, all of it at once. Pulumi prints it as it is, without a stack: it carries the
 * mark of `pulumi.RunError`.
 */
export class FindingsError extends Error {
  readonly __pulumiRunError = true;
  override readonly name = "FindingsError";

  constructor(readonly findings: readonly Finding[]) {
    super(
      [
        "Vald's network policies were not made, as args.strict is true:",
        ...problemLines(findings, (finding) => `  ${findingText(finding)}`),
      ].join("\n"),
    );
    // From inside an apply the engine prints the stack, not the message.
    this.stack = this.message;
  }
}
