import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { checkCommand } from "../../../cli/commands/checkCommand";
import { diffCommand } from "../../../cli/commands/diffCommand";
import { explainCommand } from "../../../cli/commands/explainCommand";
import { graphCommand } from "../../../cli/commands/graphCommand";
import { matrixCommand } from "../../../cli/commands/matrixCommand";
import { renderCommand } from "../../../cli/commands/renderCommand";
import { verifyCommand } from "../../../cli/commands/verifyCommand";
import { InputError } from "../../../cli/input/inputError";
import type { InputOptions } from "../../../cli/input/readInput";
import { UsageError } from "../../../cli/input/usageError";
import type { CommandResult } from "../../../cli/output/commandResult";
import { networkPolicies } from "../../../core";
import { withTempDir } from "../../../testing/withTempDir";
import { captured } from "../captured";
import { renderedText } from "../renderedText";
import { cli } from "../run";

const base = `namespace: vald
edges:
  - from: { namespace: shop }
    to: { component: lbGateway }
`;
const overlay = "components: { mirrorGateway: { enabled: true } }\n";

/** A preview that creates the policies of the documented table and deletes nothing. */
const preview = JSON.stringify({
  steps: networkPolicies({ namespace: "vald" }).map((inputs) => ({
    op: "create",
    urn: inputs.metadata.name,
    newState: { type: "kubernetes:networking.k8s.io/v1:NetworkPolicy", inputs },
  })),
  changeSummary: { create: 5 },
});

const commands: Record<string, (options: InputOptions) => CommandResult | Promise<CommandResult>> = {
  check: (options) => checkCommand({ ...options, output: "json" }),
  matrix: (options) => matrixCommand({ ...options, output: "csv" }),
  graph: (options) => graphCommand({ ...options, output: "mermaid" }),
  explain: (options) => explainCommand("shop/", "mirrorGateway", { ...options, output: "text" }),
  verify: (options) => verifyCommand({ ...options, output: "json" }),
};

describe("input files", () => {
  withTempDir({ "base.yaml": base, "overlay.yaml": overlay, "preview.json": preview });
  const outputOf = async (command: string, options: InputOptions) =>
    captured(await commands[command]!(options)).stdout.replaceAll(/,\s*"at": ".*"/g, "");
  before(() => {
    const manifests = renderedText({ values: ["base.yaml", "overlay.yaml"], output: "yaml" });
    writeFileSync("manifests.yaml", manifests);
    const [first = "", ...others] = manifests.split("---\n");
    writeFileSync("first.yaml", first);
    writeFileSync("others.yaml", others.join("---\n"));
    writeFileSync("documented.yaml", renderedText({ namespace: "vald", output: "yaml" }));
  });

  for (const command of ["check", "matrix", "graph"]) {
    it(`that are arguments of ${command} are a base and overlays`, async () =>
      assert.equal(
        await outputOf(command, { files: ["base.yaml", "overlay.yaml"] }),
        await outputOf(command, { values: ["base.yaml", "overlay.yaml"] }),
      ));

    it(`that are arguments of ${command} may be manifests, with values that name the components`, async () =>
      assert.equal(
        await outputOf(command, { files: ["manifests.yaml", "base.yaml", "overlay.yaml"] }),
        await outputOf(command, { manifests: ["manifests.yaml"], values: ["base.yaml", "overlay.yaml"] }),
      ));
  }

  for (const command of Object.keys(commands)) {
    it(`are combined by ${command} if they contain manifests`, async () =>
      assert.equal(
        await outputOf(command, { manifests: ["first.yaml", "others.yaml"] }),
        await outputOf(command, { manifests: ["manifests.yaml"] }),
      ));

    it(`may be a preview for ${command}, which then reads the planned policies`, async () =>
      assert.equal(
        await outputOf(command, { preview: "preview.json" }),
        await outputOf(command, { manifests: ["documented.yaml"] }),
      ));
  }

  it("may be a preview with manifests without policies, which add the pods and the labels of namespaces", () => {
    const shop = "{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {team: search}}}";
    const pod = "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop, labels: {app: a}}}";
    writeFileSync("pods.yaml", `${shop}\n---\n${pod}\n`);
    const json = (options: InputOptions) =>
      captured(explainCommand("shop/a", "agent", { ...options, output: "json" })).stdout;
    const policies = { manifests: ["documented.yaml", "pods.yaml"] };
    assert.equal(json({ preview: "preview.json", manifests: ["pods.yaml"] }), json(policies));
  });

  it("may be a preview without policies, which a note says", () => {
    writeFileSync("none.json", JSON.stringify({ steps: [], changeSummary: {} }));
    writeFileSync("pod.yaml", "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}}\n");
    const note = "the preview contains no NetworkPolicy (networking.k8s.io/v1)\n";
    for (const manifests of [[], ["pod.yaml"]])
      assert.equal(captured(checkCommand({ preview: "none.json", manifests, output: "text" })).stderr, note);
  });

  it("of a preview and its manifests have positions only in the manifests", () => {
    const pod = "{apiVersion: v1, kind: Pod, metadata: {name: a, namespace: vald, labels: {app: x}}}\n";
    writeFileSync("unisolated.yaml", pod);
    const { stdout } = captured(
      checkCommand({ preview: "preview.json", manifests: ["unisolated.yaml"], output: "json" }),
    );
    const { findings } = JSON.parse(stdout) as { findings: { object?: string; at?: string }[] };
    const positions = findings.flatMap(({ object, at }) =>
      object === undefined ? [] : [`${object.split(" ")[0]} ${at}`],
    );
    assert.deepEqual([...new Set(positions)].sort(), ["NetworkPolicy undefined", "Pod unisolated.yaml:1:66"]);
  });

  it("of a preview and its manifests are each named in errors about their objects", () => {
    const pod = "apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: vald, labels: [] }\n";
    writeFileSync("wrong-pod.yaml", pod);
    assert.throws(
      () => commands["check"]!({ preview: "preview.json", manifests: ["wrong-pod.yaml"] }),
      new InputError("wrong-pod.yaml:3:39: Pod vald/a: metadata.labels: got []; expected a map of labels"),
    );
  });

  for (const [title, policyLabels, otherNamespace] of [
    ["that selects a component", { app: "vald-agent" }, "; for the policies in namespace prod, use -n prod"],
    ["of another team", { app: "cart" }, ""],
  ] as const)
    it(`in another namespace with a policy ${title} are ${otherNamespace === "" ? "not " : ""}suggested`, () => {
      const policy = {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: "a", namespace: "prod" },
        spec: { podSelector: { matchLabels: policyLabels } },
      };
      writeFileSync("prod.yaml", JSON.stringify(policy));
      const options = { manifests: ["prod.yaml"], namespace: "vald", output: "text" } as const;
      const note = `no policy in namespace vald selects a Vald component${otherNamespace}\n`;
      const stderr = (from: string, to: string) => captured(explainCommand(from, to, options)).stderr;
      assert.equal(stderr("lbGateway", "agent"), note);
      assert.equal(stderr("vald/app=a", "vald/app=vald-agent"), otherNamespace === "" ? "" : note);
    });

  it("with an issue are named in the error, with the position in this file", () => {
    writeFileSync("invalid.yaml", "apiVersion: v1\nkind: Pod\nmetadata: { name: a, namespace: vald, labels: [] }\n");
    assert.throws(
      () => commands["check"]!({ files: ["manifests.yaml", "invalid.yaml"] }),
      new InputError("invalid.yaml:3:39: Pod vald/a: metadata.labels: got []; expected a map of labels"),
    );
  });

  it("with a finding are named in the finding", () => {
    const { stdout } = captured(checkCommand({ files: ["first.yaml", "others.yaml"], output: "json" }));
    const { findings } = JSON.parse(stdout) as { findings: { object?: string; at?: string }[] };
    assert.deepEqual(
      findings.map(({ object, at }) => [object, at]),
      [
        ["NetworkPolicy vald/vald-discoverer-allow", "others.yaml:10:3"],
        ["NetworkPolicy vald/mirror-allow", "others.yaml:142:3"],
      ],
    );
  });

  it("on both sides of a change are a base and overlays, or are combined", () => {
    const compared = (...sides: [before: string[], after: string[]]) =>
      captured(diffCommand({ before: sides[0], after: sides[1], output: "text" })).stdout;
    const nothing = "No connections open or close.\n";
    assert.equal(compared(["base.yaml", "overlay.yaml"], ["first.yaml", "others.yaml"]), nothing);
    assert.notEqual(compared(["base.yaml"], ["first.yaml", "others.yaml"]), nothing);
  });

  it("on both sides of a change can be drawn like those of diff", async () => {
    const drawn = async (options: Partial<Parameters<typeof graphCommand>[0]>) =>
      captured(await graphCommand({ ...options, output: "mermaid" })).stdout;
    const expected = await drawn({ before: ["base.yaml"], after: ["base.yaml", "overlay.yaml"] });
    assert.match(expected, /opens/);
    assert.equal(await drawn({ diff: true, files: ["base.yaml", "manifests.yaml"] }), expected);
  });

  it("names the object, and no line, for a finding in a preview", () => {
    const result = (output: "text" | "markdown" | "json" | "sarif") =>
      captured(checkCommand({ preview: "preview.json", output })).stdout;
    const object = "NetworkPolicy vald/vald-discoverer-allow";
    for (const output of ["text", "markdown", "json"] as const) {
      const text = result(output);
      assert(text.includes(output === "json" ? `"object": "${object}"` : `${object}: spec.egress`), text);
      assert.doesNotMatch(text, /preview\.json/);
    }
    const log = JSON.parse(result("sarif")) as { runs: { results: { locations?: object[] }[] }[] };
    const locations = log.runs.flatMap(({ results }) => results.flatMap((one) => one.locations ?? []));
    assert(locations.length > 0);
    for (const location of locations) {
      const { physicalLocation } = location as { physicalLocation: object };
      assert.deepEqual(physicalLocation, { artifactLocation: { uri: "preview.json" } });
    }
  });

  it("of a change may be a preview", async () => {
    const { stdout } = captured(await graphCommand({ diff: true, preview: "preview.json", output: "mermaid" }));
    assert.match(stdout, /closes/);
  });

  for (const [title, action, message] of [
    [
      "a file in two roles",
      () => commands["verify"]!({ values: ["base.yaml"], manifests: ["base.yaml"] }),
      "base.yaml is passed twice",
    ],
    [
      "two names of stdin",
      () => commands["check"]!({ values: ["-"], manifests: ["/dev/stdin"] }),
      "only one input can be stdin (-)",
    ],
    [
      "a preview as an argument",
      () => commands["check"]!({ files: ["preview.json"] }),
      "preview.json is the output of `pulumi preview`; pass it with --preview",
    ],
    [
      "a preview and manifests",
      () => commands["matrix"]!({ preview: "preview.json", manifests: ["manifests.yaml"] }),
      "pass either --preview or manifests.yaml, because both contain policies; to add pods, namespaces, or Services to a preview, pass manifests without policies",
    ],
    [
      "a provider without a preview",
      () => commands["explain"]!({ provider: ["east"] }),
      "pass --preview, because --provider selects policies in a preview",
    ],
    [
      "manifests for render",
      () => renderCommand({ files: ["manifests.yaml"], output: "yaml" }),
      "manifests.yaml contains manifests, but `render` reads only values",
    ],
    [
      "one side of a change",
      () => diffCommand({ before: ["base.yaml"], output: "text" }),
      "pass the other side of the change with --after",
    ],
    [
      "values and manifests on one side",
      () => diffCommand({ before: ["base.yaml", "manifests.yaml"], after: ["base.yaml"], output: "text" }),
      "base.yaml, manifests.yaml: pass either values or manifests for one side; -f names the components in manifests",
    ],
    [
      "sides both as arguments and as options",
      () => diffCommand({ before: ["base.yaml"], after: ["base.yaml"], files: ["base.yaml"], output: "text" }),
      "pass all files with --before and --after, or only two files as arguments",
    ],
  ] as const)
    it(`must not be ${title}`, () => assert.throws(action, new UsageError(message)));

  it("may be folders only by mistake", () => {
    assert.throws(() => commands["check"]!({ files: ["."] }), new InputError(".: is a folder, not a file"));
  });

  it("may be pipes, which are read once", () => {
    const script = `"$0" "$1" diff <(cat base.yaml) base.yaml && "$0" "$1" matrix -o csv <(cat overlay.yaml)`;
    const { status, stderr } = spawnSync("bash", ["-c", script, process.execPath, cli], { encoding: "utf8" });
    assert.deepEqual([status, stderr], [0, ""]);
  });

  describe("with the Pulumi component's own fields", () => {
    before(() => {
      writeFileSync("strict.yaml", `strict: true\nadopt: true\n${base}`);
      writeFileSync("wrong.yaml", "strict: yes please\n");
    });
    const adopt = "strict.yaml:2:1: ignored: `adopt`, which only the Pulumi component uses\n";

    it("make check fail for warnings, unless --fail-on says otherwise", () => {
      writeFileSync(
        "strict.yaml",
        `strict: true\nadopt: true\n${base.replace("namespace: shop", "podLabels: { a: b }")}`,
      );
      const checked = (options: Partial<Parameters<typeof checkCommand>[0]>) =>
        captured(checkCommand({ files: ["strict.yaml"], output: "text", ...options }));
      const { code, stderr } = checked({});
      const strict =
        "strict.yaml:1:1: warnings fail, because the values set `strict`; to fail only for errors, pass --fail-on error\n";
      const { code: lenientCode, stderr: lenientStderr } = checked({ failOn: "error" });
      assert.deepEqual([code, stderr, lenientCode, lenientStderr], [1, adopt + strict, 0, adopt]);
    });

    it("are ignored by other commands with a note", () => {
      const { code, stderr } = captured(renderCommand({ files: ["strict.yaml"], output: "yaml" }));
      const strict = "strict.yaml:1:1: ignored: `strict`, which only the Pulumi component and `check` use\n";
      assert.deepEqual([code, stderr], [0, adopt + strict]);
    });

    it("must be booleans", () =>
      assert.throws(
        () => renderCommand({ files: ["wrong.yaml"], output: "yaml" }),
        new InputError('wrong.yaml:1:1: strict: got "yes please"; expected the boolean `true` or `false`'),
      ));
  });
});
