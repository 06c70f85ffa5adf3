import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { documentedComponents } from "../../graph/components";
import { edgesAmong } from "../../graph/edgesAmong";
import { endWord } from "../graph/endWord";
import { valdGraph } from "../../graph/valdGraph";
import { type CustomRules, type NetworkPoliciesArgs, networkPolicies, opens, validate } from "../../policies";
import { readArgs } from "../../cli/readArgs";
import { graph } from "../../cli/graph";
import { type Block, blocks, documents, isOutput, root } from "./blocks";
import { commandProblem } from "./commandProblem";
import { runProgram } from "./runProgram";
import { slugOf } from "./slugOf";

const all = blocks();
/** Commands that the README only names; where output is shown, the examples' test runs them. */
const isCommand = ({ file, info, output }: Block) => file === "README.md" && info === "sh" && output === undefined;
const programs = all.filter(({ info }) => info === "ts");
const isNamed = ({ info }: Block) => /^yaml \S+\.yaml$/.test(info);
/** Those of the README: the files of the guide are read by the commands that it shows. */
const values = all.filter((block) => block.file === "README.md" && (block.info === "yaml" || isNamed(block)));
/** The one block with this info string. */
const only = (info: string): string => {
  const found = all.filter((block) => block.info === info);
  assert.equal(found.length, 1, `blocks marked ${info}`);
  return found[0]?.code ?? "";
};

describe("the documents", () => {
  const folder = mkdtempSync(join(tmpdir(), "documents-"));
  before(() => {
    writeFileSync(join(folder, "values.yaml"), values[0]?.code ?? "");
    writeFileSync(join(folder, "wrong.yaml"), only("yaml wrong"));
    writeFileSync(join(folder, "vald.yaml"), only("yaml chart"));
    writeFileSync(join(folder, "network.yaml"), only("yaml network.yaml"));
  });
  after(() => rmSync(folder, { recursive: true }));

  it("have only blocks of a kind that is tested here", () => {
    const tested = [
      "ts",
      "sh",
      "sh cluster",
      "yaml",
      "yaml wrong",
      "yaml chart",
      "yaml workflow",
      // By the tests of the command, from which they come.
      "yaml finding",
      "yaml no finding",
      "mermaid",
      "text error",
      "text opens",
      "text arrows",
      // By the engine group of e2e, as the server says it.
      "text conflict",
    ];
    assert.deepEqual(
      all.filter((block) => !tested.includes(block.info) && !isNamed(block) && !isOutput(block)),
      [],
    );
  });

  it("begin a file with its name, as a page does not show what stands behind the fence", () => {
    const unnamed = all.filter((block) => isNamed(block) && !block.code.startsWith(`# ${block.info.slice(5)}\n`));
    assert.deepEqual(unnamed, []);
  });

  for (const { at, file, code } of programs.filter(({ code, output }) => !code.includes("@pulumi/") && !output)) {
    it(`${at}: runs`, () => {
      const { text, code: exit } = runProgram(withFiles(code, file));
      // What a check finds in the default is information; the seed's custom rules have selectors of pods alone.
      assert.match(text, /^(?:info: .*\n|warning: \[runtime\] bare-pod-selector: .*\n)*$/);
      assert.equal(exit, 0);
    });
  }

  for (const { at, code } of values) {
    it(`${at}: are values that are accepted`, () => {
      assert.deepEqual(validate(parse(code)), []);
    });
  }

  it("turn policies on with values that give the documented default", () => {
    assert.deepEqual(networkPolicies(parse(values[0]?.code ?? "") as NetworkPoliciesArgs), networkPolicies());
  });

  for (const { at, code } of values.slice(1)) {
    it(`${at}: changes the policies`, () => {
      assert.notDeepEqual(networkPolicies(parse(code) as NetworkPoliciesArgs), networkPolicies());
    });
  }

  for (const { at, code } of values.filter(({ code }) => /^(?:\s*custom|edges|apiServer|dns):/m.test(code))) {
    it(`${at}: opens something`, () => {
      assert.notDeepEqual(opens(parse(code) as NetworkPoliciesArgs), []);
    });
  }

  for (const { at, code } of all.filter(isCommand)) {
    for (const command of code.trim().split(/\n| && /)) {
      it(`${at}: ${command}`, () => {
        assert.equal(commandProblem(command, folder), undefined);
      });
    }
  }

  it("show values of Vald's chart, and values over them, that make policies and leave nothing to say", () => {
    const { args, notes, forCluster } = readArgs([join(folder, "network.yaml")], undefined, [
      join(folder, "vald.yaml"),
    ]);
    assert.deepEqual([...notes, ...forCluster], []);
    assert.deepEqual(
      networkPolicies(args).map(({ metadata }) => metadata.name),
      [
        "vald-agent-allow",
        "vald-discoverer-allow",
        "vald-filter-gateway-allow",
        "search-lb-allow",
        "vald-manager-index-allow",
        "vald-index-correction-allow",
      ],
    );
  });

  it("show the error that the command line prints", () => {
    const { stderr } = spawnSync(process.execPath, [join(root, "dist/vald-netpol.js"), "render", "-f", "wrong.yaml"], {
      cwd: folder,
      encoding: "utf8",
    });
    assert.equal(stderr.replaceAll("wrong.yaml", "values.yaml"), only("text error"));
  });

  it("show what the example stack opens", () => {
    const stack = parse(readFileSync(join(root, "Pulumi.kind.yaml"), "utf8")) as {
      config: Record<string, CustomRules>;
    };
    const custom = stack.config["vald-network-policy:custom"];
    const sentences = opens({ namespace: "vald", defaults: { networkPolicy: { custom } } });
    assert.deepEqual(only("text opens").trim().split("\n").sort(), sentences);
  });

  it("show the table of the graph", () => {
    const [, ...targets] = cellsOf("| from / to");
    const shown = documentedComponents.flatMap((from) => {
      const { title } = valdGraph.components[from];
      return cellsOf(`| ${title} `).flatMap((cell, i) => (cell === "✅" ? [`${title} -> ${targets[i - 1]}`] : []));
    });
    const titleOf = (end: ReturnType<typeof edgesAmong>[number]["to"]) =>
      end.kind === "component" ? valdGraph.components[end.component].title : endWord(end);
    const tableEdges = edgesAmong(valdGraph, documentedComponents).filter(({ to }) => to.kind !== "platform");
    assert.deepEqual(
      shown,
      tableEdges.map(({ from, to }) => `${titleOf(from)} -> ${titleOf(to)}`),
    );
  });

  it("show the table as the command line prints it", () => {
    const cli = join(root, "dist/vald-netpol.js");
    const { stdout } = spawnSync(process.execPath, [cli, "matrix", "-o", "markdown"], { encoding: "utf8" });
    assert.ok(readFileSync(join(root, "README.md"), "utf8").includes(`\n\n${stdout}\n`), stdout);
  });

  it("show the picture of the default as the command line draws it", async () => {
    const { text } = await graph({ values: [], namespace: "vald", output: "mermaid" });
    assert.equal(only("mermaid"), [...text].join(""));
  });

  it("show a workflow that gives the action inputs which it has, and name all of them", () => {
    const action = parse(readFileSync(join(root, "action.yml"), "utf8")) as Record<"inputs" | "outputs", object>;
    const workflow = parse(only("yaml workflow")) as {
      jobs: Record<string, { steps: { uses?: string; with?: object; if?: string }[] }>;
    };
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    const given = steps.find(({ uses }) => uses?.includes("/vald-network-policy@"))?.with ?? {};
    assert.deepEqual(
      Object.keys(given).filter((input) => !(input in action.inputs)),
      [],
    );
    const text = readFileSync(join(root, "docs/guide.md"), "utf8");
    const section = text.slice(text.indexOf("### The GitHub action"), text.indexOf("## The functions"));
    const named = (name: string) => section.includes(`\`${name}\``);
    const all = [...Object.keys(action.inputs), ...Object.keys(action.outputs)];
    assert.deepEqual(all.filter(named), all);
  });

  it("name rooms that exist in the path of data", () => {
    const rooms = only("text arrows").match(/\w+/g) ?? [];
    assert.deepEqual(
      rooms.filter((room) => !existsSync(join(root, room))),
      [],
    );
  });

  it("link to files and headings that exist", () => {
    const broken = [...documents, "CONTRIBUTING.md", "CHANGELOG.md"].flatMap((from) =>
      linksIn(from)
        .filter((target) => !isThere(target, from))
        .map((target) => `${from}: ${target}`),
    );
    assert.deepEqual(broken, []);
  });
});

/** A program that reads files of its document, with what is in them. */
function withFiles(code: string, document: string): string {
  return code.replace(/readFileSync\("([^"]+)", "utf8"\)/g, (_, name: string) => {
    const found = all.find(({ file, info }) => file === document && info === `yaml ${name}`);
    return JSON.stringify(found?.code ?? assert.fail(`${document} has no ${name}`));
  });
}

/** The cells of the first line of README.md that starts so. */
function cellsOf(start: string): string[] {
  const line = readFileSync(join(root, "README.md"), "utf8")
    .split("\n")
    .find((text) => text.startsWith(start));
  return (line ?? "")
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** The targets of the links to files of ours and to headings in them. */
function linksIn(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8");
  const targets = [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target = ""]) => target);
  return targets.filter((target) => !target.startsWith("https:"));
}

function isThere(link: string, from: string): boolean {
  const [path = "", anchor] = link.split("#");
  const file = path === "" ? join(root, from) : join(root, dirname(from), path);
  if (!existsSync(file)) return false;
  if (anchor === undefined) return true;
  const headings = [...readFileSync(file, "utf8").matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => slugOf(heading));
  return headings.includes(anchor);
}
