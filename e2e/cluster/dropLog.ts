import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

/** A packet that the engine denied. */
export interface DroppedPacket {
  source: string;
  destination: string;
  protocol: "TCP" | "UDP";
  /** The destination port. */
  port: number;
}

/** The engine's log of denied packets. For each pod, it logs a burst of up to ten packets, and at most ten a minute after that. */
export class DropLog {
  /** All packets since the start. */
  readonly packets: DroppedPacket[] = [];

  private constructor() {}

  /** Reads all packets that are logged from now on until this process ends. */
  static async start(): Promise<DropLog> {
    const log = new DropLog();
    const child = spawn("tcpdump", ["-i", "nflog:100", "-n", "-l", "--immediate-mode"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    process.once("exit", () => child.kill("SIGKILL"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const packet = parseLine(line);
      if (packet !== undefined) log.packets.push(packet);
    });
    await new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`tcpdump ended with ${code ?? "a signal"}`)));
      createInterface({ input: child.stderr }).on("line", (line) => line.startsWith("listening") && resolve());
    });
    return log;
  }

  /**
   * Waits for the first packet between two addresses after the first `earlier` packets. Returns undefined if none is logged within five
   * seconds.
   */
  async waitForFirst(source: string, destination: string, earlier = 0): Promise<DroppedPacket | undefined> {
    const deadline = Date.now() + 5000;
    for (;;) {
      const [first] = this.between(source, destination, earlier);
      if (first !== undefined || Date.now() > deadline) return first;
      await pause(50);
    }
  }

  between(source: string, destination: string, earlier = 0): DroppedPacket[] {
    return this.packets
      .slice(earlier)
      .filter((packet) => packet.source === source && packet.destination === destination);
  }
}

/** A line of tcpdump: `17:37:01.966050 IP 10.244.0.12.60752 > 10.244.0.13.8081: Flags [S], seq 81739430, ...`. */
function parseLine(line: string): DroppedPacket | undefined {
  const [, source, destination, port, flags] = /\bIP6? (\S+)\.\d+ > (\S+)\.(\d+):( Flags)?/.exec(line) ?? [];
  if (source === undefined || destination === undefined) return undefined;
  return { source, destination, protocol: flags === undefined ? "UDP" : "TCP", port: Number(port) };
}
