import assert from "node:assert/strict";
import { announcedSince } from "../../../testing/releases/announcements";

const changelog = `# Changelog

## Unreleased

**Changed policies**

- \`vald-agent-allow\`: has the label \`tier\`. Opens
  \`nothing\`.

**Command line**

- \`render\` is faster.

## 0.10.0 (2027-01-31)

**Breaking changes of the Pulumi schema**

- \`ValdNetworkPolicies.inputs.cni\` is \`plugin\` now.
- \`Cni.calico\`, \`Cni.cilium\`, and
  \`Edge\` are gone.

## 0.9.1

**Changed policies**

- \`vald-lb-gateway-allow\` and \`vald-discoverer-allow\` list \`ports\` once.

## 0.9.0

First version.
`;

describe("the announcements in the changelog", () => {
  const schemaPaths = ["ValdNetworkPolicies.inputs.cni", "Cni.calico", "Cni.cilium", "Edge"];
  const newest = ["vald-agent-allow"];
  const all = [...newest, "vald-lb-gateway-allow", "vald-discoverer-allow"];

  it("are the names at the beginning of the entries, since a version", () => {
    assert.deepEqual(announcedSince(changelog, "0.9.0"), { policies: all, schemaPaths });
    assert.deepEqual(announcedSince(changelog, "0.9.1"), { policies: newest, schemaPaths });
  });

  it("of a version do not count for this version and newer ones", () => {
    assert.deepEqual(announcedSince(changelog, "0.10.0"), { policies: newest, schemaPaths: [] });
    assert.deepEqual(announcedSince(changelog, "1.0.0"), { policies: newest, schemaPaths: [] });
  });

  const mistakes: [title: string, heading: string, title: string, entry: string, expected: RegExp][] = [
    ["an entry without a name", "Unreleased", "Changed policies", "All policies: x", /must begin with names .*: - All/],
    ["a heading that is no version", "v0.2.0", "Changed policies", "`a`: x", /not a version: v0\.2\.0/],
    [
      "a breaking change in a patch version",
      "0.2.1",
      "Breaking changes of the Pulumi schema",
      "`a`: x",
      /0\.2\.1 may not/,
    ],
    [
      "a breaking change in a minor version",
      "1.2.0",
      "Breaking changes of the Pulumi schema",
      "`a`: x",
      /1\.2\.0 may not/,
    ],
  ];
  for (const [mistake, heading, title, entry, expected] of mistakes)
    it(`reject ${mistake}`, () =>
      assert.throws(() => announcedSince(`## ${heading}\n\n**${title}**\n\n- ${entry}\n`, "0.1.0"), expected));

  it("may contain breaking changes in a major version", () =>
    assert.deepEqual(
      announcedSince("## 2.0.0\n\n**Breaking changes of the Pulumi schema**\n\n- `a`: x\n", "1.9.0").schemaPaths,
      ["a"],
    ));
});
