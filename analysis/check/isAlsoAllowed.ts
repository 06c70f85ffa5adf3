import { ruleConnections } from "../sets/allowedConnections";
import { isSubset } from "../sets/peerSet";
import { type RuleSets, selectedPods } from "../sets/policySets";
import type { CheckContext, CheckedRule } from "./context";

/** Whether the pods to which a rule applies may also make other connections in the same direction. */
export function isAlsoAllowed(other: RuleSets, { policy, direction }: CheckedRule, context: CheckContext): boolean {
  const { rules, space } = context;
  const pods = selectedPods(policy);
  const open = rules
    .filter((rule) => rule.direction === direction && isSubset(pods, selectedPods(rule.policy)))
    .map(({ sets }) => sets);
  return space.diagrams.isSubset(ruleConnections(space, [other]), ruleConnections(space, open));
}
