import * as pulumi from "@pulumi/pulumi";
import { check } from "../analysis/check/check";
import { type Finding, findingText } from "../analysis/check/finding";
import type { NetworkPoliciesArgs } from "../policy/args";
import { type Path, pathText, problemLines } from "../policy/problem";
import { FindingsError } from "./findingsError";

/** What a user says of the check, beside the args of the policies. */
interface CheckedArgs extends NetworkPoliciesArgs {
  adopt?: boolean | undefined;
  strict?: boolean | undefined;
}

/** Throws `FindingsError` where args are strict and something is wrong with what of them is known. */
export function assertStrict(args: unknown): void {
  const { adopt: _, strict, ...all } = args as CheckedArgs;
  const worse = strict === true ? check({ args: all }).findings.filter(isWorse) : [];
  if (worse.length > 0) throw new FindingsError(worse);
}

/**
 * Tells what a check finds in args of which values may still be unknown: warnings, or, where they are strict, an error.
 * `secrets` are the paths of secret values, of which no more is told than where they are.
 */
export async function tellFindings(
  args: unknown,
  secrets: () => Promise<readonly Path[]>,
  resource: pulumi.Resource,
): Promise<void> {
  const { adopt: _, strict, ...all } = args as CheckedArgs;
  const { findings: found, unknown } = check({ args: all });
  const findings = found.length === 0 ? [] : withoutSecrets(found, await secrets());
  const worse = findings.filter(isWorse);
  if (strict === true && worse.length > 0) throw new FindingsError(worse);
  const harmless = findings.filter((one) => !isWorse(one));
  for (const line of problemLines(worse, findingText)) void pulumi.log.warn(line, resource);
  for (const line of problemLines(harmless, findingText)) void pulumi.log.info(line, resource);
  if (unknown.length > 0)
    void pulumi.log.info(`not known yet, and so not checked: ${problemLines(unknown, pathText).join(", ")}`, resource);
}

function isWorse({ severity }: Finding): boolean {
  return severity !== "info";
}

function withoutSecrets(findings: readonly Finding[], secrets: readonly Path[]): Finding[] {
  return findings.map(({ about, ...finding }) => {
    const isSecret = secrets.some((secret) =>
      secret.every((key, i) => i >= finding.path.length || key === finding.path[i]),
    );
    return isSecret || about === undefined ? finding : { ...finding, about };
  });
}
