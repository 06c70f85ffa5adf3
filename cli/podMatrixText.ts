import type { PodMatrix } from "../analysis/pods/podMatrix";
import { portsText } from "../analysis/portsText";

/** The connections between classes of pods in words, then who is in a class. */
export function podMatrixText(matrix: PodMatrix): string {
  const lines = records(matrix).map(
    ({ from, to, ports, pairs }) => `${from} -> ${to}, ${ports} (${pairs} ${pairs === 1 ? "pair" : "pairs"})`,
  );
  return [...lines, ...membersOf(matrix, "  "), "", totalText(matrix), ""].join("\n");
}

export function podMatrixMarkdown(matrix: PodMatrix): string {
  const rows = records(matrix).map(({ from, to, ports, pairs }) => `| ${from} | ${to} | ${ports} | ${pairs} |`);
  return [
    "| from | to | ports | pairs |",
    "| :--- | :--- | :--- | ---: |",
    ...rows,
    ...membersOf(matrix, "- "),
    "",
    totalText(matrix),
    "",
  ].join("\n");
}

/** Everything as data; the ends of a connection by the names of their classes. */
export function podMatrixJson({ sources, targets, connections, pairs }: PodMatrix): string {
  const named = [...connections].map(({ from, to, ...rest }) => ({
    from: sources[from]?.name,
    to: targets[to]?.name,
    ...rest,
  }));
  return `${JSON.stringify({ sources, targets, connections: named, pairs }, undefined, 2)}\n`;
}

/** How much of what could be open is. */
export function totalText({ sources, pairs }: PodMatrix): string {
  const pods = sources.reduce((sum, own) => sum + own.pods.length, 0);
  return `${pairs} of ${pods * (pods - 1)} pairs of pods are allowed`;
}

function records({ sources, targets, connections }: PodMatrix) {
  return [...connections].map(({ from, to, ports, pairs }) => ({
    from: sources[from]?.name ?? "",
    to: targets[to]?.name ?? "",
    ports: portsText(ports),
    pairs,
  }));
}

/** Who is in classes of more than one pod; pods that are alike as sources may not be as targets. */
function membersOf({ sources, targets }: PodMatrix, indent: string): string[] {
  return (
    [
      ["As sources:", sources],
      ["As targets:", targets],
    ] as const
  ).flatMap(([title, classes]) => {
    const lines = classes
      .filter(({ pods }) => pods.length > 1)
      .map(({ name, pods }) => `${indent}${name} is ${pods.join(", ")}`);
    return lines.length === 0 ? [] : ["", title, ...lines];
  });
}
