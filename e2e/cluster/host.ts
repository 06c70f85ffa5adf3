import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildSync } from "esbuild";
import type { Peer, Pod } from "../../core";
import type { Attempt, Outcome, Request, Watch, WatchedAttempt } from "./attempt";
import { type Bridge, createNetworkNamespace, hostAddresses } from "./network";

/** The ports on which every host answers. */
const servedPorts = {
  tcp: [
    53, 79, 80, 81, 90, 443, 988, 3000, 3001, 4143, 4317, 5353, 6060, 6443, 8080, 8081, 8086, 8090, 8091, 9081, 15008,
    15012,
  ],
  udp: [53, 79, 80, 81, 90, 5353, 8081],
};

export interface HostOptions {
  /** If the host is a pod, its properties that policies can match, except its addresses. */
  pod?: Omit<Pod, "ips">;
  /** Default: an address of its bridge. */
  ipv4?: string;
  /** Default: an address of its bridge. */
  ipv6?: string;
  /** Whether the host receives the engine's rejections. Default: false, so that a denied connection times out. */
  receivesRejections?: boolean;
}

/** A network namespace with a process that answers and makes connection attempts. */
export class Host {
  /** The host as policies see it: once with its IPv4 address and once with its IPv6 address. */
  readonly peers: readonly [ipv4: Peer, ipv6: Peer];
  private readonly pending = new Map<number, (result: unknown) => void>();
  private lastId = 0;

  private constructor(
    readonly name: string,
    readonly addresses: readonly [ipv4: string, ipv6: string],
    pod: Omit<Pod, "ips"> | undefined,
    private readonly child: ChildProcessWithoutNullStreams,
  ) {
    const peer = (address: string) => (pod === undefined ? { address } : { ...pod, ips: [address] });
    this.peers = [peer(this.addresses[0]), peer(this.addresses[1])];
  }

  static async start(
    name: string,
    bridge: Bridge,
    number: number,
    { pod, receivesRejections = false, ...options }: HostOptions = {},
  ): Promise<Host> {
    const [ipv4, ipv6] = hostAddresses(bridge, number);
    const addresses = [options.ipv4 ?? ipv4, options.ipv6 ?? ipv6] as const;
    createNetworkNamespace(name, bridge, number, addresses, receivesRejections);
    const child = spawn("ip", ["netns", "exec", name, process.execPath, program(), JSON.stringify(servedPorts)], {
      stdio: ["pipe", "pipe", "inherit"],
    }) as unknown as ChildProcessWithoutNullStreams;
    const host = new Host(name, addresses, pod, child);
    await new Promise<void>((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`the process in ${name} ended with ${code ?? "a signal"}`)));
      createInterface({ input: child.stdout }).on("line", (line) =>
        line === "ready" ? resolve() : host.receive(line),
      );
    });
    return host;
  }

  async attempt(attempt: Attempt): Promise<Outcome> {
    return (await this.send({ attempt }).result) as Outcome;
  }

  /** Starts a watch. Returns a function that ends the watch and returns the outcomes of its attempts. */
  async watch(watch: Watch): Promise<() => Promise<WatchedAttempt[]>> {
    const { id, result } = this.send({ watch });
    await result;
    return async () => (await this.send({ endWatch: id }).result) as WatchedAttempt[];
  }

  private send(request: Request): { id: number; result: Promise<unknown> } {
    const id = ++this.lastId;
    this.child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    return { id, result: new Promise((resolve) => this.pending.set(id, resolve)) };
  }

  private receive(line: string): void {
    const { id, result } = JSON.parse(line) as { id: number; result: unknown };
    this.pending.get(id)?.(result);
    this.pending.delete(id);
  }
}

let bundle: string | undefined;

/** The path of the host program, bundled as one JavaScript file so that hosts start without a compiler. */
function program(): string {
  if (bundle !== undefined) return bundle;
  const folder = mkdtempSync(join(tmpdir(), "vald-packets-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  bundle = join(folder, "hostProcess.js");
  buildSync({ entryPoints: [join(__dirname, "hostProcess.ts")], bundle: true, platform: "node", outfile: bundle });
  return bundle;
}
