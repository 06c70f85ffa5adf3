import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { NetworkPolicy as NetworkPolicyResource } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type * as pulumi from "@pulumi/pulumi";
import type { RefreshResult, Stack, UpResult } from "@pulumi/pulumi/automation";
import fc from "fast-check";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import {
  type EdgeArgs,
  type IngressRule,
  type NetworkPoliciesArgs,
  type NetworkPolicy,
  networkPolicies,
} from "../../policies";
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
    const delay = fc.integer({ min: 0, max: 300 });
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
    const orders = fc.sample(fc.tuple(order, fc.array(delay, { minLength: 5, maxLength: 5 })), {
      numRuns: 20,
      seed: Number(process.env["PACKETS_SEED"] ?? Date.now() % 2 ** 31),
    });
    const reports: Report[] = [];

    before(async function () {
      this.timeout(600_000);
      const { api, setPolicies } = await cluster();
      const all = policiesOf({});
      for (const [order, delays] of orders) {
        await setPolicies(namespace, []);
        await (await canary()).programmed();
        const report = await watched(hosts, [], all, async () => {
          for (const [i, index] of order.entries()) {
            await api.create(policiesPath, all[index]!);
            await pause(delays[i] ?? 0);
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
    const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "rollout-shop" } } };
    const client: EdgeArgs = {
      from: { namespace: "rollout-shop", podLabels: { app: "search" } },
      to: { component: "lbGateway" },
      ports: [{ port: 8081 }],
    };
    /** Rules of the lb gateway's own: the client, and more. */
    const custom = (...more: IngressRule[]): NetworkPoliciesArgs => ({
      components: { lbGateway: { custom: { ingress: [{ from: [shop], ports: [{ port: 8081 }] }, ...more] } } },
    });
    const more = { from: [shop], ports: [{ port: 9999 }] };
    const neighbour: EdgeArgs = {
      from: { namespace: "rollout", podLabels: { app: "neighbour" } },
      to: { component: "agent" },
    };
    const steps: [what: string, args: NetworkPoliciesArgs, opts?: pulumi.ComponentResourceOptions][] = [
      ["custom rules are added", custom()],
      ["custom rules are changed", custom(more)],
      ["custom rules are changed back", custom()],
      ["an edge is added beside custom rules", { ...custom(), edges: [neighbour] }],
      ["custom rules are removed", { edges: [neighbour] }],
      ["an edge is added", { edges: [neighbour, client] }],
      ["an edge is changed", { edges: [neighbour, { ...client, ports: [{ port: 8081 }, { port: 443 }] }] }],
      ["edges are limited to the ports that are used", { edges: [neighbour, client], edgePorts: "vald" }],
      ["edges are removed", { edgePorts: "vald" }],
      ["a component is turned off", { components: { filterGateway: { enabled: false } } }],
      ["a component is turned on", {}],
      ["others are turned on", { components: { mirrorGateway: { enabled: true }, indexSave: { enabled: true } } }],
      ["labels and annotations change", { labels: { team: "a" }, annotations: { note: "b" } }],
      ["the component gets another name, with an alias", { labels: { team: "a" } }, { aliases: [{ name: "vald" }] }],
    ];
    let current: { args: NetworkPoliciesArgs; opts: pulumi.ComponentResourceOptions };
    let make: typeof ValdNetworkPolicies;
    let stack: Stack;

    before(async () => {
      stack = await stackOf("rollout", async () => {
        new make(current.opts.aliases === undefined ? "vald" : "renamed", { ...current.args, namespace }, current.opts);
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
      change: () => Promise<UpResult | RefreshResult>,
    ): Promise<Changes> => {
      let changes: Changes = {};
      const report = await watched(hosts, before, policiesOf(args), async () => {
        changes = (await change()).summary.resourceChanges ?? {};
      });
      console.log(`        ${said([report])}`);
      assertNoGap(report);
      return changes;
    };

    it("opens and closes nothing else when an older build makes it, and this one takes over", async function () {
      const folder = join(process.env["TMPDIR"] ?? "/tmp", "older");
      mkdirSync(folder);
      const archive = execFileSync("git", ["archive", older], { cwd: root, maxBuffer: 2 ** 28 });
      execFileSync("tar", ["-x", "-C", folder], { input: archive });
      symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
      make = ((await import(join(folder, "index.ts"))) as { ValdNetworkPolicies: typeof ValdNetworkPolicies })
        .ValdNetworkPolicies;
      await changed([], {}, () => up({})).finally(() => (make = ValdNetworkPolicies));
      // With something that only this one knows.
      const changes = await changed(policiesOf({}), { edges: [client] }, () => up({ edges: [client] }));
      assert.equal(changes["update"], 1);
      await changed(policiesOf({ edges: [client] }), {}, () => up({}));
    });

    it("opens and closes nothing else when it is refreshed", () => changed(policiesOf({}), {}, () => stack.refresh()));

    for (const [i, [what, args, opts]] of steps.entries()) {
      it(`opens and closes nothing else when ${what}`, async () => {
        const { same: _, ...changes } = await changed(policiesOf(steps[i - 1]?.[1] ?? {}), args, () => up(args, opts));
        assert.notDeepEqual(changes, {});
        assert.ok(!("replace" in changes), JSON.stringify(changes));
      });
    }
  });

  it("leaves a connection that exists when its edge is removed, and lets no new one be made", async () => {
    const { api, setPolicies } = await cluster();
    const [client, lb] = ["r-client", "r-lb"].map((name) => hosts.find((host) => host.name === name));
    assert.ok(client !== undefined && lb !== undefined);
    const edge = { from: { namespace: "rollout-shop" }, to: { component: "lbGateway" as const } };
    await setPolicies(namespace, policiesOf({ edges: [edge] }));
    await (await canary()).programmed();
    const attempt = { protocol: "TCP" as const, address: lb.addresses[0], port: 8081, milliseconds: 3000 };
    const stop = await client.watch({ ...attempt, every: 50, isHeld: true });
    const policy = policiesOf({}).find(({ metadata }) => metadata.name === "vald-lb-gateway-allow") ?? assert.fail();
    await api.patch(`${policiesPath}/${policy.metadata.name}`, { spec: policy.spec });
    await (await canary()).programmed();
    const removed = Date.now();
    assert.equal(await client.attempt(attempt), "ECONNREFUSED");
    await pause(2000);
    const later = (await stop()).filter(({ end }) => end > removed);
    assert.deepEqual([...new Set(later.map(({ outcome }) => outcome))], ["connected"]);
    assert.ok(later.length > 10);
    await setPolicies(namespace, []);
  });

  describe("when it is done wrong", () => {
    const right = policiesOf({});
    const rightly = async (args: ValdNetworkPoliciesArgs) => void new ValdNetworkPolicies("vald", args);
    let make = rightly;
    let stack: Stack;

    before(async () => {
      stack = await stackOf("sabotage", () => make({ namespace }));
    });
    afterEach(() => stack.destroy());

    /** Brings up a stack that is right, if it is said so, and then one that is not, which must turn the monitor red. */
    const sees = async (
      before: readonly NetworkPolicy[],
      wrong: typeof make,
      of: "failures" | "breaches",
      change: () => Promise<unknown> = () => stack.up(),
    ) => {
      make = rightly;
      if (before.length > 0) await stack.up();
      else await (await cluster()).setPolicies(namespace, []);
      await (await canary()).programmed();
      make = wrong;
      const report = await watched(hosts, before, right, change);
      console.log(`        ${said([report])}`);
      assert.throws(() => assertNoGap(report));
      assert.ok(report[of].length > 0, JSON.stringify(report));
    };
    const withoutAgent: typeof make = async (args) =>
      void new ValdNetworkPolicies("vald", { ...args, components: { agent: { enabled: false } } });
    /** A build that gives the agent's policy other rules. */
    const withSpec =
      (spec: object): typeof make =>
      async (args) => {
        const transform: pulumi.ResourceTransform = ({ props, opts }) =>
          (props["metadata"] as { name?: string } | undefined)?.name === "vald-agent-allow"
            ? { props: { ...props, spec: { ...(props["spec"] as object), ...spec } }, opts }
            : undefined;
        new ValdNetworkPolicies("vald", args, { transforms: [transform] });
      };

    // Where one update does both, the engine may see them at once, and there is no gap.
    it("sees that a policy is deleted and made again", () =>
      sees(right, withoutAgent, "breaches", async () => {
        await stack.up();
        make = rightly;
        await stack.up();
      }));

    it("sees that a default-deny comes first", () =>
      sees(
        [],
        async (args) => {
          const spec = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
          const deny = new NetworkPolicyResource("deny", { metadata: { name: "deny", namespace }, spec });
          new ValdNetworkPolicies("vald", args, { dependsOn: deny });
        },
        "failures",
      ));

    it("sees that an edge has one side", () => sees(right, withSpec({ ingress: [] }), "failures"));

    it("sees that a policy is open for two seconds", () =>
      sees(right, withSpec({ ingress: [{}] }), "breaches", async () => {
        await stack.up();
        await pause(2000);
        make = rightly;
        await stack.up();
      }));

    it("sees that packets vanish without a word", () =>
      sees(right, rightly, "failures", async () => {
        const drop = "INPUT -p tcp --dport 8081 -j DROP".split(" ");
        const inAgent = (...words: string[]) => execFileSync("ip", ["netns", "exec", "r-agent", "iptables", ...words]);
        inAgent("-I", ...drop);
        await pause(3500);
        inAgent("-D", ...drop);
      }));
  });
});

type Changes = Partial<Record<string, number>>;

const policiesPath = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
