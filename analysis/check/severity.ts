/** The severities of findings, most serious first. docs/findings.md defines each level. */
export const severities = ["error", "warning", "info"] as const;

/** How serious a finding is. `severities` lists the values, most serious first. */
export type Severity = (typeof severities)[number];

/** The position of a severity; 0 is the most serious. */
export function rank({ severity }: { severity: Severity }): number {
  return severities.indexOf(severity);
}
