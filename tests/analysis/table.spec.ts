import assert from "node:assert/strict";
import { type Party, table } from "../../analysis/table";
import { tableText } from "../../cli/tableText";
import { networkPolicies, type NetworkPolicy } from "../../policies";

const party = (title: string, namespace: string, labels: Record<string, string>): Party => ({
  title,
  pod: { namespace, namespaceLabels: { "kubernetes.io/metadata.name": namespace }, labels },
});
const components = [
  party("agent", "vald", { app: "vald-agent" }),
  party("discoverer", "vald", { app: "vald-discoverer" }),
  party("filter gateway", "vald", { app: "vald-filter-gateway" }),
  party("lb gateway", "vald", { app: "vald-lb-gateway" }),
  party("index manager", "vald", { app: "vald-manager-index" }),
];
const targets = [...components, party("kube-system", "kube-system", { "k8s-app": "kube-dns" })];
const cellsOf = (policies: NetworkPolicy[]) => table(policies, components, targets).cells;
const documented = [
  [false, false, false, false, false, true],
  [false, false, false, false, false, true],
  [false, false, false, true, false, true],
  [true, true, false, false, false, true],
  [true, true, false, false, false, true],
];

describe("the table of who may talk to whom", () => {
  const policies = networkPolicies({ namespace: "vald" });

  it("is the documented one for the default", () => {
    assert.deepEqual(cellsOf(policies), documented);
  });

  it("is open everywhere without policies", () => {
    assert.deepEqual(cellsOf([]), Array(5).fill(Array(6).fill(true)));
  });

  it("closes exactly one cell when any one rule is taken away", () => {
    for (const [p, policy] of policies.entries()) {
      for (const direction of ["ingress", "egress"] as const) {
        for (const [r] of policy.spec[direction].entries()) {
          const without = structuredClone(policies);
          without[p]?.spec[direction].splice(r, 1);
          const flipped = cellsOf(without).flatMap((row, i) =>
            row.flatMap((cell, j) => (cell === documented[i]?.[j] ? [] : [[i, j]])),
          );
          assert.equal(flipped.length, 1, `${policy.metadata.name} ${direction}[${r}]`);
          const [[source, target]] = flipped as [[number, number]];
          const owner = components[direction === "ingress" ? target : source];
          assert.equal(policy.spec.podSelector.matchLabels?.["app"], owner?.pod.labels["app"]);
        }
      }
    }
  });

  it("shows a cell as open only when both ends open a port in common", () => {
    const opened = (egressPort: number, ingressPort: number) =>
      networkPolicies({
        namespace: "vald",
        components: {
          agent: { custom: { egress: [{ to: [{ podSelector: {} }], ports: [{ port: egressPort }] }] } },
          discoverer: {
            custom: {
              ingress: [{ from: [{ podSelector: {} }], ports: [{ port: ingressPort, endPort: ingressPort + 9 }] }],
            },
          },
        },
      });
    assert.deepEqual([cellsOf(opened(85, 80))[0]?.[1], cellsOf(opened(90, 80))[0]?.[1]], [true, false]);
  });

  it("does not take a namespace for another, whatever its pods are called", () => {
    const impostor = party("impostor", "other", { app: "vald-lb-gateway" });
    assert.deepEqual(table(policies, [impostor], targets).cells, [[false, false, false, false, false, true]]);
  });

  it("prints in the layout of the documentation, a component and itself as N/A", () => {
    assert.equal(
      tableText(table(policies, components, targets)),
      [
        "from / to       agent  discoverer  filter gateway  lb gateway  index manager  kube-system",
        "agent            N/A       ⛔            ⛔            ⛔           ⛔            ✅",
        "discoverer       ⛔       N/A            ⛔            ⛔           ⛔            ✅",
        "filter gateway   ⛔        ⛔           N/A            ✅           ⛔            ✅",
        "lb gateway       ✅        ✅            ⛔           N/A           ⛔            ✅",
        "index manager    ✅        ✅            ⛔            ⛔           N/A           ✅",
      ].join("\n"),
    );
  });
});
