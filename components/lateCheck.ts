import * as pulumi from "@pulumi/pulumi";
import { InvalidArgsError } from "../policy/assertValid";
import { isRecord } from "../policy/isRecord";
import type { Path, Problem } from "../policy/problem";
import type { ObjectShape } from "../policy/shape";
import { unknown } from "../policy/unknown";
import { validateShape } from "../policy/validate";
import { isLate } from "./masked";
import { tellFindings } from "./tellFindings";

/**
 * Validates args once the values in them are known, tells what a check finds in them, and gives an empty list of resources
 * for `dependsOn`. In a preview, what is still unknown is passed over and the rest is checked. Rejects with
 * `InvalidArgsError`, or where they are strict with `FindingsError`, without secret values.
 */
export function lateCheck(
  args: unknown,
  shape: ObjectShape,
  resource: pulumi.Resource,
): pulumi.Output<pulumi.Resource[]> {
  return applyWithUnknowns(pulumi.output(args), async (late) => {
    const known = settled(args, late);
    const problems = validateShape(known, shape, []);
    if (problems.length > 0) throw new InvalidArgsError(withoutSecrets(problems, await secretPaths(args, [])));
    await tellFindings(known, () => secretPaths(args, []), resource);
    return [];
  });
}

/** The SDK's types keep this parameter of `apply` to themselves; without it one unknown value would hide all others. */
function applyWithUnknowns<T, U>(output: pulumi.Output<T>, f: (value: unknown) => Promise<U>): pulumi.Output<U> {
  type Apply = { apply(f: (value: unknown) => Promise<U>, runWithUnknowns: true): pulumi.Output<U> };
  return (output as unknown as Apply).apply(f, true);
}

/** The late values, with unknown ones marked. An Output that gives undefined is no absent field: something was meant. */
function settled(original: unknown, late: unknown): unknown {
  if (pulumi.isUnknown(late)) return unknown;
  if (isLate(original) && late === undefined) return null;
  if (Array.isArray(late))
    return late.map((item, i) => settled(Array.isArray(original) ? original[i] : undefined, item));
  if (!isRecord(late)) return late;
  const inner = isRecord(original) ? original : {};
  return Object.fromEntries(Object.entries(late).map(([key, value]) => [key, settled(inner[key], value)]));
}

async function secretPaths(value: unknown, path: Path): Promise<Path[]> {
  if (isLate(value)) return (await pulumi.isSecret(pulumi.output(value))) ? [path] : [];
  if (value === null || typeof value !== "object") return [];
  const inner = Object.entries(value).map(([key, item]) =>
    secretPaths(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return (await Promise.all(inner)).flat();
}

/** Neither the value nor a hint made from it, nor keys inside it. */
function withoutSecrets(problems: Problem[], secrets: Path[]): Problem[] {
  return problems.map((problem) => {
    const secret = secrets.find((path) => path.every((key, i) => key === problem.path[i]));
    if (secret === undefined) return problem;
    const expected = secret.length < problem.path.length ? `inside it ${problem.expected}` : problem.expected;
    return { code: problem.code, path: secret, value: "a secret value", expected };
  });
}
