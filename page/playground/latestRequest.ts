import type { WorkerClient } from "./workerClient";

/**
 * Sends requests to a worker of which only the last one matters, such as the state after each key that the user presses. While the
 * worker is busy, only the last request waits. If the worker is busy for longer than `maxBusyMs`, a new request restarts it.
 */
export class LatestRequest<Request, Response> {
  private busySince: number | undefined;
  private next: Request | undefined;

  constructor(
    private readonly worker: WorkerClient<Request, Response>,
    private readonly maxBusyMs: number,
    private readonly onResponse: (response: Response) => void,
  ) {}

  /** Whether a request waits for the worker. */
  get hasNext(): boolean {
    return this.next !== undefined;
  }

  send(request: Request): void {
    this.next = request;
    if (this.busySince !== undefined && performance.now() - this.busySince > this.maxBusyMs) {
      this.worker.restart();
      this.busySince = undefined;
    }
    if (this.busySince === undefined) this.start();
  }

  private start(): void {
    const request = this.next;
    if (request === undefined) return;
    this.next = undefined;
    this.busySince = performance.now();
    void this.worker.ask(request).then((response) => {
      this.busySince = undefined;
      this.onResponse(response);
      this.start();
    });
  }
}
