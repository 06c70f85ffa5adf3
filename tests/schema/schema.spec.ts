import assert from "node:assert/strict";
import { join } from "node:path";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import fc from "fast-check";
import { parse } from "yaml";
import { argsShape } from "../../policy/argsShape";
import { jsonSchema } from "../../policy/jsonSchema";
import { validate } from "../../policy/validate";
import { beyondSchema, isBeyond } from "./beyondSchema";
import { mutated, mutation } from "./jsonMutation";
import { richArgs } from "./richArgs";

const published = JSON.parse(readFileSync(join(__dirname, "../../dist/values.schema.json"), "utf8")) as Readonly<
  Record<string, unknown>
>;
const ajv = new Ajv({ strict: true, allowUnionTypes: true, strictTypes: false, strictRequired: false });
const accepts = ajv.compile(published);

const documented = `
defaults:
  networkPolicy:
    enabled: true
    custom:
      ingress:
        - from:
            - podSelector:
                matchLabels:
                  app.kubernetes.io/name: pyroscope
`;

describe("values.schema.json", () => {
  it("is a JSON Schema of draft-07", () => {
    assert.equal(published["$schema"], "http://json-schema.org/draft-07/schema#");
    assert.equal(ajv.validateSchema(published), true, ajv.errorsText());
  });

  it("is generated from the shape that validate follows", () => {
    assert.deepEqual(published, jsonSchema(argsShape, "Values of vald-network-policy"));
  });

  it("is exported by the package", () => {
    assert.equal(
      require.resolve("vald-network-policy/values.schema.json"),
      join(__dirname, "../../dist/values.schema.json"),
    );
  });

  it("has no regular expression that Go cannot read", () => {
    assert.doesNotMatch(JSON.stringify(published), /\(\?/);
  });

  it("accepts the documented values, and args with every field", () => {
    assert.equal(accepts(parse(documented)), true, ajv.errorsText(accepts.errors));
    assert.deepEqual(validate(richArgs), []);
    assert.equal(accepts(richArgs), true, ajv.errorsText(accepts.errors));
  });

  for (const [typo, correct] of [
    ["cusotm", "custom"],
    ["form", "from"],
    ["matchLabel", "matchLabels"],
    ["networkpolicy", "networkPolicy"],
  ] as const) {
    it(`refuses ${typo} for ${correct}`, () => {
      assert.equal(accepts(parse(documented.replace(`${correct}:`, `${typo}:`))), false);
    });
  }

  it("refuses nothing that validate accepts, and accepts nothing that validate refuses for a reason it can express", function () {
    this.timeout(30_000);
    const seen = { accepted: 0, refusedByBoth: 0, beyond: 0 };
    const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
    console.log(`      seed ${seed}`);
    fc.assert(
      fc.property(fc.array(mutation, { maxLength: 4 }), (mutations) => {
        const args = mutated(richArgs, mutations);
        const problems = validate(args);
        const isAccepted = accepts(args);
        if (problems.length === 0) {
          seen.accepted++;
          assert.equal(isAccepted, true, `refused by the schema alone: ${ajv.errorsText(accepts.errors)}`);
          return;
        }
        const expressible = problems.filter((problem) => !isBeyond(problem, args));
        if (expressible.length > 0) seen.refusedByBoth++;
        else seen.beyond++;
        if (expressible.length > 0) assert.equal(isAccepted, false, JSON.stringify(expressible));
      }),
      { numRuns: 2000, seed },
    );
    assert.ok(seen.accepted > 300 && seen.refusedByBoth > 300 && seen.beyond > 0, JSON.stringify(seen));
  });

  it("lets pass what is listed as beyond it, one case a line", () => {
    const peer = (ipBlock: unknown) => custom({ egress: [{ to: [{ ipBlock }] }] });
    const cases: [string, unknown][] = [
      ["name-collision", { components: { agent: { name: "vald-discoverer" } } }],
      ["invalid-except", peer({ cidr: "10.0.0.0/8", except: ["11.0.0.0/16"] })],
      ["invalid-end-port", custom({ egress: [{ ports: [{ port: 81, endPort: 80 }] }] })],
      ["invalid-cidr", peer({ cidr: "10.0.0.1/8" })],
      ["invalid-cidr", peer({ cidr: "1::2::3/64" })],
      ["invalid-label-key", { labels: { [`${"a".repeat(254)}/b`]: "c" } }],
      ["annotations-too-large", { annotations: { a: "x".repeat(262144) } }],
    ];
    for (const [code, args] of cases) {
      const problems = validate(args);
      assert.deepEqual([code, problems.map((problem) => problem.code), accepts(args)], [code, [code], true]);
      assert.ok(
        problems.every((problem) => isBeyond(problem, args)),
        code,
      );
    }
    const covered = new Set([...cases.map(([code]) => code), "not-plain"]);
    assert.deepEqual([...covered].sort(), [...new Set(beyondSchema.map(({ code }) => String(code)))].sort());
  });
});

function custom(rules: unknown): unknown {
  return { defaults: { networkPolicy: { custom: rules } } };
}
