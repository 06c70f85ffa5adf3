import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { writeSync } from "node:fs";
import { join } from "node:path";
import { onPath } from "./toolchain/onPath";

/** Set for the process that runs inside. */
const marker = "VALD_PRIVATE_NETWORK";

export const isInside = process.env[marker] === "1";

const programs = [
  "setpriv",
  "unshare",
  "mount",
  "ip",
  "sysctl",
  "iptables",
  "ip6tables",
  "ipset",
  "tcpdump",
  "busybox",
];

/** Why this machine cannot give a process a network of its own with what a policy engine needs; undefined where it can. */
export function lackOfPrivateNetwork(): string | undefined {
  if (process.platform !== "linux") return "private networks are of Linux";
  const missing = programs.filter((program) => onPath(program) === undefined);
  if (missing.length > 0) return `there is no ${missing.join(", ")}`;
  const tried = inside(["sysctl", "-qw", "net.bridge.bridge-nf-call-iptables=1", "net.ipv4.ip_forward=1"]);
  return tried.status === 0 ? undefined : `a private network cannot be made here: ${String(tried.stderr).trim()}`;
}

/**
 * Runs this folder's run.ts in a network, a mount and a process namespace of its own, and gives what it sends back. When
 * this process ends, however it does, everything in there ends with it.
 */
export function runInside(args: readonly string[]): Promise<unknown> {
  const [program, ...options] = namespaces;
  const child = spawn(
    program,
    [...options, "--mount-proc", process.execPath, "--import=tsx", join(__dirname, "run.ts"), ...args],
    {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
      env: { ...process.env, [marker]: "1" },
    },
  );
  let sent = "";
  child.stdio[3]?.on("data", (chunk: Buffer) => (sent += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (sent === "")
        reject(new Error(`what ran in the private network ended with ${code ?? "a signal"} and said nothing`));
      else resolve(JSON.parse(sent));
    });
  });
}

/** What the process inside gives to the one that asked for it. */
export function send(message: object): void {
  writeSync(3, JSON.stringify(message));
}

// The death of the process that asked kills unshare, whose death kills the first process inside, whose death kills all.
export const namespaces = [
  "setpriv",
  "--pdeathsig=KILL",
  "unshare",
  "--net",
  "--mount",
  "--pid",
  "--fork",
  "--kill-child=KILL",
] as const;

function inside(command: readonly string[]): SpawnSyncReturns<Buffer> {
  const [program, ...options] = namespaces;
  return spawnSync(program, [...options, ...command], { timeout: 30_000 });
}
