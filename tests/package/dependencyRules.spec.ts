import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "../..");
const depcruise = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const config = createRequire(__filename)("../../.dependency-cruiser.cjs") as { forbidden: { name: string }[] };

/** For each rule, a module with one import that violates it, and the rules that report the import. */
const violations: readonly [file: string, imported: string, ...rules: string[]][] = [
  ["kubernetes/case.ts", "graph/leaf", "kubernetes-imports-only-its-sources"],
  ["graph/case.ts", "kubernetes/leaf", "graph-imports-only-its-sources"],
  ["args/schema/case.ts", "args/leaf", "args-schema-imports-only-its-sources"],
  ["args/case.ts", "policy/leaf", "args-imports-only-its-sources"],
  ["policy/case.ts", "manifests/leaf", "policy-imports-only-its-sources"],
  ["manifests/case.ts", "analysis/sets/leaf", "manifests-imports-only-its-sources"],
  ["chart/case.ts", "policy/leaf", "chart-imports-only-its-sources"],
  ["analysis/model/case.ts", "graph/leaf", "analysis-model-imports-only-its-sources"],
  ["analysis/evaluate/case.ts", "analysis/sets/leaf", "analysis-evaluate-imports-only-its-sources"],
  ["analysis/sets/case.ts", "analysis/evaluate/leaf", "analysis-sets-imports-only-its-sources"],
  ["analysis/allPairs/case.ts", "analysis/sets/leaf", "analysis-allPairs-imports-only-its-sources"],
  ["analysis/compare/case.ts", "analysis/queries/leaf", "analysis-compare-imports-only-its-sources"],
  ["analysis/queries/case.ts", "analysis/check/leaf", "analysis-queries-imports-only-its-sources"],
  ["analysis/text/case.ts", "analysis/check/leaf", "analysis-text-imports-only-its-sources"],
  ["analysis/check/case.ts", "analysis/compare/leaf", "analysis-check-imports-only-its-sources"],
  ["components/case.ts", "manifests/leaf", "components-imports-only-its-sources"],
  ["provider/case.ts", "manifests/leaf", "provider-imports-only-its-sources"],
  ["cli/input/case.ts", "cli/output/leaf", "cli-input-imports-only-its-sources"],
  ["cli/output/case.ts", "cli/input/leaf", "cli-output-imports-only-its-sources"],
  ["cli/results/case.ts", "manifests/leaf", "cli-results-imports-only-its-sources"],
  ["cli/case.ts", "components/leaf", "cli-imports-only-its-sources"],
  ["page/playground/case.ts", "page/report", "page-playground-imports-only-its-sources"],
  ["page/case.ts", "cli/input/leaf", "page-imports-only-its-sources"],
  ["testing/case.ts", "policy/leaf", "testing-imports-only-its-sources"],
  ["graph/cycle.ts", "graph/cycle", "no-cycles"],
  ["policy/package.ts", "node:fs", "pure-folders-have-no-packages"],
  ["args/pulumi.ts", "@pulumi/pulumi", "pure-folders-have-no-packages", "only-components-and-provider-import-pulumi"],
  ["core.ts", "index", "core-and-cli-never-load-pulumi"],
  [
    "analysis/queries/text.ts",
    "analysis/text/leaf",
    "analysis-queries-imports-only-its-sources",
    "only-wording-imports-text",
  ],
  ["components/pairs.ts", "analysis/allPairs/leaf", "all-pairs-has-one-entry"],
  ["testing/declaredPolicies.ts", "args/leaf", "declared-policies-are-independent"],
  ["scripts/case.ts", "tests/leaf", "nothing-imports-tests"],
  ["scripts/missing.ts", "scripts/nowhere", "everything-resolves"],
];

/** Imports that no rule forbids. */
const allowed: readonly [file: string, imported: string][] = [
  ["policy/allowed.ts", "args/leaf"],
  ["analysis/queries/allowed.ts", "analysis/compare/leaf"],
  ["components/allowed.ts", "@pulumi/pulumi"],
  ["cli/allowed.ts", "analysis/allPairs/podMatrix"],
  ["cli/input/allowed.ts", "node:fs"],
  ["tests/allowed.ts", "analysis/allPairs/leaf"],
];

describe("the dependency rules", () => {
  const folder = mkdtempSync(join(tmpdir(), "dependency-rules-"));
  after(() => rmSync(folder, { recursive: true }));

  const reported = new Map<string, Set<string>>();
  before(function () {
    // The process is slow on a busy machine.
    this.timeout(0);
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    };
    for (const [file, imported] of [...violations, ...allowed, ["index.ts", "@pulumi/pulumi"] as const]) {
      const isExternal = /^(@|node:)/.test(imported);
      const specifier = isExternal ? imported : `${"../".repeat(file.split("/").length - 1) || "./"}${imported}`;
      write(file, `import * as imported from "${specifier}";\nexport const value: unknown = imported;\n`);
      const leaf = `${imported}.ts`;
      if (!isExternal && imported !== "scripts/nowhere" && !existsSync(join(folder, leaf)))
        write(leaf, "export const leaf = 1;\n");
    }
    for (const name of [".dependency-cruiser.cjs", "tsconfig.json", "package.json"])
      cpSync(join(root, name), join(folder, name));
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    const entries = readdirSync(folder).filter(
      (name) => !["node_modules", "tsconfig.json", "package.json"].includes(name) && !name.startsWith("."),
    );
    const { stdout } = spawnSync(process.execPath, [depcruise, "--output-type", "json", ...entries], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
    });
    const { summary } = JSON.parse(stdout) as { summary: { violations: { from: string; rule: { name: string } }[] } };
    for (const { from, rule } of summary.violations)
      reported.set(from, (reported.get(from) ?? new Set()).add(rule.name));
  });

  for (const [file, imported, ...rules] of violations)
    it(`report that ${file} imports ${imported}`, () =>
      assert.deepEqual([...(reported.get(file) ?? [])].sort(), rules.sort()));

  for (const [file, imported] of allowed)
    it(`allow ${file} to import ${imported}`, () => assert.deepEqual(reported.get(file), undefined));

  it("each have a case in this test", () => {
    assert.deepEqual(
      [...new Set(violations.flatMap(([, , ...rules]) => rules))].sort(),
      config.forbidden.map(({ name }) => name).sort(),
    );
  });

  it("cover every folder of the analysis", () => {
    const folders = readdirSync(join(root, "analysis")).filter(
      (name) => readdirSync(join(root, "analysis", name)).length > 0,
    );
    const rules = new Set(config.forbidden.map(({ name }) => name));
    assert.deepEqual(
      folders.filter((name) => !rules.has(`analysis-${name}-imports-only-its-sources`)),
      [],
    );
  });
});
