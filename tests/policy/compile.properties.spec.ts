import assert from "node:assert/strict";
import fc from "fast-check";
import { type Component, componentNames } from "../../graph/components";
import type { Edge } from "../../graph/graph";
import { valdGraph } from "../../graph/valdGraph";
import type { LabelMap, NetworkPolicyPeer } from "../../policy/notation";
import { graph } from "../arbitraries/graph";
import { endWord } from "../graph/endWord";
import { compiledGraph } from "./compiledGraph";

type Policies = ReturnType<typeof compiledGraph>;

describe("the compiler, over any graph", () => {
  it("writes each edge at both of its ends and nothing else", () => {
    fc.assert(
      fc.property(graph, (any) => {
        const policies = compiledGraph(any);
        const admitted = componentNames.flatMap((c) =>
          policies[c]!.spec.ingress.map(({ from }) => `${peerWord(from)} -> ${c}`),
        );
        const released = componentNames.flatMap((c) =>
          policies[c]!.spec.egress.map(({ to }) => `${c} -> ${peerWord(to)}`),
        );
        const atEnd = (side: "from" | "to") =>
          any.edges.filter((edge) => edge[side].kind === "component").map(edgeWord);
        assert.deepEqual(admitted.sort(), atEnd("to").sort());
        assert.deepEqual(released.sort(), atEnd("from").sort());
      }),
    );
  });

  it("gives the same text for any order of the edges", () => {
    fc.assert(
      fc.property(graph, fc.infiniteStream(fc.nat()), (any, ranks) => {
        const edges = any.edges.map((edge) => ({ edge, rank: ranks.next().value as number }));
        const shuffled = edges.sort((a, b) => a.rank - b.rank).map(({ edge }) => edge);
        assert.equal(JSON.stringify(compiledGraph({ ...any, edges: shuffled })), JSON.stringify(compiledGraph(any)));
      }),
    );
  });

  it("lets every edge through with any subset of the policies, and exactly the edges with all of them", () => {
    fc.assert(
      fc.property(graph, fc.subarray([...componentNames]), (any, there) => {
        const all = compiledGraph(any);
        const some = Object.fromEntries(there.map((c) => [c, all[c]])) as Policies;
        for (const edge of any.edges) assert.ok(passes(some, edge), edgeWord(edge));
        for (const from of componentNames) {
          for (const to of componentNames.filter((c) => c !== from)) {
            const pair: Edge = {
              from: { kind: "component", component: from },
              to: { kind: "component", component: to },
            };
            const isEdge = any.edges.some((edge) => edgeWord(edge) === edgeWord(pair));
            assert.equal(passes(all, pair), isEdge, edgeWord(pair));
          }
        }
      }),
    );
  });
});

/** Both ends must consent; a component without a policy is isolated by nothing. */
function passes(policies: Policies, { from, to }: Edge): boolean {
  const egress = from.kind === "component" ? policies[from.component]?.spec.egress : undefined;
  const ingress = to.kind === "component" ? policies[to.component]?.spec.ingress : undefined;
  const leaves = egress === undefined || egress.some((rule) => rule.to!.some((peer) => matches(peer, to)));
  const enters = ingress === undefined || ingress.some((rule) => rule.from!.some((peer) => matches(peer, from)));
  return leaves && enters;
}

function matches({ podSelector, namespaceSelector }: NetworkPolicyPeer, end: Edge["to"]): boolean {
  const labels: LabelMap = end.kind === "component" ? podLabels[end.component] : {};
  const namespace = end.kind === "component" ? "vald" : endWord(end);
  const namespaceFits =
    namespaceSelector === undefined
      ? namespace === "vald"
      : holds(namespaceSelector.matchLabels, { "kubernetes.io/metadata.name": namespace });
  return namespaceFits && (podSelector === undefined || holds(podSelector.matchLabels, labels));
}

function holds(wanted: LabelMap | undefined, labels: LabelMap): boolean {
  return Object.entries(wanted ?? {}).every(([key, value]) => labels[key] === value);
}

const podLabels = Object.fromEntries(
  componentNames.map((c) => {
    const { app, selectedBy = "app" } = valdGraph.components[c];
    return [c, { [selectedBy]: app }];
  }),
) as Record<Component, LabelMap>;

function peerWord(peers: NetworkPolicyPeer[] | undefined): string {
  assert.equal(peers?.length, 1);
  const { podSelector, namespaceSelector } = peers[0]!;
  const labels = podSelector?.matchLabels;
  return labels === undefined
    ? namespaceSelector!.matchLabels!["kubernetes.io/metadata.name"]!
    : componentNames.find((c) => JSON.stringify(podLabels[c]) === JSON.stringify(labels))!;
}

function edgeWord({ from, to }: Edge): string {
  return `${endWord(from)} -> ${endWord(to)}`;
}
