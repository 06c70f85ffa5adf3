import { type Arrow, type Drawing, type ArrowKind, type Box, frameId } from "./drawing";

const styles: Record<ArrowKind, string> = {
  graph: "stroke:#475569",
  added: "stroke:#c2410c,stroke-width:3px",
  kept: "stroke:#94a3b8",
  opens: "stroke:#15803d,stroke-width:3px",
  closes: "stroke:#b91c1c,stroke-dasharray:6 4",
};

/** A Mermaid flowchart, which GitHub renders in Markdown. */
export function drawingMermaid({ namespace, components, peers, arrows, legend }: Drawing): string {
  const kinds = [...new Set(arrows.map(({ kind }) => kind))];
  return [
    "flowchart LR",
    ...peers.map((box) => `  ${node(box)}`),
    `  subgraph ${frameId}["${escaped(`Vald in namespace ${namespace}`)}"]`,
    ...components.map((box) => `    ${node(box)}`),
    "  end",
    ...arrows.map((arrow) => `  ${edge(arrow)}`),
    ...kinds.map((kind) => {
      const numbers = arrows.flatMap((arrow, i) => (arrow.kind === kind ? [i] : []));
      return `  linkStyle ${numbers.join()} ${styles[kind]}`;
    }),
    ...legend.map(({ kind, meaning }) => {
      const line = kind === "unknown" ? "dotted" : styles[kind].slice("stroke:".length).split(",")[0];
      return `  %% ${line}: ${meaning}`;
    }),
    "",
  ].join("\n");
}

function node({ id, lines }: Box): string {
  return `${id}["${lines.map(escaped).join("<br>")}"]`;
}

function edge({ from, to, label, isUnknown }: Arrow): string {
  const line = isUnknown ? "-.->" : "-->";
  return `${from} ${line}${label.length === 0 ? "" : `|"${label.map(escaped).join("<br>")}"|`} ${to}`;
}

/** Escapes characters that Mermaid interprets in quoted text: Markdown, and Mermaid's own entities. */
function escaped(text: string): string {
  return text.replace(/[#"<>&*_`\\]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
