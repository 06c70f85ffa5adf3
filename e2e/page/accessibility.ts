import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/**
 * What axe-core finds, each with the first element that it concerns. The page must be open with `bypassCSP`, because its security
 * policy forbids other scripts.
 */
export async function accessibilityIssues(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0]?.html}`);
}
