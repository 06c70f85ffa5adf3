import type { Component } from "../graph/components";
import { assertValid } from "../policy/assertValid";
import { componentParties, componentParty, valdNamespace, withAnyAddress } from "./components";
import { type Connection, evaluate, type Evaluation, type RuleReference, type SideEvaluation } from "./evaluate";
import type { Given } from "./given";
import { inNamespace } from "./inNamespace";
import { partiesHeading } from "./regions/heading";
import { type Direction, isolations } from "./isolation";
import { type Party, partyText } from "./party";
import { portRanges } from "./portRange";
import { joined } from "./portSet";
import { portsText } from "./portsText";
import { peerRegions } from "./regions/peerRegions";

/** As a connection, with a component for an end where one is meant: a pod that has the labels that select it. */
export interface Question extends Omit<Connection, "from" | "to"> {
  from: Component | Party;
  to: Component | Party;
}

/** An evaluation in the words of the table. */
export interface Explanation extends Evaluation {
  /** The ends, in words. */
  from: string;
  to: string;
  egress: SideExplanation;
  ingress: SideExplanation;
}

export interface SideExplanation extends SideEvaluation {
  rules: ExplainedRule[];
}

export interface ExplainedRule extends RuleReference {
  /** The peers and ports of the rule in words: `lb gateway, all ports`. */
  text: string;
}

/** Why a connection is allowed or denied: what each end says, by which policy and rule. Throws as `evaluate` does. */
export function explain(all: Given, { from, to, ...rest }: Question): Explanation {
  assertValid(all.args ?? {});
  const given = inNamespace(all);
  const namespace = valdNamespace(given);
  const components = componentParties(given);
  const rules = isolations(given.policies, namespace).flatMap((isolation) => [
    { direction: "ingress" as const, rules: isolation.ingress ?? [] },
    { direction: "egress" as const, rules: isolation.egress ?? [] },
  ]);
  const explained = (direction: Direction, reference: RuleReference): ExplainedRule => {
    const rule = rules
      .filter((list) => list.direction === direction)
      .flatMap((list) => list.rules)
      .find(({ policy, index }) => policy === reference.policy && index === reference.index);
    if (rule === undefined) throw new Error(`no rule ${reference.index} in ${reference.policy}`);
    const words = peerRegions(rule).map((peer) => partiesHeading(peer, components));
    return { ...reference, text: `${words.join(" or ")}, ${portsText(portRanges(joined(rule.ports)))}` };
  };
  const named = given.policies.map((policy) => ({
    ...policy,
    metadata: { namespace, ...policy.metadata },
  }));
  const evaluation = evaluate(named, { from: partyOf(from, given), to: partyOf(to, given), ...rest });
  const side = (direction: Direction): SideExplanation => ({
    ...evaluation[direction],
    rules: evaluation[direction].rules.map((reference) => explained(direction, reference)),
  });
  return {
    from: endText(from, given),
    to: endText(to, given),
    ...evaluation,
    egress: side("egress"),
    ingress: side("ingress"),
  };
}

/** Its address is not known, where the table takes it to have none. */
function partyOf(end: Component | Party, given: Given): Party {
  if (typeof end !== "string") return end;
  return withAnyAddress(componentParty(end, given).pod);
}

function endText(end: Component | Party, given: Given): string {
  return typeof end === "string" ? componentParty(end, given).title : partyText(end);
}
