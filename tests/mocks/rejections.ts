import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { ValdNetworkPolicies } from "../../index";
import { policyType, registered } from "./recorder";

/**
 * Asserts that an invalid late value prevents the creation of every policy. All Outputs that wait for the value reject with the
 * same error, which Pulumi prints once, without a stack.
 */
export async function assertNoPolicies(args: object, message: string): Promise<void> {
  const reasons = await unhandledRejections(() => {
    new ValdNetworkPolicies("vald", { namespace: "vald", ...args });
  });
  assert.deepEqual(
    // Compares stacks, because newer SDKs put a property name before the message.
    [...new Set(reasons)].map((reason) => (reason as Error).stack),
    [message],
  );
  assert.deepEqual(
    registered.filter(({ type }) => type === policyType),
    [],
  );
}

/** The reasons of unhandled rejections, as the Pulumi runtime sees them: the first rejection, and others shortly after it. */
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
