import { type Exposure, portsUncoveredByAnyOne } from "../../sets/exposure";
import type { CheckedRule } from "../context";
import { type Detection, formatLocation } from "../detection";
import type { FindingRule } from "../findingRule";

export const redundantRule = {
  id: "redundant-rule",
  severity: "info",
  message: "other rules in the same policy already allow everything that this rule allows",
  remediation: "remove this rule, or, if the other rules allow more than intended, narrow them",
  check: ({ rules }) => redundantRules(rules),
} as const satisfies FindingRule;

/** Rules in longer lists are not compared: this would take too long, and nobody would read the result. */
const maxComparedRules = 1000;

/**
 * User rules that other rules make redundant in every policy that contains them, as far as a quick comparison shows. Of two equal
 * rules, the later one is redundant. A rule that allows everyone does not make other rules redundant: such a rule is an error,
 * and the other rules are needed after it is corrected.
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
        const detail = single && { detail: `covered by ${nameOf(single)}` };
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
  return isUserRule ? formatLocation(location) : "one of Vald's own edges";
}
