import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { argsSchema } from "../../args/argsSchema";
import type { ObjectSchema } from "../../args/schema/schema";
import {
  check,
  explain,
  matrix,
  networkPolicies,
  openings,
  ValdNetworkPolicies,
  type ValdNetworkPoliciesArgs,
  verify,
} from "../../index";
import { deployedPolicies, startRun, unknownOutput } from "./recorder";

/** Each full validation of args runs this check once. */
const components = argsSchema.fields["components"] as ObjectSchema;

describe("the number of full validations of args", () => {
  const original = components.check;
  let count = 0;
  before(() => {
    components.check = (...values) => {
      count++;
      return original?.(...values) ?? [];
    };
  });
  after(() => Object.assign(components, { check: original }));
  beforeEach(() => {
    count = 0;
  });

  async function countOf(args: Partial<ValdNetworkPoliciesArgs>): Promise<number> {
    const component = new ValdNetworkPolicies("vald", { namespace: "vald", components: {}, ...args });
    await deployedPolicies(component);
    return count;
  }

  const late = (): Partial<ValdNetworkPoliciesArgs> => ({
    namespace: pulumi.output("vald"),
    labels: { team: pulumi.output("search") },
    instanceLabels: Promise.resolve({ instance: "blue" }),
  });
  for (const strict of [false, true]) {
    describe(`with strict: ${strict}`, () => {
      it("is one if no arg is an Output", async () => {
        await startRun();
        assert.equal(await countOf({ strict }), 1);
      });

      it("is two if some args are Outputs: before registration, and when their values are known", async () => {
        await startRun();
        assert.equal(await countOf({ strict, ...late() }), 2);
      });

      it("is two in a preview with unknown values", async () => {
        await startRun({ preview: true });
        assert.equal(await countOf({ strict, ...late(), namePrefix: "blue-", namespace: unknownOutput<string>() }), 2);
      });
    });
  }

  const args = { components: {} };
  const functions: [name: string, call: () => unknown][] = [
    ["networkPolicies", () => networkPolicies(args)],
    ["openings", () => openings(args)],
    ["check", () => check({ args })],
    ["matrix", () => matrix({ args })],
    ["verify", () => verify({ args, policies: [] })],
    ["explain", () => explain({ args }, { from: "lbGateway", to: "agent" })],
  ];
  for (const [name, call] of functions) {
    it(`is one in ${name}`, () => {
      call();
      assert.equal(count, 1);
    });
  }
});
