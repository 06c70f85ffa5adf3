import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { plainValueOps } from "../../args/plainValueOps";
import { resolveValidArgs } from "../../args/resolveArgs";
import { networkPolicies, type NetworkPoliciesArgs } from "../../core";
import {
  type Component,
  componentNames,
  documentedComponents,
  isDocumented,
  optionalComponents,
} from "../../graph/components";
import { edgesAmong } from "../../graph/edgesAmong";
import { valdGraph } from "../../graph/valdGraph";
import type { NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import { dataFlow, platformFlow } from "./dataFlow";
import { endpointName } from "./endpointName";

/** The edges of these components whose target has one of these kinds, such as `lbGateway -> agent`. */
const edges = (components: readonly Component[], ...kinds: ("component" | "pods" | "platform")[]) =>
  edgesAmong(valdGraph, components)
    .filter(({ to }) => kinds.some((kind) => kind === to.kind))
    .map(({ from, to }) => `${endpointName(from)} -> ${endpointName(to)}`);

const everySubset = Array.from({ length: 2 ** componentNames.length }, (_, bits) =>
  componentNames.filter((_, i) => (bits >> i) % 2 === 1),
);

/** The calls that Vald's components make if exactly these components are deployed. */
const calls = (deployed: readonly Component[]) =>
  dataFlow.filter(
    ({ from, to, when }) => deployed.includes(from) && deployed.includes(to) && (when?.(deployed) ?? true),
  );

const argsFor = (deployed: readonly Component[]): NetworkPoliciesArgs => ({
  components: Object.fromEntries(componentNames.map((c) => [c, { enabled: deployed.includes(c) }])),
});

describe("valdGraph", () => {
  it("contains the documented table, row by row", () => {
    assert.deepEqual(edges(documentedComponents, "component", "pods"), [
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

  const added: [component: Component, edges: string[]][] = [
    ["mirrorGateway", ["filterGateway -> mirrorGateway", "mirrorGateway -> lbGateway"]],
    ["agentReadreplica", ["lbGateway -> agentReadreplica"]],
    ["indexCreation", ["indexCreation -> agent", "indexCreation -> discoverer"]],
    ["indexSave", ["indexSave -> agent", "indexSave -> discoverer"]],
    ["indexCorrection", ["indexCorrection -> agent", "indexCorrection -> discoverer", "indexCorrection -> lbGateway"]],
    ["indexDeletion", ["indexDeletion -> agent", "indexDeletion -> discoverer"]],
    ["readreplicaRotator", []],
  ];
  for (const [component, expected] of added) {
    it(`adds only the edges of ${component}, including its edge to kube-system`, () => {
      assert.deepEqual(
        edges([...documentedComponents, component], "component", "pods").sort(),
        [...edges(documentedComponents, "component", "pods"), ...expected, `${component} -> kube-system`].sort(),
      );
    });
  }

  it("connects the filter gateway to the agent only if no other gateway is deployed", () => {
    const hasEdge = (...others: Component[]) =>
      edges(["agent", "filterGateway", ...others], "component").includes("filterGateway -> agent");
    assert.deepEqual([hasEdge(), hasEdge("lbGateway"), hasEdge("mirrorGateway")], [true, false, false]);
  });

  it("has exactly the edges that Vald's configuration needs, for every set of deployed components", () => {
    for (const deployed of everySubset) {
      const needed = new Set(calls(deployed).map(({ from, to }) => `${from} -> ${to}`));
      assert.deepEqual(edges(deployed, "component").sort(), [...needed].sort(), deployed.join());
    }
  });

  it("has exactly the ports that Vald's configuration needs, for every set of deployed components", () => {
    for (const deployed of everySubset) {
      const needed = calls(deployed).map(({ from, to, port }) => `${from} -> ${to} ${port}`);
      const resolved = resolveValidArgs(valdGraph, { ...argsFor(deployed), edgePorts: "vald" }, plainValueOps);
      const actual = resolved.components.flatMap(({ component, egress }) =>
        egress.flatMap((rule) => {
          if (rule.kind !== "edge" || rule.endpoint.kind !== "component") return [];
          const to = rule.endpoint.component;
          return rule.ports?.map(({ port }) => `${component} -> ${to} ${port}`) ?? [`${component} -> ${to}, all ports`];
        }),
      );
      assert.deepEqual(actual.sort(), needed.sort(), deployed.join());
    }
  });

  it("connects every component to DNS, and components with an RBAC role to the API server", () => {
    const expected = platformFlow.map(({ from, to }) => `${from} -> ${to}`);
    assert.deepEqual(edges(componentNames, "platform").sort(), expected.sort());
  });

  it("connects every component to kube-system", () => {
    for (const component of componentNames)
      assert.deepEqual(edges([component], "pods"), [`${component} -> kube-system`]);
  });

  it("produces rules at both ends of each edge, for every pair of optional components", () => {
    for (const [first, second] of optionalComponents.flatMap((a, i) =>
      optionalComponents.slice(i).map((b) => [a, b] as const),
    )) {
      const deployed = componentNames.filter((c) => isDocumented(c) || c === first || c === second);
      const policies = networkPolicies(argsFor(deployed));
      const componentOf = (peer: NetworkPolicyPeer | undefined) =>
        deployed.find((_, i) => isDeepStrictEqual(policies[i]?.spec.podSelector, peer?.podSelector));
      const sources = policies.flatMap(({ spec }, i) =>
        spec.ingress.flatMap(({ from }) => {
          const source = componentOf(from?.[0]);
          return source === undefined ? [] : [`${source} -> ${deployed[i]}`];
        }),
      );
      const targets = policies.flatMap(({ spec }, i) =>
        spec.egress.flatMap(({ to }) => {
          const target = componentOf(to?.[0]);
          return target === undefined ? [] : [`${deployed[i]} -> ${target}`];
        }),
      );
      const expected = edges(deployed, "component").sort();
      assert.deepEqual(targets.sort(), expected);
      assert.deepEqual(sources.sort(), expected);
    }
  });
});
