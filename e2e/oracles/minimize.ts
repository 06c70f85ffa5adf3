import type { Connection } from "../../analysis/evaluate/evaluate";
import { compare, type Comparison, isCompleteMismatch, isMismatch } from "./comparison";
import { queriedPorts } from "./queriedPorts";
import type { Case } from "./randomCases";

/** The same mismatch or another mismatch, with the smallest possible policies and connection. */
export function minimize(mismatch: Comparison): Comparison {
  for (let current = mismatch; ;) {
    const { policies, connection, partial } = current;
    const isComplete = isCompleteMismatch(current);
    const query = { connection, ...(!isComplete && partial !== undefined && { partial }) };
    const smaller: Case[] = [
      ...shrink(policies).map((fewer) => ({ policies: fewer, queries: [query] })),
      // A partial connection must correspond to the complete connection, so neither is made smaller.
      ...(isComplete ? shrink(connection).filter(isAnswerable) : []).map((less) => ({
        policies,
        queries: [{ connection: less }],
      })),
    ];
    const next = compare(smaller).find((comparison) => isMismatch(comparison));
    if (next === undefined) return current;
    current = next;
  }
}

const neverRemoved = new Set([
  ...["metadata", "name", "spec", "kubernetes.io/metadata.name"],
  ...["from", "to", "address", "namespace", "namespaceLabels", "labels", "ips", "ports", "containerPort"],
]);

/** All values that result from removing one item or field, at any depth. */
function shrink<T>(whole: T): T[] {
  // Cast: required fields are never removed, and `compare` omits cases with policies that are otherwise invalid.
  return smallerValues(whole) as T[];
}

function smallerValues(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => [
      value.toSpliced(i, 1),
      ...smallerValues(item).map((smaller) => value.with(i, smaller)),
    ]);
  }
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const others = Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    return [
      ...(neverRemoved.has(key) ? [] : [others]),
      ...smallerValues(inner).map((smaller) => ({ ...value, [key]: smaller })),
    ];
  });
}

function isAnswerable(connection: Connection): boolean {
  const { from, to } = connection;
  return queriedPorts(connection).length > 0 && [from, to].every((peer) => "address" in peer || peer.ips?.length !== 0);
}
