import type { Checked } from "../analysis/check/checked";
import type { Finding } from "../analysis/check/finding";

/** A finding and where in the files it is: `values.yaml:3:5`; undefined where it is in none. */
export type Located<F extends Finding = Finding> = F & { at: string | undefined };

/** As `check` gives it, with the places in files. */
export interface LocatedCheck {
  findings: Located[];
  ignored: Located<Checked["ignored"][number]>[];
}
