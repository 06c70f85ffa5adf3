import { evaluate, type Evaluation, type NetworkPolicyManifest } from "../../policies";
import type { Host } from "./host";
import { known } from "./known";
import { type Observation, observed, type TriedPort } from "./observed";

/** What packets say beside what `evaluate` says. */
export class Judged {
  readonly seen = { connected: 0, "timed out": 0 };
  /** How many differences each entry of the list accounts for. */
  readonly settled = new Map<string, number>();
  readonly wrong: string[] = [];

  /** Tries the ports of the pairs, under policies that the engine has programmed. */
  async observe(
    pairs: readonly (readonly [from: Host, to: Host])[],
    ports: readonly TriedPort[],
    policies: readonly NetworkPolicyManifest[],
    about = "",
  ): Promise<void> {
    const isAllowed = (one: Omit<Observation, "outcome">) => evaluated(one, policies).verdict === "allowed";
    for (const one of await observed(pairs, ports, isAllowed)) {
      const { from, to, family, protocol, port, outcome } = one;
      const evaluation = evaluated(one, policies);
      const expected = evaluation.verdict === "allowed" ? "connected" : "timed out";
      const entry = known.find((it) => it.outcome === outcome && it.holds(evaluation, one, policies));
      const what = `${from.name} -> ${to.name} IPv${family === 0 ? 4 : 6} ${protocol} ${port}`;
      if (outcome === expected) this.seen[expected]++;
      else if (entry !== undefined) this.settled.set(entry.name, (this.settled.get(entry.name) ?? 0) + 1);
      else this.wrong.push(`${about}${what}: ${outcome}, not ${expected}`);
    }
  }
}

function evaluated(
  { from, to, family, protocol, port }: Omit<Observation, "outcome">,
  policies: readonly NetworkPolicyManifest[],
): Evaluation {
  return evaluate(policies, { from: from.parties[family], to: to.parties[family], protocol, port });
}
