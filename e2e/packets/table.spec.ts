import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { cluster, stackOf, waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";
import { allPairs, type Observation, observe, queriesFor, type TriedPort } from "./observe";

/** Vald's documented table, extended with other hosts. Vald's policies do not affect connections between the other hosts. */
const table = `
| from / to      | agent | discoverer | filter gateway | lb gateway | index manager | kube-system | neighbor | stranger | impostor | external |
| :------------- | :---: | :--------: | :------------: | :--------: | :-----------: | :---------: | :------: | :------: | :------: | :------: |
| agent          |  N/A  |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ⛔    |    ⛔    |    ⛔    |    ⛔    |
| discoverer     |  ⛔   |    N/A     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ⛔    |    ⛔    |    ⛔    |    ⛔    |
| filter gateway |  ⛔   |     ⛔     |      N/A       |     ✅     |      ⛔       |     ✅      |    ⛔    |    ⛔    |    ⛔    |    ⛔    |
| lb gateway     |  ✅   |     ✅     |       ⛔       |    N/A     |      ⛔       |     ✅      |    ⛔    |    ⛔    |    ⛔    |    ⛔    |
| index manager  |  ✅   |     ✅     |       ⛔       |     ⛔     |      N/A      |     ✅      |    ⛔    |    ⛔    |    ⛔    |    ⛔    |
| kube-system    |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     N/A     |    ✅    |    ✅    |    ✅    |    ✅    |
| neighbor       |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |   N/A    |    ✅    |    ✅    |    ✅    |
| stranger       |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ✅    |   N/A    |    ✅    |    ✅    |
| impostor       |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ✅    |    ✅    |   N/A    |    ✅    |
| external       |  ⛔   |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |    ✅    |    ✅    |    ✅    |   N/A    |
`;

const [[, ...titles] = [], , ...expectedRows] = table
  .trim()
  .split("\n")
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const ports: TriedPort[] = [
  ...[443, 3001, 8081].map((port) => ({ protocol: "TCP" as const, port })),
  ...[53, 8081].map((port) => ({ protocol: "UDP" as const, port })),
];

describe("packets: the documented table", () => {
  let hosts: Host[];
  let stack: Stack;
  let withoutPolicies: Observation[];
  let withPolicies: Observation[];

  before(async () => {
    const { addNamespace, addPod, addExternalHost } = await cluster();
    for (const name of ["vald", "shop"]) await addNamespace(name);
    hosts = [
      await addPod("vald", "agent", { app: "vald-agent" }),
      await addPod("vald", "discoverer", { app: "vald-discoverer" }),
      await addPod("vald", "filter-gateway", { app: "vald-filter-gateway" }),
      await addPod("vald", "lb-gateway", { app: "vald-lb-gateway" }),
      await addPod("vald", "index-manager", { app: "vald-manager-index" }),
      await addPod("kube-system", "kube-system", { "k8s-app": "kube-dns" }),
      await addPod("vald", "neighbor", { app: "neighbor" }),
      await addPod("shop", "stranger", { app: "stranger" }),
      await addPod("shop", "impostor", { app: "vald-lb-gateway" }),
      await addExternalHost("external"),
    ];
    const queries = queriesFor(allPairs(hosts), ports);
    withoutPolicies = await observe(queries);
    stack = await stackOf("table", async () => {
      new ValdNetworkPolicies("vald", { namespace: "vald" });
    });
    await stack.up();
    await waitForEngine();
    withPolicies = await observe(
      queries,
      ({ from, to }) => expectedRows[hosts.indexOf(from)]?.[hosts.indexOf(to) + 1] === "✅",
    );
  });
  after(() => stack.destroy());

  it("allows every connection without policies", () => assert.deepEqual(outcomesOf(withoutPolicies), ["connected"]));

  it("connects in exactly the allowed cells, on every port", () => {
    const rows = hosts.map((from, i) => [titles[i], ...hosts.map((to) => cell(from, to))]);
    console.log(rows.map((row) => `      | ${row.join(" | ")} |`).join("\n"));
    assert.deepEqual(rows, expectedRows);
  });

  it("times out on every other attempt", () => assert.deepEqual(outcomesOf(withPolicies), ["connected", "timed out"]));

  it("allows every connection after the stack is destroyed", async () => {
    await stack.destroy();
    await waitForEngine();
    assert.deepEqual(outcomesOf(await observe(queriesFor(allPairs(hosts), ports))), ["connected"]);
  });

  /** Fails unless all ports have the same outcome. */
  function cell(from: Host, to: Host): string {
    if (from === to) return "N/A";
    const outcomes = outcomesOf(withPolicies.filter(({ query }) => query.from === from && query.to === to));
    assert.equal(outcomes.length, 1, `${from.name} -> ${to.name}: ${outcomes.join()}`);
    return outcomes[0] === "connected" ? "✅" : "⛔";
  }
});

function outcomesOf(observations: readonly Observation[]): string[] {
  return [...new Set(observations.map(({ outcome }) => outcome))].sort();
}
