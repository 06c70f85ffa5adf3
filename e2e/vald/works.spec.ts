import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { stackOf, waitForEngine } from "../cluster/fixture";
import type { Client } from "./client";
import { clusterArgs } from "./clusterArgs";
import { type ValdCluster, valdCluster, waitUntilReady } from "./valdCluster";
import { exercise } from "./workload";

type Order = "policies first" | "pods first";

const cases: [title: string, args: typeof clusterArgs, order: Order][] = [
  ["the documented table", clusterArgs, "policies first"],
  ["the documented table", clusterArgs, "pods first"],
  ["only the ports that Vald uses", { ...clusterArgs, edgePorts: "vald" }, "policies first"],
  ["only the ports that Vald uses", { ...clusterArgs, edgePorts: "vald" }, "pods first"],
];

describe("vald: a cluster that starts from nothing", () => {
  let vald: ValdCluster;

  before(async () => {
    vald = await valdCluster();
    await vald.install();
  });
  after(() => vald.stop());

  for (const [i, [title, args, order]] of cases.entries()) {
    describe(`with ${title}, ${order}`, () => {
      let stack: Stack;
      let clients: Client[];
      let lbClient: Client;
      let earlierDrops: number;

      before(async () => {
        stack = await stackOf("works", async () => {
          new ValdNetworkPolicies("vald", args);
        });
        earlierDrops = vald.drops.packets.length;
        const createPolicies = async () => {
          await stack.up();
          await waitForEngine();
        };
        if (order === "policies first") await createPolicies();
        const start = Date.now();
        await vald.coldStart();
        if (order === "pods first") await createPolicies();
        await waitUntilReady(vald.pods.values());
        console.log(`      ready after ${Date.now() - start} ms`);
        lbClient = vald.startClient("vald-lb-gateway");
        clients = [vald.startClient("vald-filter-gateway"), lbClient];
      });
      after(async () => {
        for (const client of clients) client.stop();
        await vald.stop();
        await stack.destroy();
        await waitForEngine();
      });

      for (const [j, gateway] of ["filter", "lb"].entries()) {
        it(`inserts, indexes, searches, updates, and removes vectors through the ${gateway} gateway`, () =>
          exercise(clients[j]!, lbClient, 10_000 * i + 1000 * j));
      }

      it("has no packet denied", () => {
        assert.deepEqual(vald.deniedAfter(earlierDrops), []);
      });

      it("has the client denied by an agent, and the engine logs it", async () => {
        const agent = vald.podsOf("vald-agent")[0]?.address ?? "";
        const earlier = vald.drops.packets.length;
        const client = vald.startClient(agent);
        const { code } = await client.indexInfo(2000);
        client.stop();
        assert.notEqual(code, "OK");
        const packet = await vald.drops.waitForFirst(vald.client.address, agent, earlier);
        assert.equal(packet?.port, 8081);
      });
    });
  }
});
