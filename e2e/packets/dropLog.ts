import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

/** A packet that the engine denied. */
export interface Dropped {
  source: string;
  destination: string;
  protocol: "TCP" | "UDP";
  /** That of the destination. */
  port: number;
}

/** A line of tcpdump's: `17:37:01.966050 IP 10.244.0.12.60752 > 10.244.0.13.8081: Flags [S], seq 81739430, ...`. */
export function readDropped(line: string): Dropped | undefined {
  const [, source, destination, port, flags] = /\bIP6? (\S+)\.\d+ > (\S+)\.(\d+):( Flags)?/.exec(line) ?? [];
  if (source === undefined || destination === undefined) return undefined;
  return { source, destination, protocol: flags === undefined ? "UDP" : "TCP", port: Number(port) };
}

/** The engine's log of what it denies. It has at most ten packets a minute for each pod, after a first ten at once. */
export class DropLog {
  private readonly dropped: Dropped[] = [];

  private constructor() {}

  /** Reads from now on, until this process ends. */
  static async start(): Promise<DropLog> {
    const log = new DropLog();
    const child = spawn("tcpdump", ["-i", "nflog:100", "-n", "-l", "--immediate-mode"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    process.once("exit", () => child.kill("SIGKILL"));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const dropped = readDropped(line);
      if (dropped !== undefined) log.dropped.push(dropped);
    });
    await new Promise<void>((resolve, reject) => {
      child.once("error", reject);
      child.once("exit", (code) => reject(new Error(`tcpdump ended with ${code ?? "a signal"}`)));
      createInterface({ input: child.stderr }).on("line", (line) => line.startsWith("listening") && resolve());
    });
    return log;
  }

  /** The first packet from there to there, once it is in the log; undefined when it is not after five seconds. */
  async first(source: string, destination: string): Promise<Dropped | undefined> {
    const deadline = Date.now() + 5000;
    for (;;) {
      const found = this.all(source, destination)[0];
      if (found !== undefined || Date.now() > deadline) return found;
      await pause(50);
    }
  }

  all(source: string, destination: string): Dropped[] {
    return this.dropped.filter((one) => one.source === source && one.destination === destination);
  }
}
