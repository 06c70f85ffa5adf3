import assert from "node:assert/strict";
import { Ajv } from "ajv";
import fc from "fast-check";
import { parse } from "yaml";
import { type IssueCode, validate } from "../../../core";
import { documentedValues } from "../../../testing/documentedValues";
import { inexpressibleIssues, isInexpressible } from "../../../testing/inexpressibleIssues";
import { mutated, mutation } from "../../../testing/jsonMutation";
import { richArgs } from "../../../testing/richArgs";
import { published, publishedFile } from "./published";
import { runs } from "../../../testing/runs";

const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
const accepts = ajv.compile(published);

describe("values.schema.json", () => {
  it("is a JSON Schema of draft-07", () => {
    assert.equal(published["$schema"], "http://json-schema.org/draft-07/schema#");
    assert.equal(ajv.validateSchema(published), true, ajv.errorsText());
  });

  it("is exported by the package", () => {
    assert.equal(require.resolve("vald-network-policy/values.schema.json"), publishedFile);
  });

  it("has no regular expression that Go cannot parse", () => {
    assert.doesNotMatch(JSON.stringify(published), /\(\?/);
  });

  it("accepts the documented values, and args with every field", () => {
    assert.equal(accepts(parse(documentedValues)), true, ajv.errorsText(accepts.errors));
    assert.deepEqual(validate(richArgs), []);
    assert.equal(accepts(richArgs), true, ajv.errorsText(accepts.errors));
  });

  for (const [typo, correct] of [
    ["cusotm", "custom"],
    ["form", "from"],
    ["matchLabel", "matchLabels"],
    ["networkpolicy", "networkPolicy"],
  ] as const) {
    it(`rejects ${typo} instead of ${correct}`, () => {
      assert.equal(accepts(parse(documentedValues.replace(`${correct}:`, `${typo}:`))), false);
    });
  }

  it("accepts all args that validate accepts, and rejects all args with an issue that a schema can express", () => {
    const count = { accepted: 0, rejectedByBoth: 0, inexpressible: 0 };
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 4 }), (mutations) => {
        const args = mutated(richArgs, mutations);
        const issues = validate(args);
        const isAccepted = accepts(args);
        if (issues.length === 0) {
          count.accepted++;
          assert.equal(isAccepted, true, ajv.errorsText(accepts.errors));
          return;
        }
        const expressible = issues.filter((issue) => !isInexpressible(issue, args));
        if (expressible.length === 0) {
          count.inexpressible++;
          return;
        }
        count.rejectedByBoth++;
        assert.equal(isAccepted, false, JSON.stringify(expressible));
      }),
      { numRuns: runs(500) },
    );
    // The next test has an example of each issue that a schema cannot express.
    assert.ok(
      count.accepted > 100 && count.rejectedByBoth > 100,
      `too few cases of one kind: ${JSON.stringify(count)}`,
    );
  });

  it("accepts one example of each issue that a schema cannot express", () => {
    const ipBlock = (block: object) => custom({ egress: [{ to: [{ ipBlock: block }] }] });
    const examples: [IssueCode, unknown][] = [
      ["name-collision", { components: { agent: { name: "vald-discoverer" } } }],
      ["label-collision", { instanceLabels: { app: "blue" } }],
      ["invalid-except", ipBlock({ cidr: "10.0.0.0/8", except: ["11.0.0.0/16"] })],
      ["invalid-end-port", custom({ egress: [{ ports: [{ port: 81, endPort: 80 }] }] })],
      ["invalid-cidr", ipBlock({ cidr: "10.0.0.1/8" })],
      ["invalid-cidr", ipBlock({ cidr: "1::2::3/64" })],
      ["invalid-label-key", { labels: { [`${"a".repeat(254)}/b`]: "c" } }],
      ["annotations-too-large", { annotations: { a: "x".repeat(262144) } }],
    ];
    for (const [code, args] of examples) {
      const issues = validate(args);
      assert.deepEqual([issues.map((issue) => issue.code), accepts(args)], [[code], true]);
      assert.ok(
        issues.every((issue) => isInexpressible(issue, args)),
        code,
      );
    }
    const covered = new Set([...examples.map(([code]) => code), "not-plain"]);
    assert.deepEqual([...covered].sort(), [...new Set(inexpressibleIssues.map(({ code }) => code))].sort());
  });
});

function custom(rules: object): object {
  return { defaults: { networkPolicy: { custom: rules } } };
}
