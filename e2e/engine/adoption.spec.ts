import assert from "node:assert/strict";
import type { PreviewResult, Stack, UpResult } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { diff, type NetworkPoliciesArgs, networkPolicies } from "../../policies";
import { makeNamespace, servedPolicies, servedUids } from "./cluster";
import { argsOfChart, helm, installChart, shown, turnChartPoliciesOff } from "../fromHelm";
import { inlineStack } from "./inlineStack";
import { serverNormalised } from "./serverNormalised";
import { world } from "./world";

const ofChart = argsOfChart();
const names = networkPolicies(ofChart).map(({ metadata }) => metadata.name);

const writers: [how: string, namespace: string, option: string][] = [
  ["on the server, as Helm 4 does", "helm-4", "--server-side=true"],
  ["as Helm 3 does", "helm-3", "--server-side=false"],
];
for (const [how, namespace, option] of writers) {
  describe(`policies that Helm has written ${how}`, () => {
    let made: Record<string, string | undefined>;
    let madeSpecs: Specs;
    let stack: Stack;
    before(async () => {
      await makeNamespace(namespace);
      await installChart(world(), namespace, option);
      made = ofOurs(await servedUids(namespace));
      madeSpecs = await specs(namespace);
      stack = await stackOf(namespace);
    });
    after(async () => {
      await stack.destroy();
      await helm(world(), "helm uninstall vald -n vald", namespace);
    });

    it("are a conflict without adopt, which names the fields, and stay as they are", async () => {
      const said = await messageOf(stack.up());
      const [conflict = ""] = shown("text conflict");
      // Which policies come first, and so which fields are named, differs from run to run.
      const wording = /had an apply conflict: Apply failed with \d conflicts?: conflicts? with "helm"/;
      assert.ok(said.includes(conflict.split("\n")[0] ?? ""), said);
      for (const text of [said, conflict]) assert.match(text, wording);
      assert.deepEqual(await specs(namespace), madeSpecs);
    });

    it("become the stack's own with adopt: the same objects, with its rules", async () => {
      stack = await stackOf(namespace, { adopt: true });
      await stack.up();
      assert.deepEqual(ofOurs(await servedUids(namespace)), made);
      assert.deepEqual(await changeFromOurs(namespace), nothing);
    });

    it("show no change in a second preview, after a refresh", () => expectNoChange(stack));

    it("are not given back when the chart is upgraded with its policies still on", async () => {
      const said = await messageOf(helm(world(), "helm upgrade vald vald/vald -n vald --reuse-values", namespace));
      if (option === "--server-side=true") assert.match(said, /UPGRADE FAILED: conflict occurred/);
      else {
        // Helm 3 asks nobody.
        assert.equal(said, "nothing went wrong");
        const agent = "vald-agent-allow";
        assert.deepEqual((await specs(namespace))[agent], madeSpecs[agent]);
        await stack.up({ refresh: true });
      }
      assert.deepEqual(await changeFromOurs(namespace), nothing);
    });

    it("are kept by Helm when the chart stops making them, and nothing else of the chart's is", async () => {
      await turnChartPoliciesOff(world(), namespace);
      assert.deepEqual(await servedUids(namespace), made);
      assert.deepEqual(await changeFromOurs(namespace), nothing);
    });

    it("are updated in place when adopt is taken out, after which a preview shows nothing", async () => {
      stack = await stackOf(namespace);
      const { summary } = await stack.up();
      assert.deepEqual(summary.resourceChanges, { same: 2, update: 5 });
      assert.deepEqual(await servedUids(namespace), made);
      assert.deepEqual(await specs(namespace), specsOf({ ...ofChart, namespace }));
      await expectNoChange(stack);
    });

    it("are a conflict again where a field that both wrote alike changes, as a preview shows; adopt ends it", async () => {
      const defaults = { networkPolicy: { custom: { egress: [{ to: [{ podSelector: {} }] }] } } };
      stack = await stackOf(namespace, { defaults });
      assert.match(await messageOf(stack.preview()), /conflict with "helm".*: \.spec\.egress/);
      stack = await stackOf(namespace, { defaults, adopt: true });
      await stack.up();
      stack = await stackOf(namespace, { defaults });
      await stack.up();
      assert.deepEqual(await specs(namespace), specsOf({ ...ofChart, namespace, defaults }));
      assert.deepEqual(await servedUids(namespace), made);
    });

    it("stay when the release is uninstalled", async () => {
      await helm(world(), "helm uninstall vald -n vald", namespace);
      assert.deepEqual(await servedUids(namespace), made);
      // For `after`, which takes down whatever there is when a case above has failed.
      await installChart(world(), namespace, "--set defaults.networkPolicy.enabled=false");
    });
  });
}

describe("policies taken over without helm.sh/resource-policy: keep", () => {
  const namespace = "not-kept";
  const args = { annotations: { "pulumi.com/patchForce": "true" } };
  let stack: Stack;
  before(async () => {
    await makeNamespace(namespace);
    await installChart(world(), namespace);
    stack = await stackOf(namespace, args);
    await stack.up();
  });
  after(async () => {
    await stack.destroy();
    await helm(world(), "helm uninstall vald -n vald", namespace);
  });

  it("are deleted by Helm when the chart stops making them", async () => {
    await turnChartPoliciesOff(world(), namespace);
    assert.deepEqual(await servedPolicies(namespace), {});
  });
});

for (const [how, other, option] of writers) {
  describe(`policies of other names beside those that Helm has written ${how}`, () => {
    const namespace = `side-by-side-${other}`;
    const [values = ""] = shown("yaml side-by-side.yaml");
    const args = parse(values) as NetworkPoliciesArgs;
    const otherNames = names.map((name) => `next-${name}`);
    let made: Record<string, string>;
    let stack: Stack;
    before(async () => {
      await makeNamespace(namespace);
      await installChart(world(), namespace, option);
      made = await servedUids(namespace);
      stack = await stackOf(namespace, args);
      await stack.up();
    });
    after(async () => {
      await stack.destroy();
      await helm(world(), "helm uninstall vald -n vald", namespace);
    });

    it("have the rules of the default, and leave those of Helm as they are", async () => {
      const served = await specs(namespace);
      const expected = Object.values(specsOf({ ...ofChart, namespace }));
      assert.deepEqual(
        otherNames.map((name) => served[name]),
        expected,
      );
      const uids = await servedUids(namespace);
      assert.deepEqual(Object.fromEntries(Object.keys(made).map((name) => [name, uids[name]])), made);
    });

    it("stay alone when the chart stops making its own", async () => {
      await turnChartPoliciesOff(world(), namespace);
      assert.deepEqual(Object.keys(await specs(namespace)).sort(), [...otherNames].sort());
    });

    it("get the usual names, each made before the other is deleted", async () => {
      stack = await stackOf(namespace);
      const steps: string[] = [];
      const { summary } = await stack.up({
        onEvent: ({ resOutputsEvent }) => {
          const { op, urn } = resOutputsEvent?.metadata ?? {};
          if (urn?.includes("NetworkPolicy::vald-agent") === true && op !== undefined) steps.push(op);
        },
      });
      assert.deepEqual(summary.resourceChanges, { replace: 5, same: 2 });
      assert.deepEqual(steps, ["create-replacement", "replace", "delete-replaced"]);
      assert.deepEqual(await specs(namespace), specsOf({ ...ofChart, namespace }));
    });
  });
}

type Specs = Record<string, unknown>;

function stackOf(namespace: string, args: Omit<ValdNetworkPoliciesArgs, "namespace"> = {}): Promise<Stack> {
  return inlineStack(namespace, async () => {
    new ValdNetworkPolicies("vald", { ...ofChart, ...args, namespace });
  });
}

/** The rules that a namespace has on the server, by the name of the policy. */
async function specs(namespace: string): Promise<Specs> {
  const served = Object.entries(await servedPolicies(namespace));
  return Object.fromEntries(served.map(([name, { spec }]) => [name, serverNormalised(spec)]));
}

function specsOf(args: NetworkPoliciesArgs): Specs {
  return Object.fromEntries(networkPolicies(args).map(({ metadata, spec }) => [metadata.name, serverNormalised(spec)]));
}

const nothing = { opens: [], closes: [] };

/** What those on the server with the names of ours open and close, measured by ours. */
async function changeFromOurs(namespace: string): Promise<ReturnType<typeof diff>> {
  const args = { ...ofChart, namespace };
  const policies = Object.values(await servedPolicies(namespace)).filter(({ metadata }) =>
    names.includes(metadata.name),
  );
  return diff({ policies: networkPolicies(args), args }, { policies, args });
}

/** The chart makes a policy for the mirror gateway also where it is off. */
function ofOurs<T>(byName: Record<string, T>): Record<string, T | undefined> {
  return Object.fromEntries(names.map((name) => [name, byName[name]]));
}

async function expectNoChange(stack: Stack): Promise<void> {
  const { changeSummary }: PreviewResult = await stack.preview({ refresh: true, expectNoChanges: true });
  assert.deepEqual(changeSummary, { same: 7 });
}

function messageOf(run: Promise<UpResult | PreviewResult | void>): Promise<string> {
  return run.then(
    () => "nothing went wrong",
    (error: Error) => error.message,
  );
}
