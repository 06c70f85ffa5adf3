import { uniqueByValue } from "../../analysis/model/uniqueByValue";
import type { Picture, PictureEdge } from "../../analysis/queries/picture/picture";
import { endpointKey, type ResultEndpoint } from "../../analysis/sets/resultEndpoint";
import { endpointLines, endpointText } from "../../analysis/text/endpointText";
import { areAllPorts, portsText } from "../../analysis/text/portsText";
import type { Component } from "../../graph/components";
import { wrapText } from "./wrapText";

/** A picture that is ready to draw. Nodes with the same edges share a box. */
export interface Drawing {
  namespace: string;
  /** In the order of Vald's data flow. */
  components: Box[];
  peers: Box[];
  arrows: Arrow[];
  /** The arrow kinds in the drawing and their meanings. Empty if all arrows are in the documented table. */
  legend: { kind: ArrowKind | "unknown"; meaning: string }[];
}

export interface Box {
  /** A short id that contains only letters and digits. */
  id: string;
  lines: string[];
}

export interface Arrow {
  /** The id of a box, or `frameId` for all components. */
  from: string;
  to: string;
  /** The ports, split into lines. Empty if all ports are open, or if nothing changes. */
  label: string[];
  kind: ArrowKind;
  isUnknown: boolean;
}

export type ArrowKind = PictureEdge["kind"];

/** The id of the frame around the components. */
export const frameId = "vald";

/**
 * The components in the order of Vald's data flow, from those that receive requests or maintain the index to those that store
 * the vectors.
 */
const dataFlow: readonly Component[] = [
  "filterGateway",
  "mirrorGateway",
  "lbGateway",
  "indexManager",
  "indexCreation",
  "indexSave",
  "indexDeletion",
  "indexCorrection",
  "readreplicaRotator",
  "discoverer",
  "agent",
  "agentReadreplica",
];

/** The kinds of arrows, in the order of the legend. */
export const arrowKinds = ["graph", "added", "kept", "opens", "closes"] as const satisfies readonly ArrowKind[];

export const arrowMeanings: Record<ArrowKind, string> = {
  graph: "in the documented table",
  added: "beyond the documented table",
  kept: "unchanged",
  opens: "opens",
  closes: "closes",
};

/**
 * The minimum number of components with the same arrows that share a box. If it were two, the documented table would look odd.
 */
const minGroupedComponents = 3;
const minGroupedPeers = 2;

export function drawingOf({ namespace, nodes, edges }: Picture): Drawing {
  const components = nodes
    .flatMap((node) => (node.kind === "component" ? [node] : []))
    .sort((a, b) => dataFlow.indexOf(a.component) - dataFlow.indexOf(b.component));
  const peers = nodes.filter(({ kind }) => kind !== "component");
  const groups = {
    components: groupAlike(components, edges, minGroupedComponents),
    peers: groupAlike(peers, edges, minGroupedPeers),
  };
  const ids = new Map(
    [["c", groups.components] as const, ["p", groups.peers] as const].flatMap(([letter, boxes]) =>
      boxes.flatMap((box, i) => box.map((node): [string, string] => [endpointKey(node), `${letter}${i + 1}`])),
    ),
  );

  const keys = new Set(edges.map((edge) => keyOf(edge)));
  /** The frame represents all components if each of them has the same arrow to or from the same node outside the frame. */
  const arrowEnd = (edge: PictureEdge, side: "from" | "to") => {
    const isOfAll = components.length > 1 && components.every((node) => keys.has(keyOf({ ...edge, [side]: node })));
    const isInside = edge.from.kind === "component" && edge.to.kind === "component";
    return isOfAll && edge[side].kind === "component" && !isInside ? frameId : (ids.get(endpointKey(edge[side])) ?? "");
  };
  const arrows = edges.map((edge): Arrow => {
    const { kind, isUnknown } = edge;
    return { from: arrowEnd(edge, "from"), to: arrowEnd(edge, "to"), label: labelOf(edge), kind, isUnknown };
  });
  const kinds = arrowKinds.filter((kind) => edges.some((edge) => edge.kind === kind));
  const legend: Drawing["legend"] = [
    ...kinds.map((kind) => ({ kind, meaning: arrowMeanings[kind] })),
    ...(edges.some((edge) => edge.isUnknown)
      ? [{ kind: "unknown" as const, meaning: "depends on unknown facts or policies" }]
      : []),
  ];
  return {
    namespace,
    components: groups.components.map((box, i) => ({ id: `c${i + 1}`, lines: box.map(endpointText) })),
    peers: groups.peers.map((box, i) => ({
      id: `p${i + 1}`,
      lines: box.flatMap((peer) => peerLines(peer, box.length > 1)),
    })),
    arrows: uniqueByValue(arrows),
    legend: legend.every(({ kind }) => kind === "graph") ? [] : legend,
  };
}

/** The lines of one of the peers in a box. A bullet shows where a peer starts if the box contains several. */
function peerLines(peer: ResultEndpoint, isOneOfSeveral: boolean): string[] {
  const lines = endpointLines(peer).flatMap((line) => wrapText(line, 34));
  return isOneOfSeveral ? lines.map((line, i) => (i === 0 ? `• ${line}` : line)) : lines;
}

/** Groups nodes that have the same edges. Does not form groups with fewer than `minimum` members. */
function groupAlike(
  nodes: readonly ResultEndpoint[],
  edges: readonly PictureEdge[],
  minimum: number,
): ResultEndpoint[][] {
  const groups = new Map<string, ResultEndpoint[]>();
  for (const node of nodes) {
    const self = endpointKey(node);
    const own = edges
      .filter(({ from, to }) => endpointKey(from) === self || endpointKey(to) === self)
      .map((edge) => keyOf(edge, self));
    const key = own.sort().join("\n");
    groups.set(key, [...(groups.get(key) ?? []), node]);
  }
  return nodes.flatMap((node) => {
    const group = [...groups.values()].find((one) => one.includes(node)) ?? [];
    if (group.length < minimum) return [[node]];
    return group[0] === node ? [group] : [];
  });
}

/**
 * Edges with equal keys look the same. The key does not contain the node `self`, so that the edges of different nodes can be
 * compared.
 */
function keyOf(edge: PictureEdge, self?: string): string {
  const { from, to, kind, isUnknown } = edge;
  const end = (node: ResultEndpoint) => (endpointKey(node) === self ? "" : endpointKey(node));
  return JSON.stringify([end(from), end(to), labelOf(edge), kind, isUnknown]);
}

function labelOf({ ports, kind }: PictureEdge): string[] {
  return kind === "kept" || areAllPorts(ports) ? [] : wrapText(portsText(ports), 22);
}
