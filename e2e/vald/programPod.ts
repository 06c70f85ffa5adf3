import type { ChildProcess } from "node:child_process";
import { get } from "node:http";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { stripVTControlCharacters } from "node:util";
import type { LabelMap } from "../../core";
import type { ApiServer } from "../apiServer";
import { spawnInPod } from "./podProcess";

/** The parts of a pod in the chart's workloads that the tests use. */
export interface PodSpec {
  initContainers?: { name: string; command: string[] }[];
  containers: [
    {
      image: string;
      env?: { name: string; valueFrom: { fieldRef: { fieldPath: string } } }[];
      volumeMounts?: { name: string; mountPath: string }[];
    },
  ];
  volumes?: { name: string; configMap?: { name: string }; emptyDir?: object }[];
  serviceAccountName?: string;
}

/** How far a pod has come. `waiting`: an init container runs. `running`: the program runs, but is not ready. */
export type Phase = "stopped" | "waiting" | "running" | "ready" | "failed" | "succeeded";

/** A line that a container wrote. */
export interface LogLine {
  /** Milliseconds since 1970. */
  time: number;
  container: string;
  text: string;
}

export interface ProgramPodOptions {
  api: ApiServer;
  /** The pod's files. */
  folder: string;
  environment: Record<string, string>;
  /** A folder that contains only busybox programs, the contents of the init containers' image. */
  busybox: string;
  /** The program's arguments. Default: Vald's configuration. */
  args?: readonly string[];
  /** The port and path that the readiness probe gets. Default: Vald's. */
  readiness?: string;
  /** Whether the program runs once, as in a Job. */
  isJob?: boolean;
}

/** Milliseconds between two readiness probes. */
const probeInterval = 250;
/** Milliseconds until a program that ended is started again. */
const restartDelay = 1000;

/**
 * A pod that runs a real program. In place of a kubelet, it runs the init containers and then the program in the pod's network
 * namespace, starts the program again if it ends, probes its readiness from the node, and reports the status to the API server.
 */
export class ProgramPod {
  phase: Phase = "stopped";
  /** The init container that runs. */
  initContainer: string | undefined;
  /** How often the program ended since the last start. */
  exits = 0;
  log: LogLine[] = [];
  private child: ChildProcess | undefined;
  /** Increases with every start and stop, so that a loop notices that it is no longer wanted. */
  private run = 0;

  constructor(
    readonly name: string,
    readonly namespace: string,
    readonly labels: LabelMap,
    readonly address: string,
    /** A change takes effect at the next start. */
    public spec: PodSpec,
    private readonly options: ProgramPodOptions,
  ) {}

  /** Starts the containers from the beginning. `skipInit`: without the init containers. */
  start({ skipInit = false } = {}): void {
    this.log = [];
    this.exits = 0;
    const run = ++this.run;
    void this.lifecycle(run, skipInit).catch((error: unknown) => {
      if (run === this.run) throw error;
    });
  }

  async stop(): Promise<void> {
    this.run++;
    await this.end();
    await this.setPhase("stopped");
  }

  async restart(options: { skipInit?: boolean } = {}): Promise<void> {
    await this.stop();
    this.start(options);
  }

  /** Waits until the pod reaches a phase. False if it does not within some milliseconds, or if it is a job that failed. */
  async reaches(phase: Phase, timeout: number): Promise<boolean> {
    const deadline = Date.now() + timeout;
    const hasFailed = () => this.options.isJob === true && this.phase === "failed";
    while (this.phase !== phase && !hasFailed() && Date.now() < deadline) await pause(50);
    return this.phase === phase;
  }

  private async lifecycle(run: number, skipInit: boolean): Promise<void> {
    const isWanted = () => run === this.run;
    const { initContainers = [], containers } = this.spec;
    await this.setPhase("waiting");
    for (const { name, command } of skipInit ? [] : initContainers) {
      this.initContainer = name;
      // Like a kubelet, repeats the init container if it fails.
      while (isWanted() && (await this.runContainer(name, command, this.options.busybox)) !== 0)
        await pause(restartDelay);
      if (!isWanted()) return;
    }
    this.initContainer = undefined;
    const program = basename(containers[0].image).replace(/:.*/, "");
    while (isWanted()) {
      await this.setPhase("running");
      const probe = this.options.isJob === true ? undefined : this.probe(run);
      const { args = ["-f", `${this.options.folder}/config.yaml`] } = this.options;
      const code = await this.runContainer(program, [program, ...args]);
      if (!isWanted()) return;
      this.exits++;
      await this.setPhase(code === 0 ? "succeeded" : "failed");
      if (this.options.isJob === true) return;
      await probe;
      await pause(restartDelay);
    }
  }

  private runContainer(container: string, command: readonly string[], busybox?: string): Promise<number | null> {
    const { folder, environment } = this.options;
    const child = spawnInPod(this.name, folder, command, { environment, busybox, volumes: emptyDirs(this.spec) });
    this.child = child;
    for (const stream of [child.stdout!, child.stderr!])
      createInterface({ input: stream }).on("line", (line) =>
        this.log.push({ time: Date.now(), container, text: stripVTControlCharacters(line) }),
      );
    return new Promise((resolve) => child.once("exit", resolve));
  }

  private async end(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
  }

  private async probe(run: number): Promise<void> {
    const { readiness = "3001/readiness" } = this.options;
    while (run === this.run && (this.phase === "running" || this.phase === "ready")) {
      const isReady = (await httpStatus(`http://${this.address}:${readiness}`)) === 200;
      if (run !== this.run || (this.phase !== "running" && this.phase !== "ready")) return;
      await this.setPhase(isReady ? "ready" : "running");
      await pause(probeInterval);
    }
  }

  private async setPhase(phase: Phase): Promise<void> {
    if (phase === this.phase) return;
    this.phase = phase;
    const { api } = this.options;
    await api.patch(`/api/v1/namespaces/${this.namespace}/pods/${this.name}/status`, {
      status: {
        phase: { stopped: "Pending", waiting: "Pending", succeeded: "Succeeded" }[phase as string] ?? "Running",
        conditions: [{ type: "Ready", status: phase === "ready" ? "True" : "False" }],
      },
    });
  }
}

/** The mounts of a pod's writable folders. */
export function emptyDirs({ volumes = [], containers }: PodSpec): { name: string; mountPath: string }[] {
  const names = volumes.filter(({ emptyDir }) => emptyDir !== undefined).map(({ name }) => name);
  return (containers[0].volumeMounts ?? []).filter(({ name }) => names.includes(name));
}

function httpStatus(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 2000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(undefined));
  });
}
