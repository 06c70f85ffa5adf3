/** What the changelog announces to someone who upgrades. */
export interface Announcements {
  /** The default names of the policies that an upgrade updates or creates. */
  policies: string[];
  /** The paths of breaking changes of the Pulumi schema, as `breakingChanges` returns them. */
  schemaPaths: string[];
}

/** The titles of the announcements. CONTRIBUTING.md describes the format. */
const titles = new Map<string, keyof Announcements>([
  ["**Changed policies**", "policies"],
  ["**Breaking changes of the Pulumi schema**", "schemaPaths"],
]);

/** Names in code font, such as "`a`, `b`, and `c`", at the beginning of an entry. */
const namesPattern = /^- (`[^`]+`(?:(?:, and |, | and )`[^`]+`)*)/;

/** The announcements in the changelog's sections that are newer than the version. */
export function announcedSince(changelog: string, version: string): Announcements {
  const announced: Announcements = { policies: [], schemaPaths: [] };
  // An entry may continue on the next line.
  const [, ...sections] = changelog.replace(/\n +/g, " ").split(/^## /m);
  for (const section of sections) {
    const [title = "", ...lines] = section.split("\n");
    const heading = title.replace(/ \(\d{4}-\d\d-\d\d\)$/, "");
    if (!isNewer(heading, version)) continue;
    let kind: keyof Announcements | undefined;
    for (const line of lines) {
      if (line.startsWith("**")) kind = titles.get(line);
      if (kind === undefined || !line.startsWith("- ")) continue;
      if (kind === "schemaPaths" && !mayBreak(heading))
        throw new Error(`version ${heading} may not contain breaking changes: ${line}`);
      const [, names] = namesPattern.exec(line) ?? [];
      if (names === undefined) throw new Error(`an announcement must begin with names in code font: ${line}`);
      announced[kind].push(...[...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name));
    }
  }
  return announced;
}

function isNewer(heading: string, version: string): boolean {
  if (heading === "Unreleased") return true;
  const [own, other] = [numbersOf(heading), numbersOf(version)];
  const difference = own.map((number, i) => number - (other[i] ?? 0)).find((one) => one !== 0);
  return difference !== undefined && difference > 0;
}

/** Whether the version is a major one. Before 1.0, a minor version counts as major. */
function mayBreak(heading: string): boolean {
  return heading === "Unreleased" || /^(0\.\d+|\d+\.0)\.0$/.test(heading);
}

function numbersOf(version: string): number[] {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`not a version: ${version}`);
  return version.split(".").map(Number);
}
