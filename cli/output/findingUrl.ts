import type { FindingId } from "../../args/findingIds";
import { homepage } from "../../package.json";

/** The URL of a finding's section in docs/findings.md. */
export function findingUrl(id: FindingId): string {
  return `${homepage}/blob/main/docs/findings.md#${id}`;
}
