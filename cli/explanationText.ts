import type { Explanation, ExplainedRule, SideExplanation } from "../analysis/explain";
import { portsText } from "../analysis/portsText";
import { listText } from "./connectionLines";

/** Where a rule stands, as far as it is known: the documented table, or a place in the user's file. */
export type Origin = (direction: "ingress" | "egress", rule: ExplainedRule) => string | undefined;

/** An explanation in words: the verdict, then the source's egress and the target's ingress. */
export function explanationText(explanation: Explanation, asked: string, origin: Origin): string {
  const { from, to, verdict, ports, missing } = explanation;
  const onPorts = verdict === "allowed" && asked.startsWith("any ") ? ` on ${portsText(ports)}` : "";
  return [
    `${from} -> ${to}, ${asked}: ${verdict}${onPorts}`,
    ...(missing.length > 0 ? [`  not known: ${listText(missing)}`] : []),
    ...sideLines("egress", from, explanation.egress, origin),
    ...sideLines("ingress", to, explanation.ingress, origin),
    "",
  ].join("\n");
}

function sideLines(direction: "ingress" | "egress", pod: string, side: SideExplanation, origin: Origin): string[] {
  const { verdict, policies, rules } = side;
  if (policies.length === 0 && verdict === "denied") return [`  ${direction}: denied; the target has no such port`];
  if (policies.length === 0) return [`  ${direction}: ${verdict}; no policy isolates ${pod}`];
  if (rules.length === 0) {
    const [none, verb] = policies.length === 1 ? ["no rule", "lets"] : ["no rules", "let"];
    return [`  ${direction}: ${verdict}; ${none} of ${listText(policies)} ${verb} it through`];
  }
  return [
    `  ${direction}: ${verdict}${verdict === "allowed" ? " by" : "; it may be let through by"}`,
    ...rules.map((rule) => {
      const where = origin(direction, rule);
      return `    ${rule.policy} ${direction}[${rule.index}]: ${rule.text}${where === undefined ? "" : ` (${where})`}`;
    }),
  ];
}
