import * as pulumi from "@pulumi/pulumi";
import type { CheckResult } from "../analysis/check/checkResult";
import type { Finding } from "../analysis/check/finding";
import { componentArgsSchema } from "../args/argsSchema";
import { InvalidArgsError } from "../args/invalidArgsError";
import { isRecord } from "../args/schema/isRecord";
import { UNRESOLVED } from "../args/schema/unresolved";
import { validateSchema } from "../args/schema/validateSchema";
import type { MergedChart } from "../chart/mergedChart";
import { FindingsError } from "./findingsError";
import { isOutputOrPromise } from "./maskOutputs";
import { checkArgs, logFindings } from "./reportFindings";
import { omitSecretDetails, omitSecretValues, type Secret, secretsOf } from "./secrets";

/**
 * Validates args once their Outputs are known, logs the findings from `check`, and resolves to them.
 * In a preview, values that are still unknown are skipped. Rejects with `InvalidArgsError` if args are invalid, or with
 * `FindingsError` if `strict` is true and there are serious findings. The errors do not contain secret values.
 */
export function validateWhenResolved(
  args: unknown,
  chart: MergedChart | undefined,
  resource: pulumi.Resource,
): pulumi.Output<Finding[]> {
  return applyWithUnknowns(pulumi.output(args), async (resolvedArgs) => {
    const known = markUnresolved(args, resolvedArgs);
    const issues = validateSchema(known, componentArgsSchema, []);
    const secrets = await secretsOf(args, known);
    if (issues.length > 0) throw new InvalidArgsError(omitSecretValues(issues, secrets));
    const result = checkWithoutSecrets(known, chart, secrets);
    logFindings(result, resource);
    return result.findings;
  });
}

function checkWithoutSecrets(known: unknown, chart: MergedChart | undefined, secrets: readonly Secret[]): CheckResult {
  try {
    const result = checkArgs(known, chart);
    return { ...result, findings: omitSecretDetails(result.findings, secrets) };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    throw new FindingsError(omitSecretDetails(error.findings, secrets));
  }
}

/**
 * Calls `apply` with `runWithUnknowns`, a parameter that the SDK's types hide. Otherwise, a single unknown value would prevent
 * the validation of all other values.
 */
function applyWithUnknowns<T, U>(output: pulumi.Output<T>, f: (value: unknown) => Promise<U>): pulumi.Output<U> {
  type Apply = { apply(f: (value: unknown) => Promise<U>, runWithUnknowns: true): pulumi.Output<U> };
  return (output as unknown as Apply).apply(f, true);
}

/**
 * The resolved args, with `UNRESOLVED` for unknown values. An Output that resolves to undefined becomes null, because the user
 * did not omit the field.
 */
function markUnresolved(original: unknown, resolved: unknown): unknown {
  if (pulumi.isUnknown(resolved)) return UNRESOLVED;
  if (isOutputOrPromise(original) && resolved === undefined) return null;
  if (Array.isArray(resolved))
    return resolved.map((item, i) => markUnresolved(Array.isArray(original) ? original[i] : undefined, item));
  if (!isRecord(resolved)) return resolved;
  const fields = isRecord(original) ? original : {};
  return Object.fromEntries(Object.entries(resolved).map(([key, value]) => [key, markUnresolved(fields[key], value)]));
}
