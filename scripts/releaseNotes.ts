import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The changelog's text for a version; undefined if it has no heading with the version and a date, such as `## 0.1.0 (2027-01-31)`. */
export function releaseNotes(version: string): string | undefined {
  const changelog = readFileSync(join(__dirname, "../CHANGELOG.md"), "utf8");
  for (const section of changelog.split(/^(?=## )/m)) {
    const [heading = "", ...lines] = section.split("\n");
    if (heading.startsWith(`## ${version} (`) && /\(\d{4}-\d\d-\d\d\)$/.test(heading)) return lines.join("\n").trim();
  }
  return undefined;
}
