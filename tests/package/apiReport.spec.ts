import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as core from "../../core";
import { apiReport, apiReportFile } from "../../scripts/apiReport";

describe("the public API", () => {
  let report: ReturnType<typeof apiReport>;
  before(() => {
    report = apiReport();
  });

  // If you change the API on purpose: run `npm run generate`, and describe the change in CHANGELOG.md.
  it("is the one in the committed report", () => assert.equal(report.text, readFileSync(apiReportFile, "utf8")));

  it("exports every type that an exported type uses", () => assert.deepEqual(report.notExported, []));

  it("is complete in the core, except for what needs Pulumi", () => {
    const values = [...report.text.matchAll(/^export (?:class|const|function) (\w+)/gm)].map(([, name]) => name);
    const needPulumi = ["FindingsError", "ValdNetworkPolicies"];
    assert.deepEqual(
      values.filter((name) => name !== undefined && !needPulumi.includes(name)).sort(),
      Object.keys(core).sort(),
    );
  });
});
