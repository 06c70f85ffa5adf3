import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { installChart, turnChartPoliciesOff, turnChartPoliciesOn } from "../fromHelm";
import { createNamespace } from "./cluster";
import { fixture } from "./fixture";
import { inlineStack } from "./inlineStack";
import { chartStack, policyNames, specs, type Specs, uninstallChart } from "./takeover";

const chartNames = [...policyNames, "mirror-allow"].sort();
const asideNames = policyNames.map((name) => `back-${name}`).sort();

const startingPoints = [
  { title: "a takeover", namespace: "back-from-takeover", areOff: false },
  { title: "a takeover after which the chart's policies were turned off", namespace: "back-from-off", areOff: true },
];

for (const { title, namespace, areOff } of startingPoints) {
  describe(`going back from ${title}`, () => {
    let chartSpecs: Specs;
    let stack: Stack;
    before(async () => {
      await createNamespace(namespace);
      await installChart(fixture(), namespace);
      chartSpecs = await specs(namespace);
      stack = await chartStack(namespace, { adopt: true });
      await stack.up();
      if (areOff) await turnChartPoliciesOff(fixture(), namespace);
    });
    after(async () => {
      await stack.destroy();
      await uninstallChart(namespace);
    });

    it("adds a prefix to the names of our policies", async () => {
      stack = await chartStack(namespace, { namePrefix: "back-" });
      await stack.up();
      const mirror = areOff ? [] : ["mirror-allow"];
      assert.deepEqual(Object.keys(await specs(namespace)).sort(), [...asideNames, ...mirror].sort());
    });

    it("creates the chart's policies in addition to ours", async () => {
      await turnChartPoliciesOn(fixture(), namespace);
      assert.deepEqual(Object.keys(await specs(namespace)).sort(), [...asideNames, ...chartNames].sort());
    });

    it("leaves the chart's policies unchanged when the stack deletes ours", async () => {
      stack = await inlineStack(namespace, async () => {});
      await stack.up();
      assert.deepEqual(await specs(namespace), chartSpecs);
    });
  });
}
