import type { Cluster } from "./cluster";
import type { Host } from "./host";

const namespace = "canary";
const maxMilliseconds = 60_000;

/** Two pods and a policy between them, which changes to show whether the engine has caught up with the API server. */
export class Canary {
  private turn = 0;

  private constructor(
    private readonly cluster: Cluster,
    private readonly source: Host,
    private readonly target: Host,
  ) {}

  static async start(cluster: Cluster): Promise<Canary> {
    await cluster.addNamespace(namespace);
    const source = await cluster.addPod(namespace, "canary-source", {}, { receivesRejections: true });
    return new Canary(cluster, source, await cluster.addPod(namespace, "canary-target", {}));
  }

  /**
   * Waits until the engine has programmed every earlier change on the API server, and returns the wait in milliseconds. For
   * each kind (namespaces, pods and policies), the engine sees changes in order, and it programs all kinds at once. So it has
   * caught up when it has programmed a policy whose selectors match only labels that were set just before. Throws after a
   * minute.
   */
  async waitForEngine(): Promise<number> {
    const { api, setPolicies, engineLog } = this.cluster;
    const start = Date.now();
    const [open, closed] = this.turn++ % 2 === 0 ? [443, 8081] : [8081, 443];
    const labels = { turn: String(this.turn) };
    await api.patch(`/api/v1/namespaces/${namespace}/pods/${this.target.name}`, { metadata: { labels } });
    await api.patch(`/api/v1/namespaces/${namespace}`, { metadata: { labels } });
    const ingress = [{ from: [{ namespaceSelector: { matchLabels: labels } }], ports: [{ port: open }] }];
    await setPolicies(namespace, [
      { metadata: { name: `canary-${this.turn}`, namespace }, spec: { podSelector: { matchLabels: labels }, ingress } },
    ]);
    const deadline = start + maxMilliseconds;
    let closedOutcomes: string[] = [];
    while (await this.allConnect(open, deadline)) {
      closedOutcomes = await Promise.all(
        this.target.addresses.map((address) =>
          this.source.attempt({ protocol: "TCP", address, port: closed, timeout: 500 }),
        ),
      );
      // Rejections over IPv6 sometimes get lost.
      if (closedOutcomes[0] === "ECONNREFUSED" && closedOutcomes[1] !== "connected") return Date.now() - start;
    }
    throw new Error(
      `the engine did not program a policy in ${maxMilliseconds} ms: port ${closed} ${closedOutcomes.join()}\n${engineLog()}`,
    );
  }

  /** Waits until a port connects over both address families. False if the port does not connect before the deadline. */
  private async allConnect(port: number, deadline: number): Promise<boolean> {
    const connections = await Promise.all(
      this.target.addresses.map((address) => this.connects(address, port, deadline)),
    );
    return connections.every(Boolean);
  }

  private connects(address: string, port: number, deadline: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (isConnected: boolean) => {
        clearInterval(timer);
        resolve(isConnected);
      };
      const attempt = async () => {
        const outcome = await this.source.attempt({ protocol: "TCP", address, port, timeout: 2000 });
        if (outcome === "connected") end(true);
      };
      // Does not wait until an attempt ends, because its rejection may get lost.
      const timer = setInterval(() => (Date.now() > deadline ? end(false) : void attempt()), 50);
    });
  }
}
