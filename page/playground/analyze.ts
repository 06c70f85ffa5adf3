import { NamespaceError } from "../../analysis/queries/resolveNamespace";
import { TooManyStepsError } from "../../analysis/sets/diagrams";
import { fileKind } from "../../cli/input/fileKind";
import { InputError } from "../../cli/input/inputError";
import { readInput } from "../../cli/input/readInput";
import { readSides } from "../../cli/input/readSides";
import { UsageError } from "../../cli/input/usageError";
import { drawingOf } from "../../cli/output/drawing";
import { drawingDot } from "../../cli/output/drawingDot";
import { pictureDescription } from "../../cli/output/pictureDescription";
import { svgFontScale } from "../../cli/output/svgFontScale";
import { type ExplainedResults, resultsOf, resultsOfChange } from "../../cli/results/resultsOf";
import type { AnalysisResponse, Sides } from "./messages";
import { setFiles } from "./virtualFiles";

/** Reads the texts of the editor like the command line reads files. Errors are lines of text. */
export function analyze(sides: Sides): ExplainedResults | { errors: string[] } {
  try {
    return resultsFor(sides);
  } catch (error) {
    return { errors: errorText(error).split("\n") };
  }
}

/** The part of the results that takes longer, with the picture to draw. */
export function analyzeConnections({ connections }: ExplainedResults): AnalysisResponse {
  try {
    const results = connections();
    const dot = drawingDot(drawingOf(results.picture), svgFontScale);
    return { kind: "connections", results, picture: { dot, description: pictureDescription(results.picture) } };
  } catch (error) {
    return { kind: "errors", lines: errorText(error).split("\n") };
  }
}

function resultsFor({ before, after }: Sides): ExplainedResults {
  const texts = [...(before === undefined ? [] : [before]), after];
  // An editor without text stands for values that change nothing.
  setFiles(texts.map(({ name, text }) => ({ name, text: text.trim() === "" ? "{}" : text })));
  const files = texts.map(({ name }) => name);
  if (before !== undefined) return resultsOfChange(...readSides({ files }));
  if (fileKind(after.name) === "preview") return resultsOfChange(...readSides({ preview: after.name }));
  return resultsOf(readInput({ files }));
}

function errorText(error: unknown): string {
  if (error instanceof TooManyStepsError) return `not decided: ${error.message}`;
  if (error instanceof InputError || error instanceof UsageError || error instanceof NamespaceError)
    return error.message;
  return `unexpected error: ${error instanceof Error ? error.stack : String(error)}`;
}
