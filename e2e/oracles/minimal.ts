import type { Connection } from "../../analysis/evaluate";
import type { NetworkPolicyManifest } from "../../policy/notation";
import { askedPorts } from "./asked";
import type { Case } from "./generator";
import { isWrong, type Judged, judged } from "./judged";

/** The same disagreement, or another, with as little as possible in the policies and in the pods. */
export function minimal(wrong: Judged): Judged {
  for (let found = wrong; ;) {
    const { policies, connection } = found;
    const smaller: Case[] = [
      ...without(policies).map((fewer) => ({ policies: fewer, connections: [connection] })),
      ...without(connection)
        .filter(isComplete)
        .map((less) => ({ policies: [...policies], connections: [less] })),
    ];
    const next = judged(smaller).find(isWrong);
    if (next === undefined) return found;
    found = next;
  }
}

const neverRemoved = new Set([
  ...["metadata", "name", "spec", "kubernetes.io/metadata.name"],
  ...["from", "to", "address", "namespace", "namespaceLabels", "labels", "ips", "ports", "containerPort"],
]);

/** All that is left when one thing is taken away, anywhere inside. */
function without<T extends Connection | readonly NetworkPolicyManifest[]>(whole: T): Mutable<T>[] {
  // Cast: what is required stays, and the API server judges the rest.
  return variants(whole) as Mutable<T>[];
}

type Mutable<T> = T extends readonly (infer U)[] ? U[] : T;

function variants(value: unknown): unknown[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, i) => [
      value.toSpliced(i, 1),
      ...variants(item).map((less) => value.with(i, less)),
    ]);
  }
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const others = Object.fromEntries(Object.entries(value).filter(([other]) => other !== key));
    return [...(neverRemoved.has(key) ? [] : [others]), ...variants(inner).map((less) => ({ ...value, [key]: less }))];
  });
}

function isComplete(connection: Connection): boolean {
  const { from, to } = connection;
  return askedPorts(connection).length > 0 && [from, to].every((end) => "address" in end || end.ips?.length !== 0);
}
