import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { sampleSize } from "../sampling";

const root = join(__dirname, "../..");

/** The properties of the analysis in `npm test`, with larger samples. */
const files = [
  "analysis/compare/connectionsBeyond.properties.spec.ts",
  "analysis/check/check.spec.ts",
  "analysis/queries/declaredPolicies.properties.spec.ts",
  "analysis/queries/diff.spec.ts",
  "analysis/queries/matrix.spec.ts",
  "analysis/queries/openings.spec.ts",
  "analysis/queries/picture.spec.ts",
  "analysis/queries/services/explainService.properties.spec.ts",
  "args/schema/jsonSchema.spec.ts",
  "chart/fromChartValues.properties.spec.ts",
  "policy/networkPolicies.properties.spec.ts",
  "analysis/allPairs/podMatrix.properties.spec.ts",
];

describe("the properties of the analysis", () => {
  for (const file of files)
    it(`hold in ${file}`, function () {
      this.timeout(0);
      const factor = sampleSize("times the sample of npm test", 10, 200);
      const { status, stdout } = spawnSync(
        process.execPath,
        [require.resolve("mocha/bin/mocha.js"), "--timeout=0", `tests/${file}`],
        {
          cwd: root,
          encoding: "utf8",
          env: { ...process.env, PROPERTY_FACTOR: String(factor) },
        },
      );
      assert.equal(status, 0, stdout);
    });
});
