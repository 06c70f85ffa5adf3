import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { matrixMarkdown } from "../../cli/matrixMarkdown";
import { ValdNetworkPolicies } from "../../index";
import type { Cell } from "../../policies";
import type { Host } from "./host";
import { type Observation, observed, pairsOf, type TriedPort } from "./observed";
import { canary, cluster, stackOf } from "./world";

/** Vald's page on network policies, with everybody else who is there; what is not Vald's own business is left out. */
const table = `
| from / to      | agent | discoverer | filter gateway | lb gateway | index manager | kube-system | neighbour | stranger | impostor | outside |
| :------------- | :---: | :--------: | :------------: | :--------: | :-----------: | :---------: | :-------: | :------: | :------: | :-----: |
| agent          |  N/A  |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ⛔     |    ⛔    |    ⛔    |   ⛔    |
| discoverer     |  ⛔   |    N/A     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ⛔     |    ⛔    |    ⛔    |   ⛔    |
| filter gateway |  ⛔   |     ⛔     |      N/A       |     ✅     |      ⛔       |     ✅      |    ⛔     |    ⛔    |    ⛔    |   ⛔    |
| lb gateway     |  ✅   |     ✅     |       ⛔       |    N/A     |      ⛔       |     ✅      |    ⛔     |    ⛔    |    ⛔    |   ⛔    |
| index manager  |  ✅   |     ✅     |       ⛔       |     ⛔     |      N/A      |     ✅      |    ⛔     |    ⛔    |    ⛔    |   ⛔    |
| kube-system    |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     N/A     |    ✅     |    ✅    |    ✅    |   ✅    |
| neighbour      |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    N/A    |    ✅    |    ✅    |   ✅    |
| stranger       |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ✅     |   N/A    |    ✅    |   ✅    |
| impostor       |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ✅     |    ✅    |   N/A    |   ✅    |
| outside        |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ✅     |    ✅    |    ✅    |   N/A   |
`.trimStart();

const ports: TriedPort[] = [
  ...[443, 3001, 8081].map((port) => ({ protocol: "TCP" as const, port })),
  ...[53, 8081].map((port) => ({ protocol: "UDP" as const, port })),
];
const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));

const titles = (table.split("\n")[0] ?? "")
  .split("|")
  .slice(2, -1)
  .map((title) => title.trim());

/** What the table says of a source and a target, by their places in it. */
function isOpen(source: number, target: number): boolean {
  return table.split("\n")[source + 2]?.split("|")[target + 2]?.includes("✅") ?? false;
}

describe("the table, by packets over TCP and UDP, IPv4 and IPv6", () => {
  let hosts: Host[];
  let stack: Stack;
  let without: Observation[];
  let withPolicies: Observation[];

  before(async () => {
    const { addNamespace, addPod, addOutside } = await cluster();
    for (const name of ["vald", "shop"]) await addNamespace(name);
    hosts = [
      await addPod("vald", "agent", { app: "vald-agent" }),
      await addPod("vald", "discoverer", { app: "vald-discoverer" }),
      await addPod("vald", "filter-gateway", { app: "vald-filter-gateway" }),
      await addPod("vald", "lb-gateway", { app: "vald-lb-gateway" }),
      await addPod("vald", "index-manager", { app: "vald-manager-index" }),
      await addPod("kube-system", "kube-system", { "k8s-app": "kube-dns" }),
      await addPod("vald", "neighbour", { app: "neighbour" }),
      await addPod("shop", "stranger", { app: "stranger" }),
      await addPod("shop", "impostor", { app: "vald-lb-gateway" }),
      await addOutside("outside"),
    ];
    without = await observed(pairsOf(hosts), ports);
    stack = await stackOf("table", async () => {
      new ValdNetworkPolicies("vald", { namespace: "vald" });
    });
    await stack.up();
    await (await canary()).programmed();
    withPolicies = await observed(pairsOf(hosts), ports, ({ from, to }) =>
      isOpen(hosts.indexOf(from), hosts.indexOf(to)),
    );
  });
  after(() => stack.destroy());

  it("everything connects without policies", () => assert.deepEqual(outcomes(without), ["connected"]));

  it("exactly the cells of the table connect, on every port", () => {
    const printed = matrixMarkdown({ sources: titles, targets: titles, cells: cellsOf(hosts, withPolicies) });
    console.log(printed.replace(/^(?=.)/gm, "      "));
    assert.equal(printed, table);
  });

  it("every other attempt times out", () => assert.deepEqual(outcomes(withPolicies), ["connected", "timed out"]));

  it("everything connects again when the stack is destroyed", async () => {
    await stack.destroy();
    await (await canary()).programmed();
    assert.deepEqual(outcomes(await observed(pairsOf(hosts), ports)), ["connected"]);
  });
});

function outcomes(observations: readonly Observation[]): string[] {
  return [...new Set(observations.map(({ outcome }) => outcome))].sort();
}

/** A cell is open when every port of it is, and closed when none is; else the test fails. */
function cellsOf(hosts: readonly Host[], observations: readonly Observation[]): Cell[][] {
  return hosts.map((from) =>
    hosts.map((to) => {
      const own = outcomes(observations.filter((one) => one.from === from && one.to === to));
      assert.ok(own.length < 2, `${from.name} -> ${to.name}: ${own.join()}`);
      return own[0] === "connected" ? { verdict: "allowed", ports: everyPort } : { verdict: "denied", ports: [] };
    }),
  );
}
