import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { parse, parseAllDocuments } from "yaml";
import { customRulesFrom, type NetworkPoliciesArgs, openings, openingSentences, validate } from "../../core";
import {
  type Block,
  blocks,
  documents,
  fileNameOf,
  isOutput,
  readDocument,
  root,
} from "../../testing/documents/blocks";
import { functions } from "../../provider/functions";
import { slugOf } from "./slugOf";

const all = blocks();
const withInfo = (info: string) => all.filter((block) => block.info === info);
const repositoryDocuments = [...documents, "CONTRIBUTING.md", "CHANGELOG.md"];

/** The allowed info strings, each with a comment about its test. Commands read the blocks that show a file: `yaml NAME.yaml`. */
const testedInfos = [
  // A program that compiles, and prints nothing unless its output follows.
  "ts",
  // Commands that succeed.
  "sh",
  // Commands for a cluster, which are not run.
  "sh cluster",
  // Valid values.
  "yaml",
  // Any JSON.
  "json",
  // Values with or without a finding; generated.
  "yaml finding",
  "yaml no finding",
  // A resource of a YAML program, with valid properties.
  "yaml resource",
  // Calls of functions in a YAML program, which succeed.
  "yaml function",
  // Python, which e2e/languages type-checks.
  "py",
  // A GitHub workflow that uses the action.
  "yaml workflow",
  // A comment that names the schema of values files.
  "yaml schema",
  // The openings of the stack in examples/kind.
  "text openings",
  // The dependency rules between folders.
  "text dependencies",
  // An API server error, which e2e/engine/takeover.ts compares with the actual error.
  "text conflict",
];

describe("the documents", () => {
  it("contain only blocks that a test covers", () => {
    const untested = all.filter(
      (block) => !testedInfos.includes(block.info) && fileNameOf(block) === undefined && !isOutput(block),
    );
    assert.deepEqual(
      untested.map(({ at, info }) => `${at}: ${info}`),
      [],
    );
  });

  it("show output only directly below the block that prints it", () => {
    const shown = all.flatMap(({ info, output }) => (info === "sh" || info === "ts" ? (output?.at ?? []) : []));
    assert.deepEqual(positions(all.filter(isOutput)), shown);
  });

  it("begin a YAML file with its name, because rendered pages do not show info strings", () => {
    const unnamed = all.filter((block) => {
      const name = fileNameOf(block);
      return name?.endsWith(".yaml") === true && !block.code.startsWith(`# ${name}\n`);
    });
    assert.deepEqual(positions(unnamed), []);
  });

  it("show only files that a command or a program reads", () => {
    // The stand-in for kubectl prints the first file. e2e/engine/rbac.spec.ts applies the second.
    const readElsewhere = ["pods.yaml", "role.yaml"];
    const unread = all.filter((block) => {
      const name = fileNameOf(block);
      const readers = all.filter(({ file, info }) => file === block.file && (info === "ts" || info.startsWith("sh")));
      return name !== undefined && !readElsewhere.includes(name) && !readers.some(({ code }) => code.includes(name));
    });
    assert.deepEqual(positions(unread), []);
  });

  for (const { at, code } of withInfo("yaml")) {
    const args = parse(code) as NetworkPoliciesArgs;
    it(`${at}: contains valid values`, () => assert.deepEqual(validate(args), []));

    if (args.edges !== undefined || args.apiServer !== undefined || args.dns !== undefined)
      it(`${at}: opens something`, () => assert.notDeepEqual(openings(args), []));
  }

  for (const { at, code } of withInfo("yaml resource")) {
    const resources = Object.values(parse(code) as Record<string, { type: string; properties: NetworkPoliciesArgs }>);
    it(`${at}: contains valid properties`, () => {
      assert.ok(resources.every(({ type }) => type === "vald-network-policy:ValdNetworkPolicies"));
      for (const { properties } of resources) assert.deepEqual(validate(properties), []);
    });
  }

  for (const { at, code } of withInfo("yaml function")) {
    interface Call {
      "fn::invoke": { function: string; arguments: object };
    }
    const { variables } = parse(code) as { variables: Record<string, Call> };
    it(`${at}: calls functions that accept the arguments`, () => {
      for (const { "fn::invoke": call } of Object.values(variables))
        assert.ok(functions[call.function.replace("vald-network-policy:", "")]?.(call.arguments));
    });
  }

  for (const { at, code } of withInfo("json")) it(`${at}: is valid JSON`, () => void JSON.parse(code));

  for (const { at, code } of withInfo("text openings")) {
    it(`${at}: shows the openings of the stack in examples/kind`, () => {
      const { config } = parse(readRoot("Pulumi.kind.yaml")) as { config: Record<string, unknown> };
      const custom = customRulesFrom("custom", config["vald-network-policy:custom"]);
      // As in the recipe for kind.
      const apiServer = { cidrs: ["10.96.0.1/32", "172.18.0.2/32"] };
      const sentences = openingSentences(
        openings({ namespace: "vald", defaults: { networkPolicy: { custom } }, apiServer }),
      );
      assert.equal(
        code,
        sentences
          .sort()
          .map((sentence) => `${sentence}\n`)
          .join(""),
      );
    });
  }

  for (const { at, code } of withInfo("yaml schema")) {
    it(`${at}: names the schema of the package`, () => {
      const { exports } = JSON.parse(readRoot("package.json")) as { exports: Record<string, string> };
      const path = join("node_modules/vald-network-policy", exports["./values.schema.json"] ?? "");
      assert.equal(code, `# yaml-language-server: $schema=./${path}\n`);
    });
  }

  for (const { at, file, code } of withInfo("yaml workflow")) {
    const action = parse(readRoot("action.yml")) as Record<"inputs" | "outputs", object>;

    it(`${at}: passes inputs that the action has`, () => {
      const { jobs } = parse(code) as { jobs: Record<string, { steps: { uses?: string; with?: object }[] }> };
      const passed = Object.values(jobs)
        .flatMap(({ steps }) => steps)
        .filter(({ uses }) => uses?.includes("/vald-network-policy@"))
        .flatMap((step) => Object.keys(step.with ?? {}));
      assert.notDeepEqual(passed, []);
      assert.deepEqual(
        passed.filter((input) => !(input in action.inputs)),
        [],
      );
    });

    it(`${at}: appears in a document that describes every input and output`, () => {
      const names = [...Object.keys(action.inputs), ...Object.keys(action.outputs)];
      const text = readDocument(file);
      assert.deepEqual(
        names.filter((name) => !text.includes(`\`${name}\``)),
        [],
      );
    });
  }

  for (const { at, code } of withInfo("sh cluster").filter(({ code }) => code.includes("examples/enforcement/"))) {
    it(`${at}: uses the objects of examples/enforcement`, () => {
      const file = "examples/enforcement/enforcement.yaml";
      const objects = parseAllDocuments(readRoot(file)).map(
        (document) => document.toJS() as { kind: string; metadata: { name: string; namespace?: string } },
      );
      const used = [...code.matchAll(/ -n (\S+) (?:.* )?deployment\/(\S+)/g)].map(([, namespace, name]) => [
        namespace,
        name,
      ]);
      const deployments = objects.filter(({ kind }) => kind === "Deployment");
      const existing = deployments.map(({ metadata: { namespace, name } }) => [namespace, name]);
      assert.deepEqual(
        used.filter((one) => !existing.some((other) => isDeepStrictEqual(one, other))),
        [],
      );
    });
  }

  it("explain each line that the enforcement check prints", () => {
    const text = readDocument("docs/troubleshooting.md");
    // e2e/packets/enforcement.spec.ts reads these lines from the check.
    const lines = [
      "ingress: enforced, egress: enforced",
      "ingress: not enforced, egress: not enforced",
      "unknown: the open port does not answer",
    ];
    assert.deepEqual(
      lines.filter((line) => !text.includes(`\`${line}\``)),
      [],
    );
  });

  for (const file of repositoryDocuments) {
    it(`link to files and headings that exist: ${file}`, () => {
      const targets = [...readDocument(file).matchAll(/\]\(([^)]+)\)/g)].map(([, target = ""]) => target);
      assert.deepEqual(
        targets.filter((target) => !target.startsWith("https:") && !isTarget(target, file)),
        [],
      );
    });
  }

  for (const file of repositoryDocuments.filter((one) => one !== "CHANGELOG.md")) {
    it(`name paths that exist: ${file}`, () => {
      const folders = readdirSync(root, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() && !entry.name.startsWith(".") ? [entry.name] : [],
      );
      const paths = [...readDocument(file).matchAll(/`((?:\w+\/)[\w./-]*)`/g)].map(([, path = ""]) => path);
      assert.deepEqual(
        paths.filter((path) => folders.includes(path.split("/")[0] ?? "") && !existsSync(join(root, path))),
        [],
      );
    });
  }
});

function positions(some: readonly Block[]): string[] {
  return some.map(({ at }) => at);
}

function readRoot(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** Whether a link in a document leads to an existing file, and to an existing heading if it has an anchor. */
function isTarget(link: string, from: string): boolean {
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? from : join(dirname(from), path);
  if (!existsSync(join(root, file))) return false;
  if (anchor === undefined) return true;
  const headings = [...readDocument(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slugOf(heading));
  return headings.includes(anchor);
}
