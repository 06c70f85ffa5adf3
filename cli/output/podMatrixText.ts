import type { PodMatrix } from "../../analysis/allPairs/podMatrix";
import { portsText } from "../../analysis/text/portsText";
import { podPairsText } from "./noteText";

/** The connections between pod classes, followed by the members of each class. */
export function podMatrixText(matrix: PodMatrix): string {
  const lines = records(matrix).map(
    ({ from, to, ports, pairs }) => `${from} -> ${to}, ${ports} (${pairs} ${pairs === 1 ? "pair" : "pairs"})`,
  );
  return [...lines, ...memberLines(matrix, "  "), "", totalText(matrix), ""].join("\n");
}

export function podMatrixMarkdown(matrix: PodMatrix): string {
  const rows = records(matrix).map(({ from, to, ports, pairs }) => `| ${from} | ${to} | ${ports} | ${pairs} |`);
  return [
    "| from | to | ports | pairs |",
    "| :--- | :--- | :--- | ---: |",
    ...rows,
    ...memberLines(matrix, "- "),
    "",
    totalText(matrix),
    "",
  ].join("\n");
}

/** The matrix as JSON. Connections refer to classes by name. */
export function podMatrixJson({ sources, targets, connections, pairs }: PodMatrix): string {
  const named = [...connections].map(({ from, to, ...rest }) => ({
    from: sources[from]?.name,
    to: targets[to]?.name,
    ...rest,
  }));
  return `${JSON.stringify({ sources, targets, connections: named, pairs }, undefined, 2)}\n`;
}

export function podCount({ sources }: PodMatrix): number {
  return sources.reduce((sum, { pods }) => sum + pods.length, 0);
}

function totalText(matrix: PodMatrix): string {
  return podPairsText(matrix.pairs, podCount(matrix));
}

function records({ sources, targets, connections }: PodMatrix) {
  return [...connections].map(({ from, to, ports, pairs }) => ({
    from: sources[from]?.name ?? "",
    to: targets[to]?.name ?? "",
    ports: portsText(ports),
    pairs,
  }));
}

/** The members of classes with more than one pod. Pods in the same source class may be in different target classes. */
function memberLines({ sources, targets }: PodMatrix, indent: string): string[] {
  return (
    [
      ["Source classes:", sources],
      ["Target classes:", targets],
    ] as const
  ).flatMap(([title, classes]) => {
    const lines = classes
      .filter(({ pods }) => pods.length > 1)
      .map(({ name, pods }) => `${indent}${name}: ${pods.join(", ")}`);
    return lines.length === 0 ? [] : ["", title, ...lines];
  });
}
