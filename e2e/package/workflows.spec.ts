import { join } from "node:path";
import { output } from "../output";
import { pythonEnvironment } from "../pythonEnvironment";
import { fixture, root } from "./fixture";

// Every program here exits with an error code if it finds a problem.
describe("the files for GitHub", () => {
  let bin: string;
  before(async () => {
    bin = await pythonEnvironment(join(fixture().folder, "venv"), ["check-jsonschema==0.39.0", "zizmor==1.32.0"]);
  });

  it("satisfy actionlint", () => output("actionlint", [], { cwd: root }));

  it("satisfy zizmor, which looks for security problems", () =>
    output(join(bin, "zizmor"), ["--offline", "--persona", "pedantic", ".github", "action.yml"], { cwd: root }));

  for (const [schema, ...files] of [
    ["github-workflows", ".github/workflows/ci.yml", ".github/workflows/codeql.yml", ".github/workflows/release.yml"],
    ["github-actions", "action.yml"],
    ["github-issue-forms", ".github/ISSUE_TEMPLATE/bug.yml", ".github/ISSUE_TEMPLATE/feature.yml"],
    ["github-issue-config", ".github/ISSUE_TEMPLATE/config.yml"],
    ["dependabot", ".github/dependabot.yml"],
  ] as const)
    it(`satisfy the schema ${schema}`, () =>
      output(join(bin, "check-jsonschema"), ["--builtin-schema", `vendor.${schema}`, ...files], { cwd: root }));
});
