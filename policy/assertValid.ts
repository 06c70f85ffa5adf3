import { argsShape } from "./argsShape";
import { type Problem, problemLines, problemText } from "./problem";
import type { ObjectShape } from "./shape";
import { validateShape } from "./validate";

/**
 * Args that are wrong, with every problem at once. Pulumi prints it as it is, without a stack: it carries the mark of
 * `pulumi.RunError`, which is how the SDK knows that class across its own copies.
 */
export class InvalidArgsError extends Error {
  readonly __pulumiRunError = true;
  override readonly name = "InvalidArgsError";

  constructor(readonly problems: readonly Problem[]) {
    super(
      [
        "Vald's network policies were not made:",
        ...problemLines(problems, (problem) => `  ${problemText(problem)}`),
      ].join("\n"),
    );
    // From inside an apply the engine prints the stack, not the message.
    this.stack = this.message;
  }
}

/** Throws `InvalidArgsError` when there is anything wrong with the args. */
export function assertValid(args: unknown, shape: ObjectShape = argsShape): void {
  const problems = validateShape(args, shape, []);
  if (problems.length > 0) throw new InvalidArgsError(problems);
}
