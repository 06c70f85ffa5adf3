import type { ValueKinds } from "./args";
import type { ResolvedRules } from "./resolvedArgs";
import type { RuleKinds } from "./ruleKinds";

/**
 * Operations that combine values without reading them, so that the same code resolves and compiles plain args and args that are
 * known only during a deployment. There is one implementation for plain values and one for Pulumi Inputs.
 */
export interface ValueOps<V extends ValueKinds, R extends RuleKinds> {
  /** Adds a prefix and a suffix to text. */
  withAffixes(prefix: string, text: V["text"] | string, suffix: string): V["text"];
  /** Merges labels. For a key in both, the value in `added` takes precedence. */
  mergeLabels(base: V["labels"] | undefined, added: V["labels"] | Record<string, V["text"] | string>): V["labels"];
  /**
   * Selects pods by their labels and their namespace's labels. If `namespaceLabels` is undefined, selects pods in the policy's
   * namespace.
   */
  podPeers(podLabels: V["labels"] | undefined, namespaceLabels: V["labels"] | undefined): R["peers"];
  /** Selects the addresses in `cidrs`, without those in `except`. */
  cidrPeers(cidrs: V["cidrs"], except: V["cidrs"] | undefined): R["peers"];
  /** A policy's ingress rules, in the given order. */
  ingress(rules: readonly ResolvedRules<V, R>[]): R["ingress"];
  /** A policy's egress rules, in the given order. */
  egress(rules: readonly ResolvedRules<V, R>[]): R["egress"];
}
