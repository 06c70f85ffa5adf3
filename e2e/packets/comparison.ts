import { type Direction, effectivePolicies, type Rule } from "../../analysis/model/effectivePolicy";
import { ruleMatchesPeer } from "../../analysis/model/matching";
import { evaluate, type Evaluation, type NetworkPolicyManifest, type NetworkPolicyPeer, type Peer } from "../../core";
import { knownDifferences } from "./knownDifferences";
import { observe, type Query } from "./observe";

/** Compares the outcomes of connection attempts with the verdicts of `evaluate`. */
export class Comparison {
  /** The number of attempts that agreed with `evaluate`. */
  readonly agreed = { connected: 0, "timed out": 0 };
  /** The number of attempts that each known difference explains. */
  readonly explained = new Map<string, number>();
  /** Attempts that contradict `evaluate` for no known reason. */
  readonly mismatches: string[] = [];
  /** The names of rule peers that have allowed no connection yet. */
  readonly unusedPeers = new Set<string>();

  /** Makes attempts under policies that the engine has programmed. Each mismatch begins with `prefix`. */
  async add(queries: readonly Query[], policies: readonly NetworkPolicyManifest[], prefix = ""): Promise<void> {
    const peers = rulePeers(policies);
    for (const { name } of peers) this.unusedPeers.add(name);
    const evaluations = new Map(queries.map((query) => [query, evaluateQuery(policies, query)]));
    const observations = await observe(queries, (query) => evaluations.get(query)?.verdict === "allowed");
    for (const { query, outcome } of observations) {
      const { from, to, family, protocol, port } = query;
      const evaluation = evaluations.get(query)!;
      const expected = evaluation.verdict === "allowed" ? "connected" : "timed out";
      const difference = knownDifferences.find(
        (known) => known.outcome === outcome && known.explains(evaluation, query, policies),
      );
      if (outcome === "connected") {
        for (const { name, direction, rule, matches } of peers) {
          const allowsIt = evaluation[direction].rules.some(
            ({ policy, index }) => policy === rule.policy && index === rule.index,
          );
          if (allowsIt && matches((direction === "egress" ? to : from).peers[family])) this.unusedPeers.delete(name);
        }
      }
      if (outcome === expected) this.agreed[expected]++;
      else if (difference !== undefined)
        this.explained.set(difference.name, (this.explained.get(difference.name) ?? 0) + 1);
      else
        this.mismatches.push(
          `${prefix}${from.name} -> ${to.name} IPv${family === 0 ? 4 : 6} ${protocol} ${port}: ${outcome}, not ${expected}`,
        );
    }
  }
}

export function evaluateQuery(policies: readonly NetworkPolicyManifest[], query: Query): Evaluation {
  const { from, to, family, protocol, port } = query;
  return evaluate(policies, { from: from.peers[family], to: to.peers[family], protocol, port });
}

/** One peer of a rule. */
interface RulePeer {
  /** For example, `vald/vald-agent-allow egress[2].to[0]`. */
  name: string;
  direction: Direction;
  rule: Rule;
  /** Absent if the rule applies to everyone. */
  peer?: NetworkPolicyPeer;
  matches(peer: Peer): boolean;
}

/** The peers of all rules. */
export function rulePeers(policies: readonly NetworkPolicyManifest[]): RulePeer[] {
  return effectivePolicies(policies).flatMap(({ ingress = [], egress = [] }) => [
    ...ingress.flatMap((rule) => peersOfRule("ingress", rule)),
    ...egress.flatMap((rule) => peersOfRule("egress", rule)),
  ]);
}

function peersOfRule(direction: Direction, rule: Rule): RulePeer[] {
  const peers = rule.peers === "everyone" ? [undefined] : rule.peers;
  return peers.map((peer, i) => ({
    name: `${rule.policy} ${direction}[${rule.index}].${direction === "ingress" ? "from" : "to"}[${i}]`,
    direction,
    rule,
    ...(peer !== undefined && { peer }),
    matches: (other) => peer === undefined || ruleMatchesPeer({ ...rule, peers: [peer] }, other) === true,
  }));
}
