import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { type Component, componentNames } from "../../graph/components";
import type { Edge } from "../../graph/graph";
import { valdGraph } from "../../graph/valdGraph";
import type { LabelMap, NetworkPolicyPeer } from "../../kubernetes/networkPolicy";
import { graph } from "../../testing/arbitraries/graph";
import { endpointName } from "../graph/endpointName";
import { compiledGraph } from "./compiledGraph";

type Policies = ReturnType<typeof compiledGraph>;

describe("compile, for any graph", () => {
  it("adds one rule for each component at an end of an edge, and no other rules", () => {
    fc.assert(
      fc.property(graph, (generated) => {
        const policies = compiledGraph(generated);
        const ingress = componentNames.flatMap((c) =>
          policies[c]!.spec.ingress.map(({ from }) => `${peerName(from)} -> ${c}`),
        );
        const egress = componentNames.flatMap((c) =>
          policies[c]!.spec.egress.map(({ to }) => `${c} -> ${peerName(to)}`),
        );
        const edgesWithComponent = (end: "from" | "to") =>
          generated.edges.filter((edge) => edge[end].kind === "component").map(edgeName);
        assert.deepEqual(ingress.sort(), edgesWithComponent("to").sort());
        assert.deepEqual(egress.sort(), edgesWithComponent("from").sort());
      }),
    );
  });

  it("returns the same text for any order of the edges", () => {
    fc.assert(
      fc.property(graph, fc.infiniteStream(fc.nat()), (generated, ranks) => {
        const ranked = generated.edges.map((edge) => ({ edge, rank: ranks.next().value as number }));
        const edges = ranked.sort((a, b) => a.rank - b.rank).map(({ edge }) => edge);
        assert.equal(JSON.stringify(compiledGraph({ ...generated, edges })), JSON.stringify(compiledGraph(generated)));
      }),
    );
  });

  // So a rollout in any order never drops allowed traffic.
  it("allows every edge under any subset of the policies, and only the edges under all policies", () => {
    fc.assert(
      fc.property(graph, fc.subarray([...componentNames]), (generated, applied) => {
        const all = compiledGraph(generated);
        const some = Object.fromEntries(applied.map((c) => [c, all[c]])) as Policies;
        for (const edge of generated.edges) assert.ok(allows(some, edge), edgeName(edge));
        const edges = new Set(generated.edges.map(edgeName));
        for (const from of componentNames) {
          for (const to of componentNames.filter((c) => c !== from)) {
            const pair: Edge = {
              from: { kind: "component", component: from },
              to: { kind: "component", component: to },
            };
            assert.equal(allows(all, pair), edges.has(edgeName(pair)), edgeName(pair));
          }
        }
      }),
    );
  });
});

/** Both ends must allow the connection. A component without a policy is not isolated. */
function allows(policies: Policies, { from, to }: Edge): boolean {
  const egress = from.kind === "component" ? policies[from.component]?.spec.egress : undefined;
  const ingress = to.kind === "component" ? policies[to.component]?.spec.ingress : undefined;
  const mayLeave = egress === undefined || egress.some((rule) => rule.to!.some((peer) => matches(peer, to)));
  const mayEnter = ingress === undefined || ingress.some((rule) => rule.from!.some((peer) => matches(peer, from)));
  return mayLeave && mayEnter;
}

function matches({ podSelector, namespaceSelector }: NetworkPolicyPeer, endpoint: Edge["to"]): boolean {
  const isComponent = endpoint.kind === "component";
  const namespace = isComponent ? "vald" : endpointName(endpoint);
  const isInNamespace =
    namespaceSelector === undefined
      ? namespace === "vald"
      : hasLabels({ "kubernetes.io/metadata.name": namespace }, namespaceSelector.matchLabels);
  return isInNamespace && hasLabels(isComponent ? podLabels[endpoint.component] : {}, podSelector?.matchLabels);
}

function hasLabels(labels: LabelMap, expected: LabelMap = {}): boolean {
  return Object.entries(expected).every(([key, value]) => labels[key] === value);
}

const podLabels = Object.fromEntries(
  componentNames.map((c) => {
    const { app, selectorLabelKey = "app" } = valdGraph.components[c];
    return [c, { [selectorLabelKey]: app }];
  }),
) as Record<Component, LabelMap>;

function peerName(peers: NetworkPolicyPeer[] | undefined): string {
  assert.equal(peers?.length, 1);
  const { podSelector, namespaceSelector } = peers[0]!;
  return podSelector === undefined
    ? namespaceSelector!.matchLabels!["kubernetes.io/metadata.name"]!
    : componentNames.find((c) => isDeepStrictEqual(podLabels[c], podSelector.matchLabels))!;
}

function edgeName({ from, to }: Edge): string {
  return `${endpointName(from)} -> ${endpointName(to)}`;
}
