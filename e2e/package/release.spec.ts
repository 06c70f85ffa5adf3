import assert from "node:assert/strict";
import { appendFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { output } from "../output";
import { fixture } from "./fixture";

describe("npm run release", () => {
  const { clones, folder } = fixture();
  const [, clone] = clones;
  const tagged = join(folder, "tagged");
  const git = (cwd: string, ...args: string[]) =>
    output("git", ["-c", "user.name=Someone", "-c", "user.email=someone@example.com", ...args], { cwd });
  // The script commits too.
  const env = {
    ...process.env,
    GIT_AUTHOR_NAME: "Someone",
    GIT_AUTHOR_EMAIL: "someone@example.com",
    GIT_COMMITTER_NAME: "Someone",
    GIT_COMMITTER_EMAIL: "someone@example.com",
  };
  const release = (cwd: string, ...args: string[]) =>
    output("npm", ["run", "-s", "release", "--", ...args], { cwd, env });

  it("refuses a version that is not ready, and names everything that is missing", async () => {
    appendFileSync(join(clone, "README.md"), "\n");
    await assert.rejects(release(clone), ({ message }: Error) => {
      const lines = message.trim().split("\n").slice(1);
      assert.deepEqual(lines, [
        "package.json names no owner: see CONTRIBUTING.md",
        "README.md says that the package is not published",
        "docs/languages.md says that the package is not published",
        'CHANGELOG.md has no heading "## 0.1.0 (YYYY-MM-DD)"',
        "the working tree has changes: commit them first",
      ]);
      return true;
    });
    await git(clone, "checkout", "--quiet", "README.md");
  });

  it("takes the owner from package.json into every file that names it", async () => {
    const file = join(clone, "package.json");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("git+https://github.com/OWNER/", "git+https://github.com/acme/"),
    );
    await output(process.execPath, ["--import=tsx", "scripts/repositoryOwner.ts"], { cwd: clone });
    // These files speak of the placeholder itself.
    const others = ["CONTRIBUTING.md", "e2e/package/release.spec.ts", "scripts/release.ts"];
    const left = await git(clone, "grep", "--files-with-matches", "--word-regexp", "OWNER");
    assert.deepEqual(left.trim().split("\n"), others);
  });

  it("creates a tag that adds the built command line to the commit, and changes neither branch nor files", async () => {
    for (const [name, from, to] of [
      ["CHANGELOG.md", "## Unreleased", "## 0.1.0 (2027-01-31)"],
      ["README.md", "not yet published, ", ""],
      ["README.md", "Until the package is published", "To try a commit"],
      ["docs/languages.md", "Until the package is published", "To try a commit"],
    ] as const) {
      const file = join(clone, name);
      writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
    }
    await git(clone, "commit", "--quiet", "--all", "--message", "Release 0.1.0");
    const head = await git(clone, "rev-parse", "HEAD");
    assert.match(await release(clone), /^Created the tag v0\.1\.0\. To publish it, run: git push origin v0\.1\.0$/m);
    assert.equal(await git(clone, "rev-parse", "HEAD"), head);
    assert.equal(await git(clone, "status", "--porcelain"), "");
    assert.equal(await git(clone, "rev-parse", "v0.1.0~1"), head);
    assert.deepEqual((await git(clone, "diff", "--name-status", "HEAD", "v0.1.0")).trim().split("\n"), [
      "A\tdist/drawingSvg.js",
      "A\tdist/playgroundHtml.js",
      "A\tdist/report.js",
      "A\tdist/vald-netpol.LICENSES.txt",
      "A\tdist/vald-netpol.cdx.json",
      "A\tdist/vald-netpol.js",
    ]);
  });

  it("refuses to create the tag again", () => assert.rejects(release(clone), /the tag v0\.1\.0 exists already/));

  it("creates a tag with which the action installs nothing", async () => {
    await git(clone, "clone", "--quiet", "--branch", "v0.1.0", clone, tagged);
    const text = await output(process.execPath, [join(tagged, "dist/vald-netpol.js"), "--version"], { cwd: folder });
    assert.equal(text, "0.1.0\n");
    const picture = [join(tagged, "dist/vald-netpol.js"), "graph", "-o", "svg"];
    assert.match(await output(process.execPath, picture, { cwd: folder }), /<\/svg>\s*$/);
    assert.ok(!existsSync(join(tagged, "node_modules")));
  });

  it("verifies a tag, after tests have built the package again", async () => {
    symlinkSync(join(clone, "node_modules"), join(tagged, "node_modules"));
    await release(tagged, "--verify", "v0.1.0");
    await assert.rejects(release(tagged, "--verify", "v0.1.1"), /the tag is v0\.1\.1, but the version is 0\.1\.0/);
    appendFileSync(join(tagged, "dist/vald-netpol.js"), "// more\n");
    await git(tagged, "commit", "--quiet", "--all", "--amend", "--no-edit");
    const message = /dist\/vald-netpol\.js in the tag is not what this commit builds/;
    await assert.rejects(release(tagged, "--verify", "v0.1.0"), message);
  });

  it("has files for the release: the package, and the command line in one file that runs alone", async () => {
    await output("npm", ["run", "-s", "build:release"], { cwd: clone });
    const alone = join(folder, "alone");
    mkdirSync(alone);
    const file = join(alone, "vald-netpol");
    writeFileSync(file, readFileSync(join(clone, "dist-release/vald-netpol.js")), { mode: 0o755 });
    assert.equal(await output(file, ["--version"], { cwd: alone }), "0.1.0\n");
    assert.match(await output(file, ["graph", "-o", "svg"], { cwd: alone }), /^<\?xml[\s\S]*<\/svg>\s*$/);
    assert.ok(existsSync(join(clone, "dist-release/vald-network-policy-0.1.0.tgz")));
    const notes = readFileSync(join(clone, "dist-release/release-notes.md"), "utf8");
    assert.match(notes, /^First version\./);
    assert.doesNotMatch(notes, /^## /m);
  });
});
