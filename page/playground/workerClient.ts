/** A worker that answers one request after the other. */
export class WorkerClient<Request, Response> {
  private worker: Worker | undefined;
  private url: string | undefined;
  private readonly waiting: { request: Request; resolve: (response: Response) => void }[] = [];

  /** `id` is that of the element that contains the worker's script as data. */
  constructor(private readonly id: string) {}

  ask(request: Request): Promise<Response> {
    return new Promise((resolve) => {
      this.waiting.push({ request, resolve });
      if (this.waiting.length === 1) this.post();
    });
  }

  /** Gives up the request that the worker is working on, and those that wait. They are never answered. */
  restart(): void {
    this.worker?.terminate();
    this.worker = undefined;
    this.waiting.length = 0;
  }

  private post(): void {
    const [next] = this.waiting;
    if (next === undefined) return;
    this.worker ??= this.start();
    this.worker.postMessage(next.request);
  }

  private start(): Worker {
    const script = document.getElementById(this.id)?.textContent ?? "";
    this.url ??= URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const worker = new Worker(this.url);
    worker.addEventListener("message", ({ data }: MessageEvent<Response>) => {
      this.waiting.shift()?.resolve(data);
      this.post();
    });
    return worker;
  }
}
