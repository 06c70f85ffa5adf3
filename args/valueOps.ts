import type { ValueKinds } from "./args";
import type { ResolvedRules } from "./resolvedArgs";
import type { RuleKinds } from "./ruleKinds";

/**
 * Operations that combine values without reading them, so that the same code resolves and compiles plain args and args that
 * are known only during a deployment. Plain values and Pulumi Inputs each have one implementation.
 */
export interface ValueOps<V extends ValueKinds, R extends RuleKinds> {
  /** Text with a prefix and a suffix. */
  withAffixes(prefix: string, text: V["text"] | string, suffix: string): V["text"];
  /** The labels of `base` and `added`; `added` wins. */
  mergeLabels(base: V["labels"] | undefined, added: V["labels"] | Record<string, V["text"] | string>): V["labels"];
  /** Pods by their labels and the labels of their namespace. Without namespace labels: pods in the policy's namespace. */
  podPeers(podLabels: V["labels"] | undefined, namespaceLabels: V["labels"] | undefined): R["peers"];
  /** Addresses in any of `cidrs` and in none of `except`. */
  cidrPeers(cidrs: V["cidrs"], except: V["cidrs"] | undefined): R["peers"];
  /** The ingress rules of a policy, in the given order. */
  ingress(rules: readonly ResolvedRules<V, R>[]): R["ingress"];
  /** The egress rules of a policy, in the given order. */
  egress(rules: readonly ResolvedRules<V, R>[]): R["egress"];
}
