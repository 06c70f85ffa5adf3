import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import type { NetworkPoliciesArgs } from "../../core";
import { installChart, shown, turnChartPoliciesOff } from "../fromHelm";
import { createNamespace, servedUids } from "./cluster";
import { fixture } from "./fixture";
import { chartStack, expectedSpecs, helm3, helm4, policyNames, specs, uninstallChart } from "./takeover";

const [yaml = ""] = shown("yaml side-by-side.yaml");
const args = parse(yaml) as NetworkPoliciesArgs;
const prefixedNames = policyNames.map((name) => `next-${name}`);

for (const { title, name, option } of [helm4, helm3]) {
  describe(`policies deployed alongside the chart's, which are written the way ${title} does it`, () => {
    const namespace = `side-by-side-${name}`;
    let chartUids: Record<string, string>;
    let stack: Stack;
    before(async () => {
      await createNamespace(namespace);
      await installChart(fixture(), namespace, option);
      chartUids = await servedUids(namespace);
      stack = await chartStack(namespace, args);
      await stack.up();
    });
    after(async () => {
      await stack.destroy();
      await uninstallChart(namespace);
    });

    it("have the same rules as with the usual names, and leave the chart's policies unchanged", async () => {
      const served = await specs(namespace);
      assert.deepEqual(
        prefixedNames.map((prefixed) => served[prefixed]),
        Object.values(expectedSpecs({ namespace })),
      );
      const uids = await servedUids(namespace);
      assert.deepEqual(Object.fromEntries(Object.keys(chartUids).map((other) => [other, uids[other]])), chartUids);
    });

    it("are the only policies left when the chart stops creating its own", async () => {
      await turnChartPoliciesOff(fixture(), namespace);
      assert.deepEqual(Object.keys(await specs(namespace)).sort(), [...prefixedNames].sort());
    });

    it("get the usual names; each replacement is created before the old policy is deleted", async () => {
      stack = await chartStack(namespace);
      const steps: string[] = [];
      const { summary } = await stack.up({
        onEvent: ({ resOutputsEvent }) => {
          const { op, urn } = resOutputsEvent?.metadata ?? {};
          if (urn?.endsWith("NetworkPolicy::vald-agent") === true && op !== undefined) steps.push(op);
        },
      });
      assert.deepEqual(summary.resourceChanges, { replace: 5, same: 2 });
      assert.deepEqual(steps, ["create-replacement", "replace", "delete-replaced"]);
      assert.deepEqual(await specs(namespace), expectedSpecs({ namespace }));
    });
  });
}
