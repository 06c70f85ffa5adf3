import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { NetworkPolicy as NetworkPolicyResource } from "@pulumi/kubernetes/networking/v1/networkPolicy";
import type * as pulumi from "@pulumi/pulumi";
import type { RefreshResult, Stack, UpResult } from "@pulumi/pulumi/automation";
import fc from "fast-check";
import { ValdNetworkPolicies } from "../../index";
import {
  type EdgeArgs,
  type IngressRule,
  type NetworkPoliciesArgs,
  type NetworkPolicy,
  networkPolicies,
} from "../../core";
import { randomSeed, sampleSize } from "../sampling";
import { cluster, stackOf, waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";
import { OlderValdNetworkPolicies } from "../cluster/olderPolicies";
import { vanish } from "../cluster/vanish";
import { withRules } from "../cluster/withRules";
import { allowedTimeout, assertNoGap, monitorChange, type Report, reportText } from "./monitor";
import { valdPods } from "./valdPods";

const namespace = "rollout";
const policiesPath = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
const policiesOf = (args: NetworkPoliciesArgs) => networkPolicies({ ...args, namespace });

describe("packets: policy changes", () => {
  let hosts: Host[];

  before(async () => {
    hosts = await valdPods(namespace, "r");
  });

  describe("creating policies one by one in any order", () => {
    const reports: Report[] = [];

    before(async function () {
      this.timeout(600_000);
      const delay = fc.integer({ min: 0, max: 300 });
      const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 });
      const orders = fc.sample(fc.tuple(order, fc.array(delay, { minLength: 5, maxLength: 5 })), {
        numRuns: sampleSize("orders of creation", 4, 20),
        seed: randomSeed(),
      });
      const { api, setPolicies } = await cluster();
      const policies = policiesOf({});
      for (const [order, delays] of orders) {
        await setPolicies(namespace, []);
        const report = await monitorChange(hosts, [], policies, async () => {
          for (const [i, index] of order.entries()) {
            await api.create(policiesPath, policies[index]!);
            await pause(delays[i] ?? 0);
          }
        });
        reports.push(report);
      }
      await setPolicies(namespace, []);
    });

    it("drops no allowed connection, and allows no other connection once the engine has programmed the policies", () => {
      console.log(`        ${reportText(reports)}`);
      for (const report of reports) assertNoGap(report);
    });
  });

  it("keeps an existing connection when its edge is removed, and rejects new ones", async () => {
    const { api, setPolicies } = await cluster();
    const [client, lbGateway] = ["r-client", "r-lb"].map((name) => hosts.find((host) => host.name === name));
    assert.ok(client !== undefined && lbGateway !== undefined);
    const edge: EdgeArgs = { from: { namespace: "rollout-shop" }, to: { component: "lbGateway" } };
    await setPolicies(namespace, policiesOf({ edges: [edge] }));
    await waitForEngine();
    const attempt = { protocol: "TCP" as const, address: lbGateway.addresses[0], port: 8081, timeout: 3000 };
    const end = await client.watch({ ...attempt, interval: 50, isHeld: true });
    const policy = policiesOf({}).find(({ metadata }) => metadata.name === "vald-lb-gateway-allow") ?? assert.fail();
    await api.patch(`${policiesPath}/${policy.metadata.name}`, { spec: policy.spec });
    await waitForEngine();
    const removed = Date.now();
    assert.equal(await client.attempt(attempt), "ECONNREFUSED");
    await pause(2000);
    const later = (await end()).filter((one) => one.end > removed);
    assert.deepEqual([...new Set(later.map(({ outcome }) => outcome))], ["connected"]);
    assert.ok(later.length > 10, `${later.length} attempts`);
    await setPolicies(namespace, []);
  });

  describe("a change to the stack affects no other connections", () => {
    const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "rollout-shop" } } };
    const client: EdgeArgs = {
      from: { namespace: "rollout-shop", podLabels: { app: "search" } },
      to: { component: "lbGateway" },
      ports: [{ port: 8081 }],
    };
    const neighbor: EdgeArgs = {
      from: { namespace: "rollout", podLabels: { app: "neighbor" } },
      to: { component: "agent" },
    };
    /** Custom rules for the lb gateway that allow the client, plus further rules. */
    const customRules = (...more: IngressRule[]): NetworkPoliciesArgs => ({
      components: { lbGateway: { custom: { ingress: [{ from: [shop], ports: [{ port: 8081 }] }, ...more] } } },
    });
    const steps: [change: string, args: NetworkPoliciesArgs, opts?: pulumi.ComponentResourceOptions][] = [
      ["custom rules are added", customRules()],
      ["custom rules are changed", customRules({ from: [shop], ports: [{ port: 9999 }] })],
      ["custom rules are changed back", customRules()],
      ["an edge is added to custom rules", { ...customRules(), edges: [neighbor] }],
      ["custom rules are removed", { edges: [neighbor] }],
      ["an edge is added", { edges: [neighbor, client] }],
      ["an edge is changed", { edges: [neighbor, { ...client, ports: [{ port: 8081 }, { port: 443 }] }] }],
      ["edges are limited to the ports that Vald uses", { edges: [neighbor, client], edgePorts: "vald" }],
      ["edges are removed", { edgePorts: "vald" }],
      ["a component is disabled", { components: { filterGateway: { enabled: false } } }],
      ["a component is enabled", {}],
      [
        "more components are enabled",
        { components: { mirrorGateway: { enabled: true }, indexSave: { enabled: true } } },
      ],
      ["labels and annotations change", { labels: { team: "a" }, annotations: { note: "b" } }],
      ["the component is renamed with an alias", { labels: { team: "a" } }, { aliases: [{ name: "vald" }] }],
    ];
    let program: () => void;
    let stack: Stack;

    before(async () => {
      stack = await stackOf("rollout", async () => program());
    });
    after(() => stack.destroy());

    const up = (args: NetworkPoliciesArgs, opts: pulumi.ComponentResourceOptions = {}) => {
      const name = opts.aliases === undefined ? "vald" : "renamed";
      program = () => void new ValdNetworkPolicies(name, { ...args, namespace }, opts);
      return stack.up();
    };

    /** Watches a change to the policies of `args`. Returns how many resources the change affected, by operation. */
    const assertNoGapWhile = async (
      before: readonly NetworkPolicy[],
      args: NetworkPoliciesArgs,
      change: () => Promise<UpResult | RefreshResult>,
    ): Promise<Partial<Record<string, number>>> => {
      let result: UpResult | RefreshResult | undefined;
      const report = await monitorChange(hosts, before, policiesOf(args), async () => (result = await change()));
      console.log(`        ${reportText([report])}`);
      assertNoGap(report);
      return result?.summary.resourceChanges ?? {};
    };

    it("when an older version of the package creates the stack and this version upgrades it", async () => {
      await assertNoGapWhile([], {}, () => {
        program = () => void new OlderValdNetworkPolicies("vald", { namespace });
        return stack.up();
      });
      // The older version has no edges.
      const changes = await assertNoGapWhile(policiesOf({}), { edges: [client] }, () => up({ edges: [client] }));
      assert.equal(changes["update"], 1);
      await assertNoGapWhile(policiesOf({ edges: [client] }), {}, () => up({}));
    });

    it("when it is refreshed", () => assertNoGapWhile(policiesOf({}), {}, () => stack.refresh()));

    for (const [i, [change, args, opts]] of steps.entries()) {
      it(`when ${change}`, async () => {
        const before = policiesOf(steps[i - 1]?.[1] ?? {});
        const { same: _, ...changes } = await assertNoGapWhile(before, args, () => up(args, opts));
        assert.notDeepEqual(changes, {});
        assert.ok(!("replace" in changes), JSON.stringify(changes));
      });
    }
  });

  describe("the monitor detects", () => {
    const correctPolicies = policiesOf({});
    let program: () => void;
    let stack: Stack;

    before(async () => {
      stack = await stackOf("mistakes", async () => program());
    });
    after(() => stack.destroy());

    const up = (wrongProgram: () => void) => {
      program = wrongProgram;
      return stack.up();
    };
    const upCorrect = () => up(() => void new ValdNetworkPolicies("vald", { namespace }));
    /** Deploys wrong rules in the agent's policy. */
    const upWithAgentRules = (rules: { ingress: IngressRule[] }) => {
      const transforms = [withRules("vald-agent-allow", rules)];
      return up(() => void new ValdNetworkPolicies("vald", { namespace }, { transforms }));
    };

    const assertDetected = async (
      deviations: "failures" | "breaches",
      before: readonly NetworkPolicy[],
      change: () => Promise<unknown>,
    ) => {
      const report = await monitorChange(hosts, before, correctPolicies, change);
      console.log(`        ${reportText([report])}`);
      assert.throws(() => assertNoGap(report));
      assert.ok(report[deviations].length > 0, JSON.stringify(report));
    };

    it("a default deny that is created first", () =>
      assertDetected("failures", [], () =>
        up(() => {
          const spec = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };
          const deny = new NetworkPolicyResource("deny", { metadata: { name: "deny", namespace }, spec });
          new ValdNetworkPolicies("vald", { namespace }, { dependsOn: deny });
        }),
      ));

    describe("starting from correct policies", () => {
      beforeEach(upCorrect);

      // The policy changes in two updates, because the engine may see both changes of a single update at once.
      it("a policy that is deleted and created again", () =>
        assertDetected("breaches", correctPolicies, async () => {
          await up(
            () => void new ValdNetworkPolicies("vald", { namespace, components: { agent: { enabled: false } } }),
          );
          await upCorrect();
        }));

      it("an edge with a rule at only one end", () =>
        assertDetected("failures", correctPolicies, () => upWithAgentRules({ ingress: [] })));

      it("a policy that allows everyone for two seconds", () =>
        assertDetected("breaches", correctPolicies, async () => {
          await upWithAgentRules({ ingress: [{}] });
          await pause(2000);
          await upCorrect();
        }));

      it("packets that vanish without a rejection", () =>
        assertDetected("failures", correctPolicies, async () => {
          const end = vanish("r-agent");
          await pause(allowedTimeout + 500);
          end();
        }));
    });
  });
});
