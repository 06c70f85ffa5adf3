import { type Arrow, type Drawing, type ArrowKind, type Box, frameId } from "./drawing";

interface Style {
  color: string;
  style: string;
  penwidth: number;
}

/** The arrows are distinguishable without colors too: added and opening arrows are thick, and closing arrows are dashed. */
const styles: Record<ArrowKind | "unknown", Style> = {
  graph: { color: "#475569", style: "solid", penwidth: 1.2 },
  added: { color: "#c2410c", style: "solid", penwidth: 2 },
  kept: { color: "#8091a7", style: "solid", penwidth: 1 },
  opens: { color: "#15803d", style: "solid", penwidth: 2.2 },
  closes: { color: "#b91c1c", style: "dashed", penwidth: 1.6 },
  unknown: { color: "#475569", style: "dotted", penwidth: 1.2 },
};

/** Graphviz has built-in metrics for this font. */
const fonts = 'fontname="Arial"';

/** A drawing as DOT source. */
export function drawingDot({ namespace, components, peers, arrows, legend }: Drawing, fontScale = 1): string {
  const [nodeSize, edgeSize, textSize] = [12, 10, 11].map((size) => size * fontScale);
  return `digraph vald {
  graph [rankdir=LR, compound=true, newrank=true, nodesep=0.3, ranksep=0.8, pad=0.2, ${fonts}, fontsize=${textSize}${legendLabel(legend)}]
  node [shape=box, style="rounded,filled", fillcolor=white, color="#64748b", fontcolor="#0f172a", ${fonts}, fontsize=${nodeSize}, margin="0.16,0.08"]
  edge [arrowsize=0.7, ${fonts}, fontsize=${edgeSize}]
  subgraph cluster_${frameId} {
    label=${quoted(`Vald in namespace ${namespace}`)}; labelloc=t; labeljust=l; style="rounded,filled"; color="#94a3b8"; fillcolor="#f1f5f9"; fontcolor="#334155"
${components.map((box) => `    ${node(box)}`).join("\n")}
  }
${peers.map((box) => `  ${node(box, ', style="filled", fillcolor="#fff7ed", color="#d6a77a"')}\n`).join("")}${arrows
    .map((arrow) => `  ${edge(arrow, components)}`)
    .join("\n")}
}
`;
}

function node({ id, lines }: Box, more = ""): string {
  return `${id} [label=${quoted(lines.join("\n"))}${more}]`;
}

/** An arrow that applies to all components starts or ends at the frame around them. */
function edge({ from, to, label, kind, isUnknown }: Arrow, components: readonly Box[]): string {
  const { color, style, penwidth } = styles[kind];
  const [first, last] = [components[0]?.id ?? "", components.at(-1)?.id ?? ""];
  const attributes = [
    ...(label.length === 0 ? [] : [`label=${quoted(label.join("\n"))}`, `fontcolor="${color}"`]),
    `color="${color}"`,
    `style=${isUnknown ? styles.unknown.style : style}`,
    `penwidth=${penwidth}`,
    ...(from === frameId ? [`ltail=cluster_${frameId}`] : []),
    ...(to === frameId ? [`lhead=cluster_${frameId}`] : []),
  ];
  return `${from === frameId ? last : from} -> ${to === frameId ? first : to} [${attributes.join(", ")}]`;
}

function legendLabel(legend: Drawing["legend"]): string {
  if (legend.length === 0) return "";
  const parts = legend.map(({ kind, meaning }) => {
    const { color, style, penwidth } = styles[kind];
    const arrow = `<font color="${color}">${signs[style] ?? ""}&#8594;</font>`;
    return `${penwidth < 2 ? arrow : `<b>${arrow}</b>`} ${meaning}`;
  });
  return `, labelloc=b, fontcolor="#334155", label=<${parts.join(" &#160; ")}>`;
}

/** The legend's symbols for lines that are not solid. */
const signs: Readonly<Record<string, string>> = { dashed: "- -", dotted: "&#183;&#183;&#183;" };

function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n")}"`;
}
