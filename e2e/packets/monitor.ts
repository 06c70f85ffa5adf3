import { evaluate, type NetworkPolicyManifest } from "../../policies";
import type { Tried } from "./attempt";
import type { Host } from "./host";
import { pairsOf } from "./observed";
import { canary } from "./world";

/** What is tried all the time: gRPC of Vald. */
const port = 8081;

/** A new connection every so many milliseconds, of each pair; some hundred a second with all pairs together. */
const everyAllowed = 50;
const everyDenied = 250;

/** What happened to connections while policies changed. */
export interface Report {
  /** How many connections that both configurations allow were made, or went on. */
  allowed: number;
  /** Those that failed. */
  failures: string[];
  /** How many attempts that both configurations deny were made. */
  denied: number;
  /** Those that succeeded, and how many milliseconds after the change began. */
  breaches: string[];
  /** How long after the change the engine had programmed it, in milliseconds. */
  programmed: number;
}

/**
 * Watches all pairs of hosts while policies change from the one set to the other: what both allow, by new connections and on
 * one that is held, and what both deny.
 */
export async function watched(
  hosts: readonly Host[],
  before: readonly NetworkPolicyManifest[],
  after: readonly NetworkPolicyManifest[],
  change: () => Promise<unknown>,
): Promise<Report> {
  const engine = await canary();
  const watches = await Promise.all(
    pairsOf(hosts).flatMap(([from, to], i) => {
      // One family a pair, so that both are watched and half as much is going on.
      const family = i % 2 === 0 ? 0 : 1;
      const verdicts = [before, after].map(
        (policies) =>
          evaluate(policies, { from: from.parties[family], to: to.parties[family], port, protocol: "TCP" }).verdict,
      );
      const attempt = { protocol: "TCP" as const, address: to.addresses[family], port };
      const what = `${from.name} -> ${to.name} IPv${family === 0 ? 4 : 6}`;
      const watch = async (isAllowed: boolean, every: number, milliseconds: number, isHeld: boolean) => ({
        what: `${what}${isHeld ? " held" : ""}`,
        isAllowed,
        stop: await from.watch({ ...attempt, milliseconds, every, isHeld }),
      });
      if (verdicts.every((verdict) => verdict === "allowed"))
        return [watch(true, everyAllowed, 5000, false), watch(true, everyAllowed, 5000, true)];
      return verdicts.every((verdict) => verdict === "denied") ? [watch(false, everyDenied, 500, false)] : [];
    }),
  );
  await pause(300);
  const start = Date.now();
  await change();
  const changed = Date.now();
  await engine.programmed();
  const programmed = Date.now() - changed;
  await pause(300);

  const report: Report = { allowed: 0, failures: [], denied: 0, breaches: [], programmed };
  for (const { what, isAllowed, stop } of watches) {
    const tried: Tried[] = await stop();
    report[isAllowed ? "allowed" : "denied"] += tried.length;
    for (const one of tried) {
      const isOpen = one.outcome === "connected";
      if (isAllowed && !isOpen) report.failures.push(`${what}: ${one.outcome} ${one.start - start} ms after`);
      if (!isAllowed && isOpen) report.breaches.push(`${what}: ${one.start - start} ms after`);
    }
  }
  return report;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
