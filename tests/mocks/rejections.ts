import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { ValdNetworkPolicies } from "../../index";
import { policyType, registered } from "./recorder";

/**
 * Asserts that a late value which is invalid stops every policy. Each Output that waits for the value rejects, all with the same
 * error, which Pulumi prints once, without a stack.
 */
export async function assertNoPolicies(args: object, message: string): Promise<void> {
  const reasons = await unhandledRejections(() => {
    new ValdNetworkPolicies("vald", { namespace: "vald", ...args });
  });
  assert.deepEqual(
    // The stack, because newer SDKs put the name of a property before the message.
    [...new Set(reasons)].map((reason) => (reason as Error).stack),
    [message],
  );
  assert.deepEqual(
    registered.filter(({ type }) => type === policyType),
    [],
  );
}

/** The reasons of the rejections that nobody handles, as the Pulumi runtime sees them: the first, and those shortly after it. */
async function unhandledRejections(program: () => void): Promise<unknown[]> {
  const reasons: unknown[] = [];
  const others = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  const first = new Promise<void>((resolve) =>
    process.on("unhandledRejection", (reason) => {
      reasons.push(reason);
      resolve();
    }),
  );
  program();
  await first;
  await pause(100);
  process.removeAllListeners("unhandledRejection");
  for (const listener of others) process.on("unhandledRejection", listener);
  return reasons;
}
