import type { Difference } from "../analysis/diff";
import { connectionLines, folded, listText } from "./connectionLines";

/** What `diff` found, in words. */
export function differenceText(difference: Difference): string {
  const texts = sections(difference).map(([title, connections]) =>
    [`${title}:`, ...connectionLines(connections), ""].join("\n"),
  );
  return texts.length === 0 ? `${nothing}\n` : texts.join("\n");
}

/** The same for a pull request. */
export function differenceMarkdown(difference: Difference): string {
  const texts = sections(difference).map(([title, connections]) => {
    const rows = folded(connections).map(({ from, to, ports }) => `| ${listText(from)} | ${listText(to)} | ${ports} |`);
    return [`### ${title}`, "", "| from | to | ports |", "| :--- | :--- | :--- |", ...rows, ""].join("\n");
  });
  return texts.length === 0 ? `${nothing}\n` : texts.join("\n");
}

const nothing = "Nothing opens and nothing closes.";

function sections({ opens, closes }: Difference): (readonly [string, Difference["opens"]])[] {
  return (
    [
      ["Opens", opens],
      ["Closes", closes],
    ] as const
  ).filter(([, connections]) => connections.length > 0);
}
