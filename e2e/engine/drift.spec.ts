import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { expectedPolicies } from "../normalize";
import { createNamespace, deletePolicies, editPolicy, servedPolicies } from "./cluster";
import { policiesStack } from "./inlineStack";
import { normalizedPolicies } from "./normalizedPolicies";

describe("a change made with kubectl edit", () => {
  let stack: Stack;

  before(async () => {
    await createNamespace("edited");
    stack = await policiesStack({ namespace: "edited" });
    await stack.up();
    await editPolicy("edited", "vald-agent-allow", { spec: { ingress: [{}] } });
  });
  after(() => stack.destroy());

  it("is detected by a refresh", async () => {
    assert.deepEqual((await stack.refresh()).summary.resourceChanges, { same: 6, update: 1 });
  });

  it("is reverted by the next up", async () => {
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 6, update: 1 });
    assert.deepEqual(await normalizedPolicies("edited"), expectedPolicies({ namespace: "edited" }));
  });
});

// The procedure described in docs/rolling-back.md.
describe("policies deleted with kubectl delete", () => {
  let stack: Stack;

  before(async () => {
    await createNamespace("rolled-back");
    stack = await policiesStack({ namespace: "rolled-back" });
    await stack.up();
    await deletePolicies("rolled-back", "app.kubernetes.io/part-of=vald");
  });
  after(() => stack.destroy());

  it("include every policy of the stack", async () => {
    assert.deepEqual(await servedPolicies("rolled-back"), {});
  });

  it("are not recreated by a plain up", async () => {
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 7 });
    assert.deepEqual(await servedPolicies("rolled-back"), {});
  });

  it("are recreated by an up with a refresh", async () => {
    await stack.up({ refresh: true });
    assert.deepEqual(await normalizedPolicies("rolled-back"), expectedPolicies({ namespace: "rolled-back" }));
  });
});
