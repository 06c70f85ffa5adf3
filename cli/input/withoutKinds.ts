import type { UnevaluatedPolicy } from "../../analysis/model/unevaluatedPolicy";
import type { ObjectsRead } from "../../manifests/readObjects";
import type { Note } from "../note";

/**
 * Omits policies of the kinds that the user accepts without an evaluation, such as `CiliumNetworkPolicy`, or
 * `NetworkPolicy.crd.projectcalico.org` with an API group, in any case.
 */
export function withoutKinds(
  { input, notes }: Pick<ObjectsRead, "input" | "notes">,
  kinds: readonly string[],
): { input: ObjectsRead["input"]; notes: readonly Note[] } {
  const { unevaluatedPolicies = [], ...objects } = input;
  const namesOf = ({ apiVersion, kind }: Pick<UnevaluatedPolicy, "apiVersion" | "kind">) => [
    kind,
    `${kind}.${apiVersion.split("/")[0] ?? ""}`,
  ];
  const wanted = kinds.map((kind) => kind.toLowerCase());
  const isIgnored = (object: Pick<UnevaluatedPolicy, "apiVersion" | "kind">) =>
    namesOf(object).some((name) => wanted.includes(name.toLowerCase()));
  const known = new Set(unevaluatedPolicies.flatMap(namesOf).map((name) => name.toLowerCase()));
  const unused = kinds.filter((kind) => !known.has(kind.toLowerCase()));
  const kept = unevaluatedPolicies.filter((policy) => !isIgnored(policy));
  return {
    input: { ...objects, ...(kept.length > 0 && { unevaluatedPolicies: kept }) },
    notes: [
      ...notes.map((note): Note =>
        note.code === "policies-not-evaluated" && isIgnored(note) ? { ...note, code: "policies-ignored" } : note,
      ),
      ...unused.map((kind): Note => ({ code: "unused-ignore-kind", kind })),
    ],
  };
}
