import * as pulumi from "@pulumi/pulumi";
import type { Finding } from "../analysis/check/finding";
import type { Issue, Path } from "../args/schema/issue";
import { valueAt } from "../args/schema/valueAt";
import { isOutputOrPromise } from "./maskOutputs";

/** A secret in args. */
export interface Secret {
  path: Path;
  /** The texts of all known values inside it. A message must not contain any of them, whatever location it reports. */
  texts: readonly string[];
}

/** The secrets in args. `known` are the resolved args. */
export async function secretsOf(args: unknown, known: unknown): Promise<Secret[]> {
  const paths = await secretPaths(args, []);
  return paths.map((path) => ({ path, texts: textsOf(valueAt(known, path)) }));
}

/** Removes secret values, hints derived from secret values, and keys inside secret values. */
export function omitSecretValues(issues: readonly Issue[], secrets: readonly Secret[]): Issue[] {
  return issues.map((issue) => {
    const { code, path, value, expected, hint } = issue;
    const secret = secrets.find((one) => one.path.every((key, i) => key === path[i]));
    if (secret === undefined && !isRevealedBy([value, expected, hint], secrets)) return issue;
    const shown = isRevealedBy([expected], secrets) ? "a different value" : expected;
    return {
      code,
      path: secret?.path ?? path,
      value: "a secret value",
      expected: secret !== undefined && secret.path.length < path.length ? `a value that contains ${shown}` : shown,
    };
  });
}

/** Returns the findings without details about secret values. */
export function omitSecretDetails(findings: readonly Finding[], secrets: readonly Secret[]): Finding[] {
  return findings.map(({ detail, ...finding }) => {
    const concernsSecret = secrets.some(({ path }) =>
      path.every((key, i) => i >= finding.path.length || key === finding.path[i]),
    );
    return concernsSecret || detail === undefined || isRevealedBy([detail], secrets) ? finding : { ...finding, detail };
  });
}

function isRevealedBy(parts: readonly (string | undefined)[], secrets: readonly Secret[]): boolean {
  return secrets.some(({ texts }) => texts.some((text) => parts.some((part) => part?.includes(text) === true)));
}

async function secretPaths(value: unknown, path: Path): Promise<Path[]> {
  if (isOutputOrPromise(value)) return (await pulumi.isSecret(pulumi.output(value))) ? [path] : [];
  if (value === null || typeof value !== "object") return [];
  const inner = Object.entries(value).map(([key, item]) =>
    secretPaths(item, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return (await Promise.all(inner)).flat();
}

/** How messages write the values: as they are, or quoted and cut off after 80 characters. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string" && value !== "") return [value, JSON.stringify(value.slice(0, 80)).slice(1, -1)];
  if (typeof value === "number") return [String(value)];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsOf) : [];
}
