import assert from "node:assert/strict";
import type { PreviewResult, Stack, UpResult } from "@pulumi/pulumi/automation";
import { diff, type NetworkPoliciesArgs, networkPolicies } from "../../core";
import type { ValdNetworkPoliciesArgs } from "../../index";
import { argsOfChart, helm, installChart, shown, turnChartPoliciesOff } from "../fromHelm";
import { createNamespace, servedPolicies, servedUids } from "./cluster";
import { fixture } from "./fixture";
import { policiesStack } from "./inlineStack";
import { normalize } from "../normalize";

/** The way in which a version of Helm writes to the server. */
export interface Writer {
  title: string;
  /** Part of the namespace names. */
  name: string;
  option: string;
}

export const helm3: Writer = { title: "Helm 3", name: "helm-3", option: "--server-side=false" };
export const helm4: Writer = { title: "Helm 4", name: "helm-4", option: "--server-side=true" };

export const chartArgs = argsOfChart();

/** The names of our policies. The chart also creates a policy for the mirror gateway, although that component is off. */
export const policyNames = networkPolicies(chartArgs).map(({ metadata }) => metadata.name);

/** The tests for a stack that takes over the chart's policies. */
export function describeTakeover({ title, name: namespace, option }: Writer): void {
  describe(`the chart's policies, written the way ${title} does it`, () => {
    let uids: Record<string, string | undefined>;
    let chartSpecs: Specs;
    let stack: Stack;
    before(async () => {
      await createNamespace(namespace);
      await installChart(fixture(), namespace, option);
      uids = await ourUids(namespace);
      chartSpecs = await specs(namespace);
    });
    after(async () => {
      await stack.destroy();
      await uninstallChart(namespace);
    });

    it("conflict with a stack without adopt, which leaves the policies unchanged", async () => {
      stack = await chartStack(namespace);
      const message = await messageOf(stack.up());
      const [documented = ""] = shown("text conflict");
      // The numbers and fields vary, because the order in which policies are written varies.
      const conflict = /had an apply conflict: Apply failed with \d conflicts?: conflicts? with "helm"/;
      assert.match(documented, conflict);
      assert.match(message, conflict);
      assert.ok(message.includes(documented.split("\n")[0] ?? ""), message);
      assert.deepEqual(await specs(namespace), chartSpecs);
    });

    it("become the stack's with adopt: the same objects with the stack's rules", async () => {
      stack = await chartStack(namespace, { adopt: true });
      await stack.up();
      assert.deepEqual(await ourUids(namespace), uids);
      assert.deepEqual(await differenceFromOurs(namespace), nothing);
    });

    it("show no change in a preview after a refresh", () => assertNoChange(stack));

    const upgrade = () => helm(fixture(), "helm upgrade vald vald/vald -n vald --reuse-values", namespace);
    if (option === helm4.option)
      it("keep the stack's rules in an upgrade with the chart's policies on, which fails", async () => {
        assert.match(await messageOf(upgrade()), /UPGRADE FAILED: conflict occurred/);
        assert.deepEqual(await differenceFromOurs(namespace), nothing);
      });
    else
      it("get the chart's rules back in an upgrade with the chart's policies on, and the stack's rules in an up with a refresh", async () => {
        await upgrade();
        const agent = "vald-agent-allow";
        assert.deepEqual((await specs(namespace))[agent], chartSpecs[agent]);
        await stack.up({ refresh: true });
        assert.deepEqual(await differenceFromOurs(namespace), nothing);
      });

    it("remain when the chart stops creating them, except the mirror gateway's policy", async () => {
      await turnChartPoliciesOff(fixture(), namespace);
      assert.deepEqual(await servedUids(namespace), uids);
      assert.deepEqual(await differenceFromOurs(namespace), nothing);
    });

    it("are updated in place when adopt is removed, and then a preview shows no change", async () => {
      stack = await chartStack(namespace);
      const { summary } = await stack.up();
      assert.deepEqual(summary.resourceChanges, { same: 2, update: 5 });
      assert.deepEqual(await servedUids(namespace), uids);
      assert.deepEqual(await specs(namespace), expectedSpecs({ namespace }));
      await assertNoChange(stack);
    });

    it("conflict again when a field that both had set to the same value changes, until adopt is restored; a preview shows the conflict", async () => {
      const defaults = { networkPolicy: { custom: { egress: [{ to: [{ podSelector: {} }] }] } } };
      stack = await chartStack(namespace, { defaults });
      assert.match(await messageOf(stack.preview()), /conflict with "helm".*: \.spec\.egress/);
      stack = await chartStack(namespace, { defaults, adopt: true });
      await stack.up();
      stack = await chartStack(namespace, { defaults });
      await stack.up();
      assert.deepEqual(await specs(namespace), expectedSpecs({ namespace, defaults }));
      assert.deepEqual(await servedUids(namespace), uids);
    });

    it("remain when the release is uninstalled", async () => {
      await uninstallChart(namespace);
      assert.deepEqual(await servedUids(namespace), uids);
      // `after` uninstalls the release, even if a test above has failed.
      await installChart(fixture(), namespace, "--set defaults.networkPolicy.enabled=false");
    });
  });
}

/** Policies by name. */
export type Specs = Record<string, unknown>;

/** The stack of the document's program, named after its namespace. */
export function chartStack(namespace: string, args: Omit<ValdNetworkPoliciesArgs, "namespace"> = {}): Promise<Stack> {
  return policiesStack({ ...chartArgs, ...args, namespace });
}

/** The specs of all of a namespace's policies on the server. */
export async function specs(namespace: string): Promise<Specs> {
  const served = Object.entries(await servedPolicies(namespace));
  return Object.fromEntries(served.map(([name, { spec }]) => [name, normalize(spec)]));
}

/** The specs that the document's program deploys with these args. */
export function expectedSpecs(args: NetworkPoliciesArgs): Specs {
  const policies = networkPolicies({ ...chartArgs, ...args });
  return Object.fromEntries(policies.map(({ metadata, spec }) => [metadata.name, normalize(spec)]));
}

export function uninstallChart(namespace: string): Promise<void> {
  return helm(fixture(), "helm uninstall vald -n vald", namespace);
}

const nothing = { added: [], removed: [], undecided: [] };

/** The connections that the served policies with our names allow and our policies do not, and the reverse. */
async function differenceFromOurs(namespace: string): Promise<ReturnType<typeof diff>> {
  const args = { ...chartArgs, namespace };
  const served = Object.values(await servedPolicies(namespace));
  const policies = served.filter(({ metadata }) => policyNames.includes(metadata.name));
  return diff({ args }, { policies, args });
}

async function ourUids(namespace: string): Promise<Record<string, string | undefined>> {
  const uids = await servedUids(namespace);
  return Object.fromEntries(policyNames.map((name) => [name, uids[name]]));
}

async function assertNoChange(stack: Stack): Promise<void> {
  const { changeSummary } = await stack.preview({ refresh: true, expectNoChanges: true });
  assert.deepEqual(changeSummary, { same: 7 });
}

function messageOf(run: Promise<UpResult | PreviewResult | void>): Promise<string> {
  return run.then(
    () => "the run succeeded",
    (error: Error) => error.message,
  );
}
