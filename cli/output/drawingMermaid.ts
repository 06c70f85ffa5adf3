import { type Arrow, type Drawing, type ArrowKind, type Box, frameId } from "./drawing";

/** These colors are visible on a light page and on a dark one. */
const styles: Record<ArrowKind, string> = {
  graph: "stroke:#64748b",
  added: "stroke:#ea580c,stroke-width:3px",
  kept: "stroke:#8091a7",
  opens: "stroke:#16a34a,stroke-width:3px",
  closes: "stroke:#dc2626,stroke-dasharray:6 4",
};

/** Mermaid breaks longer lines again, within words. */
const maxLineLength = 24;

/** Keeps long lines, in boxes that are closer together. */
const settings = `---
config:
  flowchart:
    wrappingWidth: 400
    nodeSpacing: 25
---
`;

/** A Mermaid flowchart, which GitHub renders in Markdown. Mermaid has no legends, so the legend consists of boxes and arrows. */
export function drawingMermaid({ namespace, components, peers, arrows, legend }: Drawing): string {
  const samples = legend.map(({ kind, meaning }, i): Arrow => {
    const [from, to] = [`l${2 * i + 1}`, `l${2 * i + 2}`];
    const isUnknown = kind === "unknown";
    return { from, to, label: [meaning], kind: isUnknown ? "graph" : kind, isUnknown };
  });
  const isWide = [...peers, ...components].some(({ lines }) => lines.some(({ length }) => length > maxLineLength));
  return [
    `${isWide ? settings : ""}flowchart LR`,
    ...peers.map((box) => `  ${node(box)}`),
    ...subgraph(frameId, `Vald in namespace ${namespace}`, components.map(node)),
    ...arrows.map(
      (arrow) =>
        `  ${edge(
          arrow,
          peers.some(({ id }) => id === arrow.from || id === arrow.to),
        )}`,
    ),
    ...(samples.length === 0
      ? []
      : subgraph(
          "legend",
          "Legend",
          samples.map((sample) => legendEntry(sample)),
        )),
    ...(samples.length === 0 ? [] : styleLines([...arrows, ...samples])),
    "",
  ].join("\n");
}

function styleLines(arrows: readonly Arrow[]): string[] {
  const kinds = [...new Set(arrows.map(({ kind }) => kind))];
  const links = kinds.map((kind) => {
    const numbers = arrows.flatMap((arrow, i) => (arrow.kind === kind ? [i] : []));
    return `  linkStyle ${numbers.join()} ${styles[kind]}`;
  });
  return [...links, "  style legend fill:none"];
}

function subgraph(id: string, title: string, lines: readonly string[]): string[] {
  return [`  subgraph ${id}["${escaped(title)}"]`, "    direction LR", ...lines.map((line) => `    ${line}`), "  end"];
}

/** An arrow between two empty boxes, with its meaning. */
function legendEntry({ from, to, ...arrow }: Arrow): string {
  return edge({ ...arrow, from: `${from}[" "]`, to: `${to}[" "]` });
}

function node({ id, lines }: Box): string {
  return `${id}["${lines.map(escaped).join("<br>")}"]`;
}

/** An arrow. Long arrows keep the peers out of the columns of the components, where arrows would cross the peers' boxes. */
function edge({ from, to, label, isUnknown }: Arrow, isLong = false): string {
  const line = isUnknown ? (isLong ? "-...->" : "-.->") : isLong ? "---->" : "-->";
  return `${from} ${line}${label.length === 0 ? "" : `|"${label.map(escaped).join("<br>")}"|`} ${to}`;
}

/** Escapes characters that Mermaid interprets in quoted text: Markdown, and Mermaid's own entities. */
function escaped(text: string): string {
  return text.replace(/[#"<>&*_`\\]/g, (sign) => `#${sign.charCodeAt(0)};`);
}
