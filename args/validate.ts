import { argsSchema } from "./argsSchema";
import type { Issue } from "./schema/issue";
import { validateSchema } from "./schema/validateSchema";

/**
 * Returns every issue in the args, in the order of the input, or an empty list if they are valid. If the args are valid, the
 * API server accepts the policies.
 */
export function validate(args: unknown): Issue[] {
  return validateSchema(args, argsSchema, []);
}
