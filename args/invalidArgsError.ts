import { argsSchema } from "./argsSchema";
import { formatIssue, type Issue, limitedLines } from "./schema/issue";
import type { ObjectSchema } from "./schema/schema";
import { validateSchema } from "./schema/validateSchema";

/**
 * Invalid args, with every issue at once. It has the mark of `pulumi.RunError`, so Pulumi prints the message without a stack;
 * the SDK recognizes that class by the mark, across its own copies.
 */
export class InvalidArgsError extends Error {
  readonly __pulumiRunError = true;
  override readonly name = "InvalidArgsError";

  constructor(readonly issues: readonly Issue[]) {
    super(["Invalid args:", ...limitedLines(issues, (issue) => `  ${formatIssue(issue)}`)].join("\n"));
    // Inside an apply, the engine prints the stack instead of the message.
    this.stack = this.message;
  }
}

/** Throws `InvalidArgsError` if the args are invalid. */
export function assertValid(args: unknown, schema: ObjectSchema = argsSchema): void {
  const issues = validateSchema(args, schema, []);
  if (issues.length > 0) throw new InvalidArgsError(issues);
}
