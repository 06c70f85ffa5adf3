import type { Path } from "../../args/schema/issue";
import type { Finding } from "./finding";

/** The result of `check`. */
export interface CheckResult {
  /** Sorted by severity, most serious first, and then by location. */
  findings: Finding[];
  /** Findings that `args.ignore` suppresses, with the reason. */
  ignored: (Finding & { reason: string })[];
  /** Parts of the args that are not known yet and were not checked. */
  unresolvedPaths: Path[];
}
