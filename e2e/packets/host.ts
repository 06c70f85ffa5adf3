import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildSync } from "esbuild";
import type { Party, Pod } from "../../policies";
import type { Attempt, Outcome, Request, Tried } from "./attempt";
import { addressesOf, makeNetworkNamespace, type Plug } from "./network";

/** The ports on which every host answers. */
const served = {
  TCP: [
    53, 79, 80, 81, 90, 443, 988, 3000, 3001, 4143, 4317, 5353, 6060, 6443, 8080, 8081, 8086, 8090, 8091, 9081, 15008,
    15012,
  ],
  UDP: [53, 79, 80, 81, 90, 5353, 8081],
};

export interface HostOptions {
  /** What policies see in it beside its addresses, where it is a pod. */
  pod?: Omit<Pod, "ips">;
  /** Addresses of its own instead of those by its number. */
  ipv4?: string;
  ipv6?: string;
  /** Whether the engine's refusals reach it; else what is denied times out. Default: false. */
  hearsRefusals?: boolean;
}

/** A network namespace in which a process answers and tries to connect. */
export class Host {
  /** Whom policies see in it, by each of its addresses. */
  readonly parties: readonly [ipv4: Party, ipv6: Party];
  private readonly pending = new Map<number, (outcome: unknown) => void>();
  private asked = 0;

  private constructor(
    readonly name: string,
    readonly addresses: readonly [ipv4: string, ipv6: string],
    pod: Omit<Pod, "ips"> | undefined,
    private readonly child: ChildProcessWithoutNullStreams,
  ) {
    const party = (address: string) => (pod === undefined ? { address } : { ...pod, ips: [address] });
    this.parties = [party(this.addresses[0]), party(this.addresses[1])];
  }

  static async start(
    name: string,
    plug: Plug,
    number: number,
    { pod, hearsRefusals = false, ...own }: HostOptions = {},
  ): Promise<Host> {
    const [ipv4, ipv6] = addressesOf(plug, number);
    const addresses = [own.ipv4 ?? ipv4, own.ipv6 ?? ipv6] as const;
    makeNetworkNamespace(name, plug, number, addresses, hearsRefusals);
    const ports = JSON.stringify({ tcp: served.TCP, udp: served.UDP });
    const child = spawn("ip", ["netns", "exec", name, process.execPath, program(), ports], {
      stdio: ["pipe", "pipe", "inherit"],
    }) as unknown as ChildProcessWithoutNullStreams;
    const host = new Host(name, addresses, pod, child);
    await new Promise<void>((resolve, reject) => {
      child.once("exit", (code) => reject(new Error(`the process in ${name} ended with ${code ?? "a signal"}`)));
      createInterface({ input: child.stdout }).on("line", (line) => (line === "ready" ? resolve() : host.hear(line)));
    });
    return host;
  }

  /** Tries to connect; every attempt ends. */
  async attempt(attempt: Attempt): Promise<Outcome> {
    return (await this.ask({ attempt }).answer) as Outcome;
  }

  /** Tries again and again, by a new connection each time or on one that is held, until it is asked what came of it. */
  async watch(watch: Attempt & { every: number; isHeld: boolean }): Promise<() => Promise<Tried[]>> {
    const { id, answer } = this.ask({ watch });
    await answer;
    return async () => (await this.ask({ unwatch: id }).answer) as Tried[];
  }

  private ask(request: Request): { id: number; answer: Promise<unknown> } {
    const id = this.asked++;
    this.child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    return { id, answer: new Promise((resolve) => this.pending.set(id, resolve)) };
  }

  private hear(line: string): void {
    const { id, outcome } = JSON.parse(line) as { id: number; outcome: unknown };
    this.pending.get(id)?.(outcome);
    this.pending.delete(id);
  }
}

let bundled: string | undefined;

/** The program of a host as one file, so that each starts without a compiler. */
function program(): string {
  if (bundled !== undefined) return bundled;
  const folder = mkdtempSync(join(tmpdir(), "vald-packets-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, "inPod.js");
  buildSync({ entryPoints: [join(__dirname, "inPod.ts")], bundle: true, platform: "node", outfile });
  return (bundled = outfile);
}
