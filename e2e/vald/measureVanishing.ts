import { execFileSync } from "node:child_process";
import { setTimeout as pause } from "node:timers/promises";
import { vanish } from "../cluster/vanish";
import type { CallResult } from "./client";
import { eventually } from "./eventually";
import type { ProgramPod } from "./programPod";
import type { ValdCluster } from "./valdCluster";
import { assertOk, vectorOf } from "./workload";

interface Requests {
  searches: CallResult[];
  inserts: CallResult[];
}

/** What happened while packets between the lb gateway and an agent vanished. Durations are in milliseconds. */
export interface VanishingReport {
  /** How long packets vanished. */
  duration: number;
  /** After which time the lb gateway had closed its connections to the agent. Undefined if it had not. */
  noticed: number | undefined;
  /** The requests before the lb gateway had closed its connections, and after that, while packets still vanished. */
  unnoticed: Requests;
  afterwards: Requests;
  /** How long after the packets no longer vanished an insert first succeeded. Undefined if none did in a minute. */
  recovered: number | undefined;
}

/** Milliseconds for which requests are sent after the lb gateway has closed its connections. */
const margin = 5000;
const recoveryBound = 60_000;

/** Makes packets to an agent vanish until the lb gateway closes its connections, but for no more than some milliseconds. */
export async function measureVanishing(vald: ValdCluster, bound: number): Promise<VanishingReport> {
  const [[agent], [lb]] = [vald.podsOf("vald-agent"), vald.podsOf("vald-lb-gateway")];
  if (agent === undefined || lb === undefined) throw new Error("no agent or no lb gateway");
  const client = vald.startClient("vald-lb-gateway");
  let seed = 7_000_000;
  const insert = () => client.insert(`vector-${++seed}`, vectorOf(seed));
  const search = () => client.search(vectorOf(7_000_001), 1);
  assertOk(await insert());
  await eventually(async () => assertOk(await search()));

  const connections = connectionsBetween(lb, agent);
  if (connections.length === 0) throw new Error("the lb gateway has no connection to the agent");
  const [unnoticed, afterwards]: [Requests, Requests] = [
    { searches: [], inserts: [] },
    { searches: [], inserts: [] },
  ];
  let noticed: number | undefined;
  let hasEnded = false;
  const repeat = async (kind: keyof Requests, send: () => Promise<CallResult>) => {
    while (!hasEnded) {
      const requests = noticed === undefined ? unnoticed : afterwards;
      requests[kind].push(await send());
      await pause(200);
    }
  };
  const start = Date.now();
  const end = vanish(agent.name);
  const loops = [repeat("searches", search), repeat("inserts", insert)];
  while (Date.now() - start < bound && noticed === undefined) {
    await pause(50);
    const remaining = connectionsBetween(lb, agent);
    if (!connections.some((connection) => remaining.includes(connection))) noticed = Date.now() - start;
  }
  if (noticed !== undefined) await pause(margin);
  hasEnded = true;
  const duration = Date.now() - start;
  end();
  const ended = Date.now();
  await Promise.all(loops);
  let recovered: number | undefined;
  while (recovered === undefined && Date.now() - ended < recoveryBound) {
    const { code } = await client.insert(`vector-${++seed}`, vectorOf(seed), 1000);
    if (code === "OK") recovered = Date.now() - ended;
  }
  client.stop();
  return { duration, noticed, unnoticed, afterwards, recovered };
}

/** The addresses and ports of a pod's end of its established connections to another pod. */
function connectionsBetween(from: ProgramPod, to: ProgramPod): string[] {
  const command = ["netns", "exec", from.name, "ss", "-tnH", "state", "established", "dst", to.address];
  const lines = execFileSync("ip", command, { encoding: "utf8" }).split("\n");
  // A line: `0      125    10.244.0.16:48528 10.244.0.12:8081`, where the first two columns are queues.
  return lines.flatMap((line) => /^\d+\s+\d+\s+(\S+)/.exec(line)?.[1] ?? []);
}

/** A human-readable report in one line. */
export function vanishingText({ duration, noticed, unnoticed, afterwards, recovered }: VanishingReport): string {
  const requestsText = ({ searches, inserts }: Requests) =>
    `searches ${outcomesText(searches)}, inserts ${outcomesText(inserts)}`;
  return [
    noticed === undefined
      ? `not noticed in ${duration} ms: ${requestsText(unnoticed)}`
      : `noticed after ${noticed} ms; until then: ${requestsText(unnoticed)}; after that: ${requestsText(afterwards)}`,
    recovered === undefined
      ? `no insert succeeded in ${recoveryBound} ms after ${duration} ms without packets`
      : `an insert succeeded ${recovered} ms after ${duration} ms without packets`,
  ].join("; ");
}

/** For example, `OK 3, DeadlineExceeded 2 (at most 3002 ms)`. */
function outcomesText(results: readonly CallResult[]): string {
  const codes = [...new Set(results.map(({ code }) => code))];
  const counts = codes.map((code) => `${code} ${results.filter((result) => result.code === code).length}`);
  return `${counts.join(", ") || "none"} (at most ${Math.max(0, ...results.map(({ milliseconds }) => milliseconds))} ms)`;
}
