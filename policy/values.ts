import type { ArgValues } from "./args";

/** What a policy is made of, beside values of the user's. */
export interface RuleValues {
  peers: unknown;
  ingress: unknown;
  egress: unknown;
}

/**
 * How values are put together. The compiler places values and never reads them, so the same compiler serves plain values
 * and values that are known only during a deployment; this is the one part that differs between the two.
 */
export interface Values<V extends ArgValues, R extends RuleValues> {
  /** Text between a prefix and a suffix. */
  affixed(prefix: string, text: V["text"] | string, suffix: string): V["text"];
  /** `added` over `base`. */
  labels(base: V["labels"] | undefined, added: V["labels"] | Record<string, V["text"] | string>): V["labels"];
  /** Pods by their labels and those of their namespace; without the latter, pods of the policy's own. */
  pods(podLabels: V["labels"] | undefined, namespaceLabels: V["labels"] | undefined): R["peers"];
  /** Addresses in any of `cidrs` and in none of `except`. */
  ranges(cidrs: V["ranges"], except: V["ranges"] | undefined): R["peers"];
  /** The rules of edges, then those of each custom block in turn. */
  ingress(own: { from: R["peers"]; ports?: V["ports"] }[], customs: V["custom"][]): R["ingress"];
  egress(own: { to: R["peers"]; ports?: V["ports"] }[], customs: V["custom"][]): R["egress"];
}
