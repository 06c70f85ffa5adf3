import type { CellExplanation } from "../../cli/results/results";
import { LatestRequest } from "./latestRequest";
import type { AnalysisRequest, AnalysisResponse, PictureRequest, Sides } from "./messages";
import type { Completion } from "./valuesCompletions";
import { WorkerClient } from "./workerClient";

/** Starting a worker anew takes a part of this time. */
const maxBusyMs = { analysis: 500, picture: 2000 };

/** The analysis and the drawing of pictures, in workers, so that the editor never waits. */
export class Analysis {
  private readonly worker = new WorkerClient<AnalysisRequest, AnalysisResponse>("analysis-worker");
  private readonly states: LatestRequest<AnalysisRequest, AnalysisResponse>;
  private readonly pictures: LatestRequest<PictureRequest, string>;

  /** The functions are called for the last state, and perhaps for states before it. `onPicture` gets an SVG. */
  constructor(onResponse: (response: AnalysisResponse) => void, onPicture: (svg: string) => void) {
    this.pictures = new LatestRequest(new WorkerClient("picture-worker"), maxBusyMs.picture, onPicture);
    this.states = new LatestRequest(this.worker, maxBusyMs.analysis, (response) => {
      onResponse(response);
      if (response.kind === "table" && !this.states.hasNext) this.states.send({ kind: "connections" });
      if (response.kind === "connections") this.pictures.send(response.picture);
    });
  }

  analyze(sides: Sides): void {
    this.states.send({ kind: "analyze", sides });
  }

  /** Explains a cell of the last results. */
  async explain(row: number, column: number): Promise<CellExplanation | undefined> {
    const response = await this.worker.ask({ kind: "explain", row, column });
    return response.kind === "explanation" ? response.explanation : undefined;
  }

  /** What may stand at the end of a values file. */
  async complete(before: string): Promise<Completion[]> {
    const response = await this.worker.ask({ kind: "complete", before });
    return response.kind === "completions" ? response.completions : [];
  }
}
