import { type SpawnSyncReturns, spawn, spawnSync } from "node:child_process";
import { writeSync } from "node:fs";
import { join } from "node:path";
import { onPath } from "./toolchain/onPath";

/** Set in the environment of the process inside the private network. */
const marker = "VALD_PRIVATE_NETWORK";

export const isInPrivateNetwork = process.env[marker] === "1";

const requiredPrograms = [
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

/**
 * Runs a command in new network, mount and process namespaces. If the calling process dies, `setpriv` kills `unshare`. Then
 * `unshare` kills the first process in the namespaces, which ends all other processes there.
 */
export const namespaceCommand = [
  "setpriv",
  "--pdeathsig=KILL",
  "unshare",
  "--net",
  "--mount",
  "--pid",
  "--fork",
  "--kill-child=KILL",
] as const;

/** The reason why this machine cannot create a private network for a policy engine. Undefined if it can create one. */
export function whyNoPrivateNetwork(): string | undefined {
  if (process.platform !== "linux") return "private networks need Linux";
  const missing = requiredPrograms.filter((program) => onPath(program) === undefined);
  if (missing.length > 0) return `not found: ${missing.join(", ")}`;
  const { status, stderr } = runSync([
    "sysctl",
    "-qw",
    "net.bridge.bridge-nf-call-iptables=1",
    "net.ipv4.ip_forward=1",
  ]);
  return status === 0 ? undefined : `this machine cannot create a private network: ${String(stderr).trim()}`;
}

/**
 * Runs run.ts in a private network and returns the result that it sends back. If this process ends for any reason, all processes
 * inside end too.
 */
export function runInPrivateNetwork(args: readonly string[]): Promise<unknown> {
  const [program, ...options] = namespaceCommand;
  const child = spawn(
    program,
    [...options, "--mount-proc", process.execPath, "--import=tsx", join(__dirname, "run.ts"), ...args],
    {
      stdio: ["ignore", "inherit", "inherit", "pipe"],
      env: { ...process.env, [marker]: "1" },
    },
  );
  let result = "";
  child.stdio[3]?.on("data", (chunk: Buffer) => (result += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (result !== "") resolve(JSON.parse(result));
      else reject(new Error(`the process in the private network ended with ${code ?? "a signal"} and sent no result`));
    });
  });
}

/** Sends the result from inside the private network to the process that called `runInPrivateNetwork`. */
export function sendResult(result: object): void {
  writeSync(3, JSON.stringify(result));
}

function runSync(command: readonly string[]): SpawnSyncReturns<Buffer> {
  const [program, ...options] = namespaceCommand;
  return spawnSync(program, [...options, ...command], { timeout: 30_000 });
}
