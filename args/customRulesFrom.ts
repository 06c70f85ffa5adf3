import type { CustomRules } from "./args";
import { InvalidArgsError } from "./invalidArgsError";
import { customRules } from "./rulesSchema";
import { nonBlankString } from "./scalarSchemas";
import { validateSchema } from "./schema/validateSchema";

/**
 * Validates custom rules from outside the program, such as a stack's config, before they are used. Errors name `source`, for
 * example the config key. Returns undefined if `value` is undefined. Throws `InvalidArgsError`.
 */
export function customRulesFrom(source: string, value: unknown): CustomRules | undefined {
  const sourceIssues = validateSchema(source, nonBlankString, ["source"]);
  if (sourceIssues.length > 0) throw new InvalidArgsError(sourceIssues);
  if (value === undefined) return undefined;
  const issues = validateSchema(value, customRules, [source]);
  if (issues.length > 0) throw new InvalidArgsError(issues);
  return value as CustomRules;
}
