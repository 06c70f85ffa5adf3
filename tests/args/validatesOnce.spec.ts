import assert from "node:assert/strict";
import { argsSchema } from "../../args/argsSchema";
import type { ObjectSchema } from "../../args/schema/schema";
import {
  check,
  diff,
  explain,
  fromChartValues,
  matrix,
  type NetworkPoliciesArgs,
  networkPolicies,
  openings,
  validate,
  verify,
} from "../../core";

/** The schema of `components`. A full validation of args with components calls its `check` once. */
const components = argsSchema.fields["components"] as ObjectSchema & Required<Pick<ObjectSchema, "check">>;

describe("args are validated once", () => {
  const { check: original } = components;
  let validations = 0;
  before(() => {
    components.check = (...values) => {
      validations++;
      return original(...values);
    };
  });
  after(() => {
    components.check = original;
  });
  beforeEach(() => {
    validations = 0;
  });

  const args: NetworkPoliciesArgs = {
    namespace: "vald",
    components: { mirrorGateway: { enabled: true } },
    edges: [{ from: { namespace: "shop" }, to: { component: "lbGateway" } }],
  };
  const policies = networkPolicies(args);
  const calls: Record<string, () => unknown> = {
    validate: () => validate(args),
    networkPolicies: () => networkPolicies(args),
    openings: () => openings(args),
    check: () => check({ args }),
    "check of policies": () => check({ args, policies }),
    matrix: () => matrix({ args }),
    "matrix of policies": () => matrix({ args, policies }),
    explain: () => explain({ args }, { from: "agent", to: "lbGateway" }),
    verify: () => verify({ args, policies }),
    fromChartValues: () => fromChartValues({}),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`by ${name}`, () => {
      call();
      assert.equal(validations, 1);
    });
  }

  it("on each side by diff", () => {
    diff({ args }, { args, policies });
    assert.equal(validations, 2);
  });
});
