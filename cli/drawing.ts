import type { Picture, PictureEdge } from "../analysis/picture/picture";
import { portsText } from "../analysis/portsText";
import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";

/** A picture as it is drawn: what is alike is drawn once. */
export interface Drawing {
  namespace: string;
  /** In the order of Vald's flow of data. */
  components: Shape[];
  peers: Shape[];
  arrows: Arrow[];
  /** The kinds of arrows that there are, with what they mean; none where there is one only. */
  legend: { kind: Kind | "unknown"; meaning: string }[];
}

/** A box; `id` is short and has letters and digits only. */
export interface Shape {
  id: string;
  lines: string[];
}

export interface Arrow {
  /** The id of a shape, or `wholeId` for all components. */
  from: string;
  to: string;
  /** The ports, in lines; none where all are open, or nothing changes. */
  label: string[];
  kind: Kind;
  isUnknown: boolean;
}

export type Kind = PictureEdge["kind"];

/** The box around the components. */
export const wholeId = "vald";

/** From where requests come in, and those who look after the index, to where vectors are. */
const flow: readonly Component[] = [
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

const meanings: Record<Kind | "unknown", string> = {
  graph: "what Vald needs",
  added: "beyond what Vald needs",
  kept: "unchanged",
  opens: "opens",
  closes: "closes",
  unknown: "depends on something that was not given",
};

/** From so many on, components with the same arrows are one box: two of the documented table's would be strange to see so. */
const fewestAlike = 3;

export function drawingOf({ namespace, nodes, edges }: Picture): Drawing {
  const titles = (areComponents: boolean) =>
    nodes.filter(({ isComponent }) => isComponent === areComponents).map(({ title }) => title);
  const components = titles(true).sort((a, b) => placeInFlow(a) - placeInFlow(b));
  const groups = {
    components: alike(components, edges, fewestAlike),
    peers: alike(titles(false), edges, 2),
  };
  const ids = new Map(
    [["c", groups.components] as const, ["p", groups.peers] as const].flatMap(([letter, shapes]) =>
      shapes.flatMap((shape, i) => shape.map((title): [string, string] => [title, `${letter}${i + 1}`])),
    ),
  );

  const keys = new Set(edges.map((edge) => keyOf(edge)));
  /** The frame stands for all components where each has the same arrow to or from somebody outside it. */
  const endOf = (edge: PictureEdge, side: "from" | "to") => {
    const isOfAll = components.length > 1 && components.every((title) => keys.has(keyOf({ ...edge, [side]: title })));
    const isInside = components.includes(edge.from) && components.includes(edge.to);
    return isOfAll && components.includes(edge[side]) && !isInside ? wholeId : (ids.get(edge[side]) ?? "");
  };
  const arrows = edges.map((edge): Arrow => {
    const { kind, isUnknown } = edge;
    return { from: endOf(edge, "from"), to: endOf(edge, "to"), label: labelOf(edge), kind, isUnknown };
  });
  const kinds = (["graph", "added", "kept", "opens", "closes", "unknown"] as const).filter((kind) =>
    edges.some((edge) => (kind === "unknown" ? edge.isUnknown : edge.kind === kind)),
  );
  return {
    namespace,
    components: groups.components.map((lines, i) => ({ id: `c${i + 1}`, lines })),
    peers: groups.peers.map((shape, i) => ({ id: `p${i + 1}`, lines: shape.flatMap(linesOf) })),
    arrows: [...new Map(arrows.map((arrow) => [JSON.stringify(arrow), arrow])).values()],
    legend: kinds.length < 2 ? [] : kinds.map((kind) => ({ kind, meaning: meanings[kind] })),
  };
}

/** Those with the same edges together, where they are so many at least, else each alone. */
function alike(titles: readonly string[], edges: readonly PictureEdge[], fewest: number): string[][] {
  const groups = new Map<string, string[]>();
  for (const title of titles) {
    const own = edges.filter(({ from, to }) => from === title || to === title).map((edge) => keyOf(edge, title));
    const key = own.sort().join("\n");
    groups.set(key, [...(groups.get(key) ?? []), title]);
  }
  return titles.flatMap((title) => {
    const group = [...groups.values()].find((one) => one.includes(title)) ?? [];
    if (group.length < fewest) return [[title]];
    return group[0] === title ? [group] : [];
  });
}

/** Edges with the same key are drawn alike; `self` is the end from which they are seen. */
function keyOf({ from, to, ports, kind, isUnknown }: PictureEdge, self?: string): string {
  const end = (title: string) => (title === self ? "" : title);
  return JSON.stringify([end(from), end(to), portsText(ports), kind, isUnknown]);
}

/** The last where it is none of Vald's. */
function placeInFlow(title: string): number {
  // Where two sides select a component by other labels, its title has them too.
  const plain = title.replace(/ \(.*/, "");
  const component = componentNames.find((c) => valdGraph.components[c].title === plain);
  return component === undefined ? flow.length : flow.indexOf(component);
}

function labelOf({ ports, kind }: PictureEdge): string[] {
  const text = portsText(ports);
  return kind === "kept" || text === "all ports" ? [] : wrapped(text, 22);
}

/** `pods app=search in namespace shop` in two lines. */
function linesOf(title: string): string[] {
  return title.split(/ (?=in (?:all )?namespaces?\b)/).flatMap((part) => wrapped(part, 34));
}

/** Broken behind a comma or an equals sign, or before "and", "but" and "except", where a line would get longer. */
function wrapped(text: string, longest: number): string[] {
  const pieces = text.split(/(?<=[,=] ?)(?=\S)|(?= (?:and|but|except) )/);
  const lines = pieces.reduce<string[]>((done, piece) => {
    const last = done.at(-1);
    const isTooLong = last === undefined || (last + piece).trim().length > longest;
    return isTooLong ? [...done, piece] : [...done.slice(0, -1), last + piece];
  }, []);
  return lines.map((line) => line.trim());
}
