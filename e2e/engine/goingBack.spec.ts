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

    it("moves our policies aside", async () => {
      stack = await chartStack(namespace, { namePrefix: "back-" });
      await stack.up();
      const mirror = areOff ? [] : ["mirror-allow"];
      assert.deepEqual(Object.keys(await specs(namespace)).sort(), [...asideNames, ...mirror].sort());
    });

    it("creates the policies of the chart beside them", async () => {
      await turnChartPoliciesOn(fixture(), namespace);
      assert.deepEqual(Object.keys(await specs(namespace)).sort(), [...asideNames, ...chartNames].sort());
    });

    it("leaves the policies of the chart as they were", async () => {
      stack = await inlineStack(namespace, async () => {});
      await stack.up();
      assert.deepEqual(await specs(namespace), chartSpecs);
    });
  });
}
