import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { scripts } from "../../package.json";
import { filesOfOtherOwners } from "../../scripts/repositoryOwner";

const root = join(__dirname, "../..");

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Job {
  permissions?: Record<string, string>;
  "timeout-minutes"?: unknown;
  strategy?: { matrix: Record<string, unknown> };
  steps: Step[];
}
interface Workflow {
  on: object;
  permissions?: object;
  jobs: Record<string, Job>;
}

const folder = join(root, ".github/workflows");
const texts = readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), "utf8")] as const);
const workflows = texts.map(([file, text]) => [file, parse(text) as Workflow] as const);
const jobs = workflows.flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ at: `${file}: ${name}`, job })),
);
const steps = jobs.flatMap(({ at, job }) => job.steps.map((step) => ({ at, step })));

/** The commits of the actions that the workflows use, read from the actions' repositories. */
const actions = [
  "actions/attest-build-provenance@a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32 # v4.1.0",
  "actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5",
  "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  "actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
  "actions/setup-go@b7ad1dad31e06c5925ef5d2fc7ad053ef454303e # v7.0.0",
  "actions/setup-java@b6effb05e454b25005698d916606bdc6ffcbf961 # v5.7.0",
  "actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
  "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97 # v7.0.0",
  "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
  "github/codeql-action/analyze@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2",
  "github/codeql-action/init@8aad20d150bbac5944a9f9d289da16a4b0d87c1e # v4.36.2",
];

describe("the workflows", () => {
  it("use only actions that are pinned to a commit, each to one", () => {
    const used = texts.flatMap(([, text]) => [...text.matchAll(/uses: (.*)/g)].map(([, action]) => action));
    assert.deepEqual([...new Set(used)].sort(), actions);
  });

  it("grant each job only the permissions that it needs", () => {
    assert.deepEqual(Object.fromEntries(jobs.map(({ at, job }) => [at, job.permissions])), {
      "ci.yml: test": { contents: "read" },
      "ci.yml: e2e": { contents: "read" },
      "codeql.yml: analyze": { contents: "read", "security-events": "write" },
      "release.yml: build": { contents: "read" },
      "release.yml: executable": { contents: "read" },
      "release.yml: npm": { "id-token": "write" },
      "release.yml: github": { contents: "write", "id-token": "write", attestations: "write" },
    });
    for (const [, { permissions }] of workflows) assert.deepEqual(permissions, {});
  });

  it("use no secrets", () => {
    assert.deepEqual(
      texts.filter(([, text]) => text.includes("secrets.")).map(([file]) => file),
      [],
    );
  });

  it("start only on pushes, pull requests, tags, a schedule, or by hand", () => {
    const events = workflows.flatMap(([, { on }]) => Object.keys(on));
    assert.deepEqual([...new Set(events)].sort(), ["pull_request", "push", "schedule", "workflow_dispatch"]);
  });

  it("have no expressions in their scripts, so that no name runs as code", () => {
    assert.deepEqual(
      steps.filter(({ step }) => step.run?.includes("${{")),
      [],
    );
  });

  it("keep no credentials in a checkout, and share no cache with a job that publishes", () => {
    for (const { at, step } of steps) {
      if (step.uses?.startsWith("actions/checkout@")) assert.equal(step.with?.["persist-credentials"], false, at);
      if (step.uses?.startsWith("actions/setup-node@")) assert.equal(step.with?.["package-manager-cache"], false, at);
      if (at.startsWith("release.yml")) assert.ok(!step.uses?.startsWith("actions/cache@"), at);
    }
  });

  it("limit the time of every job", () => {
    assert.deepEqual(
      jobs.filter(({ job }) => job["timeout-minutes"] === undefined),
      [],
    );
  });

  it("run only scripts that package.json has", () => {
    const run = steps.flatMap(({ step }) =>
      [...(step.run ?? "").matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name),
    );
    assert.notDeepEqual(run, []);
    assert.deepEqual(
      run.filter((name) => name === undefined || !(name in scripts)),
      [],
    );
  });

  const ci = workflows.find(([file]) => file === "ci.yml")?.[1];

  it("test every supported version of Node", () => {
    assert.deepEqual(ci?.jobs["test"]?.strategy?.matrix, { node: [20, 22, 24] });
  });

  it("run every group of end-to-end tests", () => {
    const groups = readdirSync(join(root, "e2e"), { withFileTypes: true }).filter(
      (entry) =>
        entry.isDirectory() && readdirSync(join(root, "e2e", entry.name)).some((file) => file.endsWith(".spec.ts")),
    );
    assert.deepEqual(ci?.jobs["e2e"]?.strategy?.matrix, { group: groups.map(({ name }) => name).sort() });
  });
});

describe("dependency updates", () => {
  it("cover every folder that declares dependencies", () => {
    const { updates } = parse(readFileSync(join(root, ".github/dependabot.yml"), "utf8")) as {
      updates: { "package-ecosystem": string; directory?: string; directories?: string[] }[];
    };
    const ecosystems: Record<string, string> = {
      "package-lock.json": "npm",
      "go.mod": "gomod",
      "requirements.txt": "pip",
      "pom.xml": "maven",
    };
    const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).trim().split("\n");
    const declared = tracked.flatMap((file) => {
      const ecosystem = ecosystems[file.split("/").at(-1) ?? ""];
      return ecosystem === undefined ? [] : [`${ecosystem} ${join("/", dirname(file))}`];
    });
    const isCovered = (one: string) =>
      updates.some(({ "package-ecosystem": ecosystem, directory, directories = [directory ?? ""] }) =>
        directories.some((pattern) => new RegExp(`^${ecosystem} ${pattern.replace("*", "[^/]+")}$`).test(one)),
      );
    assert.ok(declared.length > 5);
    assert.deepEqual(
      declared.filter((one) => !isCovered(one)),
      [],
    );
  });
});

describe("the owner of the repository", () => {
  it("is the same in every file as in package.json", () => {
    assert.deepEqual(
      filesOfOtherOwners().map(({ file }) => file),
      [],
    );
  });
});
