import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import type { RuleReference } from "../../analysis/evaluate";
import { evaluate, type Evaluation, type NetworkPolicyManifest } from "../../policies";
import type { Host } from "./host";
import { pairsOf } from "./observed";
import { canary } from "./world";

/** What is tried all the time: gRPC of Vald. */
const port = 8081;

/** A new connection every so many milliseconds, of each pair; some hundred a second with all pairs together. */
const everyAllowed = 50;
const everyDenied = 250;

/** After how many milliseconds without an answer a connection that is held has failed, or a new one. */
const longestSilence = 3000;

/** After how many milliseconds what is denied is given up: many times what an answer takes. */
const longestDenial = 1500;

/** What happened to connections while policies changed. */
export interface Report {
  /** How many connections that both configurations allow were made, or went on. */
  allowed: number;
  /** Those that failed; and pairs that the second configuration allows and nothing connected once it was programmed. */
  failures: string[];
  /** How many attempts that both configurations deny were made. */
  denied: number;
  /** How many of them ended otherwise than the engine's denials do. */
  unclear: number;
  /**
   * Those that succeeded, and how many milliseconds after the change began; also those that only the second configuration
   * denies, once the engine had programmed it.
   */
  breaches: string[];
  /** How long after the change the engine had programmed it, in milliseconds. */
  programmed: number;
  /** How long after the change what it denies last succeeded, in milliseconds; 0 where nothing did. */
  grace: number;
  /** The longest that a connection took to be made, or to be answered, in milliseconds. */
  slowest: number;
  /** How long new connections were refused whose rule got a later place in its policy, in milliseconds. */
  moving: number;
}

/**
 * Watches all pairs of hosts while policies change from the one set to the other: what both allow, by new connections and on
 * one that is held; what both deny; and what is denied, or allowed, only from then on.
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
        // Its refusals over IPv6 do not always arrive.
        denials: family === 0 ? [refusal] : [refusal, "timed out"],
        stop: await from.watch({ ...attempt, milliseconds, every, isHeld }),
      });
      switch ([old.verdict, next.verdict].join()) {
        case "allowed,allowed":
          return [
            watch(isMoving(old, next, before) ? "moving" : "allowed", everyAllowed, longestSilence, false),
            watch("allowed", everyAllowed, longestSilence, true),
          ];
        case "denied,denied":
          return [watch("denied", everyDenied, longestDenial, false)];
        case "allowed,denied":
          return [watch("closing", everyDenied, longestDenial, false)];
        default:
          return [watch("opening", everyDenied, longestSilence, false)];
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

  const report: Report = {
    allowed: 0,
    failures: [],
    denied: 0,
    unclear: 0,
    breaches: [],
    programmed,
    grace: 0,
    slowest: 0,
    moving: 0,
  };
  const refused: number[] = [];
  const ended = watches.map(async ({ stop, ...watch }) => ({ ...watch, tried: await stop() }));
  for (const { what, kind, denials, tried } of await Promise.all(ended)) {
    for (const { start: begun, end, outcome } of tried) {
      const isOpen = outcome === "connected";
      const after = begun - changed;
      const about = `${what}: ${outcome} ${begun - start} ms after`;
      if (kind === "closing" && isOpen) report.grace = Math.max(report.grace, after);
      if (kind === "denied" || (kind === "closing" && after > programmed)) {
        report.denied++;
        if (isOpen) report.breaches.push(about);
        else if (!denials.includes(outcome)) report.unclear++;
      }
      if (kind === "allowed" || kind === "moving") {
        report.allowed++;
        if (isOpen) report.slowest = Math.max(report.slowest, end - begun);
        else if (kind === "moving" && outcome === refusal) refused.push(begun);
        else report.failures.push(about);
      }
    }
    const isToBeOpen = kind === "allowed" || kind === "moving" || kind === "opening";
    if (isToBeOpen && !tried.some(({ end, outcome }) => outcome === "connected" && end - changed > programmed))
      report.failures.push(`${what}: nothing connected after the change`);
  }
  if (refused.length > 0) report.moving = Math.max(...refused) - Math.min(...refused) + everyAllowed;
  return report;
}

/** What the engine answers to what it denies. */
const refusal = "ECONNREFUSED";

/** What policies say of a pair: allowed or denied before and after the change, or only before it or after it. */
type Kind = "allowed" | "moving" | "denied" | "closing" | "opening";

/**
 * Whether a connection is let through only by rules that get a later place in their policy than any that let it through
 * before. The engine fills its sets, one for each place, in their order, and has a rule for a new place only after that (see
 * places.spec.ts).
 */
function isMoving(old: Evaluation, next: Evaluation, before: readonly NetworkPolicyManifest[]): boolean {
  const wasThere = (policy: string) =>
    before.some(({ metadata }) => `${metadata.namespace}/${metadata.name}` === policy);
  return (["egress", "ingress"] as const).some((direction) => {
    const { rules } = next[direction];
    const isLater = ({ policy, index }: RuleReference) =>
      wasThere(policy) && !old[direction].rules.some((rule) => rule.policy === policy && rule.index >= index);
    return rules.length > 0 && rules.every(isLater);
  });
}

/** The longest that a denial may take to come into force, in milliseconds. */
export const longestGrace = 3000;

/** The longest that a rule may take to move, in milliseconds: many times what it takes where nothing else is going on. */
export const longestMove = 1000;

/**
 * How many new connections the engine may refuse in a change, for all that policies say: now and then it refuses one (see
 * places.spec.ts). Each pair tries one every 50 ms.
 */
const mostStray = 1;

/** Fails where a connection failed or got through that should not have, or where too little was tried to tell. */
export function assertNoGap(report: Report): void {
  const { failures, breaches, grace, moving, allowed, denied, unclear } = report;
  const isStray = failures.length <= mostStray && failures.every((failure) => failure.includes(`: ${refusal} `));
  assert.deepEqual({ failures: isStray ? [] : failures, breaches }, { failures: [], breaches: [] });
  assert.ok(grace <= longestGrace && moving <= longestMove, JSON.stringify({ grace, moving }));
  assert.ok(unclear <= denied / 20, JSON.stringify({ unclear, denied }));
  assert.ok(allowed > 100 && denied > 50, JSON.stringify(report));
}

/** Reports in a line. */
export function said(reports: readonly Report[]): string {
  const sum = (of: (report: Report) => number) => reports.reduce((total, report) => total + of(report), 0);
  const most = (of: (report: Report) => number) => Math.max(...reports.map(of));
  return `${sum(({ allowed }) => allowed)} allowed, ${sum(({ failures }) => failures.length)} failed; ${sum(({ denied }) => denied)} denied, ${sum(({ breaches }) => breaches.length)} let through, ${sum(({ unclear }) => unclear)} unclear; slowest answer ${most(({ slowest }) => slowest)} ms; programmed after at most ${most(({ programmed }) => programmed)} ms, closed after ${most(({ grace }) => grace)} ms${most(({ moving }) => moving) === 0 ? "" : `, rules moved in ${most(({ moving }) => moving)} ms`}`;
}
