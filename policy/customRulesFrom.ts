import type { CustomRules } from "./args";
import { customRules } from "./rulesShape";
import { InvalidArgsError } from "./assertValid";
import { validateShape } from "./validate";

/**
 * Custom rules that come from outside the program, such as a stack's config, checked where they come in: errors name
 * `source`, for example the config key. Undefined stays undefined. Throws `InvalidArgsError`.
 */
export function customRulesFrom(source: string, value: unknown): CustomRules | undefined {
  if (value === undefined) return undefined;
  const problems = validateShape(value, customRules, [source]);
  if (problems.length > 0) throw new InvalidArgsError(problems);
  return value as CustomRules;
}
