import assert from "node:assert/strict";
import { type Component, componentNames, documentedComponents } from "../../graph/components";
import { edgesAmong } from "../../graph/edgesAmong";
import { valdGraph } from "../../graph/valdGraph";
import { networkPolicies, type NetworkPoliciesArgs } from "../../policies";
import { edgesFor } from "../../policy/edgesFor";
import type { NetworkPolicyPeer } from "../../policy/notation";
import { dataFlow, platformFlow } from "./dataFlow";
import { endWord as word } from "./endWord";

const allArrows = (components: readonly Component[]) =>
  edgesAmong(valdGraph, components).map(({ from, to }) => `${word(from)} -> ${word(to)}`);
/** Without what the platform has, for which kube-system stands in the documented table. */
const arrows = (components: readonly Component[]) =>
  allArrows(components).filter((edge) => !/-> (dns|apiServer)$/.test(edge));

/** Every combination of components. */
const everyChoice = Array.from({ length: 2 ** componentNames.length }, (_, chosen) =>
  componentNames.filter((_, i) => (chosen >> i) % 2 === 1),
);

const only = (deployed: readonly Component[]) =>
  Object.fromEntries(componentNames.map((c) => [c, { enabled: deployed.includes(c) }]));

describe("valdGraph", () => {
  it("holds the documented table, row by row", () => {
    assert.deepEqual(arrows(documentedComponents), [
      "agent -> kube-system",
      "discoverer -> kube-system",
      "filterGateway -> lbGateway",
      "filterGateway -> kube-system",
      "lbGateway -> agent",
      "lbGateway -> discoverer",
      "lbGateway -> kube-system",
      "indexManager -> agent",
      "indexManager -> discoverer",
      "indexManager -> kube-system",
    ]);
  });

  const added: [what: Component, edges: string[]][] = [
    ["mirrorGateway", ["filterGateway -> mirrorGateway", "mirrorGateway -> lbGateway"]],
    ["agentReadreplica", ["lbGateway -> agentReadreplica"]],
    ["indexCreation", ["indexCreation -> agent", "indexCreation -> discoverer"]],
    ["indexSave", ["indexSave -> agent", "indexSave -> discoverer"]],
    ["indexCorrection", ["indexCorrection -> agent", "indexCorrection -> discoverer", "indexCorrection -> lbGateway"]],
    ["indexDeletion", ["indexDeletion -> agent", "indexDeletion -> discoverer"]],
    ["readreplicaRotator", []],
  ];
  for (const [what, edges] of added) {
    it(`adds with ${what} just its own edges, and kube-system`, () => {
      const documented = arrows(documentedComponents);
      const all = arrows([...documentedComponents, what]);
      assert.deepEqual(
        all.filter((edge) => !documented.includes(edge)).sort(),
        [...edges, `${what} -> kube-system`].sort(),
      );
      assert.ok(documented.every((edge) => all.includes(edge)));
    });
  }

  it("sends the filter gateway to the agent only where no gateway is behind it", () => {
    const filter = ["agent", "filterGateway"] as const;
    assert.ok(arrows(filter).includes("filterGateway -> agent"));
    assert.ok(!arrows([...filter, "lbGateway"]).includes("filterGateway -> agent"));
    assert.ok(!arrows([...filter, "mirrorGateway"]).includes("filterGateway -> agent"));
  });

  it("opens between components, whichever are deployed, exactly what Vald's configuration makes them call, on both ends", () => {
    for (const deployed of everyChoice) {
      const needed = dataFlow
        .filter(({ from, to, when }) => deployed.includes(from) && deployed.includes(to) && (when?.(deployed) ?? true))
        .map(({ from, to }) => `${from} -> ${to}`);
      const calls = [...new Set(needed)];
      const open = edgesAmong(valdGraph, deployed)
        .filter(({ to }) => to.kind === "component")
        .map(({ from, to }) => `${word(from)} -> ${word(to)}`);
      assert.deepEqual(open.sort(), calls.sort(), deployed.join());
    }
  });

  it("limits edges to the ports that Vald's configuration makes components call, whichever are deployed", () => {
    for (const deployed of everyChoice) {
      const needed = dataFlow
        .filter(({ from, to, when }) => deployed.includes(from) && deployed.includes(to) && (when?.(deployed) ?? true))
        .map(({ from, to, port }) => `${from} -> ${to} ${port}`);
      const args: NetworkPoliciesArgs = { edgePorts: "vald", components: only(deployed) };
      const open = edgesFor(valdGraph, args)
        .filter(({ to }) => to.kind === "component")
        .flatMap(({ from, to, ports }) => ports?.map(({ port }) => `${word(from)} -> ${word(to)} ${port}`) ?? ["all"]);
      assert.deepEqual(open.sort(), needed.sort(), deployed.join());
    }
  });

  it("knows who resolves names and who talks to the API server", () => {
    const open = allArrows(componentNames).filter((edge) => /-> (dns|apiServer)$/.test(edge));
    assert.deepEqual(open.sort(), platformFlow.map(({ from, to }) => `${from} -> ${to}`).sort());
  });

  it("lets every component reach kube-system, as the table does", () => {
    for (const component of componentNames) assert.ok(arrows([component]).includes(`${component} -> kube-system`));
  });

  it("is written into the policies at both ends, for each pair of components that is turned on beside the documented", () => {
    const optional = componentNames.filter((c) => !(documentedComponents as readonly Component[]).includes(c));
    for (const first of optional) {
      for (const second of optional) {
        const components = { [first]: { enabled: true }, [second]: { enabled: true } };
        const policies = networkPolicies({ components });
        const deployed = componentNames.filter((c) => !optional.includes(c) || c === first || c === second);
        const named = (peer: NetworkPolicyPeer | undefined) =>
          deployed.find((c, i) => isDeepEqual(policies[i]?.spec.podSelector, peer?.podSelector) && c);
        const pairs = (direction: "ingress" | "egress") =>
          policies.flatMap(({ spec }, i) =>
            spec[direction].flatMap((rule) => {
              const other = named(("from" in rule ? rule.from : "to" in rule ? rule.to : [])?.[0]);
              if (other === undefined) return [];
              return [direction === "ingress" ? `${other} -> ${deployed[i]}` : `${deployed[i]} -> ${other}`];
            }),
          );
        const edges = arrows(deployed).filter((edge) => !edge.endsWith("kube-system"));
        assert.deepEqual(pairs("egress").sort(), edges.sort());
        assert.deepEqual(pairs("ingress").sort(), edges.sort());
      }
    }
  });
});

function isDeepEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
