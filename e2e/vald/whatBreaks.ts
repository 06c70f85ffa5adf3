import { setTimeout as pause } from "node:timers/promises";
import { componentTitle } from "../../analysis/text/componentTitle";
import type { NetworkPolicy } from "../../core";
import { componentNames } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";
import { waitForEngine } from "../cluster/fixture";
import type { CallResult } from "./client";
import type { RemovableEdge } from "./edges";
import { MirrorTarget } from "./mirrorTarget";
import type { LogLine, ProgramPod } from "./programPod";
import { namespace } from "./namespaces";
import { logText, type ValdCluster } from "./valdCluster";
import { vectorOf } from "./workload";

/** What happens without an edge, after the pods at both ends have started again. */
export interface Effect {
  edge: string;
  /** The init containers that do not finish, such as `wait-for-agent`. */
  waiting: string[];
  /** What does not work, although pods whose init containers wait were then started without them. Sorted. */
  broken: string[];
  /** The client's calls that failed, with their gRPC codes, such as `Insert: Unavailable`. `Search: OK` found other vectors. Sorted. */
  codes: string[];
  /** A line about the problem from the log of a pod at one of the ends, or from the client. */
  line: string | undefined;
  /** Milliseconds from the start of the pods until a call failed or an init container waited. */
  shown: number | undefined;
}

/** Something that did not work until the deadline. */
interface Failure {
  what: string;
  /** When it first failed, in milliseconds since 1970. */
  since: number;
  /** The calls that failed. */
  calls?: CallResult[];
}

/** How many failed calls count. Earlier calls can fail because pods are starting. */
const maxFailedCalls = 3;

/** The least number of milliseconds that everything gets to work. */
const minPatience = 8000;

/** Removes edges from a running cluster, one at a time, and observes what breaks. */
export class WhatBreaks {
  private seed = 500_000;
  private readonly usualLines = new Set<string>();
  /** The pods of jobs at the ends of the removed edge. */
  private jobs: ProgramPod[] = [];
  /** Whether the mirror gateway is at an end of the removed edge. */
  private isMirror = false;
  /** The number of milliseconds after which something that does not work counts as broken. */
  private patience = minPatience;

  /** `policies`: the policies with all edges. */
  constructor(
    private readonly vald: ValdCluster,
    private readonly policies: readonly NetworkPolicy[],
  ) {}

  /** Starts the cluster from nothing, measures how long that takes, and learns what the programs log if everything works. */
  async start(): Promise<void> {
    await this.vald.cluster.setPolicies(namespace, this.policies);
    await waitForEngine();
    const start = Date.now();
    await this.vald.coldStart();
    await this.assertWorks();
    this.patience = Math.max(minPatience, 2 * (Date.now() - start));
  }

  /** Removes an edge, starts the pods at its ends again, observes what breaks, and restores the edge. */
  async without({ title, ends, policies }: RemovableEdge): Promise<Effect> {
    const apps = ends.map((component) => valdGraph.components[component]);
    const jobs = apps.filter(({ isCronJob = false }) => isCronJob);
    this.jobs = await Promise.all(jobs.map(({ app }) => this.vald.addJob(app)));
    this.isMirror = ends.includes("mirrorGateway");
    const all = [...this.vald.pods.values(), ...this.jobs];
    const pods = [...apps.flatMap(({ app }) => this.vald.podsOf(app)), ...this.jobs];
    await this.apply(policies);
    const start = Date.now();
    await restart(pods);
    let failures = await this.failures();
    const shown = Math.min(...failures.map(({ since }) => since));
    const waiting = all.filter(({ phase }) => phase === "waiting");
    const initContainers = waiting.flatMap(({ initContainer }) => initContainer ?? []);
    if (waiting.length > 0) {
      await restart(waiting, { skipInit: true });
      failures = await this.failures();
    }
    const calls = failures.flatMap(({ calls = [] }) => calls);
    const touched = [...new Set([...pods, ...waiting])];
    const line =
      failures.length > 0
        ? (this.tellingLine(touched) ?? calls.map(({ message = "" }) => masked("client", message))[0])
        : waiting.length > 0
          ? this.tellingLine(touched, errorSeverity)
          : undefined;
    await this.apply(this.policies);
    await restart(touched);
    await this.assertWorks();
    for (const job of this.jobs) await this.vald.remove(job);
    this.jobs = [];
    return {
      edge: title,
      waiting: [...new Set(initContainers)].sort(),
      broken: failures.map(({ what }) => what).sort(),
      codes: [...new Set(calls.map(({ code }) => code))].sort(),
      line,
      shown: Number.isFinite(shown) ? Math.max(0, shown - start) : undefined,
    };
  }

  /** Changes the policies in place, so that connections that stay allowed are allowed all the time. */
  private async apply(policies: readonly NetworkPolicy[]): Promise<void> {
    const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
    const { api } = this.vald.cluster;
    for (const { metadata, spec } of policies) await api.patch(`${path}/${metadata.name}`, { spec });
    await waitForEngine();
  }

  private async assertWorks(): Promise<void> {
    const failures = await this.failures(90_000);
    if (failures.length > 0) {
      const logs = [...this.vald.pods.values()].map((pod) => `== ${pod.name}: ${pod.phase}\n${logText(pod, 10)}`);
      throw new Error(`does not work: ${JSON.stringify(failures)}\n${logs.join("\n")}`);
    }
    for (const pod of [...this.vald.pods.values(), ...this.jobs])
      for (const { container, text } of recentProblems(pod)) this.usualLines.add(masked(container, text));
  }

  /** Uses the cluster until everything works, and returns what still does not work at the deadline. */
  private async failures(timeout = this.patience): Promise<Failure[]> {
    const start = Date.now();
    const deadline = start + timeout;
    const [targets, used, unready, unfinished] = await Promise.all([
      this.isMirror ? this.mirrorTargets(deadline) : [],
      Promise.all(["lb", "filter"].map((gateway) => this.use(gateway, deadline))),
      Promise.all(
        [...this.vald.pods.values()].map(async (pod): Promise<Failure[]> => {
          if (await pod.reaches("ready", timeout)) return [];
          const what = `${titleOf(pod)} ${pod.exits > 1 ? "crashes repeatedly" : "is not ready"}`;
          return [{ what, since: start }];
        }),
      ),
      Promise.all(
        this.jobs.map(async (job): Promise<Failure[]> => {
          if (await job.reaches("succeeded", timeout)) return [];
          // Closing its connections takes a job a quarter of a minute.
          if (job.log.some(({ text }) => text.includes("to stop this job")) && (await job.reaches("succeeded", 60_000)))
            return [];
          return [{ what: `${titleOf(job)} job ${job.phase === "failed" ? "fails" : "does not end"}`, since: start }];
        }),
      ),
    ]);
    return [...targets, ...unready.flat(), ...unfinished.flat(), ...used.flat()];
  }

  /** Creates a target for the mirror gateway, and waits until the mirror gateway connects to it. */
  private async mirrorTargets(deadline: number): Promise<Failure[]> {
    const since = Date.now();
    const target = await MirrorTarget.create(this.vald);
    try {
      while (Date.now() < deadline) {
        if ((await target.phase()) === "Connected") return [];
        await pause(250);
      }
      return [{ what: "the mirror gateway does not connect to its targets", since }];
    } finally {
      await target.delete();
    }
  }

  /** Inserts vectors through a gateway until a search finds one. Returns a failure if none was found until the deadline. */
  private async use(gateway: string, deadline: number): Promise<Failure[]> {
    const client = this.vald.startClient(`vald-${gateway}-gateway`);
    const failed: CallResult[] = [];
    let since = 0;
    const fail = (method: string, result: CallResult) => {
      since ||= Date.now();
      failed.push({ ...result, code: `${method}: ${result.code}` });
    };
    try {
      while (Date.now() < deadline) {
        const seed = this.seed++;
        const id = `breaks-${seed}`;
        const inserted = await client.insert(id, vectorOf(seed), 3000);
        if (inserted.code !== "OK") fail("Insert", inserted);
        // A vector gets lost if its agents end before they index it, so another vector follows after a few seconds.
        for (let i = 0; inserted.code === "OK" && i < 16; i++) {
          const found = await client.search(vectorOf(seed), 1, 3000);
          if (found.response?.results?.[0]?.id === id) return [];
          fail("Search", found);
          await pause(250);
        }
        await pause(250);
      }
      return [
        {
          what: `vectors inserted through the ${gateway} gateway are not found`,
          since,
          calls: failed.slice(-maxFailedCalls),
        },
      ];
    } finally {
      client.stop();
    }
  }

  /** The most serious problem that the pods report in the end, and do not report if everything works. */
  private tellingLine(pods: readonly ProgramPod[], minSeverity = 1): string | undefined {
    const counts = new Map<string, number>();
    for (const pod of pods) {
      for (const { container, text } of recentProblems(pod)) {
        const line = masked(container, text);
        if (severity(text) >= minSeverity && !this.usualLines.has(line))
          counts.set(line, (counts.get(line) ?? 0) + severity(text));
      }
    }
    return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
  }
}

async function restart(pods: readonly ProgramPod[], options: { skipInit?: boolean } = {}): Promise<void> {
  await Promise.all(pods.map((pod) => pod.restart(options)));
}

/** For example, `the lb gateway`. */
function titleOf({ labels }: ProgramPod): string {
  const component = componentNames.find((one) => valdGraph.components[one].app === labels["app"]);
  return `the ${component === undefined ? labels["app"] : componentTitle(component)}`;
}

/** Lines about problems that a pod wrote in the last five seconds. */
function recentProblems({ log }: ProgramPod): LogLine[] {
  const recent = Date.now() - 5000;
  return log.filter(({ time, text }) => time > recent && severity(text) > 0);
}

const errorSeverity = 10;

/** How much a line says about a problem. The programs also log what their gRPC library logs, which says little. */
function severity(text: string): number {
  if (/\[gRPC Log\]|\[DEBG\]/.test(text)) return 0;
  if (/\[FATAL\]/.test(text)) return 1000;
  if (/errors?:|\[ERR\]/.test(text)) return errorSeverity;
  return /\[WARN\]|fail/.test(text) ? 1 : 0;
}

/** A line without what differs from run to run: times, places in the source, addresses, and ids. */
function masked(container: string, text: string): string {
  const message = text
    .replace(/^\S+ \S+\t(\[\w+\]):\t\(\S+\):\t/, "$1 ")
    .replace(/\d+\.\d+\.\d+\.\d+(:\d+)?/g, "<address>")
    .replace(/\d+(\.\d+)?(ns|µs|ms|s)\b/g, "<time>")
    .replace(/connection \d+\/\d+/g, "connection <n>")
    .replace(/breaks-\d+/g, "<id>")
    // Details about the program follow.
    .replace(/\s+details: \{.*/, "")
    .replace(/\s+/g, " ")
    .trim();
  return `${container}: ${message.length > 200 ? `${message.slice(0, 200)}...` : message}`;
}
