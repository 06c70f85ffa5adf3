import { assertValid } from "../policy/assertValid";
import { componentParties, valdNamespace } from "./components";
import { letThroughBeyond } from "./regions/differences";
import { documented } from "./documented";
import type { Given } from "./given";
import { inNamespace } from "./inNamespace";
import { isolations } from "./isolation";
import type { OpenConnection } from "./regions/openConnection";
import { type PodFinding, podFindings } from "./podFindings";

/** What keeps policies from letting through exactly what the documented table and the args declare. */
export interface Verification {
  /** Whether there is nothing of the following. */
  holds: boolean;
  /** What is open and should not be. */
  open: OpenConnection[];
  /** What is closed and should not be. */
  closed: OpenConnection[];
  /** What is wrong with the pods, where pods are given. */
  pods: PodFinding[];
}

/**
 * Proves that policies let through exactly what Vald's documented table and the args declare, to and from every
 * component, for any pods that may exist; else says what differs. Throws `InvalidArgsError` when the args are wrong.
 */
export function verify(all: Given): Verification {
  assertValid(all.args ?? {});
  const given = inNamespace(all);
  const components = componentParties(given);
  const isolating = isolations(given.policies, valdNamespace(given));
  const intended = documented(given);
  const open = letThroughBeyond(isolating, intended, components);
  const closed = letThroughBeyond(intended, isolating, components);
  const pods = podFindings(given, isolating);
  return { holds: open.length + closed.length + pods.length === 0, open, closed, pods };
}
