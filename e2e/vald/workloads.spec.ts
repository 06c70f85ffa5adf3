import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { stackOf, waitForEngine } from "../cluster/fixture";
import { nodeAddresses } from "../cluster/network";
import { Client } from "./client";
import { sampleSize } from "../sampling";
import { clusterArgs, workloadArgs } from "./clusterArgs";
import { eventually } from "./eventually";
import { MirrorTarget } from "./mirrorTarget";
import type { ProgramPod } from "./programPod";
import { namespace } from "./namespaces";
import { logText, type ValdCluster, valdCluster, waitUntilReady } from "./valdCluster";
import { assertOk, exercise, untilIndexed, vectorOf } from "./workload";

const cases: [title: string, args: typeof clusterArgs][] = [
  ["only the ports that Vald uses", { ...workloadArgs, edgePorts: "vald" }],
  ["the documented table", workloadArgs],
];

/** The vector that the deletion job of workloads.yaml deletes. */
const deleted = "deleted-by-job";
/** All vectors that the jobs find. */
const ids = [...Array.from({ length: 20 }, (_, i) => `stored-${i}`), deleted];

describe("vald: all workloads", () => {
  let vald: ValdCluster;

  before(async () => {
    vald = await valdCluster();
  });
  // Removes the mirror gateway and the chart's policies.
  after(() => vald.install());

  for (const [title, args] of cases.slice(0, sampleSize("sets of policies", 1, cases.length))) {
    describe(`with ${title}`, () => {
      let stack: Stack;
      let lb: Client;
      let filter: Client;
      let agents: Client[];
      let earlierDrops: number;

      before(async () => {
        earlierDrops = vald.drops.packets.length;
        await vald.install(["workloads.yaml"]);
        stack = await stackOf("workloads", async () => {
          new ValdNetworkPolicies("vald", args);
        });
        await stack.up();
        await waitForEngine();
        await vald.coldStart();
        await waitUntilReady(vald.pods.values());
        lb = vald.startClient("vald-lb-gateway");
        filter = vald.startClient("vald-filter-gateway");
        agents = vald.podsOf("vald-agent").map(({ address }) => Client.startOnNode(`${address}:8081`));
        // The filter gateway waits for the lb gateway, but not for the mirror gateway, and is ready without a connection to it.
        await eventually(async () => assertOk(await filter.insert("first", vectorOf(0))));
        assertOk(await lb.remove("first"));
      });
      after(async () => {
        for (const client of [lb, filter, ...agents]) client.stop();
        await vald.stop();
        await stack.destroy();
        await waitForEngine();
      });

      it("points the filter gateway at the mirror gateway", async () => {
        assert.match(
          await vald.configOf("vald-filter-gateway"),
          /addrs:\s+- vald-mirror-gateway\.vald\.svc\.cluster\.local:8081\n/,
        );
      });

      it("inserts, indexes, searches, updates, and removes vectors through the filter, mirror, and lb gateways", () =>
        exercise(filter, lb, 0));

      it("inserts, indexes, searches, updates, and removes vectors through the lb gateway", () =>
        exercise(lb, lb, 1000));

      it("has the mirror gateway read its targets from the API server and report their state", async () => {
        const target = await MirrorTarget.create(vald);
        await eventually(async () => assert.equal(await target.phase(), "Connected"));
        await target.delete();
      });

      describe("without the index manager", () => {
        const jobs: ProgramPod[] = [];

        before(async () => {
          for (const pod of vald.podsOf("vald-manager-index")) await pod.stop();
          await Promise.all(ids.map(async (id, i) => assertOk(await filter.insert(id, vectorOf(2000 + i)))));
        });
        after(async () => {
          for (const job of jobs) await vald.remove(job);
        });

        it("has index creation index the vectors", async () => {
          const { response } = await lb.indexInfo();
          assert.deepEqual([response?.stored ?? 0, response?.uncommitted], [0, 2 * ids.length]);
          jobs.push(await vald.runJob("vald-index-creation"));
          await untilIndexed(lb, ids.length);
        });

        it("has index save write the vectors, so that killed agents load them", async () => {
          jobs.push(await vald.runJob("vald-index-save"));
          await Promise.all(vald.podsOf("vald-agent").map((agent) => agent.restart()));
          await waitUntilReady(vald.podsOf("vald-agent"));
          await untilIndexed(lb, ids.length);
        });

        it("has index correction copy a vector that only one agent has", async () => {
          const id = "on-one-agent";
          assertOk(await agents[0]!.insert(id, vectorOf(3000)));
          assert.equal(await agents[1]!.exists(id), false);
          jobs.push(await vald.runJob("vald-index-correction"));
          assert.equal(await agents[1]!.exists(id), true);
        });

        it("has index deletion delete a vector on all agents", async () => {
          assert.deepEqual(await Promise.all(agents.map((agent) => agent.exists(deleted))), [true, true]);
          jobs.push(await vald.runJob("vald-index-deletion"));
          assert.deepEqual(await Promise.all(agents.map((agent) => agent.exists(deleted))), [false, false]);
        });

        it("has all jobs succeed", async () => {
          for (const job of jobs) assert.ok(await job.reaches("succeeded", 120_000), logText(job));
        });
      });

      // In its own suite, because Mocha runs the tests of a suite before the suites in it.
      describe("in all of this", () => {
        it("has no packet denied", () => {
          assert.deepEqual(vald.deniedAfter(earlierDrops), []);
        });
      });
    });
  }

  describe("with the policies of Vald's chart", () => {
    let earlierDrops: number;

    before(async () => {
      earlierDrops = vald.drops.packets.length;
      await vald.install(["workloads.yaml", "chartPoliciesAlone.yaml"]);
      // The chart's policies admit no connection to the API server. Without one, no agent is found.
      await admitToApiServer(vald, "vald-discoverer");
      await waitForEngine();
      await vald.coldStart();
      await waitUntilReady(vald.pods.values());
    });
    after(async () => {
      await vald.stop();
      await vald.cluster.api.delete(`${policies}?labelSelector=test`);
    });

    it("has index deletion wait for an agent", async () => {
      const job = await vald.addJob("vald-index-deletion");
      await waitForEngine();
      job.start();
      await eventually(() => assert.ok(deniedEdges().includes("vald-index-deletion -> vald-agent, TCP 3001")));
      await eventually(() => assert.ok(job.log.length > 2));
      assert.deepEqual([job.phase, job.initContainer], ["waiting", "wait-for-agent"]);
      assert.deepEqual(new Set(job.log.map(({ text }) => text)), new Set(["waiting for agent to be ready..."]));
      await vald.remove(job);
    });

    it("has the filter gateway fail to reach the mirror gateway", async () => {
      const filter = vald.startClient("vald-filter-gateway");
      const { code } = await filter.insert("refused", vectorOf(0));
      filter.stop();
      assert.notEqual(code, "OK");
      const [mirror] = vald.podsOf("vald-mirror-gateway");
      assert.match(
        logText(vald.pods.get("vald-filter-gateway-0")!, Infinity),
        new RegExp(`dial tcp ${mirror?.address}:8081: connect`),
      );
      assert.ok(deniedEdges().includes("vald-filter-gateway -> vald-mirror-gateway, TCP 8081"));
    });

    it("has the mirror gateway not read its targets until it is admitted to the API server", async () => {
      const target = await MirrorTarget.create(vald);
      const edge = `vald-mirror-gateway -> ${nodeAddresses[0]}, TCP 6443`;
      await eventually(() => assert.ok(deniedEdges().includes(edge)));
      assert.match(
        logText(vald.pods.get("vald-mirror-gateway-0")!, Infinity),
        /failed to dial connection to 10\.96\.0\.1:443/,
      );
      // A mirror gateway that can read the target connects to it within this time.
      await pause(10_000);
      assert.equal(await target.phase(), "Pending");
      await admitToApiServer(vald, "vald-mirror-gateway");
      await waitForEngine();
      // After two minutes without the API server, it does not try again.
      const mirror = vald.podsOf("vald-mirror-gateway");
      await Promise.all(mirror.map((pod) => pod.restart()));
      await waitUntilReady(mirror);
      await eventually(async () => assert.equal(await target.phase(), "Connected"));
      await target.delete();
    });

    it("has nothing else denied", () => {
      const expected = [
        "vald-filter-gateway -> vald-mirror-gateway, TCP 8081",
        "vald-index-deletion -> vald-agent, TCP 3001",
        `vald-mirror-gateway -> ${nodeAddresses[0]}, TCP 6443`,
      ];
      console.log(`      denied:\n        ${deniedEdges().join("\n        ")}`);
      assert.deepEqual(
        deniedEdges().filter((edge) => !expected.includes(edge)),
        [],
      );
    });

    /** The denied packets, with workloads in place of pods. */
    function deniedEdges(): string[] {
      return [
        ...new Set(vald.deniedAfter(earlierDrops).map((text) => text.replaceAll(/(-\d+)+(?= ->|,)/g, ""))),
      ].sort();
    }
  });
});

const policies = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;

async function admitToApiServer(vald: ValdCluster, app: string): Promise<void> {
  const to = clusterArgs.apiServer?.cidrs?.map((cidr) => ({ ipBlock: { cidr } })) ?? [];
  await vald.cluster.api.create(policies, {
    metadata: { name: `${app}-api-server`, labels: { test: "" } },
    spec: { podSelector: { matchLabels: { app } }, policyTypes: ["Egress"], egress: [{ to }] },
  });
}
