/** How serious a finding is, most serious first. docs/findings.md says what each level means. */
export const severities = ["error", "warning", "info"] as const;

export type Severity = (typeof severities)[number];

/** The position of a severity; 0 is the most serious. */
export function rank({ severity }: { severity: Severity }): number {
  return severities.indexOf(severity);
}
