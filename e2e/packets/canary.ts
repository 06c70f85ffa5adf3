import type { Cluster } from "./cluster";
import type { Host } from "./host";

/** Two pods of their own between which one port is open, another one each time. */
export class Canary {
  private turn = 0;

  private constructor(
    private readonly cluster: Cluster,
    private readonly from: Host,
    private readonly to: Host,
  ) {}

  static async start(cluster: Cluster): Promise<Canary> {
    await cluster.addNamespace("canary");
    const from = await cluster.addPod("canary", "canary-from", { app: "from" });
    return new Canary(cluster, from, await cluster.addPod("canary", "canary-to", { app: "to" }));
  }

  /**
   * Waits until the engine has programmed all that was told to the API server before. It reads policies in their order and
   * programs all of them at once, so it is done when it has done with one that is changed last. Gives how long that took, in
   * milliseconds; throws after half a minute.
   */
  async programmed(): Promise<number> {
    const [open, closed] = this.turn++ % 2 === 0 ? [443, 8081] : [8081, 443];
    const start = Date.now();
    await this.cluster.setPolicies("canary", [
      {
        metadata: { name: `canary-${this.turn}`, namespace: "canary" },
        spec: { podSelector: { matchLabels: { app: "to" } }, ingress: [{ ports: [{ port: open }] }] },
      },
    ]);
    while (Date.now() < start + 30_000) {
      const [isOpen, isClosed] = await Promise.all([this.tried(open), this.tried(closed)]);
      if (isOpen === "connected" && isClosed === "timed out") return Date.now() - start;
    }
    throw new Error("the engine did not program a policy in half a minute");
  }

  private tried(port: number): Promise<string> {
    return this.from.attempt({ protocol: "TCP", address: this.to.addresses[0], port, milliseconds: 100 });
  }
}
