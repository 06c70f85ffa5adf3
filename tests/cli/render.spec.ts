import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { networkPolicies } from "../../policies";

const cli = join(__dirname, "../../dist/vald-netpol.js");
const seedRules = {
  ingress: [{ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] }],
};
const seedValues = `
defaults:
  networkPolicy:
    enabled: true
    custom:
      ingress:
        - from:
            - podSelector:
                matchLabels:
                  app.kubernetes.io/name: pyroscope
`;

describe("vald-netpol render", () => {
  const folder = mkdtempSync(join(tmpdir(), "vald-netpol-"));
  after(() => rmSync(folder, { recursive: true }));

  function file(name: string, text: string): string {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  }
  const run = (args: string[], input = "") => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
      input,
      encoding: "utf8",
      cwd: folder,
    });
    return { status, stdout, stderr };
  };
  const documents = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as unknown);

  it("prints the default's manifests as YAML when nothing is given", () => {
    const { status, stdout, stderr } = run(["render"]);
    assert.deepEqual([status, stderr], [0, ""]);
    assert.deepEqual(documents(stdout), networkPolicies({}));
  });

  it("takes the documented values as they are, from a file and from stdin", () => {
    const expected = networkPolicies({ defaults: { networkPolicy: { custom: seedRules } } });
    assert.deepEqual(documents(run(["render", "-f", file("seed.yaml", seedValues)]).stdout), expected);
    assert.deepEqual(documents(run(["render", "-f", "-"], seedValues).stdout), expected);
  });

  it("prints one v1 List as JSON", () => {
    const { stdout } = run(["render", "-o", "json", "-n", "vald"]);
    assert.deepEqual(JSON.parse(stdout), {
      apiVersion: "v1",
      kind: "List",
      items: networkPolicies({ namespace: "vald" }),
    });
  });

  it("takes the namespace from -n, else from the values", () => {
    const values = file("namespace.yaml", "namespace: from-file\n");
    const namespaceOf = (args: string[]) =>
      (parse(run(["render", "-o", "json", ...args]).stdout) as { items: { metadata: { namespace: string } }[] })
        .items[0]?.metadata.namespace;
    assert.deepEqual(
      [namespaceOf(["-f", values]), namespaceOf(["-f", values, "-n", "from-flag"]), namespaceOf([])],
      ["from-file", "from-flag", "default"],
    );
  });

  it("merges several files as Helm does: later files win, maps are merged, lists are replaced", () => {
    const base = file(
      "base.yaml",
      "namespace: one\nlabels: { a: x, b: x }\ndefaults: { networkPolicy: { custom: { egress: [{ to: [{ podSelector: {} }] }] } } }",
    );
    const over = file(
      "over.yaml",
      "labels: { b: z }\ndefaults: { networkPolicy: { custom: { egress: [{ ports: [{ port: 53 }] }] } } }",
    );
    assert.deepEqual(
      documents(run(["render", "-f", base, "-f", over]).stdout),
      networkPolicies({
        namespace: "one",
        labels: { a: "x", b: "z" },
        defaults: { networkPolicy: { custom: { egress: [{ ports: [{ port: 53 }] }] } } },
      }),
    );
  });

  it("prints nothing, or an empty List, when policies are off", () => {
    const off = file("off.yaml", "defaults: { networkPolicy: { enabled: false } }");
    assert.deepEqual(run(["render", "-f", off]), {
      status: 0,
      stdout: "",
      stderr: "No policies: they are off in these values. Those in a cluster stay there.\n",
    });
    assert.deepEqual(JSON.parse(run(["render", "-f", off, "-o", "json"]).stdout), {
      apiVersion: "v1",
      kind: "List",
      items: [],
    });
  });

  it("names file, line, column and path of every wrong value, prints nothing else and exits with 2", () => {
    file(
      "wrong.yaml",
      "defaults:\n  networkPolicy:\n    cusotm: {}\n    custom:\n      egress:\n        - to: [{ ipBlock: { cidr: 10.0.0.1 } }]\n",
    );
    assert.deepEqual(run(["render", "-f", "wrong.yaml"]), {
      status: 2,
      stdout: "",
      stderr:
        "wrong.yaml:3:5: defaults.networkPolicy.cusotm: unknown field; expected one of enabled, custom (did you mean custom?)\n" +
        'wrong.yaml:6:29: defaults.networkPolicy.custom.egress[0].to[0].ipBlock.cidr: "10.0.0.1" given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32 (for this one address: 10.0.0.1/32)\n',
    });
  });

  it("points at the file that a wrong value of several comes from", () => {
    file("good.yaml", "namespace: vald\nlabels: { team: search }\n");
    file("bad.yaml", "# none\nlabels: { team: '-' }\n");
    assert.match(
      run(["render", "-f", "good.yaml", "-f", "bad.yaml"]).stderr,
      /^bad\.yaml:2:11: labels\.team: "-" given; /,
    );
    assert.match(
      run(["render", "-f", "bad.yaml", "-f", "good.yaml", "-n", "Vald"]).stderr,
      /^--namespace: namespace: "Vald" given; /,
    );
  });

  for (const [what, text, message] of [
    ["broken YAML", "a: [", /^v\.yaml:1:5: /],
    ["a key that stands twice", "namespace: a\nnamespace: b\n", /^v\.yaml:2:1: Map keys must be unique\n$/],
    ["a list of values", "- a\n", /^v\.yaml: values are a map/],
    ["two documents", "namespace: a\n---\nnamespace: b\n", /^v\.yaml: more than one YAML document/],
    ["a bomb of aliases", bomb(), /^v\.yaml: Excessive alias count/],
    ["__proto__", "__proto__: { namespace: x }\n", /^v\.yaml:1:1: __proto__: unknown field; /],
  ] as const) {
    it(`refuses ${what}, without a stack trace`, () => {
      file("v.yaml", text);
      const { status, stdout, stderr } = run(["render", "-f", "v.yaml"]);
      assert.deepEqual([status, stdout], [2, ""]);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /^ +at /m);
    });
  }

  it("says in plain words why a file cannot be read, and exits with 2", () => {
    for (const [name, why] of [
      ["nowhere.yaml", "there is no such file"],
      [".", "it is a folder"],
    ] as const)
      assert.deepEqual(run(["render", "-f", name]), { status: 2, stdout: "", stderr: `${name}: ${why}\n` });
  });

  it("exits with 2 on misuse and prints nothing on stdout", () => {
    for (const args of [["rendr"], ["render", "--nmespace", "x"], ["render", "-o", "xml"], ["render", "stray"], []]) {
      const { status, stdout } = run(args);
      assert.deepEqual([args, status, stdout], [args, 2, ""]);
    }
  });

  it("shows help with an example on stdout and exits with 0", () => {
    const { status, stdout } = run(["render", "--help"]);
    assert.equal(status, 0);
    assert.match(stdout, /vald-netpol render -f values\.yaml -n vald \| kubectl apply -f -/);
  });
});

function bomb(): string {
  const lines = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${Array(9).fill(`*l${i}`).join(", ")}]`);
  return ["l0: &l0 [x]", ...lines].join("\n");
}
