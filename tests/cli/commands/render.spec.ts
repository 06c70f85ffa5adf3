import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseAllDocuments } from "yaml";
import { renderCommand } from "../../../cli/commands/renderCommand";
import { InputError } from "../../../cli/input/inputError";
import { networkPolicies } from "../../../core";
import { captured, defaultsNote } from "../captured";
import { renderedText } from "../renderedText";
import { run } from "../run";
import { documentedValues } from "../../../testing/documentedValues";
import { withTempDir } from "../../../testing/withTempDir";

const golden = readFileSync(join(__dirname, "../../fixtures/default-policies.yaml"), "utf8");

const pyroscope = { matchLabels: { "app.kubernetes.io/name": "pyroscope" } };
const off = "defaults: { networkPolicy: { enabled: false } }";
const nothingToRender =
  "nothing to render, because the values turn policies off; policies that already exist in a cluster are not deleted\n";

describe("vald-netpol render", () => {
  withTempDir({
    "documented.yaml": documentedValues,
    "off.yaml": off,
    "namespace.yaml": "namespace: from-file\n",
    "good.yaml": "namespace: vald\nlabels: { team: search }\n",
    "bad.yaml": "# A comment.\nlabels: { team: '-' }\n",
    "invalid.yaml":
      "defaults:\n  networkPolicy:\n    cusotm: {}\n    custom:\n      egress:\n        - to: [{ ipBlock: { cidr: 10.0.0.1 } }]\n",
  });
  const documents = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as unknown);

  it("prints the default manifests without any options", () => {
    assert.deepEqual(run(["render"]), { code: 0, stdout: golden, stderr: defaultsNote });
  });

  it("reads the documented values from a file and from stdin", () => {
    const expected = networkPolicies({
      defaults: { networkPolicy: { custom: { ingress: [{ from: [{ podSelector: pyroscope }] }] } } },
    });
    assert.deepEqual(documents(renderedText({ values: ["documented.yaml"], output: "yaml" })), expected);
    assert.deepEqual(documents(run(["render", "-f", "-"], documentedValues).stdout), expected);
  });

  it("prints a single v1 List as JSON", () => {
    assert.deepEqual(JSON.parse(run(["render", "-o", "json", "-n", "vald"]).stdout), {
      apiVersion: "v1",
      kind: "List",
      items: networkPolicies({ namespace: "vald" }),
    });
  });

  for (const [title, values, flag, expected] of [
    ["-n, if it is set", ["namespace.yaml"], "from-flag", "from-flag"],
    ["the values, if -n is not set", ["namespace.yaml"], undefined, "from-file"],
    ["the default, if neither sets a namespace", [], undefined, "default"],
  ] as const)
    it(`takes the namespace from ${title}`, () => {
      const options = { values, ...(flag !== undefined && { namespace: flag }), output: "json" } as const;
      const { items } = JSON.parse(renderedText(options)) as { items: { metadata: { namespace: string } }[] };
      assert.equal(items[0]?.metadata.namespace, expected);
    });

  it("merges several files like Helm: later files win, maps are merged, lists are replaced", () => {
    const egress = (rule: string) => `defaults: { networkPolicy: { custom: { egress: [${rule}] } } }`;
    writeFileSync("base.yaml", `namespace: one\nlabels: { a: x, b: x }\n${egress("{ to: [{ podSelector: {} }] }")}`);
    writeFileSync("overlay.yaml", `labels: { b: z }\n${egress("{ ports: [{ port: 53 }] }")}`);
    assert.deepEqual(
      documents(run(["render", "-f", "base.yaml", "-f", "overlay.yaml"]).stdout),
      networkPolicies({
        namespace: "one",
        labels: { a: "x", b: "z" },
        defaults: { networkPolicy: { custom: { egress: [{ ports: [{ port: 53 }] }] } } },
      }),
    );
  });

  it("prints nothing, or an empty List, if policies are off", () => {
    assert.deepEqual(run(["render", "-f", "off.yaml"]), { code: 0, stdout: "", stderr: nothingToRender });
    assert.deepEqual(captured(renderCommand({ values: ["off.yaml"], output: "json" })), {
      code: 0,
      stdout: '{\n  "apiVersion": "v1",\n  "kind": "List",\n  "items": []\n}\n',
      stderr: nothingToRender,
    });
  });

  it("reports the position and path of every invalid value, prints nothing else and exits with 2", () => {
    assert.deepEqual(run(["render", "-f", "invalid.yaml"]), {
      code: 2,
      stdout: "",
      stderr:
        "invalid.yaml:3:5: defaults.networkPolicy.cusotm: unknown field; expected `enabled` or `custom` (did you mean `custom`?)\n" +
        'invalid.yaml:6:29: defaults.networkPolicy.custom.egress[0].to[0].ipBlock.cidr: got "10.0.0.1"; expected an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32 (for this single address, write 10.0.0.1/32)\n',
    });
  });

  const invalidLabel =
    'bad.yaml:2:11: labels.team: got "-"; expected a label value: empty, or at most 63 letters, digits, "-", "_", or ".", starting and ending with a letter or digit';
  it("points at the file that contains an invalid value", () =>
    assert.throws(
      () => renderCommand({ values: ["good.yaml", "bad.yaml"], output: "yaml" }),
      new InputError(invalidLabel),
    ));

  it("points at --namespace if its value is invalid", () =>
    assert.throws(
      () => renderCommand({ values: ["good.yaml"], namespace: "Vald", output: "yaml" }),
      new InputError(
        '--namespace: namespace: got "Vald"; expected a namespace name: at most 63 lowercase letters, digits, or "-", starting and ending with a letter or digit',
      ),
    ));

  for (const args of [["rendr"], ["render", "--nmespace", "x"], ["render", "-o", "xml"], ["render", "stray"], []])
    it(`exits with 2 and prints nothing on stdout for [${args.join(" ")}]`, () => {
      const { code, stdout } = run(args);
      assert.deepEqual([code, stdout], [2, ""]);
    });

  it("prints its help on stdout and exits with 0", () => {
    const { code, stdout, stderr } = run(["render", "--help"]);
    assert.deepEqual([code, stdout === "", stderr], [0, false, ""]);
  });
});
