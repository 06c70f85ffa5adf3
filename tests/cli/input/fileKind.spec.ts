import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { fileKind } from "../../../cli/input/fileKind";
import { withTempDir } from "../../../testing/withTempDir";

describe("fileKind", () => {
  withTempDir({});

  for (const [kind, title, text] of [
    ["manifests", "an object", "apiVersion: v1\nkind: Pod\n"],
    ["manifests", "an object after comments, a directive, and ---", "# live\n%YAML 1.2\n\n---\n# a\nkind: Pod\n"],
    ["manifests", "a flow map after ---", '---\n{"apiVersion": "v1", "kind": "Pod"}\n'],
    ["manifests", "a flow map on the line of ---", '--- {"kind": "Pod"}\n'],
    ["manifests", "an object whose lines are indented", "---\n  apiVersion: v1\n  kind: Pod\n"],
    ["manifests", "a second document with an object", "# nothing\n---\nkind: Pod\napiVersion: v1\n"],
    ["manifests", "a list of objects", "- apiVersion: v1\n  kind: Pod\n"],
    ["manifests", "a JSON array", '[\n  { "kind": "Pod" }\n]\n'],
    ["manifests", "line breaks of Windows", "# live\r\n---\r\nkind: Pod\r\n"],
    ["values", "values", "namespace: vald\n"],
    ["values", "values after ---", "---\nedges: []\n"],
    ["values", "a label with the name of a field of an object", "labels:\n  kind: blue\n"],
    ["values", "a ValdRelease", "apiVersion: vald.vdaas.org/v1\nkind: ValdRelease\nspec: {}\n"],
    ["values", "an empty file", ""],
    ["preview", "a preview", '{ "steps": [], "changeSummary": {} }'],
  ] as const)
    it(`recognizes ${title} as ${kind}`, () => {
      writeFileSync("file", text);
      assert.equal(fileKind("file"), kind);
    });
});
