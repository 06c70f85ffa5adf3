// npm run build:release: writes the files of a release to dist-release/: the npm package, the command line in one file with its
// licenses and its bill of materials, and the release notes.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { version } from "../package.json";
import { releaseNotes } from "./releaseNotes";

const folder = "dist-release";
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
execFileSync("npm", ["pack", "--pack-destination", folder], { stdio: "inherit" });
execFileSync(process.execPath, ["scripts/bundle-cli.mjs", folder, "--one-file"], { stdio: "inherit" });
const notes = releaseNotes(version);
if (notes === undefined) throw new Error(`CHANGELOG.md has no heading "## ${version} (YYYY-MM-DD)"`);
writeFileSync(`${folder}/release-notes.md`, `${notes}\n`);
