import assert from "node:assert/strict";
import fc from "fast-check";
import { componentNames, fromChartValues, InvalidArgsError, networkPolicies, validate } from "../../core";
import { chartValues } from "../../testing/arbitraries/chartValues";
import { reordered } from "../../testing/arbitraries/reordered";
import { mutated, mutation } from "../../testing/jsonMutation";
import { runs } from "../../testing/runs";

const options = { numRuns: runs(50) };

describe("fromChartValues, for any chart values", () => {
  it("returns valid args", () => {
    fc.assert(
      fc.property(chartValues, (values) => assert.deepEqual(validate(fromChartValues(values).args), [])),
      options,
    );
  });

  it("decides whether each component is deployed, and each deployed component gets a policy", () => {
    fc.assert(
      fc.property(chartValues, (values) => {
        const { args } = fromChartValues(values);
        const enabled = componentNames.map((component) => args.components?.[component]?.enabled);
        assert.ok(enabled.every((value) => typeof value === "boolean"));
        const areOn = args.defaults?.networkPolicy?.enabled === true;
        assert.equal(networkPolicies(args).length, areOn ? enabled.filter(Boolean).length : 0);
      }),
      options,
    );
  });

  it("returns the same for a ValdRelease whose spec contains these values", () => {
    fc.assert(
      fc.property(chartValues, (spec) => {
        const fromValues = fromChartValues(spec);
        const fromRelease = fromChartValues({ kind: "ValdRelease", spec });
        assert.deepEqual(fromRelease.args, fromValues.args);
        const warnings = fromValues.warnings.map((warning) => ({ ...warning, path: ["spec", ...warning.path] }));
        assert.deepEqual(fromRelease.warnings, warnings);
      }),
      options,
    );
  });

  it("returns the same for any order of keys", () => {
    fc.assert(
      fc.property(chartValues, (values) =>
        assert.deepEqual(fromChartValues(reordered(values)), fromChartValues(values)),
      ),
      options,
    );
  });

  it("returns valid args or throws InvalidArgsError with issues, for mutated values", () => {
    const count = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(chartValues, fc.array(mutation, { minLength: 1, maxLength: 4 }), (values, mutations) => {
        const changed = mutated(values, mutations);
        try {
          assert.deepEqual(validate(fromChartValues(changed).args), []);
          count.valid++;
        } catch (error) {
          if (!(error instanceof InvalidArgsError)) throw error;
          assert.notDeepEqual(error.issues, []);
          count.invalid++;
        }
      }),
      options,
    );
    assert.ok(count.valid > 0 && count.invalid > 0, JSON.stringify(count));
  });
});
