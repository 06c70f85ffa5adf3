import type { Cluster } from "./cluster";
import type { Host } from "./host";

/** In milliseconds. */
const longest = 60_000;

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
   * milliseconds; throws after a minute.
   */
  async programmed(): Promise<number> {
    const [open, closed] = this.turn++ % 2 === 0 ? [443, 8081] : [8081, 443];
    const start = Date.now();
    let last = "";
    await this.cluster.setPolicies("canary", [
      {
        metadata: { name: `canary-${this.turn}`, namespace: "canary" },
        spec: { podSelector: { matchLabels: { app: "to" } }, ingress: [{ ports: [{ port: open }] }] },
      },
    ]);
    while (Date.now() < start + longest) {
      // On a busy machine an answer may be late.
      const [isOpen, isClosed] = await Promise.all([this.tried(open, 1000), this.tried(closed, 150)]);
      if (isOpen === "connected" && isClosed === "timed out") return Date.now() - start;
      last = `${open}: ${isOpen}, ${closed}: ${isClosed}`;
    }
    throw new Error(`the engine did not program a policy in ${longest} ms: ${last}\n${this.cluster.engineLog()}`);
  }

  private tried(port: number, milliseconds: number): Promise<string> {
    return this.from.attempt({ protocol: "TCP", address: this.to.addresses[0], port, milliseconds });
  }
}
