import assert from "node:assert/strict";
import fc from "fast-check";
import { type Matrix, matrix } from "../../analysis/matrix";
import { componentNames } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";
import { type NetworkPoliciesArgs, networkPolicies } from "../../policies";
import type { LabelMap } from "../../policy/notation";
import { graph } from "../arbitraries/graph";
import { endWord } from "../graph/endWord";
import { compiledGraph, everyComponent } from "../policy/compiledGraph";

const args: NetworkPoliciesArgs = { namespace: "vald" };
const policies = networkPolicies(args);
const titles = ["agent", "discoverer", "filter gateway", "lb gateway", "index manager"];
const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));

const verdicts = ({ cells }: Matrix) => cells.map((row) => row.map((cell) => cell?.verdict === "allowed"));
const documented = [
  [false, false, false, false, false, true],
  [false, false, false, false, false, true],
  [false, false, false, true, false, true],
  [true, true, false, false, false, true],
  [true, true, false, false, false, true],
];
/** What one row or column says, by heading; only what is not denied. */
const column = (from: Matrix, heading: string) =>
  Object.fromEntries(
    from.sources.flatMap((source, i) => {
      const cell = from.cells[i]?.[from.targets.indexOf(heading)];
      return cell === null || cell === undefined || cell.verdict === "denied" ? [] : [[source, cell]];
    }),
  );
const row = (from: Matrix, heading: string) =>
  Object.fromEntries(
    from.targets.flatMap((target, j) => {
      const cell = from.cells[from.sources.indexOf(heading)]?.[j];
      return cell === null || cell === undefined || cell.verdict === "denied" ? [] : [[target, cell]];
    }),
  );
const tcp = (port: number) => ({ verdict: "allowed", ports: [{ protocol: "TCP", first: port, last: port }] });

describe("matrix", () => {
  it("is the documented table for the default, with nothing beside it", () => {
    const table = matrix({ policies, args });
    assert.deepEqual(verdicts(table), documented);
    assert.deepEqual([table.sources, table.targets], [titles, [...titles, "kube-system"]]);
  });

  it("opens all ports wherever the documented table says yes", () => {
    const open = matrix({ policies, args })
      .cells.flat()
      .filter((cell) => cell?.verdict === "allowed");
    assert.deepEqual(open, Array(10).fill({ verdict: "allowed", ports: everyPort }));
  });

  it("is open everywhere without policies, to everyone and from everyone", () => {
    const table = matrix({ policies: [], args });
    assert.deepEqual(
      [table.sources, table.targets],
      [
        [...titles, "everyone"],
        [...titles, "kube-system", "everyone"],
      ],
    );
    assert.ok(table.cells.flat().every((cell) => cell === null || cell.verdict === "allowed"));
  });

  it("closes exactly one cell of the table when any one rule is taken away", () => {
    for (const [p, policy] of policies.entries()) {
      for (const direction of ["ingress", "egress"] as const) {
        for (const [r] of policy.spec[direction].entries()) {
          const without = structuredClone(policies);
          without[p]?.spec[direction].splice(r, 1);
          const flipped = verdicts(matrix({ policies: without, args })).flatMap((cells, i) =>
            cells.flatMap((cell, j) => (cell === documented[i]?.[j] ? [] : [[i, j]])),
          );
          assert.equal(flipped.length, 1, `${policy.metadata.name} ${direction}[${r}]`);
          assert.equal(flipped[0]?.[direction === "ingress" ? 1 : 0], p);
        }
      }
    }
  });

  const withRules = (custom: NetworkPoliciesArgs["components"]) => {
    const more = { ...args, components: custom };
    return matrix({ policies: networkPolicies(more), args: more });
  };

  it("gives each peer that a rule names a column of its own, with its ports", () => {
    const table = withRules({
      agent: {
        custom: {
          egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ port: 443 }] }],
        },
      },
    });
    assert.deepEqual(table.targets.slice(6), ["10.0.0.0/8 except 10.1.0.0/16"]);
    assert.deepEqual(column(table, "10.0.0.0/8 except 10.1.0.0/16"), { agent: tcp(443) });
  });

  it("gives each peer that a rule admits a row of its own", () => {
    const shop = {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } },
      podSelector: { matchLabels: { app: "web" } },
    };
    const table = withRules({ lbGateway: { custom: { ingress: [{ from: [shop], ports: [{ port: 8081 }] }] } } });
    assert.deepEqual(table.sources.slice(5), ["pods app=web in namespace shop"]);
    assert.deepEqual(row(table, "pods app=web in namespace shop"), { "lb gateway": tcp(8081) });
  });

  it("says everyone else where a rule admits everyone, because the components have rows of their own", () => {
    const table = withRules({ lbGateway: { custom: { ingress: [{}] } } });
    assert.deepEqual(table.sources.slice(5), ["everyone else"]);
    assert.deepEqual(row(table, "agent"), { "kube-system": { verdict: "allowed", ports: everyPort } });
  });

  it("opens the diagonal when rules at both ends do", () => {
    const own = [{ podSelector: { matchLabels: { app: "vald-agent" } } }];
    const table = withRules({ agent: { custom: { ingress: [{ from: own }], egress: [{ to: own }] } } });
    assert.deepEqual(column(table, "agent")["agent"], { verdict: "allowed", ports: everyPort });
  });

  it("shows of a cell only the ports that both ends open", () => {
    const all = [{ podSelector: {} }];
    const table = withRules({
      agent: { custom: { egress: [{ to: all, ports: [{ port: 80, endPort: 85 }] }] } },
      discoverer: { custom: { ingress: [{ from: all, ports: [{ port: 84, endPort: 90 }] }] } },
    });
    assert.deepEqual(row(table, "agent")["discoverer"], {
      verdict: "allowed",
      ports: [{ protocol: "TCP", first: 84, last: 85 }],
    });
  });

  it("leaves out of a row for others what a wider opening has already", () => {
    const dns = {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    };
    const table = withRules({ agent: { custom: { egress: [{ to: [dns], ports: [{ port: 53 }] }] } } });
    assert.deepEqual(table.targets, [...titles, "kube-system"]);
  });

  it("shows pods of a component that a rule tells apart by further labels", () => {
    const canary = { podSelector: { matchLabels: { app: "vald-agent", track: "canary" } } };
    const table = withRules({
      agent: { custom: { egress: [{ to: [{ podSelector: {} }] }] } },
      filterGateway: { custom: { ingress: [{ from: [canary] }] } },
    });
    assert.deepEqual(row(table, "agent")["filter gateway"], undefined);
    assert.deepEqual(row(table, "pods app=vald-agent,track=canary in namespace vald"), {
      "filter gateway": { verdict: "allowed", ports: everyPort },
    });
  });

  it("is unknown where a rule looks at labels of Vald's namespace that are not given, and decided where they are", () => {
    const team = [{ namespaceSelector: { matchLabels: { team: "search" } } }];
    const more = { ...args, components: { agent: { custom: { ingress: [{ from: team }], egress: [{ to: team }] } } } };
    const given = { policies: networkPolicies(more), args: more };
    const verdict = (namespaces: Record<string, LabelMap>) => matrix({ ...given, namespaces }).cells[0]?.[0]?.verdict;
    assert.equal(verdict({}), "unknown");
    assert.equal(verdict({ vald: { team: "search" } }), "allowed");
    assert.equal(verdict({ vald: { team: "other" } }), "denied");
  });

  it("leaves out components that are off", () => {
    const more = { ...args, components: { filterGateway: { enabled: false } } };
    const table = matrix({ policies: networkPolicies(more), args: more });
    assert.deepEqual(table.sources, ["agent", "discoverer", "lb gateway", "index manager"]);
  });

  it("has a row and a column for each component that is turned on", () => {
    const more: NetworkPoliciesArgs = { ...args, components: { mirrorGateway: { enabled: true } } };
    const table = matrix({ policies: networkPolicies(more), args: more });
    assert.deepEqual(table.sources, [...titles, "mirror gateway"]);
    assert.deepEqual(table.targets, [...titles, "mirror gateway", "kube-system"]);
    assert.deepEqual(Object.keys(row(table, "mirror gateway")), ["lb gateway", "kube-system"]);
    assert.deepEqual(Object.keys(column(table, "mirror gateway")), ["filter gateway"]);
  });

  it("follows names and labels of the user's", () => {
    const more: NetworkPoliciesArgs = {
      ...args,
      components: { agent: { name: "shard" }, lbGateway: { podLabels: { role: "lb" } } },
    };
    assert.deepEqual(verdicts(matrix({ policies: networkPolicies(more), args: more })), documented);
  });

  it("does not take another namespace for Vald's, whatever its pods are called", () => {
    const table = matrix({ policies, args: { namespace: "other" } });
    assert.ok(table.cells.flat().every((cell) => cell === null || cell.verdict === "allowed"));
  });

  it("refuses args that are wrong", () => {
    assert.throws(() => matrix({ policies, args: { namespace: "Vald" } }), { name: "InvalidArgsError" });
  });

  it("gives back exactly the edges of any graph from the policies compiled from it", () => {
    fc.assert(
      fc.property(graph, (any) => {
        const table = matrix({ policies: Object.values(compiledGraph(any)), args: everyComponent });
        const name = (heading: string) =>
          componentNames.find((c) => valdGraph.components[c].title === heading) ??
          heading.replace(/^all pods in namespace /, "");
        const open = table.sources.flatMap((source, i) =>
          table.targets.flatMap((target, j) =>
            table.cells[i]?.[j]?.verdict === "allowed" ? [`${name(source)} -> ${name(target)}`] : [],
          ),
        );
        const edges = any.edges.map(({ from, to }) => `${endWord(from)} -> ${endWord(to)}`);
        assert.deepEqual(open.sort(), edges.sort());
      }),
      { numRuns: 15 },
    );
  });
});
