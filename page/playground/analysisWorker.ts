import type { ExplainedResults } from "../../cli/results/resultsOf";
import { analyze, analyzeConnections } from "./analyze";
import type { AnalysisRequest, AnalysisResponse } from "./messages";
import { valuesCompletions } from "./valuesCompletions";

/** The last state that could be analyzed. */
let last: ExplainedResults | undefined;

addEventListener("message", ({ data }: MessageEvent<AnalysisRequest>) => postMessage(answer(data)));

function answer(request: AnalysisRequest): AnalysisResponse {
  switch (request.kind) {
    case "analyze": {
      const analyzed = analyze(request.sides);
      if ("errors" in analyzed) return { kind: "errors", lines: analyzed.errors };
      last = analyzed;
      return { kind: "table", results: analyzed.results };
    }
    case "connections":
      return last === undefined ? { kind: "errors", lines: [] } : analyzeConnections(last);
    case "explain": {
      const { row, column } = request;
      return { kind: "explanation", row, column, explanation: last?.explain(row, column) ?? { after: undefined } };
    }
    case "complete":
      return { kind: "completions", completions: valuesCompletions(request.before) };
  }
}
