import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { makeNamespace, servedUids } from "./cluster";
import { inlineStack } from "./inlineStack";

describe("a Pulumi component under a new name, with the old one as alias", () => {
  let stack: Stack;
  after(() => stack.destroy());

  it("keeps every policy as it is", async () => {
    await makeNamespace("renamed");
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
