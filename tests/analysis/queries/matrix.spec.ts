import assert from "node:assert/strict";
import fc from "fast-check";
import { type Cell, type Matrix, matrix } from "../../../analysis/queries/matrix";
import {
  type Component,
  type CustomRules,
  endpointText,
  type LabelMap,
  type NetworkPoliciesArgs,
  networkPolicies,
  type NetworkPolicyManifest,
  type ResultEndpoint,
} from "../../../core";
import { policies as anyPolicies } from "../../../testing/arbitraries/fixture";
import { graph } from "../../../testing/arbitraries/graph";
import { endpointName } from "../../graph/endpointName";
import { compiledGraph, everyComponent } from "../../policy/compiledGraph";
import { runs } from "../../../testing/runs";

const args: NetworkPoliciesArgs = { namespace: "vald" };
const policies = networkPolicies(args);
const titles = ["agent", "discoverer", "filter gateway", "lb gateway", "index manager"];
const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));
const allowed: Cell = { verdict: "allowed", ports: everyPort };
const allowedTcp = (first: number, last = first): Cell => ({
  verdict: "allowed",
  ports: [{ protocol: "TCP", first, last }],
});

/** The documented table, with a column for kube-system. */
const documented = [
  [false, false, false, false, false, true],
  [false, false, false, false, false, true],
  [false, false, false, true, false, true],
  [true, true, false, false, false, true],
  [true, true, false, false, false, true],
];

const areAllowed = ({ cells }: Matrix) => cells.map((row) => row.map((cell) => cell?.verdict === "allowed"));
const sourcesOf = ({ sources }: Matrix) => sources.map(endpointText);
const targetsOf = ({ targets }: Matrix) => targets.map(endpointText);
const isOpen = (cell: Cell | null | undefined): cell is Cell =>
  cell !== null && cell !== undefined && cell.verdict !== "denied";

/** A column's cells that are not denied, by source. */
function column(table: Matrix, target: string): Record<string, Cell> {
  const j = targetsOf(table).indexOf(target);
  return Object.fromEntries(
    sourcesOf(table).flatMap((source, i) => {
      const cell = table.cells[i]?.[j];
      return isOpen(cell) ? [[source, cell]] : [];
    }),
  );
}

/** A row's cells that are not denied, by target. */
function row(table: Matrix, source: string): Record<string, Cell> {
  const cells = table.cells[sourcesOf(table).indexOf(source)] ?? [];
  return Object.fromEntries(
    targetsOf(table).flatMap((target, j) => {
      const cell = cells[j];
      return isOpen(cell) ? [[target, cell]] : [];
    }),
  );
}

const matrixOf = (more: NetworkPoliciesArgs) => {
  const all = { ...args, ...more };
  return matrix({ policies: networkPolicies(all), args: all });
};
const withRules = (rules: { [C in Component]?: CustomRules }) =>
  matrixOf({
    components: Object.fromEntries(Object.entries(rules).map(([component, custom]) => [component, { custom }])),
  });

describe("matrix", () => {
  it("equals the documented table for the default, on all ports", () => {
    const table = matrix({ policies, args });
    assert.deepEqual([sourcesOf(table), targetsOf(table)], [titles, [...titles, "kube-system"]]);
    assert.deepEqual(areAllowed(table), documented);
    assert.deepEqual(table.cells.flat().filter(isOpen), Array(10).fill(allowed));
  });

  it("returns its headings as data", () => {
    const { sources, targets } = matrix({ policies, args });
    const components = ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"].map((component) => ({
      kind: "component",
      component,
    }));
    const kubeSystem = { key: "kubernetes.io/metadata.name", operator: "In", values: ["kube-system"] };
    assert.deepEqual(sources, components);
    assert.deepEqual(targets, [...components, { kind: "peers", peers: { pods: true, namespaceLabels: [kubeSystem] } }]);
  });

  it("allows all connections, from and to everyone, if there are no policies", () => {
    const table = matrix({ policies: [], args });
    assert.deepEqual(sourcesOf(table), [...titles, "everyone"]);
    assert.deepEqual(targetsOf(table), [...titles, "kube-system", "everyone"]);
    assert.ok(table.cells.flat().every((cell) => cell === null || cell.verdict === "allowed"));
  });

  it("denies exactly one more cell if any single rule is removed", () => {
    for (const [p, policy] of policies.entries()) {
      for (const direction of ["ingress", "egress"] as const) {
        for (const [r] of policy.spec[direction].entries()) {
          const fewer = structuredClone(policies);
          fewer[p]?.spec[direction].splice(r, 1);
          const changed = areAllowed(matrix({ policies: fewer, args })).flatMap((cells, i) =>
            cells.flatMap((cell, j) => (cell === documented[i]?.[j] ? [] : [[i, j]])),
          );
          assert.equal(changed.length, 1, `${policy.metadata.name} ${direction}[${r}]`);
          assert.equal(changed[0]?.[direction === "ingress" ? 1 : 0], p);
        }
      }
    }
  });

  it("has a column for each peer that an egress rule names", () => {
    const block = { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } };
    const table = withRules({ agent: { egress: [{ to: [block], ports: [{ port: 443 }] }] } });
    assert.deepEqual(targetsOf(table).slice(6), ["10.0.0.0/8 except 10.1.0.0/16"]);
    assert.deepEqual(column(table, "10.0.0.0/8 except 10.1.0.0/16"), { agent: allowedTcp(443) });
  });

  it("has a row for each peer that an ingress rule names", () => {
    const web = {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } },
      podSelector: { matchLabels: { app: "web" } },
    };
    const table = withRules({ lbGateway: { ingress: [{ from: [web], ports: [{ port: 8081 }] }] } });
    assert.deepEqual(sourcesOf(table).slice(5), ["pods app=web in namespace shop"]);
    assert.deepEqual(row(table, "pods app=web in namespace shop"), { "lb gateway": allowedTcp(8081) });
  });

  it("has a row for everyone else if a rule admits everyone, because components have rows of their own", () => {
    const table = withRules({ lbGateway: { ingress: [{}] } });
    assert.deepEqual(sourcesOf(table).slice(5), ["everyone else"]);
    assert.deepEqual(row(table, "agent"), { "kube-system": allowed });
  });

  it("allows a component to connect to itself if rules at both ends allow it", () => {
    const peers = [{ podSelector: { matchLabels: { app: "vald-agent" } } }];
    const table = withRules({ agent: { ingress: [{ from: peers }], egress: [{ to: peers }] } });
    assert.deepEqual(column(table, "agent")["agent"], allowed);
  });

  it("has only the ports that both ends allow", () => {
    const all = [{ podSelector: {} }];
    const table = withRules({
      agent: { egress: [{ to: all, ports: [{ port: 80, endPort: 85 }] }] },
      discoverer: { ingress: [{ from: all, ports: [{ port: 84, endPort: 90 }] }] },
    });
    assert.deepEqual(row(table, "agent")["discoverer"], allowedTcp(84, 85));
  });

  it("has no column for peers that are part of an allowed column", () => {
    const dns = {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    };
    const table = withRules({ agent: { egress: [{ to: [dns], ports: [{ port: 53 }] }] } });
    assert.deepEqual(targetsOf(table), [...titles, "kube-system"]);
  });

  it("has a row for pods of a component that a rule selects by further labels", () => {
    const canary = { podSelector: { matchLabels: { app: "vald-agent", track: "canary" } } };
    const table = withRules({
      agent: { egress: [{ to: [{ podSelector: {} }] }] },
      filterGateway: { ingress: [{ from: [canary] }] },
    });
    assert.equal(row(table, "agent")["filter gateway"], undefined);
    assert.deepEqual(row(table, "pods app=vald-agent,track=canary in namespace vald"), { "filter gateway": allowed });
  });

  it("is unknown if a rule depends on unknown labels of Vald's namespace, and known if the labels are given", () => {
    const team = [{ namespaceSelector: { matchLabels: { team: "search" } } }];
    const more = { ...args, components: { agent: { custom: { ingress: [{ from: team }], egress: [{ to: team }] } } } };
    const verdict = (namespaces: Record<string, LabelMap>) =>
      matrix({ policies: networkPolicies(more), args: more, namespaces }).cells[0]?.[0]?.verdict;
    assert.equal(verdict({}), "unknown");
    assert.equal(verdict({ vald: { team: "search" } }), "allowed");
    assert.equal(verdict({ vald: { team: "other" } }), "denied");
  });

  it("leaves out components that are off", () => {
    const table = matrixOf({ components: { filterGateway: { enabled: false } } });
    assert.deepEqual(sourcesOf(table), ["agent", "discoverer", "lb gateway", "index manager"]);
  });

  it("has a row and a column for each component that is turned on", () => {
    const table = matrixOf({ components: { mirrorGateway: { enabled: true } } });
    assert.deepEqual(sourcesOf(table), [...titles, "mirror gateway"]);
    assert.deepEqual(targetsOf(table), [...titles, "mirror gateway", "kube-system"]);
    assert.deepEqual(Object.keys(row(table, "mirror gateway")), ["lb gateway", "kube-system"]);
    assert.deepEqual(Object.keys(column(table, "mirror gateway")), ["filter gateway"]);
  });

  it("uses the names and labels of the args", () => {
    const table = matrixOf({ components: { agent: { name: "shard" }, lbGateway: { podLabels: { role: "lb" } } } });
    assert.deepEqual(areAllowed(table), documented);
  });

  it("does not count pods of another namespace as Vald's, whatever their labels", () => {
    const table = matrix({ policies, args: { namespace: "other" } });
    assert.ok(table.cells.flat().every((cell) => cell === null || cell.verdict === "allowed"));
  });

  it("rejects invalid args", () => {
    assert.throws(() => matrix({ policies, args: { namespace: "Vald" } }), { name: "InvalidArgsError" });
  });

  it("recovers the edges of any graph from its policies", () => {
    fc.assert(
      fc.property(graph, (anyGraph) => {
        const table = matrix({ policies: Object.values(compiledGraph(anyGraph)), args: everyComponent });
        const pairs = table.sources.flatMap((source, i) =>
          table.targets.flatMap((target, j) =>
            table.cells[i]?.[j]?.verdict === "allowed" ? [`${resultName(source)} -> ${resultName(target)}`] : [],
          ),
        );
        const edges = anyGraph.edges.map(({ from, to }) => `${endpointName(from)} -> ${endpointName(to)}`);
        assert.deepEqual(pairs.sort(), edges.sort());
      }),
      { numRuns: runs(6) },
    );
  });

  it("has no two rows and no two columns with the same name, for any policies", () => {
    const ofVald = (policy: NetworkPolicyManifest): NetworkPolicyManifest => ({
      metadata: { ...policy.metadata, namespace: "vald" },
      spec: { ...policy.spec, podSelector: {} },
    });
    fc.assert(
      fc.property(anyPolicies, (all) => {
        const { sources, targets } = matrix({
          policies: [...networkPolicies({ namespace: "vald" }).slice(0, 3), ...all.map(ofVald)],
          args: { namespace: "vald" },
        });
        for (const names of [sources, targets].map((list) => list.map(endpointText)))
          assert.deepEqual([...new Set(names)], names);
      }),
      { numRuns: runs(8) },
    );
  });
});

/** The component or the namespace. */
function resultName(endpoint: ResultEndpoint): string | undefined {
  if (endpoint.kind === "component") return endpoint.component;
  return endpoint.peers.namespaceLabels?.[0]?.values?.join();
}
