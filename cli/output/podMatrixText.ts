import { limitedLines } from "../../args/schema/issue";
import { policyObjectText } from "../../analysis/model/policyObject";
import type { PodMatrix } from "../../analysis/allPairs/podMatrix";
import { portsText } from "../../analysis/text/portsText";
import { podPairsText, unknownFactsText } from "./noteText";
import { jsonText, markdownText } from "./escape";
import type { MatrixPodsOutput } from "./jsonOutputs";
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
    ...memberLines(matrix, "- ", markdownText),
    ...undecidedLines(matrix, "- ", markdownText),
    "",
    totalText(matrix),
    "",
  ].join("\n");
}

/** The matrix as JSON. Connections refer to classes by name. */
export function podMatrixJson({ sources, targets, connections, pairs, unknownPairs, unevaluated }: PodMatrix): string {
  const named = [...connections].map(({ from, to, ...rest }) => ({
    from: sources[from]?.name ?? "",
    to: targets[to]?.name ?? "",
    ...rest,
  }));
  const output: MatrixPodsOutput = { sources, targets, connections: named, pairs, unknownPairs, unevaluated };
  return jsonText(output);
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

/**
 * The members of classes with more than one pod, and of classes that separate pods from their siblings. Pods in the same source
 * class may be in different target classes.
 */
function memberLines(
  { sources, targets }: PodMatrix,
  indent: string,
  escape: (text: string) => string = (text) => text,
): string[] {
  return (
    [
      ["Source classes:", sources],
      ["Target classes:", targets],
    ] as const
  ).flatMap(([title, classes]) => {
    const all = groupSiblings(classes.flatMap(({ pods }) => pods));
    const lines = classes
      .filter(({ pods: [first = "", ...others] }) => others.length > 0 || (all.get(siblingsOf(first)) ?? []).length > 1)
      .map(({ name, pods }) => `${indent}${escape(`${name}: ${membersText(pods, all)}`)}`);
    return lines.length === 0 ? [] : ["", title, ...lines];
  });
}

/** `vald/agent-* (all 8)` if a class contains all siblings; else each of them, with their number: `vald/agent-7 (1 of 8 vald/agent-*)`. */
function membersText(pods: readonly string[], all: ReadonlyMap<string, readonly string[]>): string {
  return [...groupSiblings(pods)]
    .map(([siblings, members]) => {
      const { length: total } = all.get(siblings) ?? members;
      if (total === 1) return members.join();
      if (members.length === total) return `${siblings} (all ${total})`;
      return `${members.join(", ")} (${members.length} of ${total} ${siblings})`;
    })
    .join(", ");
}

/** The pods by what they have in common with their siblings. */
function groupSiblings(pods: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const pod of pods) {
    const siblings = siblingsOf(pod);
    const group = groups.get(siblings);
    if (group === undefined) groups.set(siblings, [pod]);
    else group.push(pod);
  }
  return groups;
}

/**
 * What pods of one workload have in common: the name without the number or the random characters that Kubernetes appends. Random
 * characters contain no vowels.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/util/rand/rand.go
 */
function siblingsOf(pod: string): string {
  return pod.replace(/(-[bcdfghjklmnpqrstvwxz2456789]{6,10})?-([bcdfghjklmnpqrstvwxz2456789]{5}|\d+)$/, "-*");
}

/** The policies that are not evaluated, and the number of unknown addresses. */
function undecidedLines(
  { unevaluated, unknownPairs, unknownFacts }: PodMatrix,
  indent: string,
  escape: (text: string) => string = (text) => text,
): string[] {
  const dependsOnAddresses = unknownPairs > 0 && unknownFacts.withoutAddress > 0;
  return [
    ...(unevaluated.length === 0 ? [] : ["", "Not evaluated:"]),
    ...limitedLines(unevaluated, (policy) => `${indent}${escape(policyObjectText(policy))}`),
    ...(dependsOnAddresses ? ["", unknownFactsText("address", unknownFacts.withoutAddress)] : []),
  ];
}
