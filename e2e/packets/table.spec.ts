import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { matrixMarkdown } from "../../cli/matrixMarkdown";
import { ValdNetworkPolicies } from "../../index";
import type { Cell } from "../../policies";
import type { Host } from "./host";
import { type Attempts, observed } from "./observed";
import { settled } from "./settled";
import { cluster, stackOf } from "./world";

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

const titles = (table.split("\n")[0] ?? "")
  .split("|")
  .slice(2, -1)
  .map((title) => title.trim());

describe("the table, by packets over TCP and UDP, IPv4 and IPv6", () => {
  let hosts: Host[];
  let stack: Stack;
  let before_: Map<string, Attempts>;
  let after_: Map<string, Attempts>;

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
    before_ = await observed(hosts);
    stack = await stackOf("table", async () => {
      new ValdNetworkPolicies("vald", { namespace: "vald" });
    });
    await stack.up();
    after_ = await settled(() => observed(hosts));
  });
  after(() => stack.destroy());

  it("everything connects without policies", () => {
    const failed = [...before_].filter(([, attempts]) => attempts.some(({ outcome }) => outcome !== "connected"));
    assert.deepEqual(failed, []);
  });

  it("exactly the cells of the table connect, on every port", () => {
    const printed = matrixMarkdown({ sources: titles, targets: titles, cells: cells(after_) });
    console.log(printed.replace(/^/gm, "      "));
    assert.equal(printed, table);
  });

  it("every other attempt times out", () => {
    const outcomes = new Set([...after_.values()].flat().map(({ outcome }) => outcome));
    assert.deepEqual([...outcomes].sort(), ["connected", "timed out"]);
  });

  it("everything connects again when the stack is destroyed", async () => {
    await stack.destroy();
    const again = await settled(() => observed(hosts));
    const failed = [...again].filter(([, attempts]) => attempts.some(({ outcome }) => outcome !== "connected"));
    assert.deepEqual(failed, []);
  });

  /** Open on every port that was tried, on none, or on those that are said. */
  function cells(attempts: Map<string, Attempts>): Cell[][] {
    return hosts.map((from) =>
      hosts.map((to) => {
        const all = attempts.get(`${from.name} -> ${to.name}`) ?? [];
        const open = all.filter(({ outcome }) => outcome === "connected");
        if (open.length > 0 && open.length < all.length)
          throw new Error(`${from.name} -> ${to.name}: ${JSON.stringify(all)}`);
        const ports = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));
        return open.length > 0 ? { verdict: "allowed", ports } : { verdict: "denied", ports: [] };
      }),
    );
  }
});
