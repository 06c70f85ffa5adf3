import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { argsSchema } from "../../args/argsSchema";
import type { ObjectSchema } from "../../args/schema/schema";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { deployedPolicies, startRun, unknownOutput } from "./recorder";

/** The schema of `components`. A full validation of args with components calls its `check` once. */
const components = argsSchema.fields["components"] as ObjectSchema & Required<Pick<ObjectSchema, "check">>;

describe("the number of full validations by ValdNetworkPolicies", () => {
  const { check: original } = components;
  let count = 0;
  before(() => {
    components.check = (...values) => {
      count++;
      return original(...values);
    };
  });
  after(() => {
    components.check = original;
  });
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
});
