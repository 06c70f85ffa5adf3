import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { Stack } from "@pulumi/pulumi/automation";
import fc from "fast-check";
import { ValdNetworkPolicies } from "../../index";
import { type NetworkPoliciesArgs, type NetworkPolicy, networkPolicies } from "../../policies";
import type { Host } from "./host";
import { assertNoGap, type Report, said, watched } from "./monitor";
import { valdPods } from "./valdPods";
import { canary, cluster, stackOf } from "./world";

const namespace = "rollout";
const root = join(__dirname, "..", "..");

/** The package before there were edges, as it stands in the history of this repository. */
const older = "c3cd543";

const policiesOf = (args: NetworkPoliciesArgs) => networkPolicies({ ...args, namespace });

describe("no gap while policies change, by packets", () => {
  let hosts: Host[];

  before(async () => {
    hosts = await valdPods(namespace, "r");
  });

  describe("when they are first created, one by one in any order", () => {
    const orders = fc.sample(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), {
      numRuns: 20,
      seed: Number(process.env["PACKETS_SEED"] ?? Date.now() % 2 ** 31),
    });
    const reports: Report[] = [];

    before(async function () {
      this.timeout(600_000);
      const { api, setPolicies } = await cluster();
      const all = policiesOf({});
      for (const order of orders) {
        await setPolicies(namespace, []);
        await (await canary()).programmed();
        const report = await watched(hosts, [], all, async () => {
          for (const [i, index] of order.entries()) {
            await api.create(policiesPath, all[index]!);
            await new Promise((resolve) => setTimeout(resolve, (i * 83) % 250));
          }
        });
        reports.push(report);
      }
      await setPolicies(namespace, []);
      await (await canary()).programmed();
    });

    it("drops no connection that the table allows, and lets no other through once they are programmed", () => {
      console.log(`        ${said(reports)}`);
      for (const report of reports) assertNoGap(report);
    });
  });

  describe("when the stack changes", () => {
    const client: NonNullable<NetworkPoliciesArgs["edges"]>[number] = {
      from: { namespace: "rollout-shop", podLabels: { app: "search" } },
      to: { component: "lbGateway" },
      ports: [{ port: 8081 }],
    };
    const custom = (port: number): NetworkPoliciesArgs => ({
      defaults: { networkPolicy: { custom: { ingress: [{ ports: [{ port }] }] } } },
    });
    const steps: [what: string, args: NetworkPoliciesArgs, opts?: pulumi.ComponentResourceOptions][] = [
      ["custom rules are added", custom(9999)],
      ["custom rules are changed", custom(9998)],
      ["custom rules are removed", {}],
      ["an edge is added", { edges: [client] }],
      ["an edge is changed", { edges: [{ ...client, ports: [{ port: 8081 }, { port: 443 }] }] }],
      ["edges are limited to the ports that are used", { edges: [client], edgePorts: "vald" }],
      ["an edge is removed", { edgePorts: "vald" }],
      ["a component is turned off", { components: { filterGateway: { enabled: false } } }],
      ["a component is turned on", {}],
      ["others are turned on", { components: { mirrorGateway: { enabled: true }, indexSave: { enabled: true } } }],
      ["labels and annotations change", { labels: { team: "a" }, annotations: { note: "b" } }],
      ["options of the resource change", { labels: { team: "a" } }, { ignoreChanges: ["nothing"] }],
    ];
    let current: { args: NetworkPoliciesArgs; opts: pulumi.ComponentResourceOptions };
    let make: typeof ValdNetworkPolicies;
    let stack: Stack;

    before(async () => {
      stack = await stackOf("rollout", async () => {
        new make("vald", { ...current.args, namespace }, current.opts);
      });
    });
    after(() => stack.destroy());

    const up = (args: NetworkPoliciesArgs, opts: pulumi.ComponentResourceOptions = {}) => {
      current = { args, opts };
      return stack.up();
    };
    const changed = async (
      before: readonly NetworkPolicy[],
      args: NetworkPoliciesArgs,
      change: () => Promise<unknown>,
    ) => {
      const report = await watched(hosts, before, policiesOf(args), change);
      console.log(`        ${said([report])}`);
      assertNoGap(report);
    };

    it("opens and closes nothing else when an older build makes it, and this one takes over", async function () {
      const folder = join(process.env["TMPDIR"] ?? "/tmp", "older");
      mkdirSync(folder);
      const archive = execFileSync("git", ["archive", older], { cwd: root, maxBuffer: 2 ** 28 });
      execFileSync("tar", ["-x", "-C", folder], { input: archive });
      symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
      make = ((await import(join(folder, "index.ts"))) as { ValdNetworkPolicies: typeof ValdNetworkPolicies })
        .ValdNetworkPolicies;
      await changed([], {}, () => up({}));
      make = ValdNetworkPolicies;
      await changed(policiesOf({}), {}, () => up({}));
    });

    it("opens and closes nothing else when it is refreshed", () => changed(policiesOf({}), {}, () => stack.refresh()));

    for (const [i, [what, args, opts]] of steps.entries()) {
      it(`opens and closes nothing else when ${what}`, () =>
        changed(policiesOf(steps[i - 1]?.[1] ?? {}), args, () => up(args, opts)));
    }
  });

  it("leaves a connection that exists when its edge is removed, and lets no new one be made", async () => {
    const { setPolicies } = await cluster();
    const [client, lb] = ["r-client", "r-lb"].map((name) => hosts.find((host) => host.name === name));
    assert.ok(client !== undefined && lb !== undefined);
    const edge = { from: { namespace: "rollout-shop" }, to: { component: "lbGateway" as const } };
    await setPolicies(namespace, policiesOf({ edges: [edge] }));
    await (await canary()).programmed();
    const attempt = { protocol: "TCP" as const, address: lb.addresses[0], port: 8081, milliseconds: 3000 };
    const stop = await client.watch({ ...attempt, every: 50, isHeld: true });
    await setPolicies(namespace, policiesOf({}));
    await (await canary()).programmed();
    const removed = Date.now();
    assert.equal(await client.attempt(attempt), "ECONNREFUSED");
    await new Promise((resolve) => setTimeout(resolve, 2000));
    const later = (await stop()).filter(({ end }) => end > removed);
    assert.deepEqual([...new Set(later.map(({ outcome }) => outcome))], ["connected"]);
    assert.ok(later.length > 10);
    await setPolicies(namespace, []);
  });

  describe("when it is done wrong", () => {
    const before_ = policiesOf({});
    const path = (policy: NetworkPolicy) => `${policiesPath}/${policy.metadata.name}`;
    const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

    beforeEach(async () => {
      await (await cluster()).setPolicies(namespace, before_);
      await (await canary()).programmed();
    });
    after(async () => (await cluster()).setPolicies(namespace, []));

    it("sees that a policy is deleted and made again", async () => {
      const { api } = await cluster();
      const { breaches } = await watched(hosts, before_, before_, async () => {
        await api.delete(path(before_[0]!));
        await pause(1500);
        await api.create(policiesPath, before_[0]!);
      });
      assert.ok(breaches.length > 0);
    });

    it("sees that a default-deny comes first", async () => {
      const { api, setPolicies } = await cluster();
      await setPolicies(namespace, []);
      await (await canary()).programmed();
      const { failures } = await watched(hosts, [], before_, async () => {
        const spec = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
        await api.create(policiesPath, { metadata: { name: "deny", namespace }, spec });
        await pause(1500);
        for (const policy of before_) await api.create(policiesPath, policy);
      });
      assert.ok(failures.length > 0);
    });

    it("sees that an edge has one side", async () => {
      const { api } = await cluster();
      const { failures } = await watched(hosts, before_, before_, () =>
        api.patch(path(before_[0]!), { spec: { ingress: [] } }),
      );
      assert.ok(failures.length > 0);
    });

    it("sees that a policy is open for two seconds", async () => {
      const { api } = await cluster();
      const { breaches } = await watched(hosts, before_, before_, async () => {
        await api.patch(path(before_[0]!), { spec: { ingress: [{}] } });
        await pause(2000);
        await api.patch(path(before_[0]!), { spec: { ingress: before_[0]!.spec.ingress } });
      });
      assert.ok(breaches.length > 0);
    });
  });
});

const policiesPath = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
