// npm run release: creates the tag of the version in package.json. The tag's commit has the current commit as parent, and contains
// the built command line in addition, so that the GitHub action installs nothing. `--verify TAG` checks such a tag in a checkout of it.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repository, version } from "../package.json";
import { releaseNotes } from "./releaseNotes";

/** The built files in a tag: the command line, which action.yml runs, with what it loads and what belongs to it. */
const builtFiles = [
  "dist/drawingSvg.js",
  "dist/playgroundHtml.js",
  "dist/report.js",
  "dist/vald-netpol.LICENSES.txt",
  "dist/vald-netpol.cdx.json",
  "dist/vald-netpol.js",
];

const tag = `v${version}`;
const [flag, name] = process.argv.slice(2);
const problems = flag === "--verify" ? verify(name) : create();
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

function create(): string[] {
  const found = problemsOfVersion();
  if (git("status", "--porcelain") !== "") found.push("the working tree has changes: commit them first");
  if (git("tag", "--list", tag) !== "") found.push(`the tag ${tag} exists already`);
  if (found.length > 0) return found;
  build();
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  try {
    // With an index of its own, neither the branch nor the working tree changes.
    const index = { GIT_INDEX_FILE: join(folder, "index") };
    gitWith(index, "read-tree", "HEAD");
    gitWith(index, "add", "--force", "--", ...builtFiles);
    const tree = gitWith(index, "write-tree");
    const commit = git("commit-tree", tree, "-p", "HEAD", "-m", `Add the built command line of ${version}`);
    git("tag", "--annotate", tag, commit, "--message", `vald-network-policy ${version}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
  console.log(`Created the tag ${tag}. To publish it, run: git push origin ${tag}`);
  return [];
}

/** The problems of the checked-out tag. */
function verify(given: string | undefined): string[] {
  const found = problemsOfVersion();
  if (given !== tag) found.push(`the tag is ${given}, but the version is ${version}`);
  build();
  for (const file of builtFiles) {
    const hashInTag = git("ls-files", "--format=%(objectname)", "--", file);
    if (hashInTag !== git("hash-object", "--", file)) found.push(`${file} in the tag is not what this commit builds`);
  }
  return found;
}

/** What is not ready for a release of the version in package.json. */
function problemsOfVersion(): string[] {
  const found: string[] = [];
  for (const file of ["package-lock.json", "provider/package.json", "provider/package-lock.json"]) {
    const { version: other } = JSON.parse(readFileSync(file, "utf8")) as { version: string };
    if (other !== version) found.push(`${file} has version ${other} instead of ${version}`);
  }
  if (repository.url.includes("/OWNER/")) found.push("package.json names no owner: see CONTRIBUTING.md");
  for (const file of ["README.md", "docs/languages.md"])
    if (/not yet published|Until the package is published/.test(readFileSync(file, "utf8")))
      found.push(`${file} says that the package is not published`);
  if (releaseNotes(version) === undefined) found.push(`CHANGELOG.md has no heading "## ${version} (YYYY-MM-DD)"`);
  if (!existsSync(`tests/fixtures/releases/${version}`))
    found.push(`tests/fixtures/releases/${version} does not exist: record the release first`);
  return found;
}

function build(): void {
  execFileSync("npm", ["run", "-s", "build"], { stdio: "inherit" });
}

function git(...args: string[]): string {
  return gitWith({}, ...args);
}

function gitWith(environment: Readonly<Record<string, string>>, ...args: string[]): string {
  return execFileSync("git", args, { encoding: "utf8", env: { ...process.env, ...environment } }).trim();
}
