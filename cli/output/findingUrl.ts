import type { Finding } from "../../analysis/check/finding";
import { homepage } from "../../package.json";

/** The URL of a finding's section in docs/findings.md. */
export function findingUrl(id: Finding["id"]): string {
  return `${homepage}/blob/main/docs/findings.md#${id}`;
}
