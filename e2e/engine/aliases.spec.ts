import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { createNamespace, servedUids } from "./cluster";
import { inlineStack } from "./inlineStack";

describe("a renamed Pulumi component with its old name as an alias", () => {
  let stack: Stack;
  after(() => stack.destroy());

  it("keeps every policy unchanged", async () => {
    await createNamespace("renamed");
    stack = await inlineStack("renamed", async () => {
      new ValdNetworkPolicies("old", { namespace: "renamed" });
    });
    await stack.up();
    const before = await servedUids("renamed");

    stack = await inlineStack("renamed", async () => {
      new ValdNetworkPolicies("new", { namespace: "renamed" }, { aliases: [{ name: "old" }] });
    });
    const { summary } = await stack.up();
    assert.deepEqual(summary.resourceChanges, { same: 7 });
    assert.deepEqual(await servedUids("renamed"), before);
    assert.equal(Object.keys(before).length, 5);
  });
});
