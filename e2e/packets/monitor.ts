import assert from "node:assert/strict";
import { evaluate, type Evaluation, type NetworkPolicyManifest } from "../../policies";
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
  /**
   * Those that succeeded, and how many milliseconds after the change began; also those that only the second configuration
   * denies, once the engine had programmed it.
   */
  breaches: string[];
  /** How long after the change the engine had programmed it, in milliseconds. */
  programmed: number;
  /** How long after the change what it denies last succeeded, in milliseconds; 0 where nothing did. */
  grace: number;
  /** How long new connections were refused whose rule got a place that its policy did not have before, in milliseconds. */
  moving: number;
}

/**
 * Watches all pairs of hosts while policies change from the one set to the other: what both allow, by new connections and on
 * one that is held; what both deny; and what is denied only from then on.
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
      const connection = { from: from.parties[family], to: to.parties[family], port, protocol: "TCP" };
      const [old, next] = [evaluate(before, connection), evaluate(after, connection)];
      const attempt = { protocol: "TCP" as const, address: to.addresses[family], port };
      const what = `${from.name} -> ${to.name} IPv${family === 0 ? 4 : 6}`;
      const watch = async (kind: Kind, every: number, milliseconds: number, isHeld: boolean) => ({
        what: `${what}${isHeld ? " held" : ""}`,
        kind,
        stop: await from.watch({ ...attempt, milliseconds, every, isHeld }),
      });
      switch ([old.verdict, next.verdict].join()) {
        case "allowed,allowed":
          return [
            watch(isMoving(next, before) ? "moving" : "allowed", everyAllowed, 5000, false),
            watch("allowed", everyAllowed, 5000, true),
          ];
        case "denied,denied":
          return [watch("denied", everyDenied, 500, false)];
        case "allowed,denied":
          return [watch("closing", everyDenied, 500, false)];
        default:
          return [];
      }
    }),
  );
  await pause(300);
  const start = Date.now();
  await change();
  const changed = Date.now();
  await engine.programmed();
  const programmed = Date.now() - changed;
  await pause(750);

  const report: Report = { allowed: 0, failures: [], denied: 0, breaches: [], programmed, grace: 0, moving: 0 };
  const refused: number[] = [];
  for (const { what, kind, stop } of watches) {
    const tried: Tried[] = await stop();
    for (const one of tried) {
      const isOpen = one.outcome === "connected";
      const after = one.start - changed;
      if (kind === "closing" && isOpen) report.grace = Math.max(report.grace, after);
      const isDenied = kind === "denied" || (kind === "closing" && after > programmed);
      if (kind === "allowed" || kind === "moving") report.allowed++;
      if (isDenied) report.denied++;
      if (kind === "moving" && !isOpen) refused.push(one.start);
      if (kind === "allowed" && !isOpen) report.failures.push(`${what}: ${one.outcome} ${one.start - start} ms after`);
      if (isDenied && isOpen) report.breaches.push(`${what}: ${one.start - start} ms after`);
    }
  }
  if (refused.length > 0) report.moving = Math.max(...refused) - Math.min(...refused) + everyAllowed;
  return report;
}

/** What policies say of a pair: allowed or denied before and after the change, or denied only after it. */
type Kind = "allowed" | "moving" | "denied" | "closing";

/**
 * Whether a connection is let through only by rules that get a place in their policy which that had none in before. The engine
 * fills its sets, one for each place, a moment before it has a rule for the new place (see places.spec.ts).
 */
function isMoving({ egress, ingress }: Evaluation, before: readonly NetworkPolicyManifest[]): boolean {
  const sides = [
    ["egress", egress],
    ["ingress", ingress],
  ] as const;
  return sides.some(
    ([direction, { rules }]) =>
      rules.length > 0 &&
      rules.every(({ policy, index }) => {
        const old = before.find(({ metadata }) => `${metadata.namespace}/${metadata.name}` === policy);
        return old !== undefined && index >= (old.spec[direction] ?? []).length;
      }),
  );
}

/** The longest that a denial may take to come into force, and a rule to move, in milliseconds. */
export const longestGrace = 3000;

/** Fails where a connection failed or got through that should not have, or where too little was tried to tell. */
export function assertNoGap(report: Report): void {
  const { failures, breaches, grace, moving, allowed, denied } = report;
  assert.deepEqual({ failures, breaches }, { failures: [], breaches: [] });
  assert.ok(grace <= longestGrace && moving <= longestGrace, JSON.stringify({ grace, moving }));
  assert.ok(allowed > 100 && denied > 50, JSON.stringify(report));
}

/** Reports in a line. */
export function said(reports: readonly Report[]): string {
  const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0);
  const most = (of: (report: Report) => number) => Math.max(...reports.map(of));
  return `${sum(({ allowed }) => allowed)} allowed, ${sum(({ failures }) => failures.length)} failed; ${sum(({ denied }) => denied)} denied, ${sum(({ breaches }) => breaches.length)} let through; programmed after at most ${most(({ programmed }) => programmed)} ms, closed after ${most(({ grace }) => grace)} ms${most(({ moving }) => moving) === 0 ? "" : `, rules moved in ${most(({ moving }) => moving)} ms`}`;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
