import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { DropLog, type DroppedPacket } from "../cluster/dropLog";
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
  let drops: DropLog;

  before(async () => {
    vald = await valdCluster();
    await vald.install();
    drops = await DropLog.start();
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
        earlierDrops = drops.packets.length;
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
        const addresses = [...vald.pods.values(), vald.dns, vald.client].map(({ address }) => address);
        const denied = drops.packets
          .slice(earlierDrops)
          .filter(({ source, destination }) => addresses.includes(source) || addresses.includes(destination));
        assert.deepEqual(
          denied.map((packet) => packetText(vald, packet)),
          [],
        );
      });

      it("has the client denied by an agent, and the engine logs it", async () => {
        const agent = vald.podsOf("vald-agent")[0]?.address ?? "";
        const client = vald.startClient(agent);
        const { code } = await client.indexInfo(2000);
        client.stop();
        assert.notEqual(code, "OK");
        const packet = await drops.waitForFirst(vald.client.address, agent);
        assert.equal(packet?.port, 8081);
      });
    });
  }
});

function packetText(vald: ValdCluster, { source, destination, protocol, port }: DroppedPacket): string {
  const names = new Map([...vald.pods.values()].map((pod) => [pod.address, pod.name]));
  names.set(vald.client.address, "client").set(vald.dns.address, "dns");
  return `${names.get(source) ?? source} -> ${names.get(destination) ?? destination}, ${protocol} ${port}`;
}
