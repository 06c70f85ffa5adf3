import type { Undecided } from "../../analysis/compare/differencesBeyond";
import { undecidedText } from "../../analysis/text/undecidedText";

/** One indented line for each reason. `escape` escapes names that may contain anything. */
export function undecidedLines(
  reasons: readonly Undecided[],
  escape: (text: string) => string = (text) => text,
): string[] {
  return reasons.map((reason) => `  ${undecidedText(reason, escape)}`);
}
