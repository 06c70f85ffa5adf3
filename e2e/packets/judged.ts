import { admits } from "../../analysis/admits";
import { type Direction, isolations, type Rule } from "../../analysis/isolation";
import {
  evaluate,
  type Evaluation,
  type NetworkPolicyManifest,
  type NetworkPolicyPeer,
  type Party,
} from "../../policies";
import type { Host } from "./host";
import { known } from "./known";
import { type Asked, observed, type TriedPort } from "./observed";

/** What packets say beside what `evaluate` says. */
export class Judged {
  readonly seen = { connected: 0, "timed out": 0 };
  /** How many were late in the crowd: as many of those that are denied may have been too slow to be seen. */
  late = 0;
  /** How many differences each entry of the list accounts for. */
  readonly settled = new Map<string, number>();
  readonly wrong: string[] = [];
  /** The names of peers of rules that had no part in letting anything through. */
  readonly unmet = new Set<string>();

  /** Tries the ports of the pairs, under policies that the engine has programmed. */
  async observe(
    pairs: readonly (readonly [from: Host, to: Host])[],
    ports: readonly TriedPort[],
    policies: readonly NetworkPolicyManifest[],
    about = "",
  ): Promise<void> {
    const peers = peersIn(policies);
    for (const { name } of peers) this.unmet.add(name);
    const isAllowed = (one: Asked) => evaluated(one, policies).verdict === "allowed";
    for (const one of await observed(pairs, ports, isAllowed)) {
      const { from, to, family, protocol, port, outcome } = one;
      const evaluation = evaluated(one, policies);
      const expected = evaluation.verdict === "allowed" ? "connected" : "timed out";
      const entry = known.find((it) => it.outcome === outcome && it.holds(evaluation, one, policies));
      const what = `${from.name} -> ${to.name} IPv${family === 0 ? 4 : 6} ${protocol} ${port}`;
      const isMet = ({ direction, rule, admits }: RulePeer) =>
        evaluation[direction].rules.some(({ policy, index }) => policy === rule.policy && index === rule.index) &&
        admits((direction === "egress" ? to : from).parties[family]);
      if (outcome === "connected") for (const { name } of peers.filter(isMet)) this.unmet.delete(name);
      if (one.isLate && outcome === "connected") this.late++;
      if (outcome === expected) this.seen[expected]++;
      else if (entry !== undefined) this.settled.set(entry.name, (this.settled.get(entry.name) ?? 0) + 1);
      else this.wrong.push(`${about}${what}: ${outcome}, not ${expected}`);
    }
  }
}

function evaluated(
  { from, to, family, protocol, port }: Asked,
  policies: readonly NetworkPolicyManifest[],
): Evaluation {
  return evaluate(policies, { from: from.parties[family], to: to.parties[family], protocol, port });
}

/** A peer of a rule. */
interface RulePeer {
  /** `vald/vald-agent-allow egress[2].to[0]`. */
  name: string;
  direction: Direction;
  rule: Rule;
  /** Absent: everyone. */
  peer?: NetworkPolicyPeer;
  admits(party: Party): boolean;
}

/** The peers of all rules of policies. */
export function peersIn(policies: readonly NetworkPolicyManifest[]): RulePeer[] {
  return isolations(policies).flatMap(({ ingress = [], egress = [] }) => [
    ...peersOf("ingress", ingress),
    ...peersOf("egress", egress),
  ]);
}

function peersOf(direction: Direction, rules: readonly Rule[]): RulePeer[] {
  return rules.flatMap((rule) => {
    const peers = rule.peers === "everyone" ? [undefined] : rule.peers;
    return peers.map((peer, i) => ({
      name: `${rule.policy} ${direction}[${rule.index}].${direction === "ingress" ? "from" : "to"}[${i}]`,
      direction,
      rule,
      ...(peer !== undefined && { peer }),
      admits: (party) => peer === undefined || admits({ ...rule, peers: [peer] }, party) === true,
    }));
  });
}
