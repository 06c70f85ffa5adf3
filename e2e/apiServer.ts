import { request } from "node:https";

/** A Kubernetes API server, asked in plain HTTP so that nothing stands between a test and what the server has. */
export class ApiServer {
  constructor(
    readonly address: string,
    private readonly token: string,
    private readonly certificate: () => Buffer,
  ) {}

  async isReady(): Promise<boolean> {
    try {
      await this.call("GET", "/readyz");
      return true;
    } catch {
      return false;
    }
  }

  async get<T>(path: string): Promise<T> {
    return JSON.parse(await this.call("GET", path)) as T;
  }

  /** Changes the fields given, as `kubectl patch --type=merge` does. */
  async patch(path: string, change: object): Promise<void> {
    await this.call("PATCH", path, { "content-type": "application/merge-patch+json" }, JSON.stringify(change));
  }

  /** Gives the object back as the server has it. */
  async create<T>(path: string, object: object): Promise<T> {
    return JSON.parse(
      await this.call("POST", path, { "content-type": "application/json" }, JSON.stringify(object)),
    ) as T;
  }

  /** An object, or all of a collection. */
  async delete(path: string): Promise<void> {
    await this.call("DELETE", path);
  }

  private call(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = {
        method,
        ca: this.certificate(),
        headers: { authorization: `Bearer ${this.token}`, ...headers },
        timeout: 60_000,
      };
      const asked = request(this.address + path, options, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => (text += chunk));
        answer.on("end", () => {
          if (answer.statusCode !== undefined && answer.statusCode < 300) resolve(text);
          else reject(new Error(`${method} ${path}: ${answer.statusCode ?? "no status"} ${text}`));
        });
      });
      asked.on("timeout", () => asked.destroy(new Error(`${method} ${path}: no answer in a minute`)));
      asked.on("error", reject);
      asked.end(body);
    });
  }
}
