import assert from "node:assert/strict";
import { parse } from "yaml";
import { checkFormats } from "../../cli/commands/checkCommand";
import { differenceFormats } from "../../cli/commands/diffCommand";
import { explanationFormats } from "../../cli/commands/explainCommand";
import { manifestFormats } from "../../cli/commands/renderCommand";
import { reportFormats } from "../../cli/commands/reportCommand";
import { verificationFormats } from "../../cli/commands/verifyCommand";
import { matrixFormats } from "../../cli/output/matrixFormats";
import { matrixCsv } from "../../cli/output/matrixRecords";
import { pictureFormats } from "../../cli/output/pictureFormats";
import { podMatrixCsv } from "../../cli/output/podMatrixCsv";
import { podMatrix } from "../../core";
import { documentedComponents, optionalComponents } from "../../graph/components";
import { license, name } from "../../package.json";
import { readDocument } from "../../testing/documents/blocks";

describe("SKILL.md", () => {
  const text = readDocument("SKILL.md");

  // https://agentskills.io/specification
  it("begins with the fields of an agent skill", () => {
    const [, fields = ""] = /^---\n([^]*?)\n---\n/.exec(text) ?? [];
    const { description = "", compatibility = "", ...others } = parse(fields) as Record<string, string>;
    assert.deepEqual(others, { name, license });
    assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.ok(description.length > 100 && description.length <= 1024);
    assert.ok(compatibility.length > 0 && compatibility.length <= 500);
  });

  it("is short", () => assert.ok((text.match(/\n/g)?.length ?? 0) < 200));

  it("lists the formats of every command", () => {
    const rows = [...text.matchAll(/^\| `([^`]+)` \|[^|]+\| ([^|]+) \|/gm)];
    const formats = rows.map(([, command = "", list = ""]) => [
      command
        .split(" ")
        .filter((word) => /^(--pods|[a-z]+)$/.test(word))
        .join(" "),
      [...list.matchAll(/`(\w+)`/g)].map(([, format]) => format),
    ]);
    assert.deepEqual(formats, [
      ["render", manifestFormats],
      ["check", checkFormats],
      ["matrix", matrixFormats],
      ["matrix --pods", matrixFormats],
      ["graph", pictureFormats],
      ["report", reportFormats],
      ["explain", explanationFormats],
      ["verify", verificationFormats],
      ["diff", differenceFormats],
    ]);
  });

  it("lists the columns of CSV", () => {
    const [ofTable = ""] = matrixCsv({ sources: [], targets: [], cells: [], unevaluated: [] }).split("\n");
    const [ofPods = ""] = [...podMatrixCsv(podMatrix([], []))].join("").split("\n");
    assert.ok(text.includes(`CSV has the columns \`${ofTable}\`, with \`--pods\` \`${ofPods}\`.`));
  });

  it("lists the components that are on and off by default", () => {
    const [, on = "", off = ""] = /On by default: ([^]*?)\. Off by default: ([^]*?)\. /.exec(text) ?? [];
    const names = (list: string) => [...list.matchAll(/`(\w+)`/g)].map(([, component]) => component);
    assert.deepEqual([names(on), names(off)], [documentedComponents, optionalComponents]);
  });
});
