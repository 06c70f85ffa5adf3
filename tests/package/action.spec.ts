import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as {
  inputs: Record<string, { default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: { id?: string; shell: string; env?: Record<string, string>; run: string }[] };
};

const before = "namespace: vald\n";
const after = `namespace: vald
components:
  lbGateway:
    custom:
      ingress:
        - from: [{ podSelector: { matchLabels: { app: search } } }]
          ports: [{ port: 8081 }]
`;
const opened = `## Network policies of Vald

### Opens

| from | to | ports |
| :--- | :--- | :--- |
| pods app=search in namespace vald | lb gateway | TCP 8081 |
`;
const unchanged = "## Network policies of Vald\n\nNothing opens and nothing closes.\n";

describe("action.yml", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "action-"));
    for (const [name, text] of Object.entries({ "before.yaml": before, "after.yaml": after, summary: "", output: "" }))
      writeFileSync(join(folder, name), text);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs the steps as a runner does, in the folder; building, which needs the network, finds nothing to do. */
  function run(inputs: Record<string, string>): { status: number | null; summary: string; output: string } {
    const valueOf = (name: string) => inputs[name] ?? action.inputs[name]?.default ?? assert.fail(`no input ${name}`);
    for (const { shell, env = {}, run: script } of action.runs.steps) {
      assert.equal(shell, "bash");
      const variables = Object.entries(env).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => valueOf(input)),
      ]);
      const { status } = spawnSync("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script], {
        cwd: folder,
        env: {
          PATH: process.env["PATH"],
          GITHUB_ACTION_PATH: root,
          GITHUB_STEP_SUMMARY: join(folder, "summary"),
          GITHUB_OUTPUT: join(folder, "output"),
          ...(Object.fromEntries(variables) as Record<string, string>),
        },
      });
      if (status !== 0) return { status, ...written() };
    }
    return { status: 0, ...written() };
  }
  const written = () => ({
    summary: readFileSync(join(folder, "summary"), "utf8"),
    output: readFileSync(join(folder, "output"), "utf8"),
  });

  it("puts what a change opens into the job summary", () => {
    assert.deepEqual(run({ before: "before.yaml", after: "after.yaml" }), {
      status: 0,
      summary: opened,
      output: "changed=true\n",
    });
  });

  it("says that nothing changed", () => {
    assert.deepEqual(run({ before: "before.yaml", after: "before.yaml", "fail-on-change": "true" }), {
      status: 0,
      summary: unchanged,
      output: "changed=false\n",
    });
  });

  it("fails on a change where it is asked to, after the summary is written", () => {
    assert.deepEqual(run({ before: "before.yaml", after: "after.yaml", "fail-on-change": "true" }), {
      status: 1,
      summary: opened,
      output: "changed=true\n",
    });
  });

  it("takes a preview instead of two files", () => {
    writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [], changeSummary: {} }));
    assert.deepEqual(run({ preview: "preview.json", namespace: "vald" }), {
      status: 0,
      summary: unchanged,
      output: "changed=false\n",
    });
  });

  it("takes who the components are from values, and from the chart's", () => {
    const edge = "edges: [{ from: { namespace: shop }, to: { component: mirrorGateway } }]\n";
    const on = `${before}defaults: { networkPolicy: { enabled: true } }\n`;
    writeFileSync(join(folder, "chart.yaml"), "gateway: { mirror: { enabled: true } }\n");
    writeFileSync(join(folder, "on.yaml"), on);
    writeFileSync(join(folder, "edge.yaml"), on + edge);
    const { summary } = run({ before: "on.yaml", after: "edge.yaml", "chart-values": "chart.yaml" });
    assert.match(summary, /\| all pods in namespace shop \| mirror gateway \| all ports \|/);
    assert.equal(run({ preview: "preview.json", values: "edge.yaml" }).status, 2);
    writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [], changeSummary: {} }));
    assert.equal(run({ preview: "preview.json", values: "edge.yaml" }).status, 0);
    assert.equal(run({ preview: "preview.json", values: "nowhere.yaml" }).status, 2);
  });

  it("adds to a summary that is there already", () => {
    writeFileSync(join(folder, "summary"), "# Before\n");
    assert.equal(run({ before: "before.yaml", after: "before.yaml" }).summary, `# Before\n${unchanged}`);
  });

  for (const [what, inputs] of [
    ["a file that is not there", { before: "before.yaml", after: "nowhere.yaml" }],
    ["no file at all", {}],
    ["two files and a preview", { before: "before.yaml", after: "after.yaml", preview: "before.yaml" }],
    ["another word for true", { before: "before.yaml", after: "after.yaml", "fail-on-change": "yes" }],
    ["an option in the place of a file", { before: "--help", after: "after.yaml" }],
  ] as const) {
    it(`fails for ${what}, and writes neither summary nor output`, () => {
      assert.deepEqual(run(inputs), { status: 2, summary: "", output: "" });
    });
  }

  it("runs nothing that stands in a file's name", () => {
    const names = ['a b $(touch run) `touch run` ";touch run;".yaml', "-o'; touch run #.yaml"] as const;
    writeFileSync(join(folder, names[0]), before);
    writeFileSync(join(folder, names[1]), after);
    assert.equal(run({ before: names[0], after: names[1] }).summary, opened);
    const expected = ["after.yaml", "before.yaml", "output", "summary", ...names];
    assert.deepEqual(readdirSync(folder).sort(), expected.sort());
  });

  it("has no expression inside a script", () => {
    assert.deepEqual(
      action.runs.steps.filter(({ run: script }) => script.includes("${{")),
      [],
    );
  });

  it("gives the output of the step that compares", () => {
    assert.deepEqual(action.outputs["changed"]?.value, "${{ steps.diff.outputs.changed }}");
    assert.deepEqual(
      action.runs.steps.map(({ id }) => id),
      [undefined, "diff"],
    );
  });
});
