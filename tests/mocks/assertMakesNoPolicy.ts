import assert from "node:assert/strict";
import type * as Package from "../../index";
import { policiesRegistered } from "./recorder";
import { rejectionsOf } from "./rejectionsOf";

/** A wrong value that is known only later: no policy is made, and what is wrong is said once, without a stack. */
export async function assertMakesNoPolicy(ours: typeof Package, args: object, expected: string): Promise<void> {
  const reasons = await rejectionsOf(() => {
    new ours.ValdNetworkPolicies("vald", { namespace: "vald", ...args });
  });
  const message = `Vald's network policies were not made:\n  ${expected}`;
  // Every Output that waits for the value rejects, all with the same error, which Pulumi prints once.
  assert.deepEqual(
    [...new Set(reasons)].map((reason) => [(reason as Error).message, (reason as Error).stack]),
    [[message, message]],
  );
  assert.deepEqual(policiesRegistered(), []);
}
