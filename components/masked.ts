import * as pulumi from "@pulumi/pulumi";
import { unknown } from "../policy/unknown";

/** A copy of args in which every Output and Promise is replaced by `unknown`, so that the rest can be validated at once. */
export function masked(value: unknown): unknown {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return unknown;
  if (Array.isArray(value)) return Array.from(value as unknown[], masked);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, masked(inner)]));
}

/** Objects of a class are left whole for the validator to refuse. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
