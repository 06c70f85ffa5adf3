import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { installChart, turnChartPoliciesOff } from "../fromHelm";
import { createNamespace, servedPolicies } from "./cluster";
import { fixture } from "./fixture";
import { chartStack, describeTakeover, helm4, uninstallChart } from "./takeover";

describeTakeover(helm4);

describe("policies taken over without helm.sh/resource-policy: keep", () => {
  const namespace = "not-kept";
  let stack: Stack;
  before(async () => {
    await createNamespace(namespace);
    await installChart(fixture(), namespace);
    stack = await chartStack(namespace, { annotations: { "pulumi.com/patchForce": "true" } });
    await stack.up();
  });
  after(async () => {
    await stack.destroy();
    await uninstallChart(namespace);
  });

  it("are deleted by Helm when the chart stops creating them", async () => {
    await turnChartPoliciesOff(fixture(), namespace);
    assert.deepEqual(await servedPolicies(namespace), {});
  });
});
