import { assertValid } from "../policy/assertValid";
import { enabledComponents } from "../policy/enabledComponents";
import { componentParties, valdNamespace } from "./components";
import { letThroughBeyond } from "./regions/differences";
import { documented } from "./documented";
import type { Given } from "./given";
import { inNamespace } from "./inNamespace";
import { isolations } from "./isolation";
import { ofTwoComponents } from "./regions/ofTwoComponents";
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
 * component, for any pods that may exist; else says what differs. Throws `InvalidArgsError` when the args are wrong, and
 * `NothingDeclaredError` when they declare no policies.
 */
export function verify(all: Given): Verification {
  assertValid(all.args ?? {});
  assertDeclared(all);
  const given = inNamespace(all);
  const components = componentParties(given);
  const isolating = isolations(given.policies, valdNamespace(given));
  const intended = documented(given);
  const none = ofTwoComponents(given);
  const open = letThroughBeyond(isolating, intended, components, none);
  const closed = letThroughBeyond(intended, isolating, components, none);
  const pods = podFindings(given, isolating);
  return { holds: open.length + closed.length + pods.length === 0, open, closed, pods };
}

/** The args declare no policies, so that any would be as declared. */
export class NothingDeclaredError extends Error {}

function assertDeclared({ args = {} }: Given): void {
  if (enabledComponents(args).length > 0) return;
  const isOff = args.defaults?.networkPolicy?.enabled === false;
  const field = isOff ? "defaults.networkPolicy.enabled: true" : "components.<component>.enabled: true";
  throw new NothingDeclaredError(
    `the values declare no policies, which leaves nothing to verify; turn them on with ${field} (in a file for -f)`,
  );
}
