import { argsSchema } from "./argsSchema";
import { formatIssue, type Issue, limitedLines } from "./schema/issue";
import type { ObjectSchema } from "./schema/schema";
import { validateSchema } from "./schema/validateSchema";

/**
 * Thrown if args, or other arguments of a function, are invalid. Pulumi prints the message without a stack trace, because the
 * SDK treats an error with the property `__pulumiRunError` as a `pulumi.RunError`, even if there are several copies of the SDK.
 */
export class InvalidArgsError extends Error {
  /** Makes Pulumi print the message without a stack trace. */
  readonly __pulumiRunError = true;
  /** The class's name. It identifies the error even if two copies of the package are loaded, so that `instanceof` fails. */
  override readonly name = "InvalidArgsError";

  constructor(
    /** Every mistake, in the order of the input. The message contains at most 50 of them. */
    readonly issues: readonly Issue[],
  ) {
    super(["Invalid args:", ...limitedLines(issues, (issue) => `  ${formatIssue(issue)}`)].join("\n"));
    // Inside an apply, the engine prints the stack trace instead of the message.
    this.stack = this.message;
  }
}

/** Throws `InvalidArgsError` if the args are invalid. */
export function assertValid(args: unknown, schema: ObjectSchema = argsSchema): void {
  const issues = validateSchema(args, schema, []);
  if (issues.length > 0) throw new InvalidArgsError(issues);
}
