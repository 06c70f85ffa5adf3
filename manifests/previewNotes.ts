import { type PolicyObject, uniqueObjects } from "../analysis/model/policyObject";
import type { PreviewNote } from "./manifestNotes";
import type { PreviewObject } from "./previewObjects";
import { objectTypeOf } from "./previewStep";

/** Notes about the steps of policies that a reader of the result must know. */
export function previewNotes(policies: readonly PreviewObject[]): PreviewNote[] {
  const unseen = policies.filter(({ content }) => content === undefined);
  const seen = policies.filter(({ content }) => content !== undefined);
  const unknownOps = [...new Set(unseen.filter(({ reason }) => reason === "unknown-step").map(({ op }) => op))].sort();
  const notes: PreviewNote[] = [
    { code: "policies-read", policies: objectsOf(unseen, "read") },
    { code: "policies-imported", policies: objectsOf(seen, "imported") },
    { code: "policies-retained", policies: objectsOf(seen, "retained") },
    { code: "policies-deleted-first", policies: objectsOf(seen, "deleted-first") },
    { code: "policies-deleted-last", policies: objectsOf(seen, "deleted-last") },
    ...unknownOps.map((op) => ({
      code: "unknown-step" as const,
      op,
      policies: objectsOf(
        unseen.filter((one) => one.op === op),
        "unknown-step",
      ),
    })),
  ];
  return notes.filter((note) => note.policies.length > 0);
}

function objectsOf(objects: readonly PreviewObject[], wanted: PreviewObject["reason"]): PolicyObject[] {
  return uniqueObjects(
    objects
      .filter(({ reason }) => reason === wanted)
      .map(({ type, name }) => {
        const [apiVersion, kind] = objectTypeOf(type);
        return { apiVersion, kind, name };
      }),
  );
}
