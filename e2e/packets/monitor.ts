import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { NetworkPolicyManifest } from "../../core";
import type { Outcome } from "../cluster/attempt";
import { waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";
import { maxStrayRejections, rejection, treatmentOf } from "../cluster/treatment";
import { allPairs } from "./observe";

/** Vald's gRPC port, the only port that is watched. */
const port = 8081;

/** Milliseconds between two attempts in a watch. All watches together make a few hundred attempts per second. */
const allowedInterval = 50;
const deniedInterval = 250;

/** The number of milliseconds after which an unanswered attempt that should connect has failed. */
export const allowedTimeout = 5000;

/** The number of milliseconds after which an attempt that should be denied times out. An answer takes a small fraction of that. */
const deniedTimeout = 1500;

/** An attempt whose outcome contradicts the policies. */
export interface Deviation {
  /** For example, `source -> target IPv4`. */
  pair: string;
  /** The outcome of the attempt, or `not connected` if no attempt connected once the engine had programmed the change. */
  outcome: Outcome;
  /** When the attempt began, in milliseconds since the change began. */
  after?: number;
}

/** The outcomes of connection attempts while policies changed. Durations are in milliseconds. */
export interface Report {
  /** The number of attempts on pairs that are allowed before and after the change. */
  allowed: number;
  /** The allowed attempts that failed, and pairs allowed by the new policies that did not connect once these were programmed. */
  failures: Deviation[];
  /**
   * The number of attempts on pairs that are denied before and after the change, and of attempts on newly denied pairs once the
   * engine had programmed the change.
   */
  denied: number;
  /** The denied attempts that connected anyway. */
  breaches: Deviation[];
  /** How many of the denied attempts neither connected nor were rejected by the engine. */
  unclear: number;
  /** How long the engine took to program the change. */
  programmed: number;
  /** How long after the change a newly denied pair last connected. 0 if no such pair connected. */
  denialDelay: number;
  /** The longest time that an allowed attempt took to connect. */
  slowest: number;
  /** How long the engine rejected allowed connections whose rules moved to a higher index. */
  moving: number;
}

/**
 * Watches all pairs of hosts while policies change. All pairs are watched with new connections. Pairs that are allowed before
 * and after the change are also watched with a connection that is kept open.
 */
export async function monitorChange(
  hosts: readonly Host[],
  before: readonly NetworkPolicyManifest[],
  after: readonly NetworkPolicyManifest[],
  change: () => Promise<unknown>,
): Promise<Report> {
  // The engine must enforce `before` when the watches start.
  await waitForEngine();
  const watches = await Promise.all(
    allPairs(hosts).flatMap(([from, to], i) => {
      // To halve the load, half of the pairs use IPv4 and half use IPv6.
      const family = i % 2 === 0 ? 0 : 1;
      const treatment = treatmentOf(
        { from: from.peers[family], to: to.peers[family], port, protocol: "TCP" },
        before,
        after,
      );
      const isAllowed = treatment === "allowed" || treatment === "moving";
      const watch = async (isHeld: boolean) => ({
        pair: `${from.name} -> ${to.name} IPv${family === 0 ? 4 : 6}${isHeld ? " held" : ""}`,
        // Moving rules do not affect a connection that is kept open.
        treatment: isHeld ? "allowed" : treatment,
        // Rejections over IPv6 sometimes get lost.
        rejections: family === 0 ? [rejection] : [rejection, "timed out"],
        end: await from.watch({
          protocol: "TCP",
          address: to.addresses[family],
          port,
          timeout: isAllowed || treatment === "newlyAllowed" ? allowedTimeout : deniedTimeout,
          interval: isAllowed ? allowedInterval : deniedInterval,
          isHeld,
        }),
      });
      return isAllowed ? [watch(false), watch(true)] : [watch(false)];
    }),
  );
  await pause(300);
  const start = Date.now();
  await change();
  const changed = Date.now();
  await waitForEngine();
  const programmed = Date.now() - changed;
  await pause(750);

  const report: Report = {
    allowed: 0,
    failures: [],
    denied: 0,
    breaches: [],
    unclear: 0,
    programmed,
    denialDelay: 0,
    slowest: 0,
    moving: 0,
  };
  const rejectedMoving: number[] = [];
  const ended = watches.map(async ({ end, ...watch }) => ({ ...watch, attempts: await end() }));
  for (const { pair, treatment, rejections, attempts } of await Promise.all(ended)) {
    for (const attempt of attempts) {
      const isConnected = attempt.outcome === "connected";
      const sinceChanged = attempt.start - changed;
      const deviation = { pair, outcome: attempt.outcome, after: attempt.start - start };
      if (treatment === "newlyDenied" && isConnected) report.denialDelay = Math.max(report.denialDelay, sinceChanged);
      if (treatment === "denied" || (treatment === "newlyDenied" && sinceChanged > programmed)) {
        report.denied++;
        if (isConnected) report.breaches.push(deviation);
        else if (!rejections.includes(attempt.outcome)) report.unclear++;
      }
      if (treatment === "allowed" || treatment === "moving") {
        report.allowed++;
        if (isConnected) report.slowest = Math.max(report.slowest, attempt.end - attempt.start);
        else if (treatment === "moving" && attempt.outcome === rejection && sinceChanged <= programmed)
          rejectedMoving.push(attempt.start);
        else report.failures.push(deviation);
      }
    }
    const isAllowedAfter = treatment !== "denied" && treatment !== "newlyDenied";
    if (isAllowedAfter && !attempts.some(({ end, outcome }) => outcome === "connected" && end - changed > programmed))
      report.failures.push({ pair, outcome: "not connected" });
  }
  if (rejectedMoving.length > 0)
    report.moving = Math.max(...rejectedMoving) - Math.min(...rejectedMoving) + allowedInterval;
  return report;
}

/** Fails if an allowed attempt failed, a denied attempt connected, or there were too few attempts to be sure. */
export function assertNoGap(report: Report): void {
  const { failures, breaches, allowed, denied, unclear } = report;
  const areStray = failures.length <= maxStrayRejections && failures.every(({ outcome }) => outcome === rejection);
  assert.deepEqual({ failures: areStray ? [] : failures, breaches }, { failures: [], breaches: [] });
  assert.ok(unclear <= denied / 20, JSON.stringify({ unclear, denied }));
  assert.ok(allowed > 100 && denied > 50, JSON.stringify(report));
}

/** Human-readable reports in one line. */
export function reportText(reports: readonly Report[]): string {
  const sum = (count: (report: Report) => number) => reports.reduce((total, report) => total + count(report), 0);
  const max = (duration: (report: Report) => number) => Math.max(...reports.map(duration));
  return [
    `allowed: ${sum(({ allowed }) => allowed)}, ${sum(({ failures }) => failures.length)} failed`,
    `denied: ${sum(({ denied }) => denied)}, ${sum(({ breaches }) => breaches.length)} connected, ${sum(({ unclear }) => unclear)} unclear`,
    `at most: ${max(({ slowest }) => slowest)} ms to connect, ${max(({ programmed }) => programmed)} ms to program, ${max(({ denialDelay }) => denialDelay)} ms until denied, ${max(({ moving }) => moving)} ms to move a rule`,
  ].join("; ");
}
