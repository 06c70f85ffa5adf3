import type { Connection, RuleReference } from "../../analysis/evaluate/evaluate";
import { evaluate, type Evaluation, type NetworkPolicyManifest } from "../../core";

/** The outcome if the engine rejects a denied connection. */
export const rejection = "ECONNREFUSED";

/** Occasionally, the engine rejects a connection although the policies before and after the change allow it. */
export const maxStrayRejections = 1;

/**
 * How the policies before and after a change treat a connection. `moving`: both allow it, but by rules that move to a higher
 * index.
 */
export type Treatment = "allowed" | "moving" | "denied" | "newlyAllowed" | "newlyDenied";

export function treatmentOf(
  connection: Connection,
  before: readonly NetworkPolicyManifest[],
  after: readonly NetworkPolicyManifest[],
): Treatment {
  const [old, next] = [evaluate(before, connection), evaluate(after, connection)];
  if (next.verdict !== "allowed") return old.verdict === "allowed" ? "newlyDenied" : "denied";
  if (old.verdict !== "allowed") return "newlyAllowed";
  return isMoving(old, next, before) ? "moving" : "allowed";
}

/**
 * Whether, at one end, all rules that allow a connection have a higher index in their policy than the rules that allowed it before.
 * The engine has one set of addresses per index. It fills the sets in order and only then adds the rule for a new index (see
 * ruleOrder.spec.ts).
 */
function isMoving(old: Evaluation, next: Evaluation, before: readonly NetworkPolicyManifest[]): boolean {
  const existed = (policy: string) =>
    before.some(({ metadata }) => `${metadata.namespace}/${metadata.name}` === policy);
  return (["egress", "ingress"] as const).some((direction) => {
    const { rules } = next[direction];
    const isHigher = ({ policy, index }: RuleReference) =>
      existed(policy) && !old[direction].rules.some((rule) => rule.policy === policy && rule.index >= index);
    return rules.length > 0 && rules.every(isHigher);
  });
}
