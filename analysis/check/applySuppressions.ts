import type { Path } from "../../args/schema/issue";
import type { CheckResult } from "./checkResult";
import type { CheckContext } from "./context";
import { type Finding, findingOf } from "./finding";
import { ignores } from "../../args/ignores";
import { appliesTo } from "./ruleModule";
import { ruleModules } from "./rules";
import { unusedIgnore } from "./rules/unusedIgnore";

/** Separates the findings that `args.ignore` suppresses, and reports `ignore` entries that suppress nothing. */
export function applySuppressions(
  findings: readonly Finding[],
  { resolved: { args }, cni, isManifests }: CheckContext,
  unresolvedPaths: readonly Path[],
): Pick<CheckResult, "findings" | "ignored"> {
  const { ignore = [] } = args;
  // An unused entry may be intended for other manifests, or for values that are not known yet.
  const areAllKnown = !isManifests && unresolvedPaths.length === 0;
  const unused = ignore.flatMap((entry, i): Finding[] => {
    const rule = ruleModules.find(({ id }) => id === entry.id);
    const mayApply =
      rule !== undefined &&
      rule !== unusedIgnore &&
      appliesTo(rule, cni) &&
      rule.needsManifests !== true &&
      !isInManifest(entry.path);
    if (!areAllKnown || !mayApply || findings.some((finding) => ignores(entry, finding))) return [];
    const detail = [entry.id, ...(entry.path === undefined ? [] : [entry.path])].join(" at ");
    return [findingOf(unusedIgnore, { path: ["ignore", i], detail }, cni)];
  });
  const all = [...findings, ...unused].map((finding) => ({
    finding,
    reason: ignore.findLast((entry) => ignores(entry, finding))?.reason,
  }));
  return {
    findings: all.flatMap(({ finding, reason }) => (reason === undefined ? [finding] : [])),
    ignored: all.flatMap(({ finding, reason }) => (reason === undefined ? [] : [{ ...finding, reason }])),
  };
}

/** Whether a location that a user wrote refers to a manifest. */
function isInManifest(written = ""): boolean {
  return /^[A-Z]\w* /.test(written);
}
