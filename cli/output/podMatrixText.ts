import { limitedLines } from "../../args/schema/issue";
import { policyObjectText } from "../../analysis/model/policyObject";
import type { PodMatrix } from "../../analysis/allPairs/podMatrix";
import { portsText } from "../../analysis/text/portsText";
import { podPairsText } from "./noteText";
import { jsonText, markdownText } from "./escape";
import { wrapLine } from "./wrapText";

/** The connections between pod classes, followed by the members of each class. */
export function podMatrixText(matrix: PodMatrix): string {
  const lines = records(matrix).map(
    ({ from, to, ports, pairs, verdict }) =>
      `${from} -> ${to}, ${ports} (${pairs} ${pairs === 1 ? "pair" : "pairs"}${verdict === "unknown" ? ", unknown" : ""})`,
  );
  return [...lines, ...memberLines(matrix, "  "), ...undecidedLines(matrix, "  "), "", totalText(matrix), ""]
    .flatMap((line) => wrapLine(line))
    .join("\n");
}

export function podMatrixMarkdown(matrix: PodMatrix): string {
  const rows = records(matrix).map(
    ({ from, to, ports, pairs, verdict }) => `| ${from} | ${to} | ${ports} | ${pairs} | ${verdict} |`,
  );
  return [
    "| from | to | ports | pairs | verdict |",
    "| :--- | :--- | :--- | ---: | :--- |",
    ...rows,
    ...memberLines(matrix, "- "),
    ...undecidedLines(matrix, "- ", markdownText),
    "",
    totalText(matrix),
    "",
  ].join("\n");
}

/** The matrix as JSON. Connections refer to classes by name. */
export function podMatrixJson({ sources, targets, connections, pairs, unknownPairs, unevaluated }: PodMatrix): string {
  const named = [...connections].map(({ from, to, ...rest }) => ({
    from: sources[from]?.name,
    to: targets[to]?.name,
    ...rest,
  }));
  return jsonText({ sources, targets, connections: named, pairs, unknownPairs, unevaluated });
}

function totalText(matrix: PodMatrix): string {
  return podPairsText(matrix.pairs, matrix.unknownPairs, matrix.allPairs);
}

function records({ sources, targets, connections }: PodMatrix) {
  return [...connections].map(({ from, to, ports, pairs, verdict }) => ({
    from: sources[from]?.name ?? "",
    to: targets[to]?.name ?? "",
    ports: portsText(ports),
    pairs,
    verdict,
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

/** The policies that are not evaluated. */
function undecidedLines(
  { unevaluated }: PodMatrix,
  indent: string,
  escape: (text: string) => string = (text) => text,
): string[] {
  if (unevaluated.length === 0) return [];
  return [
    "",
    "Not evaluated:",
    ...limitedLines(unevaluated, (policy) => `${indent}${escape(policyObjectText(policy))}`),
  ];
}
