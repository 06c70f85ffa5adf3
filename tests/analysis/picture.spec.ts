import assert from "node:assert/strict";
import fc from "fast-check";
import { matrix } from "../../analysis/matrix";
import { pictureOf } from "../../analysis/picture/pictureOf";
import { pictureOfChange } from "../../analysis/picture/pictureOfChange";
import { portRanges, portSetOf } from "../../analysis/portRange";
import { joined } from "../../analysis/portSet";
import { portsText } from "../../analysis/portsText";
import { type NetworkPoliciesArgs, networkPolicies } from "../../policies";
import { validArgs } from "../arbitraries/args";

const given = (args: NetworkPoliciesArgs) => ({ policies: networkPolicies(args), args });
const edgesOf = (args: NetworkPoliciesArgs) =>
  pictureOf(given(args)).edges.map(({ from, to, ports, kind }) => `${from} -> ${to}, ${portsText(ports)}: ${kind}`);

const table = [
  "agent -> kube-system, all ports: graph",
  "discoverer -> kube-system, all ports: graph",
  "filter gateway -> lb gateway, all ports: graph",
  "filter gateway -> kube-system, all ports: graph",
  "lb gateway -> agent, all ports: graph",
  "lb gateway -> discoverer, all ports: graph",
  "lb gateway -> kube-system, all ports: graph",
  "index manager -> agent, all ports: graph",
  "index manager -> discoverer, all ports: graph",
  "index manager -> kube-system, all ports: graph",
];

describe("the picture of policies", () => {
  it("has the components, kube-system and the table's edges for the default", () => {
    const { nodes, namespace } = pictureOf(given({ namespace: "vald" }));
    assert.equal(namespace, "vald");
    assert.deepEqual(nodes, [
      ...["agent", "discoverer", "filter gateway", "lb gateway", "index manager"].map((title) => ({
        title,
        isComponent: true,
      })),
      { title: "kube-system", isComponent: false },
    ]);
    assert.deepEqual(edgesOf({}), table);
  });

  it("tells what edges and custom rules add from what Vald needs", () => {
    const edges: NetworkPoliciesArgs["edges"] = [
      { from: { namespace: "shop" }, to: { component: "lbGateway" }, ports: [{ port: 8081 }] },
      { from: { component: "discoverer" }, to: { component: "lbGateway" } },
    ];
    assert.deepEqual(
      edgesOf({ edges }).filter((text) => !table.includes(text)),
      ["discoverer -> lb gateway, all ports: added", "all pods in namespace shop -> lb gateway, TCP 8081: added"],
    );
  });

  it("tells them apart by ports where both open the same edge", () => {
    const edges: NetworkPoliciesArgs["edges"] = [
      { from: { component: "lbGateway" }, to: { component: "agent" }, ports: [{ port: 6060 }] },
    ];
    assert.deepEqual(
      edgesOf({ edges, edgePorts: "vald" }).filter((text) => text.startsWith("lb gateway -> agent")),
      ["lb gateway -> agent, TCP 3001, 8081: graph", "lb gateway -> agent, TCP 6060: added"],
    );
  });

  it("takes where the API server and DNS are said to be for what Vald needs", () => {
    const args: NetworkPoliciesArgs = { apiServer: { cidrs: ["203.0.113.7/32"] }, dns: [{ preset: "nodeLocal" }] };
    assert.deepEqual(
      pictureOf(given(args)).edges.filter(({ kind }) => kind === "added"),
      [],
    );
  });

  it("shows of manifests what is open beside what Vald needs", () => {
    const policies = networkPolicies({ namespace: "vald" }).slice(1);
    const { edges } = pictureOf({ policies });
    assert.deepEqual(
      edges.filter(({ kind }) => kind === "added").map(({ from, to }) => `${from} -> ${to}`),
      ["agent -> agent", "agent -> everyone else", "everyone else -> agent"],
    );
  });

  it("has exactly the open cells of the table, for any valid args", () => {
    fc.assert(
      fc.property(validArgs, (any) => {
        const { sources, targets, cells } = matrix(given(any));
        const open = cells.flatMap((row, i) =>
          row.flatMap((cell, j) =>
            cell === null || cell.verdict === "denied"
              ? []
              : [`${sources[i]} -> ${targets[j]}, ${portsText(cell.ports)}`],
          ),
        );
        const drawn = new Map<string, ReturnType<typeof portSetOf>>();
        for (const { from, to, ports } of pictureOf(given(any)).edges)
          drawn.set(`${from} -> ${to}`, [...(drawn.get(`${from} -> ${to}`) ?? []), ...portSetOf(ports)]);
        assert.deepEqual(
          [...drawn].map(([ends, ports]) => `${ends}, ${portsText(portRanges(joined(ports)))}`).sort(),
          [...new Set(open)].sort(),
        );
      }),
      { numRuns: 8 },
    );
  });
});

describe("the picture of a change", () => {
  const change = (before: NetworkPoliciesArgs, after: NetworkPoliciesArgs) =>
    pictureOfChange(given(before), given(after));
  const texts = (...sides: Parameters<typeof change>) =>
    change(...sides).edges.map(({ from, to, ports, kind }) => `${from} -> ${to}, ${portsText(ports)}: ${kind}`);

  it("has only what stays where nothing changes", () =>
    assert.deepEqual(
      texts({}, {}),
      table.map((text) => text.replace(": graph", ": kept")),
    ));

  it("has what opens and what closes, and of an edge that is narrowed both parts", () => {
    const edge = (port: object): NetworkPoliciesArgs => ({
      edges: [{ from: { namespace: "shop" }, to: { component: "lbGateway" }, ports: [port] }],
    });
    assert.deepEqual(
      texts(edge({ port: 1, endPort: 5 }), edge({ port: 4, endPort: 8 })).filter((text) => text.includes("shop")),
      [
        "all pods in namespace shop -> lb gateway, TCP 4-5: kept",
        "all pods in namespace shop -> lb gateway, TCP 6-8: opens",
        "all pods in namespace shop -> lb gateway, TCP 1-3: closes",
      ],
    );
  });

  it("has a component that only one side has among the components", () => {
    const { nodes } = change({}, { components: { mirrorGateway: { enabled: true } } });
    assert.deepEqual(
      nodes.filter(({ title }) => title === "mirror gateway"),
      [{ title: "mirror gateway", isComponent: true }],
    );
  });
});
