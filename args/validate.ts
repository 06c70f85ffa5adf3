import { argsSchema } from "./argsSchema";
import type { Issue } from "./schema/issue";
import { validateSchema } from "./schema/validateSchema";

/** Every issue of args, in the order of the input; empty if they are valid. What passes here passes the API server. */
export function validate(args: unknown): Issue[] {
  return validateSchema(args, argsSchema, []);
}
