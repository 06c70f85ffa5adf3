import { type Exposure, portsUncoveredByAnyOne } from "../../sets/exposure";
import type { CheckedRule } from "../context";
import { type Detection, formatLocation } from "../detection";
import type { FindingRule } from "../findingRule";

export const redundantRule = {
  id: "redundant-rule",
  severity: "info",
  message: "other rules of the same policy already allow all of this",
  remediation: "remove it, or narrow the other rule if that is wider than intended",
  check: ({ rules }) => redundantRules(rules),
} as const satisfies FindingRule;

/** In longer lists no rule is compared with all others: it would take too long, and nobody would read the result. */
const maxComparedRules = 1000;

/**
 * User rules that others make redundant in every policy that has them, as far as a quick comparison shows; of two equal rules,
 * the later one. A rule that allows everyone does not count: it is an error, and the others are needed once that is corrected.
 */
function redundantRules(rules: readonly CheckedRule[]): Detection[] {
  const needed = new Set<string>();
  const found = new Map<string, Detection>();
  for (const siblings of new Set(rules.map((rule) => rule.siblings))) {
    const kept = new Set(siblings.filter(({ peers }) => peers.length > 0));
    for (const one of siblings.filter(({ isUserRule }) => isUserRule).reverse()) {
      const location = formatLocation(one.location);
      const wasKept = kept.delete(one);
      const others = siblings.length > maxComparedRules ? [] : [...kept].flatMap(({ exposures }) => exposures);
      const isCoveredBy = (exposures: readonly Exposure[]) =>
        one.exposures.every((exposure) => portsUncoveredByAnyOne(exposure, exposures).length === 0);
      if (isCoveredBy(others)) {
        const single = [...kept].find(({ exposures }) => isCoveredBy(exposures));
        const detail = single && { detail: `beside ${nameOf(single)}` };
        found.set(location, { ...one.location, ...detail });
      } else {
        needed.add(location);
        if (wasKept) kept.add(one);
      }
    }
  }
  return [...found].filter(([location]) => !needed.has(location)).map(([, detection]) => detection);
}

function nameOf({ isUserRule, location }: CheckedRule): string {
  return isUserRule ? formatLocation(location) : "an edge of Vald's own";
}
