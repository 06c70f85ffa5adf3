import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { ValdNetworkPolicies } from "../../index";
import { type NetworkPoliciesArgs, networkPolicies, type NetworkPolicyManifest } from "../../core";
import { argsOfChart, helm, installChart, shown, turnChartPoliciesOff } from "../fromHelm";
import { cluster, stackOf, waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";
import { assertNoGap, monitorChange, reportText } from "./monitor";
import { valdPods } from "./valdPods";

interface Migration {
  title: string;
  namespace: string;
  podPrefix: string;
  adopt: boolean;
  /** Args for the first deployment only. */
  firstArgs: NetworkPoliciesArgs;
}

const [sideBySideYaml = ""] = shown("yaml side-by-side.yaml");

const migrations: Migration[] = [
  { title: "in place", namespace: "in-place", podPrefix: "p", adopt: true, firstArgs: {} },
  {
    title: "side by side",
    namespace: "side-by-side",
    podPrefix: "s",
    adopt: false,
    firstArgs: parse(sideBySideYaml) as NetworkPoliciesArgs,
  },
];

const chartArgs = argsOfChart();

for (const { title, namespace, podPrefix, adopt, firstArgs } of migrations) {
  describe(`packets: migration from the chart's policies ${title}`, () => {
    let hosts: Host[];
    let stack: Stack;
    const firstPolicies = networkPolicies({ ...chartArgs, ...firstArgs, namespace });
    const lastPolicies = networkPolicies({ ...chartArgs, namespace });

    const up = async (args: NetworkPoliciesArgs, adoptNow: boolean) => {
      stack = await stackOf(namespace, async () => {
        new ValdNetworkPolicies("vald", { ...chartArgs, ...args, namespace, adopt: adoptNow });
      });
      await stack.up();
    };

    const assertNoGapWhile = async (after: readonly NetworkPolicyManifest[], change: () => Promise<unknown>) => {
      const report = await monitorChange(hosts, await deployedPolicies(namespace), after, change);
      console.log(`      ${reportText([report])}`);
      assertNoGap(report);
      if (!adopt) assert.equal(report.moving, 0);
    };

    before(async () => {
      hosts = await valdPods(namespace, podPrefix);
      await installChart(cluster(), namespace);
      await waitForEngine();
    });
    after(async () => {
      await stack.destroy();
      // Only one release can own the chart's cluster-wide objects.
      await helm(cluster(), "helm uninstall vald -n vald", namespace);
    });

    it("leaves no gap during the first deployment", async () => {
      const chartPolicies = await deployedPolicies(namespace);
      // In place, the stack takes over all chart policies except the mirror gateway's, because no mirror gateway is deployed.
      const remaining = adopt
        ? chartPolicies.filter(({ metadata }) => metadata.name === "mirror-allow")
        : chartPolicies;
      await assertNoGapWhile([...firstPolicies, ...remaining], () => up(firstArgs, adopt));
    });

    it("leaves no gap when the chart stops creating policies", () =>
      assertNoGapWhile(firstPolicies, () => turnChartPoliciesOff(cluster(), namespace)));

    it("leaves no gap during the last deployment", async () => {
      await assertNoGapWhile(lastPolicies, () => up({}, false));
      assert.deepEqual(
        (await deployedPolicies(namespace)).map(({ metadata }) => metadata.name).sort(),
        lastPolicies.map(({ metadata }) => metadata.name).sort(),
      );
    });
  });
}

/** A namespace's policies on the API server. */
async function deployedPolicies(namespace: string): Promise<NetworkPolicyManifest[]> {
  const { api } = await cluster();
  const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  return (await api.get<{ items: NetworkPolicyManifest[] }>(path)).items;
}
