import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { parseAllDocuments } from "yaml";
import type { LabelMap, NetworkPolicyManifest } from "../../core";
import { busyboxFolder } from "../cluster/busybox";

interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace: string; labels?: LabelMap };
}

export interface Deployment extends Manifest {
  spec: { template: { metadata: { labels: LabelMap }; spec: { containers: { command: string[] }[] } } };
}

/** The objects of examples/enforcement. */
export const manifests: Manifest[] = parseAllDocuments(
  readFileSync(join(__dirname, "../../examples/enforcement/enforcement.yaml"), "utf8"),
).map((document) => document.toJS() as Manifest);

export const policies = manifests.filter(
  (manifest): manifest is Manifest & NetworkPolicyManifest => manifest.kind === "NetworkPolicy",
);

export function deployment(name: string): Deployment {
  return manifests.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === name) as Deployment;
}

/** A Deployment's container. As in the real image, it has only busybox programs, and its own /tmp. */
export class Container {
  private readonly lines: string[] = [];

  private constructor(private readonly child: ChildProcess) {
    createInterface({ input: child.stdout! }).on("line", (line) => this.lines.push(line));
  }

  /** Starts the container in a host's network namespace. */
  static start(host: string, { spec }: Deployment, environment: Record<string, string> = {}): Container {
    const command = spec.template.spec.containers[0]?.command ?? [];
    const child = spawn(
      "ip",
      [
        ...["netns", "exec", host, "sh", "-c", 'mount -t tmpfs tmpfs /tmp && PATH="$0" exec "$@"', busyboxFolder()],
        ...command,
      ],
      { env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "inherit"] },
    );
    process.once("exit", () => child.kill("SIGKILL"));
    return new Container(child);
  }

  /** Waits up to a minute until a line is the last line of the log, and returns the last line. */
  async waitForLine(line: string): Promise<string | undefined> {
    const deadline = Date.now() + 60_000;
    while (this.lines.at(-1) !== line && Date.now() < deadline) await pause(50);
    return this.lines.at(-1);
  }

  stop(): void {
    this.child.kill("SIGKILL");
  }

  hasFile(path: string): boolean {
    return existsSync(`/proc/${this.child.pid}/root${path}`);
  }
}
