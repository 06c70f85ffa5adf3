import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { InputError } from "../../../cli/input/inputError";
import { readArgs } from "../../../cli/input/readArgs";
import { withTempDir } from "../../../testing/withTempDir";

const fields =
  "`namespace`, `defaults`, `instanceLabels`, `namePrefix`, `components`, `edges`, `edgePorts`, `apiServer`, `dns`, `cni`, `ignore`, `labels`, `annotations`, `adopt`, `strict`";

describe("reading a values file", () => {
  withTempDir();
  const read = (text: string) => {
    writeFileSync("values.yaml", text);
    return readArgs(["values.yaml"], undefined);
  };

  for (const [title, text, message] of [
    [
      "broken YAML",
      "a: [",
      ":1:5: Flow sequence in block collection must be sufficiently indented and end with a ]; check the [ at 1:4, which may lack its closing ]",
    ],
    ["a duplicate key", "namespace: a\nnamespace: b\n", ':2:1: duplicate key "namespace"; the first one is at 1:1'],
    [
      "the same key as a number and as a string",
      "labels: { 1: a, '1': b }",
      ':1:17: duplicate key "1"; the first one is at 1:11',
    ],
    ["a list as a key", "? [a]\n: 1\n", ":1:3: Map keys must be text"],
    ["an unknown tag", "namespace: !secret vald", ":1:12: Unresolved tag: !secret"],
    [
      "an octal number",
      "a: { port: 010 }",
      ':1:12: 010 is 10 in YAML 1.2 and 8 in YAML 1.1; write 10 or 8, or, for text, "010"',
    ],
    [
      "another octal number",
      "a: 0o10",
      ':1:4: 0o10 is 8 in YAML 1.2 and "0o10" in YAML 1.1; write 8, or, for text, "0o10"',
    ],
    [
      "a number with _",
      "a: 1_000",
      ':1:4: 1_000 is "1_000" in YAML 1.2 and 1000 in YAML 1.1; write 1000, or, for text, "1_000"',
    ],
    ["yes", "a: yes", ':1:4: yes is "yes" in YAML 1.2 and true in YAML 1.1; write true, or, for text, "yes"'],
    [
      "a key that may be a boolean",
      "y: a",
      ':1:1: y is "y" in YAML 1.2 and true in YAML 1.1; write true, or, for text, "y"',
    ],
    ["a time", "a: 12:30", ':1:4: 12:30 is "12:30" in YAML 1.2 and 750 in YAML 1.1; write 750, or, for text, "12:30"'],
    ["a list", "- a\n", ": values must be a map, such as `defaults: {...}`"],
    ["a YAML 1.1 set", "%YAML 1.1\n--- !!set\n? defaults\n", ": values must be a map, such as `defaults: {...}`"],
    [
      "two documents",
      "namespace: a\n---\nnamespace: b\n",
      ": contains several YAML documents, but values must be a single document (pass manifests with --manifests)",
    ],
    ["an empty file", "", ": contains no values"],
    ["more than 256 KiB", " ".repeat(256 * 1024 + 1), ": larger than the limit of 256 KiB"],
    ["10,000 nested lists", "- ".repeat(10_000), ": nested too deeply"],
    ["an alias inside the value that it refers to", "labels: &a { b: *a }", ": aliases expand to too many values"],
    [
      "a few aliases that refer to a long list",
      `a: &a [${"1,".repeat(5000)}]\nb: [${"*a,".repeat(99)}]`,
      ": aliases expand to too many values",
    ],
    ["an alias bomb", aliasBomb(), ": Excessive alias count indicates a resource exhaustion attack"],
  ] as const)
    it(`rejects ${title}`, () => assert.throws(() => read(text), new InputError(`values.yaml${message}`)));

  it("quotes numbers and booleans as they are written", () => {
    for (const [text, found] of [
      ["labels: { a: 00000 }", 'labels.a: got 00000; expected a label value (quote the value: "00000")'],
      ["labels: { a: 1.10 }", 'labels.a: got 1.10; expected a label value (quote the value: "1.10")'],
      ["components: { agent: }", "components.agent: got null; expected an object with a component's settings"],
      ["namespace: 0x1F", 'namespace: got 0x1F; expected a namespace (quote the value: "0x1F")'],
      ["labels: { a: &x 00, b: *x }", 'labels.b: got 00; expected a label value (quote the value: "00")'],
      [
        "edges: [{ from: { namespace: a }, to: { component: agent }, ports: [{ port: 0x1FFFF }] }]",
        "edges[0].ports[0].port: got 0x1FFFF; expected a whole number from 1 to 65535, or a port name",
      ],
    ] as const)
      assert.throws(
        () => read(text),
        (error: Error) => error.message.includes(found),
        text,
      );
  });

  it("quotes numbers in the chart's values as they are written", () => {
    writeFileSync("values.yaml", "agent: { name: 00042 }");
    assert.throws(() => readArgs([], undefined, ["values.yaml"]), /got 00042; .*\(quote the value: "00042"\)/);
  });

  it("reads a plain number, true, and quoted text, which all versions of YAML read alike", () => {
    for (const [text, value] of [
      ["8081", 8081],
      ["0x1F91", 8081],
      ["true", true],
      ["'yes'", "yes"],
      ["12:30:00:00:aa", "12:30:00:00:aa"],
    ] as const)
      assert.throws(
        () => read(`unknown: 1\nnamespace: { a: ${text} }`),
        (error: Error) => !/YAML/.test(error.message),
        String(value),
      );
  });

  it("sets nothing on the prototype of all objects", () => {
    assert.throws(
      () => read('{"__proto__": {"polluted": true}}'),
      new InputError(`values.yaml:1:2: __proto__: unknown field; expected one of ${fields}`),
    );
    assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
  });

  for (const [name, reason] of [
    ["nowhere.yaml", "no such file"],
    [".", "is a folder, not a file"],
  ] as const)
    it(`rejects a path that cannot be read: ${name} ${reason}`, () =>
      assert.throws(() => readArgs([name], undefined), new InputError(`${name}: ${reason}`)));
});

function aliasBomb(): string {
  const lines = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`);
  return ["l0: &l0 [x]", ...lines].join("\n");
}

describe("reading values of Vald's chart", () => {
  withTempDir();
  const notes = (...texts: string[]) => {
    const files = texts.map((text, i) => {
      writeFileSync(`${i}.yaml`, text);
      return `${i}.yaml`;
    });
    return readArgs([], undefined, files).notes.filter(({ code }) => code === "empty-chart-values");
  };

  for (const [title, text] of [
    ["an empty file", ""],
    ["only a comment", "# nothing here\n"],
    ["null, which helm get values prints for a release without values", "null\n"],
    ["an empty map", "{}"],
  ] as const)
    it(`reads ${title} as the chart's defaults, with a note`, () => {
      const empty = { code: "empty-chart-values", file: "0.yaml" };
      assert.deepEqual(notes(text), [empty]);
      assert.deepEqual(notes(text, "agent: {}"), [empty]);
    });

  it("has no note for a file with values", () => assert.deepEqual(notes("agent: {}"), []));

  for (const files of [["controller: {}"], ["agent: {}", "controller: {}"], ["controller: {}", "agent: {}"]])
    it(`rejects a file of another chart: ${files.join(" and ")}`, () => {
      const position = `${files.indexOf("controller: {}")}.yaml:1:1`;
      const message = `${position}: controller: unknown field; expected one of \`agent\`, \`discoverer\`, \`gateway\`, \`manager\`, \`defaults\` (Vald's chart has none of the keys in these values; are they the values of another chart?)`;
      assert.throws(() => notes(...files), new InputError(message));
    });
});
