import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../args/schema/isRecord";
import { UNRESOLVED } from "../args/schema/unresolved";

/**
 * Copies args and replaces every Output and Promise with `UNRESOLVED`, so that the other values can be validated immediately.
 */
export function maskOutputs(value: unknown): unknown {
  if (isOutputOrPromise(value)) return UNRESOLVED;
  if (Array.isArray(value)) return Array.from(value as unknown[], maskOutputs);
  // Class instances are left unchanged, so that the validator rejects them.
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskOutputs(inner)]));
}

/** Whether any value in args is an Output or a Promise. */
export function containsOutputs(value: unknown): boolean {
  if (isOutputOrPromise(value)) return true;
  return value !== null && typeof value === "object" && Object.values(value).some(containsOutputs);
}

export function isOutputOrPromise(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
