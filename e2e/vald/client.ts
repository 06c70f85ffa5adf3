import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { spawnInPod } from "./podProcess";

/** How a call to Vald's API ended. */
export interface CallResult<T = unknown> {
  /** The name of a gRPC code, such as `OK` or `Unavailable`. */
  code: string;
  message?: string;
  response?: T;
  milliseconds: number;
}

export interface SearchResponse {
  results?: { id: string; distance?: number }[];
}

/** A client of Vald's API in a pod, with one connection. */
export class Client {
  private readonly pending = new Map<number, (result: CallResult) => void>();
  private lastId = 0;

  private constructor(private readonly child: ChildProcess) {
    child.stderr?.on("data", (data: Buffer) => process.stderr.write(data));
    createInterface({ input: child.stdout! }).on("line", (line) => {
      const { id, ...result } = JSON.parse(line) as CallResult & { id: number };
      this.pending.get(id)?.(result);
      this.pending.delete(id);
    });
  }

  /** `address` is the name or address of a gateway, with its port. */
  static start(pod: string, folder: string, address: string): Client {
    return new Client(spawnInPod(pod, folder, ["vald-client", address]));
  }

  /** A client on the node, which no policy restricts. */
  static startOnNode(address: string): Client {
    return new Client(spawn("vald-client", [address], { stdio: ["pipe", "pipe", "pipe"] }));
  }

  stop(): void {
    this.child.kill("SIGKILL");
  }

  /** Calls a method such as `/vald.v1.Search/Search`. `timeout` is in milliseconds. */
  call<T>(method: string, request: object, timeout: number): Promise<CallResult<T>> {
    const id = ++this.lastId;
    this.child.stdin?.write(`${JSON.stringify({ id, method, request, timeout })}\n`);
    // Cast: the caller knows the method's response.
    return new Promise((resolve) => this.pending.set(id, resolve as (result: CallResult) => void));
  }

  insert(id: string, vector: readonly number[], timeout = 5000): Promise<CallResult> {
    return this.call(
      "/vald.v1.Insert/Insert",
      { vector: { id, vector }, config: { skipStrictExistCheck: true } },
      timeout,
    );
  }

  update(id: string, vector: readonly number[], timeout = 5000): Promise<CallResult> {
    return this.call(
      "/vald.v1.Update/Update",
      { vector: { id, vector }, config: { skipStrictExistCheck: true } },
      timeout,
    );
  }

  remove(id: string, timeout = 5000): Promise<CallResult> {
    return this.call("/vald.v1.Remove/Remove", { id: { id }, config: {} }, timeout);
  }

  search(vector: readonly number[], count: number, timeout = 5000): Promise<CallResult<SearchResponse>> {
    // Vald itself gives up earlier, so that it answers. Its timeout is in nanoseconds.
    const config = { num: count, radius: -1, epsilon: 0.1, timeout: 600_000 * timeout };
    return this.call("/vald.v1.Search/Search", { vector, config }, timeout);
  }

  async exists(id: string, timeout = 5000): Promise<boolean> {
    const { code, message } = await this.call("/vald.v1.Object/Exists", { id }, timeout);
    if (code !== "OK" && code !== "NotFound") throw new Error(`${code}: ${message}`);
    return code === "OK";
  }

  /** The number of vectors in the index, and how many are not indexed yet. */
  indexInfo(timeout = 5000): Promise<CallResult<{ stored?: number; uncommitted?: number }>> {
    return this.call("/vald.v1.Index/IndexInfo", {}, timeout);
  }
}
