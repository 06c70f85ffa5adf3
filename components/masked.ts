import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../policy/isRecord";
import { unknown } from "../policy/unknown";

/** A copy of args in which every Output and Promise is replaced by `unknown`, so that the rest can be validated at once. */
export function masked(value: unknown): unknown {
  if (isLate(value)) return unknown;
  if (Array.isArray(value)) return Array.from(value as unknown[], masked);
  // Objects of a class are left whole for the validator to refuse.
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
}

/** Whether a value is an Output or a Promise. */
export function isLate(value: unknown): value is pulumi.Output<unknown> | Promise<unknown> {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
