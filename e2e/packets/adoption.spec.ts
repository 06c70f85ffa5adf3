import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { type NetworkPoliciesArgs, networkPolicies, type NetworkPolicyManifest } from "../../policies";
import { argsOfChart, helm, installChart, shown, turnChartPoliciesOff } from "../fromHelm";
import type { Host } from "./host";
import { assertNoGap, said, watched } from "./monitor";
import { valdPods } from "./valdPods";
import { canary, cluster, stackOf } from "./world";

type Args = Omit<ValdNetworkPoliciesArgs, "namespace">;

const [values = ""] = shown("yaml side-by-side.yaml");

const ofChart = argsOfChart();

const ways: [way: string, namespace: string, prefix: string, adopt: boolean, args: NetworkPoliciesArgs][] = [
  ["in place", "in-place", "p", true, {}],
  ["side by side", "side-by-side", "s", false, parse(values) as NetworkPoliciesArgs],
];

for (const [way, namespace, prefix, adopt, args] of ways) {
  describe(`from the chart's policies ${way}, by packets`, () => {
    let hosts: Host[];
    let stack: Stack;

    const up = async (own: Args) => {
      stack = await stackOf(namespace, async () => {
        new ValdNetworkPolicies("vald", { ...ofChart, ...own, namespace });
      });
      await stack.up();
    };
    const ours = networkPolicies({ ...ofChart, namespace });
    const firstOurs = networkPolicies({ ...ofChart, ...args, namespace });
    const step = async (after: readonly NetworkPolicyManifest[], change: () => Promise<unknown>) => {
      const report = await watched(hosts, await served(namespace), after, change);
      console.log(`      ${said([report])}`);
      assertNoGap(report);
      if (!adopt) assert.equal(report.moving, 0);
    };

    before(async () => {
      hosts = await valdPods(namespace, prefix);
      await installChart(cluster(), namespace);
      await (await canary()).programmed();
    });
    after(async () => {
      await stack.destroy();
      // The chart has objects of the whole cluster, which are there once.
      await helm(cluster(), "helm uninstall vald -n vald", namespace);
    });

    it("leaves no gap when the stack is first brought up", async () => {
      const charts = await served(namespace);
      // In place, those of the components are ours then; side by side, both are there.
      const left = adopt ? charts.filter(({ metadata }) => metadata.name === "mirror-allow") : charts;
      await step([...firstOurs, ...left], () => up({ ...args, adopt }));
    });

    it("leaves no gap when the chart stops making policies", () =>
      step(firstOurs, () => turnChartPoliciesOff(cluster(), namespace)));

    it("leaves no gap when the stack gets to its last form", async () => {
      await step(ours, () => up({}));
      assert.deepEqual(
        (await served(namespace)).map(({ metadata }) => metadata.name).sort(),
        ours.map(({ metadata }) => metadata.name).sort(),
      );
    });
  });
}

/** The policies that a namespace has on the server. */
async function served(namespace: string): Promise<NetworkPolicyManifest[]> {
  const { api } = await cluster();
  const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
  return (await api.get<{ items: NetworkPolicyManifest[] }>(path)).items;
}
