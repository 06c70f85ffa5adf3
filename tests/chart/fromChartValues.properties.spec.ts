import assert from "node:assert/strict";
import fc from "fast-check";
import { componentNames, fromChartValues, InvalidArgsError, networkPolicies, validate } from "../../policies";
import { chartValues } from "../arbitraries/chartValues";
import { reordered } from "../arbitraries/reordered";
import { mutated, mutation } from "../schema/jsonMutation";

describe("fromChartValues, over any values of the chart", () => {
  it("gives args that are valid", () => {
    fc.assert(fc.property(chartValues, (values) => assert.deepEqual(validate(fromChartValues(values).args), [])));
  });

  it("says of every component whether it is there, and gives those a policy", () => {
    fc.assert(
      fc.property(chartValues, (values) => {
        const { args } = fromChartValues(values);
        const on = componentNames.filter((component) => args.components?.[component]?.enabled === true);
        const off = componentNames.filter((component) => args.components?.[component]?.enabled === false);
        assert.equal(on.length + off.length, componentNames.length);
        const isOn = args.defaults?.networkPolicy?.enabled === true;
        assert.equal(networkPolicies(args).length, isOn ? on.length : 0);
      }),
    );
  });

  it("reads a ValdRelease with these values as its spec in the same way", () => {
    fc.assert(
      fc.property(chartValues, (spec) => {
        const plain = fromChartValues(spec);
        const release = fromChartValues({ kind: "ValdRelease", spec });
        assert.deepEqual(release.args, plain.args);
        const prefixed = plain.warnings.map((warning) => ({ ...warning, path: ["spec", ...warning.path] }));
        assert.deepEqual(release.warnings, prefixed);
      }),
    );
  });

  it("reads the same from any order of keys", () => {
    fc.assert(
      fc.property(chartValues, (values) =>
        assert.deepEqual(fromChartValues(reordered(values)), fromChartValues(values)),
      ),
    );
  });

  it("gives args that are valid, or says what is wrong, however the values are changed", () => {
    const outcomes = { right: 0, wrong: 0 };
    fc.assert(
      fc.property(chartValues, fc.array(mutation, { minLength: 1, maxLength: 4 }), (values, mutations) => {
        const changed = mutated(values, mutations);
        try {
          assert.deepEqual(validate(fromChartValues(changed).args), []);
          outcomes.right++;
        } catch (error) {
          if (!(error instanceof InvalidArgsError)) throw error;
          assert.notDeepEqual(error.problems, []);
          outcomes.wrong++;
        }
      }),
      { numRuns: 200 },
    );
    assert.ok(outcomes.right > 0 && outcomes.wrong > 0, JSON.stringify(outcomes));
  });
});
