import { readFileSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { request } from "node:https";

/** A Kubernetes API server client. It sends plain HTTPS requests, so tests see objects exactly as the server stores them. */
export class ApiServer {
  constructor(
    readonly address: string,
    private readonly token: string,
    private readonly certificate: () => Buffer,
  ) {}

  /** The API server of a kubeconfig that `startControlPlane` wrote. */
  static ofKubeconfig(path: string): ApiServer {
    const { clusters, users } = JSON.parse(readFileSync(path, "utf8")) as {
      clusters: [{ cluster: { server: string; "certificate-authority": string } }];
      users: [{ user: { token: string } }];
    };
    const { server, "certificate-authority": certificate } = clusters[0].cluster;
    return new ApiServer(server, users[0].user.token, () => readFileSync(certificate));
  }

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

  /** Changes the given fields, like `kubectl patch --type=merge`. */
  async patch(path: string, change: object): Promise<void> {
    await this.call("PATCH", path, change, "application/merge-patch+json");
  }

  /** Returns the object as the server stored it. */
  async create<T>(path: string, object: object): Promise<T> {
    return JSON.parse(await this.call("POST", path, object)) as T;
  }

  /** Deletes an object or a whole collection. */
  async delete(path: string): Promise<void> {
    await this.call("DELETE", path);
  }

  /** Sends a request, and returns the response regardless of its status. */
  send(method: string, path: string, body?: object, contentType = "application/json"): Promise<Response> {
    return new Promise((resolve, reject) => {
      const options = {
        method,
        ca: this.certificate(),
        headers: { authorization: `Bearer ${this.token}`, ...(body !== undefined && { "content-type": contentType }) },
        timeout: 60_000,
      };
      const call = request(this.address + path, options, (response) => {
        let text = "";
        response.setEncoding("utf8");
        response.on("data", (chunk: string) => (text += chunk));
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      });
      call.on("timeout", () => call.destroy(new Error(`${method} ${path}: no response in a minute`)));
      call.on("error", reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  private async call(method: string, path: string, body?: object, contentType?: string): Promise<string> {
    const { status, text } = await this.send(method, path, body, contentType);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return text;
  }
}

interface Response {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}
