import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

const root = join(__dirname, "../..");
const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as {
  inputs: Record<string, { default: string }>;
  outputs: Record<string, { value: string }>;
  runs: { using: string; steps: { id?: string; shell: string; env?: Record<string, string>; run: string }[] };
};

const valuesBefore = "namespace: vald\n";
const valuesAfter = `namespace: vald
components:
  lbGateway:
    custom:
      ingress:
        - from: [{ podSelector: { matchLabels: { app: search } } }]
          ports: [{ port: 8081 }]
`;
const opened = `## Vald network policies

### Opens

| from | to | ports |
| :--- | :--- | :--- |
| pods app=search in namespace vald | lb gateway | TCP 8081 |
`;
const unchanged = "## Vald network policies\n\nNo connections open or close.\n";

describe("action.yml", () => {
  // In a checkout without a build, the action would install packages. This checkout contains nothing but a build.
  const checkout = mkdtempSync(join(tmpdir(), "action-checkout-"));
  symlinkSync(join(root, "dist"), join(checkout, "dist"));
  after(() => rmSync(checkout, { recursive: true }));

  let folder: string;
  let temp: string;
  beforeEach(() => {
    temp = mkdtempSync(join(tmpdir(), "action-temp-"));
    folder = mkdtempSync(join(tmpdir(), "action-"));
    for (const [name, text] of Object.entries({
      "before.yaml": valuesBefore,
      "after.yaml": valuesAfter,
      summary: "",
      output: "",
    }))
      writeFileSync(join(folder, name), text);
  });
  afterEach(() => [folder, temp].forEach((one) => rmSync(one, { recursive: true })));

  /** Runs the action's steps in the folder, as a runner would. */
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
          GITHUB_ACTION_PATH: checkout,
          GITHUB_STEP_SUMMARY: join(folder, "summary"),
          GITHUB_OUTPUT: join(folder, "output"),
          RUNNER_TEMP: temp,
          ...(Object.fromEntries(variables) as Record<string, string>),
        },
      });
      if (status !== 0) return { status, ...written() };
    }
    return { status: 0, ...written() };
  }
  const written = () => ({
    summary: readFileSync(join(folder, "summary"), "utf8"),
    output: readFileSync(join(folder, "output"), "utf8").replace(`${temp}/`, ""),
  });
  const outputs = (changed: boolean, found: boolean | "" = "") =>
    `changed=${changed}\nfound=${found}\nreport=vald-network-policies.md\n`;

  it("writes the connections that a change opens to the job summary", () => {
    assert.deepEqual(run({ before: "before.yaml", after: "after.yaml" }), {
      status: 0,
      summary: opened,
      output: outputs(true),
    });
  });

  it("writes that nothing changes", () => {
    assert.deepEqual(run({ before: "before.yaml", after: "before.yaml", "fail-on-change": "true" }), {
      status: 0,
      summary: unchanged,
      output: outputs(false),
    });
  });

  it("fails on a change with fail-on-change, after writing the summary", () => {
    assert.deepEqual(run({ before: "before.yaml", after: "after.yaml", "fail-on-change": "true" }), {
      status: 1,
      summary: opened,
      output: outputs(true),
    });
  });

  it("reads a preview instead of two files", () => {
    writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [], changeSummary: {} }));
    assert.deepEqual(run({ preview: "preview.json", namespace: "vald" }), {
      status: 0,
      summary: unchanged,
      output: outputs(false),
    });
  });

  it("merges both sides over the chart-values input", () => {
    const own = `${valuesBefore}defaults: { networkPolicy: { enabled: true } }\n`;
    const edge = "edges: [{ from: { namespace: shop }, to: { component: mirrorGateway } }]\n";
    writeFileSync(join(folder, "chart.yaml"), "gateway: { mirror: { enabled: true } }\n");
    writeFileSync(join(folder, "own.yaml"), own);
    writeFileSync(join(folder, "edge.yaml"), own + edge);
    assert.deepEqual(run({ before: "own.yaml", after: "edge.yaml", "chart-values": "chart.yaml" }), {
      status: 0,
      summary: `## Vald network policies

### Opens

| from | to | ports |
| :--- | :--- | :--- |
| all pods in namespace shop | mirror gateway | all ports |
`,
      output: outputs(true),
    });
  });

  it("reads values that contain the component names of a preview", () => {
    writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps: [], changeSummary: {} }));
    assert.equal(run({ preview: "preview.json", values: "before.yaml" }).status, 0);
    assert.equal(run({ preview: "preview.json", values: "nowhere.yaml" }).status, 2);
  });

  it("passes providers and kinds of policies on", () => {
    const step = (provider: string, kind: string) => ({
      op: "create",
      urn: `urn::${kind}`,
      newState: { type: `kubernetes:cilium.io/v2:${kind}`, inputs: {}, provider: `urn::${provider}::0` },
    });
    const steps = [step("blue", "CiliumNetworkPolicy"), step("green", "CiliumClusterwideNetworkPolicy")];
    writeFileSync(join(folder, "preview.json"), JSON.stringify({ steps, changeSummary: {} }));
    const kinds = steps.map(({ newState }) => newState.type.split(":")[2]).join(" ");
    assert.equal(run({ preview: "preview.json" }).status, 2);
    assert.equal(run({ preview: "preview.json", provider: "blue green" }).output, outputs(true));
    assert.equal(
      run({ preview: "preview.json", provider: "blue green", "ignore-kind": kinds }).summary.endsWith(unchanged),
      true,
    );
  });

  it("reports findings after the change with check, and writes the same text to the report", () => {
    const { status, summary, output } = run({ before: "before.yaml", after: "after.yaml", check: "true" });
    assert.deepEqual([status, output], [0, outputs(true, false)]);
    assert.ok(summary.startsWith(`${opened}\n### Findings\n\n| severity | finding |`), summary);
    assert.equal(readFileSync(join(temp, "vald-network-policies.md"), "utf8"), summary);
  });

  it("fails on an error with fail-on-finding, after writing the summary", () => {
    writeFileSync(join(folder, "off.yaml"), "defaults: { networkPolicy: { enabled: false } }\n");
    const inputs = { before: "off.yaml", after: "off.yaml", check: "true", "fail-on-finding": "true" };
    const { status, summary, output } = run(inputs);
    assert.deepEqual([status, output], [1, outputs(false, true)]);
    assert.match(summary, /\| error \| \[policies-off\]/);
  });

  it("appends to an existing summary", () => {
    writeFileSync(join(folder, "summary"), "# Before\n");
    assert.equal(run({ before: "before.yaml", after: "before.yaml" }).summary, `# Before\n${unchanged}`);
  });

  for (const [title, inputs] of [
    ["a missing file", { before: "before.yaml", after: "nowhere.yaml" }],
    ["no file", {}],
    ["two files and a preview", { before: "before.yaml", after: "after.yaml", preview: "before.yaml" }],
    [
      "a value of fail-on-change that is not true or false",
      { before: "before.yaml", after: "after.yaml", "fail-on-change": "yes" },
    ],
    ["a value of check that is not true or false", { before: "before.yaml", after: "after.yaml", check: "yes" }],
    ["an option instead of a file", { before: "--help", after: "after.yaml" }],
  ] as const) {
    it(`fails for ${title}, and writes neither summary nor output`, () => {
      assert.deepEqual(run(inputs), { status: 2, summary: "", output: "" });
    });
  }

  it("does not run commands in file names", () => {
    const names = ['a b $(touch run) `touch run` ";touch run;".yaml', "-o'; touch run #.yaml"] as const;
    writeFileSync(join(folder, names[0]), valuesBefore);
    writeFileSync(join(folder, names[1]), valuesAfter);
    assert.equal(run({ before: names[0], after: names[1] }).summary, opened);
    const expected = ["after.yaml", "before.yaml", "output", "summary", ...names];
    assert.deepEqual(readdirSync(folder).sort(), expected.sort());
  });

  it("has no expressions in its scripts", () => {
    assert.deepEqual(
      action.runs.steps.filter(({ run: script }) => script.includes("${{")),
      [],
    );
  });

  it("returns the output of the comparison step", () => {
    assert.deepEqual(action.outputs["changed"]?.value, "${{ steps.diff.outputs.changed }}");
    assert.deepEqual(
      action.runs.steps.map(({ id }) => id),
      [undefined, "diff"],
    );
  });
});
