import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { blocks, readDocument } from "../../testing/documents/blocks";
import { describeExamples } from "../../testing/documents/examples";
import { typeErrors } from "../../testing/documents/typeErrors";
import { outputValidator } from "../../testing/outputSchemas";
import { fixture } from "./fixture";

const file = "SKILL.md";
const prefix = "npx -p vald-network-policy vald-netpol ";

/** The commands in the examples, and one that needs pods. */
const commands = [
  ...blocks(file)
    .filter(({ info }) => info === "sh")
    .flatMap(({ code }) => code.split("\n"))
    .filter((line) => line.startsWith(prefix) && !line.includes("--version"))
    .map((line) => line.slice(prefix.length).replace(/ (?:-o|>) .*/, "")),
  "matrix --pods pods.json",
];
const schemaOf = (command: string) => command.replace(" --pods", "-pods").split(" ")[0] ?? "";

const pods = ["agent", "lb-gateway"].map((name) => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "vald", labels: { app: `vald-${name}` } },
}));

describe("the packed package, installed alone", () => {
  describeExamples(file, fixture().tarballs[0], (runner) => {
    const packed = (path: string) => join(runner().folder, "node_modules/vald-network-policy", path);

    it("contains this page and the files that it names", () => {
      assert.equal(readFileSync(packed(file), "utf8"), readDocument(file));
      const names = [...readDocument(file).matchAll(/`(dist\/[^`]+)`|\]\(([^):#]+)\)/g)];
      const paths = names.map(([, name, link = ""]) => name ?? link);
      assert.ok(paths.length > 10);
      assert.deepEqual(
        paths.filter((path) => !existsSync(packed(path))),
        [],
      );
    });

    it("contains the types of the programs", () => {
      const programs = blocks(file).filter(({ info }) => info === "ts");
      assert.deepEqual([programs.length, typeErrors(programs, runner().folder)], [2, []]);
    });

    for (const command of commands)
      it(`prints JSON that its schema accepts: ${command}`, () => {
        writeFileSync(
          join(runner().folder, "pods.json"),
          JSON.stringify({ apiVersion: "v1", kind: "List", items: pods }),
        );
        const { text } = runner().run({ info: "sh", code: `${prefix}${command} -o json 2>/dev/null` });
        assert.equal(outputValidator(packed("dist/schemas"))(schemaOf(command), JSON.parse(text)), "");
      });

    it("contains no other schemas", () =>
      assert.deepEqual(
        readdirSync(packed("dist/schemas")),
        [...new Set(commands.map((command) => `${schemaOf(command)}.schema.json`))].sort(),
      ));
  });
});
