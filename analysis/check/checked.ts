import type { Path } from "../../policy/problem";
import type { Finding } from "./finding";

/** What a check has found. */
export interface Checked {
  /** The worst first, then by where they are. */
  findings: Finding[];
  /** What it has found and `args.ignore` leaves out, with the reason. */
  ignored: (Finding & { reason: string })[];
  /** Parts of the args that are not known yet, so that they were not checked. */
  unknown: Path[];
}
