import type { CellExplanation, ConnectionResults, TableResults } from "../../cli/results/results";
import type { Completion } from "./valuesCompletions";
import type { PictureDescription } from "../../cli/output/drawingSvg";

/** A text of the editor, with the name that positions show. */
export interface NamedText {
  name: string;
  text: string;
}

/** What to analyze: one state, or both sides of a change. */
export interface Sides {
  before?: NamedText;
  after: NamedText;
}

/** A message to the worker that analyzes. Connections and explanations are for the state that was analyzed last. */
export type AnalysisRequest =
  | { kind: "analyze"; sides: Sides }
  | { kind: "connections" }
  | { kind: "explain"; row: number; column: number }
  /** `before` is the text up to the cursor. */
  | { kind: "complete"; before: string };

/** A picture to draw. */
export interface PictureRequest {
  dot: string;
  description: PictureDescription;
}

export type AnalysisResponse =
  | { kind: "table"; results: TableResults }
  | { kind: "connections"; results: ConnectionResults; picture: PictureRequest }
  /** The input cannot be analyzed. Each line is an error, which may start with its position. */
  | { kind: "errors"; lines: string[] }
  | { kind: "explanation"; row: number; column: number; explanation: CellExplanation }
  | { kind: "completions"; completions: Completion[] };
