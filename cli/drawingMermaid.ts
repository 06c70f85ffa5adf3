import { type Arrow, type Drawing, type Kind, type Shape, wholeId } from "./drawing";

const styles: Record<Kind, string> = {
  graph: "stroke:#475569",
  added: "stroke:#c2410c,stroke-width:3px",
  kept: "stroke:#94a3b8",
  opens: "stroke:#15803d,stroke-width:3px",
  closes: "stroke:#b91c1c,stroke-dasharray:6 4",
};

/** A flowchart of Mermaid's, as GitHub draws it in Markdown. */
export function drawingMermaid({ namespace, components, peers, arrows, legend }: Drawing): string {
  const kinds = [...new Set(arrows.map(({ kind }) => kind))];
  return [
    "flowchart LR",
    ...peers.map((shape) => `  ${node(shape)}`),
    `  subgraph ${wholeId}["${escaped(`Vald in namespace ${namespace}`)}"]`,
    ...components.map((shape) => `    ${node(shape)}`),
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

function node({ id, lines }: Shape): string {
  return `${id}["${lines.map(escaped).join("<br>")}"]`;
}

function edge({ from, to, label, isUnknown }: Arrow): string {
  const line = isUnknown ? "-.->" : "-->";
  return `${from} ${line}${label.length === 0 ? "" : `|"${label.map(escaped).join("<br>")}"|`} ${to}`;
}

/** Text in quotes, in which Mermaid reads Markdown and entities of its own. */
function escaped(text: string): string {
  return text.replace(/[#"<>&*_`\\]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
