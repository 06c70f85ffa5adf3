import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { createNamespace, servedPolicies } from "./cluster";
import { errorsOf } from "../diagnostics";
import { projectStack } from "./project";

describe("a wrong plain value in a program", () => {
  const error =
    "Invalid args:\n  defaults.networkPolicy.custom.ingress[0].form: unknown field; expected `from` or `ports` (did you mean `from`?)";
  let stack: Stack;

  before(async () => {
    stack = await projectStack("mistake", "mistake");
  });

  it("fails the preview and prints only the reason", async () => {
    assert.deepEqual(await errorsOf((options) => stack.preview(options)), [error]);
  });

  it("fails up, prints only the reason, and registers nothing", async () => {
    assert.deepEqual(await errorsOf((options) => stack.up(options)), [error]);
    assert.deepEqual(await registeredTypes(stack), ["pulumi:pulumi:Stack"]);
  });
});

describe("a wrong value that is known only in up", () => {
  let stack: Stack;

  before(async () => {
    await createNamespace("late");
    stack = await projectStack("late", "late");
  });
  after(() => stack.destroy());

  it("prevents the creation of every policy and prints only the reason", async () => {
    assert.deepEqual(await errorsOf((options) => stack.up(options)), [
      "Invalid args:\n  components.agent.custom.ingress[0].ports[0].port: got 70000; expected a whole number from 1 to 65535, or a port name",
    ]);
    assert.deepEqual(await servedPolicies("late"), {});
  });
});

async function registeredTypes(stack: Stack): Promise<string[]> {
  const { deployment } = (await stack.exportStack()) as { deployment: { resources?: { type: string }[] } };
  return (deployment.resources ?? []).map(({ type }) => type);
}
