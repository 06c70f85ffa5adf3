import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { announcedSince } from "../../testing/releases/announcements";
import { breakingChanges, type PackageSchema } from "../../testing/releases/breakingChanges";

const root = join(__dirname, "../..");
const releases = join(__dirname, "../fixtures/releases");
const readSchema = (file: string) => JSON.parse(readFileSync(file, "utf8")) as PackageSchema;

describe("the Pulumi schema", () => {
  const current = readSchema(join(root, "provider/schema.json"));

  for (const version of readdirSync(releases))
    it(`has only breaking changes since ${version} that the changelog announces`, () => {
      const { schemaPaths } = announcedSince(readFileSync(join(root, "CHANGELOG.md"), "utf8"), version);
      const changes = breakingChanges(readSchema(join(releases, version, "schema.json")), current);
      assert.deepEqual(
        changes.filter(({ path }) => !schemaPaths.includes(path)),
        [],
      );
    });
});
