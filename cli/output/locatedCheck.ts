import type { CheckResult } from "../../analysis/check/checkResult";
import type { Finding } from "../../analysis/check/finding";
import type { FilePosition } from "../filePosition";

/**
 * A finding with its position. `at` is undefined if the finding is not in a file, or in an object of a preview. `file` is then the
 * preview.
 */
export type Located<F extends Finding = Finding> = F & { at: FilePosition | undefined; file?: string | undefined };

/** A `CheckResult` with positions. */
export interface LocatedCheck {
  findings: Located[];
  ignored: Located<CheckResult["ignored"][number]>[];
}
