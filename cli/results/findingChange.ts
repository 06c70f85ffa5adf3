import type { Located } from "../output/locatedCheck";
import type { FindingChange } from "./results";

/**
 * Which findings are new after a change, and which are gone. A finding is the same if at most the indexes in its path differ, because
 * another rule before it shifts them.
 */
export function findingChange(before: readonly Located[], after: readonly Located[]): FindingChange {
  const gone = [...before];
  const isNew = after.map(() => true);
  for (const keyOf of [exactKey, keyWithoutIndexes]) {
    for (const [i, finding] of after.entries()) {
      const match = isNew[i] === true ? gone.findIndex((one) => keyOf(one) === keyOf(finding)) : -1;
      if (match < 0) continue;
      isNew[i] = false;
      gone.splice(match, 1);
    }
  }
  return { isNew, gone };
}

function exactKey({ id, severity, message, detail, object, path }: Located): string {
  return JSON.stringify([id, severity, message, detail, object, path]);
}

function keyWithoutIndexes(finding: Located): string {
  return exactKey({ ...finding, path: finding.path.map((key) => (typeof key === "number" ? 0 : key)) });
}
