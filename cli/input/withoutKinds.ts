import type { UnevaluatedPolicy } from "../../analysis/model/unevaluatedPolicy";
import type { ObjectsRead } from "../../manifests/readObjects";
import type { Note } from "../note";

/**
 * Omits policies of the kinds that the user accepts without an evaluation, such as `CiliumNetworkPolicy`, or
 * `NetworkPolicy.crd.projectcalico.org` with an API group, in any case. `others` are the policies of the other side of a comparison,
 * which may contain the only policies of a kind.
 */
export function withoutKinds(
  { input, notes }: Pick<ObjectsRead, "input" | "notes">,
  kinds: readonly string[],
  others: readonly UnevaluatedPolicy[] = [],
): { input: ObjectsRead["input"]; notes: readonly Note[] } {
  const { unevaluatedPolicies = [], ...objects } = input;
  const isIgnored = (object: Kind) => isIgnoredKind(object, kinds);
  const known = new Set([...unevaluatedPolicies, ...others].flatMap(namesOf).map((name) => name.toLowerCase()));
  const unused = kinds.filter((kind) => !known.has(kind.toLowerCase()));
  const kept = unevaluatedPolicies.filter((policy) => !isIgnored(policy));
  const unread = unevaluatedPolicies.filter(
    ({ apiVersion, kind }) => apiVersion === unreadKind.apiVersion && kind === unreadKind.kind,
  );
  return {
    input: { ...objects, ...(kept.length > 0 && { unevaluatedPolicies: kept }) },
    notes: [
      ...notes.map((note): Note =>
        note.code === "policies-not-evaluated" && isIgnored(note) ? { ...note, code: "policies-ignored" } : note,
      ),
      ...(unread.length > 0 && isIgnored(unreadKind)
        ? [{ code: "policies-ignored" as const, ...unreadKind, count: unread.length }]
        : []),
      ...unused.map((kind): Note => ({ code: "unused-ignore-kind", kind })),
    ],
  };
}

type Kind = Pick<UnevaluatedPolicy, "apiVersion" | "kind">;

/** The kind of policies that are evaluated, unless they cannot be read. Other notes name such policies one by one. */
export const unreadKind = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" } as const;

/** Whether the user accepts policies of this kind without an evaluation. */
export function isIgnoredKind(object: Kind, kinds: readonly string[]): boolean {
  const wanted = kinds.map((kind) => kind.toLowerCase());
  return namesOf(object).some((name) => wanted.includes(name.toLowerCase()));
}

function namesOf({ apiVersion, kind }: Kind): [kind: string, withGroup: string] {
  return [kind, `${kind}.${apiVersion.split("/")[0] ?? ""}`];
}
