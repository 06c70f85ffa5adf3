import type { Difference } from "../../analysis/queries/diff";
import { markdownText } from "./escape";
import { undecidedText } from "../../analysis/text/undecidedText";
import { endpointsText, groupConnections } from "../../analysis/text/connectionGroups";
import { connectionLines } from "./connectionLines";

/** The result of `diff` as human-readable text. */
export function differenceText(difference: Difference): string {
  const texts = [
    ...sections(difference).map(([title, connections]) => [`${title}:`, ...connectionLines(connections)]),
    ...undecidedSection("Not decided:", difference),
  ].map((lines) => [...lines, ""].join("\n"));
  return texts.length === 0 ? `${nothing}\n` : texts.join("\n");
}

/** The result of `diff` as Markdown, for a pull request. */
export function differenceMarkdown(difference: Difference): string {
  const texts = sections(difference).map(([title, connections]) => {
    const rows = groupConnections(connections).map(
      ({ from, to, ports }) => `| ${endpointsText(from)} | ${endpointsText(to)} | ${ports} |`,
    );
    return [`### ${title}`, "", "| from | to | ports |", "| :--- | :--- | :--- |", ...rows, ""].join("\n");
  });
  texts.push(
    ...undecidedSection("### Not decided\n", difference, markdownText).map((lines) => [...lines, ""].join("\n")),
  );
  return texts.length === 0 ? `${nothing}\n` : texts.join("\n");
}

const nothing = "No connections open or close.";

function undecidedSection(title: string, { undecided }: Difference, escape?: (text: string) => string): string[][] {
  const lines = undecided.map((reason) =>
    escape === undefined
      ? `  ${undecidedText(reason, { hasTwoSides: true })}`
      : `- ${undecidedText(reason, { escape, hasTwoSides: true })}`,
  );
  return undecided.length === 0 ? [] : [[title, ...lines]];
}

function sections({ added, removed }: Difference): (readonly [string, Difference["added"]])[] {
  return (
    [
      ["Opens", added],
      ["Closes", removed],
    ] as const
  ).filter(([, connections]) => connections.length > 0);
}
