import { policyObjectText } from "../../analysis/model/policyObject";
import type { PodMatrix } from "../../analysis/allPairs/podMatrix";
import { portsText } from "../../analysis/text/portsText";
import { podPairsText } from "./noteText";
import { jsonText, markdownText } from "./escape";

/** The connections between pod classes, followed by the members of each class. */
export function podMatrixText(matrix: PodMatrix): string {
  const lines = records(matrix).map(
    ({ from, to, ports, pairs, verdict }) =>
      `${from} -> ${to}, ${ports} (${pairs} ${pairs === 1 ? "pair" : "pairs"}${verdict === "unknown" ? ", unknown" : ""})`,
  );
  return [...lines, ...memberLines(matrix, "  "), ...undecidedLines(matrix, "  "), "", totalText(matrix), ""].join(
    "\n",
  );
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
export function podMatrixJson(matrix: PodMatrix): string {
  const { sources, targets, connections, pairs, unevaluated } = matrix;
  const named = [...connections].map(({ from, to, ...rest }) => ({
    from: sources[from]?.name,
    to: targets[to]?.name,
    ...rest,
    verdict: verdictOf(matrix, { from, to }),
  }));
  return jsonText({ sources, targets, connections: named, pairs, unevaluated });
}

/** `unknown` if a policy that is not evaluated may decide on the connection. */
export function verdictOf(
  { sources, targets }: Pick<PodMatrix, "sources" | "targets">,
  { from, to }: { from: number; to: number },
): "allowed" | "unknown" {
  return sources[from]?.isUndecided === true || targets[to]?.isUndecided === true ? "unknown" : "allowed";
}

export function podCount({ sources }: PodMatrix): number {
  return sources.reduce((sum, { pods }) => sum + pods.length, 0);
}

function totalText(matrix: PodMatrix): string {
  return podPairsText(matrix.pairs, podCount(matrix));
}

function records(matrix: PodMatrix) {
  const { sources, targets, connections } = matrix;
  return [...connections].map(({ from, to, ports, pairs }) => ({
    from: sources[from]?.name ?? "",
    to: targets[to]?.name ?? "",
    ports: portsText(ports),
    pairs,
    verdict: verdictOf(matrix, { from, to }),
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

/** The pods whose connections depend on policies that are not evaluated. Connections that are not listed may be open, too. */
function undecidedLines(
  { unevaluated }: PodMatrix,
  indent: string,
  escape: (text: string) => string = (text) => text,
): string[] {
  if (unevaluated.length === 0) return [];
  const lines = unevaluated.map(
    ({ policy, pods }) => `${indent}${escape(policyObjectText(policy))}: ${pods.join(", ")}`,
  );
  return ["", "Not evaluated, so connections of these pods are unknown:", ...lines];
}
