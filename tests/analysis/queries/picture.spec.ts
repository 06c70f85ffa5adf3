import assert from "node:assert/strict";
import fc from "fast-check";
import { portRanges, portSetOf } from "../../../analysis/model/portRange";
import { normalizePorts } from "../../../analysis/model/portSet";
import { matrix } from "../../../analysis/queries/matrix";
import type { PictureEdge } from "../../../analysis/queries/picture/picture";
import { pictureOfChange } from "../../../analysis/queries/picture/pictureOfChange";
import { pictureOfPolicies } from "../../../analysis/queries/picture/pictureOfPolicies";
import { type EdgeArgs, endpointText, type NetworkPoliciesArgs, networkPolicies, portsText } from "../../../core";
import { validArgs } from "../../../testing/arbitraries/args";
import { connectionText } from "./connectionText";
import { runs } from "../../../testing/runs";

const inputOf = (args: NetworkPoliciesArgs) => ({ policies: networkPolicies(args), args });

/** The edges of the given kinds as text. */
const edgesOf = (edges: readonly PictureEdge[], ...kinds: PictureEdge["kind"][]) =>
  edges.filter(({ kind }) => kinds.includes(kind)).map((edge) => `${edge.kind}: ${connectionText(edge)}`);

const documentedTable = [
  "agent -> kube-system, all ports",
  "discoverer -> kube-system, all ports",
  "filter gateway -> lb gateway, all ports",
  "filter gateway -> kube-system, all ports",
  "lb gateway -> agent, all ports",
  "lb gateway -> discoverer, all ports",
  "lb gateway -> kube-system, all ports",
  "index manager -> agent, all ports",
  "index manager -> discoverer, all ports",
  "index manager -> kube-system, all ports",
];

describe("pictureOfPolicies", () => {
  const edgesWith = (args: NetworkPoliciesArgs) => pictureOfPolicies(inputOf(args)).edges;

  it("contains the components, kube-system and the table's edges for the default values", () => {
    const { namespace, nodes, edges } = pictureOfPolicies(inputOf({ namespace: "vald" }));
    assert.equal(namespace, "vald");
    assert.deepEqual(nodes.map(endpointText), [
      "agent",
      "discoverer",
      "filter gateway",
      "lb gateway",
      "index manager",
      "kube-system",
    ]);
    assert.deepEqual(edges.map(connectionText), documentedTable);
    assert.deepEqual(
      edges.filter(({ kind, isUnknown }) => kind !== "graph" || isUnknown),
      [],
    );
  });

  it("returns an edge as data", () => {
    const component = (name: "filterGateway" | "lbGateway") => ({ kind: "component", component: name });
    assert.deepEqual(edgesWith({})[2], {
      from: component("filterGateway"),
      to: component("lbGateway"),
      ports: ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 })),
      kind: "graph",
      isUnknown: false,
    });
  });

  it("distinguishes connections that edges add from connections that Vald needs", () => {
    const edges: EdgeArgs[] = [
      { from: { namespace: "shop" }, to: { component: "lbGateway" }, ports: [{ port: 8081 }] },
      { from: { component: "discoverer" }, to: { component: "lbGateway" } },
    ];
    const all = edgesWith({ edges });
    assert.deepEqual(
      edgesOf(all, "graph"),
      documentedTable.map((edge) => `graph: ${edge}`),
    );
    assert.deepEqual(edgesOf(all, "added"), [
      "added: discoverer -> lb gateway, all ports",
      "added: all pods in namespace shop -> lb gateway, TCP 8081",
    ]);
  });

  it("colors what openings list", () => {
    const args: NetworkPoliciesArgs = {
      apiServer: { cidrs: ["203.0.113.7/32"] },
      components: { mirrorGateway: { enabled: true } },
    };
    assert.deepEqual(edgesOf(edgesWith(args), "added").sort(), [
      "added: discoverer -> 203.0.113.7/32, TCP 443, 6443",
      "added: filter gateway -> mirror gateway, all ports",
      "added: mirror gateway -> lb gateway, all ports",
    ]);
  });

  it("contains connections that manifests allow and Vald does not need", () => {
    const { edges } = pictureOfPolicies({ policies: networkPolicies({ namespace: "vald" }).slice(1) });
    assert.deepEqual(edgesOf(edges, "added"), [
      "added: agent -> agent, all ports",
      "added: agent -> everyone else, all ports",
      "added: everyone else -> agent, all ports",
    ]);
  });

  it("has exactly the open cells of the matrix, for any valid args", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const { sources, targets, cells } = matrix(inputOf(args));
        const open = cells.flatMap((row, i) =>
          row.flatMap((cell, j) =>
            cell === null || cell.verdict === "denied"
              ? []
              : [connectionText({ from: sources[i]!, to: targets[j]!, ports: cell.ports })],
          ),
        );
        const drawn = new Map<string, ReturnType<typeof portSetOf>>();
        for (const { from, to, ports } of edgesWith(args)) {
          const ends = `${endpointText(from)} -> ${endpointText(to)}`;
          drawn.set(ends, [...(drawn.get(ends) ?? []), ...portSetOf(ports)]);
        }
        assert.deepEqual(
          [...drawn].map(([ends, ports]) => `${ends}, ${portsText(portRanges(normalizePorts(ports)))}`).sort(),
          [...new Set(open)].sort(),
        );
      }),
      { numRuns: runs(4) },
    );
  });
});

describe("pictureOfChange", () => {
  const pictureBetween = (before: NetworkPoliciesArgs, after: NetworkPoliciesArgs) =>
    pictureOfChange(inputOf(before), inputOf(after));

  it("keeps every edge if nothing changes", () => {
    const { edges } = pictureBetween({}, {});
    assert.deepEqual(
      edgesOf(edges, "kept", "opens", "closes"),
      documentedTable.map((edge) => `kept: ${edge}`),
    );
  });

  it("splits an edge whose ports change into the ports that it keeps, opens and closes", () => {
    const edge = (port: object): NetworkPoliciesArgs => ({
      edges: [{ from: { namespace: "shop" }, to: { component: "lbGateway" }, ports: [port] }],
    });
    const { edges } = pictureBetween(edge({ port: 1, endPort: 5 }), edge({ port: 4, endPort: 8 }));
    const shopEdges = edges.filter(({ from }) => endpointText(from) === "all pods in namespace shop");
    assert.deepEqual(edgesOf(shopEdges, "kept", "opens", "closes"), [
      "kept: all pods in namespace shop -> lb gateway, TCP 4-5",
      "opens: all pods in namespace shop -> lb gateway, TCP 6-8",
      "closes: all pods in namespace shop -> lb gateway, TCP 1-3",
    ]);
  });

  for (const [title, before, after, kept] of [
    [
      "narrower",
      { from: { namespace: "shop" } },
      { from: { namespace: "shop", podLabels: { app: "web" } } },
      "pods app=web in namespace shop -> lb gateway, TCP 8081",
    ],
    [
      "crossing",
      { from: { namespace: "shop", podLabels: { tier: "a" } } },
      { from: { namespace: "shop", podLabels: { app: "web" } } },
      "pods app=web,tier=a in namespace shop -> lb gateway, TCP 8081",
    ],
    [
      "wider",
      { from: { cidrs: ["10.1.0.0/16"] } },
      { from: { cidrs: ["10.0.0.0/8"] } },
      "10.1.0.0/16 -> lb gateway, TCP 8081",
    ],
  ] satisfies [string, Pick<EdgeArgs, "from">, Pick<EdgeArgs, "from">, string][])
    it(`keeps the peers that both sides admit, if the peers after the change are ${title}`, () => {
      const argsOf = ({ from }: Pick<EdgeArgs, "from">): NetworkPoliciesArgs => ({
        edges: [{ from, to: { component: "lbGateway" }, ports: [{ port: 8081 }] }],
      });
      const { edges } = pictureBetween(argsOf(before), argsOf(after));
      assert.deepEqual(edgesOf(edges, "kept").slice(documentedTable.length), [`kept: ${kept}`]);
    });

  it("has a node for a component that only one side has", () => {
    const { nodes } = pictureBetween({}, { components: { mirrorGateway: { enabled: true } } });
    assert.deepEqual(nodes.slice(0, 7).map(endpointText), [
      "agent",
      "discoverer",
      "filter gateway",
      "lb gateway",
      "index manager",
      "mirror gateway",
      "kube-system",
    ]);
  });

  it("has one node for everyone else, regardless of the peers that each edge excludes", () => {
    const { nodes } = pictureBetween({}, { defaults: { networkPolicy: { enabled: false } } });
    assert.deepEqual(nodes.slice(5).map(endpointText), ["kube-system", "everyone else", "everyone"]);
  });
});
