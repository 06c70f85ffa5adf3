import { ruleConnections } from "../../sets/allowedConnections";
import { NONE } from "../../sets/diagrams";
import type { CheckContext, CheckedRule } from "../context";
import { formatLocation } from "../../../args/ignores";
import type { Detection } from "../detection";
import type { RuleModule } from "../ruleModule";

export const redundantRule = {
  id: "redundant-rule",
  severity: "info",
  message: "other rules in the same policy already allow everything that this rule allows",
  remediation: "remove this rule, or, if the other rules allow more than intended, narrow them",
  check: redundantRules,
} as const satisfies RuleModule;

/**
 * User rules that other rules make redundant in every policy that contains them. Of two equal rules, the later one is redundant.
 * A rule that allows everyone does not make other rules redundant: such a rule is an error, and the other rules are needed after
 * it is corrected.
 */
function redundantRules({ rules, space }: CheckContext): Detection[] {
  const needed = new Set<string>();
  const found = new Map<string, Detection>();
  const { diagrams } = space;
  for (const siblings of new Set(rules.map((rule) => rule.siblings))) {
    const all = siblings.map((rule) => ({
      rule,
      allowed: ruleConnections(space, [rule.sets]),
      counts: rule.peers.length > 0,
    }));
    // The union of all rules before each one.
    const before = [NONE];
    for (const { allowed, counts } of all)
      before.push(counts ? diagrams.union([before.at(-1) ?? NONE, allowed]) : (before.at(-1) ?? NONE));
    const kept = new Set(all.filter(({ counts }) => counts));
    let after = NONE;
    for (const [i, one] of [...all.entries()].reverse()) {
      const { rule, allowed, counts } = one;
      const location = formatLocation(rule.location);
      const isRedundant =
        rule.isUserRule && allowed !== NONE && diagrams.isSubset(allowed, diagrams.union([before[i] ?? NONE, after]));
      if (isRedundant) {
        kept.delete(one);
        const single = [...kept].find((other) => diagrams.isSubset(allowed, other.allowed));
        const detail = single && { detail: `covered by ${nameOf(single.rule)}` };
        found.set(location, { ...rule.location, ...detail });
      } else {
        if (rule.isUserRule) needed.add(location);
        if (counts) after = diagrams.union([after, allowed]);
      }
    }
  }
  return [...found].filter(([location]) => !needed.has(location)).map(([, detection]) => detection);
}

function nameOf({ isUserRule, location }: CheckedRule): string {
  return isUserRule ? formatLocation(location) : "one of Vald's own edges";
}
