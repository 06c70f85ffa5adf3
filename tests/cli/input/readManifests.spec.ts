import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../../cli/input/inputError";
import { fileKind } from "../../../cli/input/fileKind";
import { readArgs } from "../../../cli/input/readArgs";
import { readManifests } from "../../../cli/input/readManifests";
import { readInput } from "../../../cli/input/readInput";
import { readPreview } from "../../../cli/input/readPreview";
import { networkPolicies } from "../../../core";
import { noteText } from "../../../cli/output/noteText";
import { renderedText } from "../renderedText";
import { withTempDir } from "../../../testing/withTempDir";

const fixture = (name: string) => join(__dirname, `../../fixtures/chart-1.8.0-policies-${name}.yaml`);

describe("readManifests", () => {
  withTempDir();
  const read = (text: string | Buffer) => {
    writeFileSync("m.yaml", text);
    return readManifests(["m.yaml"], "default");
  };

  const readForVald = (text: string | Buffer) => {
    writeFileSync("m.yaml", text);
    return readInput({ values: [], namespace: "vald", manifests: ["m.yaml"] });
  };

  for (const output of ["yaml", "json"] as const)
    it(`reads the output of render -o ${output}`, () => {
      const { input, notes } = read(renderedText({ values: [], namespace: "vald", output }));
      const policies = networkPolicies({ namespace: "vald" }).map(({ metadata, spec }) => ({ metadata, spec }));
      assert.deepEqual(input, { policies, namespaces: {} });
      assert.deepEqual(notes, []);
    });

  it("reads the policies of Vald's chart into the given namespace", () => {
    const { input, notes } = readManifests([fixture("default")], "vald");
    assert.deepEqual(
      input.policies.map(({ metadata: { name, namespace } }) => `${namespace}/${name}`),
      [
        "vald/mirror-allow",
        "vald/vald-agent-allow",
        "vald/vald-discoverer-allow",
        "vald/vald-filter-gateway-allow",
        "vald/vald-lb-gateway-allow",
        "vald/vald-manager-index-allow",
      ],
    );
    assert.deepEqual([input.pods, notes], [undefined, []]);
    assert.equal(readManifests([fixture("all-workloads")], "vald").input.policies.length, 11);
    assert.equal(readManifests([fixture("readreplica")], "vald").input.policies.length, 1);
  });

  it("resolves aliases and merge keys", () => {
    const { input } = read(
      policy("{ podSelector: &all {}, ingress: [{ from: [&peer { podSelector: *all }, { <<: *peer }] }] }"),
    );
    assert.deepEqual(input.policies[0]?.spec, {
      podSelector: {},
      ingress: [{ from: [{ podSelector: {} }, { podSelector: {} }] }],
    });
  });

  for (const separator of ["", "\n", "\n---\n", " --- "])
    it(`reads JSON objects one after another, with ${JSON.stringify(separator)} between them`, () => {
      const objects = ["a", "b"].map((name) => ({
        apiVersion: "v1",
        kind: "Pod",
        metadata: { name, annotations: { text: '}{"' } },
      }));
      const { input, locate } = read(objects.map((object) => JSON.stringify(object)).join(separator));
      assert.deepEqual(
        input.pods?.map(({ name }) => name),
        ["a", "b"],
      );
      const [start] = locate([{ object: "Pod default/b", path: [] }]);
      const isOnOwnLine = separator.includes("\n");
      assert.deepEqual(start?.column, isOnOwnLine ? 1 : JSON.stringify(objects[0]).length + separator.length + 1);
      assert.deepEqual(start.line, separator.split("\n").length);
    });

  const encodings: readonly [name: string, encode: (text: string) => Buffer][] = [
    ["UTF-8 with a byte order mark", (text) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16LE with a byte order mark", (text) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["UTF-16BE with a byte order mark", (text) => Buffer.from(`\ufeff${text}`, "utf16le").swap16()],
    ["UTF-16LE without a byte order mark", (text) => Buffer.from(text, "utf16le")],
    ["UTF-16BE without a byte order mark", (text) => Buffer.from(text, "utf16le").swap16()],
  ];
  for (const [name, encode] of encodings)
    it(`reads ${name}, in manifests, previews and values`, () => {
      assert.equal(read(encode(policy("{} # 検索"))).input.policies.length, 1);
      assert.equal(
        read(encode(JSON.stringify({ apiVersion: "v1", kind: "List", items: [] }))).input.policies.length,
        0,
      );
      writeFileSync("preview.json", encode(JSON.stringify({ steps: [], changeSummary: {} })));
      assert.deepEqual(readPreview("preview.json", []).after.input.policies, []);
      writeFileSync("values.yaml", encode("namespace: search"));
      assert.equal(readArgs(["values.yaml"], undefined).resolved.namespace, "search");
      assert.equal(fileKind("values.yaml"), "values");
      writeFileSync("values.yaml", encode("agent: { enabled: false }"));
      assert.equal(readArgs([], undefined, ["values.yaml"]).resolved.components[0]?.isDeployed, false);
    });

  for (const [title, text, message] of [
    ["an empty file", "", "m.yaml: contains no Kubernetes objects"],
    ["empty documents", "# nothing\n---\n---\n", "m.yaml: contains no Kubernetes objects"],
    [
      "an unknown field in the spec of a policy",
      policy("{ podSelectr: {} }"),
      "m.yaml:4:9: NetworkPolicy vald/a: spec.podSelectr: unknown field; expected one of `podSelector`, `policyTypes`, `ingress`, `egress` (did you mean `podSelector`?)",
    ],
    [
      "rules outside the spec",
      `${policy("{}")}ingress: []\n`,
      "m.yaml:5:1: NetworkPolicy vald/a: ingress: unknown field; expected `metadata` or `spec` (put this field into `spec`)",
    ],
    [
      "an object without a name",
      "apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: Pod, metadata: {} }\n",
      "m.yaml:4:34: Pod (document 1, items[0]): metadata.name: missing field; expected a name",
    ],
    [
      "a policy type in lower case",
      policy("{ policyTypes: [ingress] }"),
      'm.yaml:4:23: NetworkPolicy vald/a: spec.policyTypes[0]: got "ingress"; expected `Ingress` or `Egress` (did you mean `Ingress`?)',
    ],
    [
      "three policy types",
      policy("{ policyTypes: [Ingress, Egress, Egress] }"),
      "m.yaml:4:9: NetworkPolicy vald/a: spec.policyTypes: got a list; expected at most two policy types",
    ],
    [
      "a peer that is null",
      policy("{ ingress: [{ from: [null] }] }"),
      "m.yaml:4:28: NetworkPolicy vald/a: spec.ingress[0].from[0]: got {}; expected either `ipBlock` or at least one selector (`podSelector`, `namespaceSelector`) (to allow everyone, omit the whole list `from` or `to`)",
    ],
    [
      "an address instead of a CIDR block",
      policy("{ egress: [{ to: [{ ipBlock: { cidr: 10.0.0.1 } }] }] }"),
      'm.yaml:4:38: NetworkPolicy vald/a: spec.egress[0].to[0].ipBlock.cidr: got "10.0.0.1"; expected an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32 (for this single address, write 10.0.0.1/32)',
    ],
    [
      "a boolean as a port",
      policy("{ ingress: [{ ports: [{ port: yes }] }] }"),
      'm.yaml:4:31: NetworkPolicy vald/a: spec.ingress[0].ports[0].port: got yes; expected a port number or a port name (quote the value: "yes")',
    ],
    [
      "a kind in lower case",
      "apiVersion: networking.k8s.io/v1\nkind: networkpolicy\n",
      'm.yaml:2:1: document 1: kind: got "networkpolicy"; expected `NetworkPolicy`',
    ],
    ["text that is not an object", "hello", 'm.yaml:1:1: document 1: got "hello"; expected a Kubernetes object'],
    [
      "a values file",
      "defaults: {}\n",
      "m.yaml:1:1: document 1: kind: missing field; expected a Kubernetes object's kind, such as `NetworkPolicy` (is this a values file?)\n" +
        "m.yaml:1:1: document 1: apiVersion: missing field; expected a Kubernetes object's API group and version, such as `networking.k8s.io/v1`",
    ],
    [
      "a list without items",
      "apiVersion: v1\nkind: List\n",
      "m.yaml:1:1: document 1: items: expected a list of objects",
    ],
    [
      "two policies with the same name",
      `${policy("{}")}---\n${policy("{}")}`,
      "m.yaml:6:1: NetworkPolicy vald/a: expected an object that is defined only once (also defined in document 1)",
    ],
    [
      "an invalid port and an invalid address of a pod",
      "{ apiVersion: v1, kind: Pod, metadata: { name: a }, spec: { containers: [{ ports: [{ containerPort: 0 }] }] }, status: { podIP: no-ip } }",
      "m.yaml:1:86: Pod vald/a: spec.containers[0].ports[0].containerPort: got 0; expected a whole number from 1 to 65535\n" +
        'm.yaml:1:122: Pod vald/a: status.podIP: got "no-ip"; expected an IPv4 or IPv6 address',
    ],
    [
      "objects without a line --- between them",
      policy("{}") + policy("{}"),
      'm.yaml:5:1: duplicate key "apiVersion"; the first one is at 1:1; if another object starts here, separate the objects with a line ---',
    ],
    ["a duplicate key", `${policy("{}")}spec: {}\n`, 'm.yaml:5:1: duplicate key "spec"; the first one is at 4:1'],
    [
      "a duplicate key in JSON",
      '{ "apiVersion": "v1", "kind": "Pod", "metadata": { "name": "a", "n\\u0061me": "b" } }',
      'm.yaml:1:65: duplicate key "name"; the first one is at 1:52',
    ],
    ["an unknown tag", "kind: !secret Pod\n", "m.yaml:1:18: unknown tag !<!secret>"],
    [
      "a duplicate key in the second of two JSON objects",
      '{ "kind": "Pod" }\n{ "apiVersion": "v1",\n  "kind": "Pod", "kind": "Pod" }',
      'm.yaml:3:18: duplicate key "kind"; the first one is at 3:3',
    ],
    [
      "a duplicate key after a value of the same text",
      "a: { x: y, y: 1, y: 2 }",
      "m.yaml:1:18: duplicate key y; the first one is at 1:12",
    ],
    [
      "a bracket that is not closed",
      "kind: Pod\nspec: { ports: [{ port: 1 }\nmetadata: {}\n",
      "m.yaml:3:1: missed comma between flow collection entries; check the [ at 2:16, which may lack its closing ]",
    ],
    [
      "a bracket that another bracket closes",
      '{ "kind": ["Pod" }',
      "m.yaml:1:18: missed comma between flow collection entries; check the [ at 1:11, which may lack its closing ]",
    ],
    [
      "a quote that is not closed",
      "kind: 'Pod\nmetadata: {}\n",
      "m.yaml:3:1: unexpected end of the stream within a single quoted scalar; check the ' at 1:7, which may lack its closing '",
    ],
    [
      "a quote that the next quote closes",
      'kind: "Pod\nname: "a"\n',
      'm.yaml:3:1: can not read a block mapping entry; a multiline key may not be an implicit key; check the " at 1:7, which may lack its closing "',
    ],
    [
      "entries without a comma between closed brackets",
      "spec: { a: [1] b: 2 }",
      "m.yaml:1:16: missed comma between flow collection entries",
    ],
    ...["{{- if .Values.on }}\nkind: Pod\n{{- end }}\n", '{{ include "pod" . }}\n'].map(
      (text) =>
        [
          `the template ${JSON.stringify(text)}`,
          text,
          "m.yaml:1:1: this is a template ({{ ... }}); pass the output of `helm template` or of the tool that renders it",
        ] as const,
    ),
    [
      "a template that is valid YAML",
      policy("{}").replace("name: a", "name: {{ .Release.Name }}"),
      "m.yaml:3:19: this is a template ({{ ... }}); pass the output of `helm template` or of the tool that renders it",
    ],
    ...["\u0000\u0001", "\u001f\u008b\b"].map(
      (text) =>
        [
          `the binary data ${JSON.stringify(text)}`,
          Buffer.from(text, "latin1"),
          "m.yaml: not a text file; pass YAML or JSON, such as the output of `helm template` or `kubectl get -o yaml`",
        ] as const,
    ),
    ["100,000 nested lists", "- ".repeat(100_000), "m.yaml:1:201: nesting exceeded maxDepth (100)"],
    ["an alias inside the value that it refers to", "a: &a [*a]", "m.yaml: aliases expand to too many values"],
    ["an alias bomb", aliasBomb(), "m.yaml: aliases expand to too many values"],
  ] as const)
    it(`rejects ${title}`, () => assert.throws(() => readForVald(text), new InputError(message)));

  it("quotes numbers and booleans as they are written", () => {
    const cases: [yaml: string, found: string][] = [
      [
        "{ podSelector: { matchLabels: { a: 00000 } } }",
        'got 00000; expected a label value (quote the value: "00000")',
      ],
      ["{ podSelector: { matchLabels: { a: 1.10 } } }", 'got 1.10; expected a label value (quote the value: "1.10")'],
      [
        "{ podSelector: { matchLabels: { a: 0x1F , b: b } } }",
        'got 0x1F; expected a label value (quote the value: "0x1F")',
      ],
      ["{ policyTypes: [yes] }", "got yes; expected `Ingress` or `Egress`"],
      [
        "{ ingress: [{ ports: [{ port: 0x1FFFF }] }] }",
        "got 0x1FFFF; expected a whole number from 1 to 65535, or a port name",
      ],
      ["{ ingress: [{ ports: [{ protocol: 1_0 }] }] }", "got 1_0; expected one of `TCP`, `UDP`, `SCTP`"],
      ["{ podSelector: { matchLabels: { a: &x 010 } } }", 'got 010; expected a label value (quote the value: "010")'],
      [
        "\n  podSelector:\n    matchLabels:\n      a: # unit\n        00042 # forty-two",
        'got 00042; expected a label value (quote the value: "00042")',
      ],
    ];
    for (const [yaml, found] of cases)
      assert.throws(
        () => readForVald(policy(yaml)),
        (error: Error) => {
          assert.equal(error.message.slice(error.message.indexOf("got")), found);
          return true;
        },
      );
    const json = JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "a", labels: { a: 7 } } });
    assert.throws(
      () => readForVald(json.replace("7", "1.10e1")),
      /metadata\.labels\.a: got 1\.10e1; expected a label value \(quote the value: "1\.10e1"\)$/,
    );
  });

  it("infers Vald's namespace also from invalid policies, so that an invalid policy of Vald is an error", () => {
    const text = `${policy("{ podSelector: { matchLabels: { app: vald-agent } }, egres: [] }")}`;
    writeFileSync("m.yaml", text);
    assert.throws(
      () => readInput({ values: [], manifests: ["m.yaml"] }),
      /^Error: m\.yaml:4:60: NetworkPolicy vald\/a: spec\.egres: unknown field/,
    );
  });

  it("reads the rest of a dump, and notes the invalid objects of others with their positions", () => {
    const others = Array.from({ length: 12 }, (_, i) =>
      policy(i === 0 ? "{ egres: [], ingres: [] }" : "[]").replace(
        "name: a, namespace: vald",
        `name: a, namespace: n${i}`,
      ),
    );
    const podOfOther =
      "{ apiVersion: v1, kind: Pod, metadata: { name: p, namespace: shop }, spec: { containers: none } }\n";
    const { context, notes } = readForVald(
      [policy("{ podSelector: { matchLabels: { app: vald-agent } } }"), podOfOther, ...others].join("---\n"),
    );
    assert.equal(context.effectivePolicies.length, 1);
    assert.equal(context.unevaluatedPolicies?.length, 12);
    const texts = notes.map(noteText);
    assert.deepEqual(
      [texts[0], texts.at(-2), texts.at(-1)],
      [
        "not read: m.yaml:11:9: NetworkPolicy n0/a: spec.egres: unknown field; expected one of `podSelector`, `policyTypes`, `ingress`, `egress` (did you mean `egress`?), and 1 more issue; results that depend on this policy are unknown",
        "not read: m.yaml:56:1: NetworkPolicy n9/a: spec: got []; expected a NetworkPolicy spec; results that depend on this policy are unknown",
        "not read: 3 more objects",
      ],
    );
  });

  it("reports the first 50 invalid objects, and the number of remaining ones", () => {
    const expected = Array.from(
      { length: 50 },
      (_, i) => `m.yaml:${i + 4}:3: document 1, items[${i}]: got 1; expected a Kubernetes object\n`,
    );
    assert.throws(
      () => read(`apiVersion: v1\nkind: List\nitems:\n${"- 1\n".repeat(20_000)}`),
      new InputError(`${expected.join("")}and 19950 more`),
    );
  });

  it("rejects a missing file", () => {
    assert.throws(() => readManifests(["nowhere.yaml"], "default"), new InputError("nowhere.yaml: no such file"));
  });
});

function policy(spec: string): string {
  return `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a, namespace: vald }\nspec: ${spec}\n`;
}

function aliasBomb(): string {
  const lines = Array.from({ length: 12 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`);
  return ["l0: &l0 [x]", ...lines].join("\n");
}
