import type { Finding } from "../../analysis/check/finding";
import { rank } from "../../analysis/check/severity";
import { comparePositions } from "../filePosition";
import type { FileInput } from "../input/readInput";
import type { Located } from "../output/locatedCheck";

/**
 * Adds positions, and sorts findings by severity and position. Findings that have no position of their own are located at
 * the start of the first file, except those in a preview's objects: the text of a preview is not what a user wrote.
 */
export function locateFindings<F extends Finding>(
  findings: readonly F[],
  { files: [first], values, locateObjects, isPreview }: FileInput,
): Located<F>[] {
  const start = first === undefined ? undefined : { file: first, line: 1, column: 1 };
  const ofObjects = findings.filter((finding): finding is F & { object: string } => finding.object !== undefined);
  const positions = locateObjects?.(ofObjects) ?? [];
  return findings
    .map((finding) => {
      const i = (ofObjects as readonly F[]).indexOf(finding);
      const at = (i < 0 ? values.locate(finding.path) : positions[i]) ?? start;
      const isInPreview = isPreview === true && i >= 0 && positions[i] === undefined;
      return isInPreview ? { ...finding, at: undefined, file: start?.file } : { ...finding, at };
    })
    .sort((a, b) => rank(a) - rank(b) || comparePositions(a.at, b.at));
}
