import type { Explanation, QuestionEndpoint, SideExplanation } from "../../analysis/queries/explain";
import { componentTitle } from "../../analysis/text/componentTitle";
import { endpointText, peerText } from "../../analysis/text/endpointText";
import { portsText } from "../../analysis/text/portsText";
import { unevaluatedAdvice } from "../../analysis/text/unevaluatedAdvice";
import { unknownFactText } from "../../analysis/text/unknownFactText";
import type { RuleOrigin } from "../../args/resolvedArgs";
import { listText } from "../../analysis/text/listText";

/** The ports in the question, such as `TCP 8081` or `any port`. */
export interface AskedPorts {
  port?: number | string;
  protocol?: string;
}

/** The result of `explain` as human-readable text: the verdict, then the source's egress and the target's ingress. */
export function explanationText(
  explanation: Explanation,
  { port, protocol }: AskedPorts,
  originText: (origin: RuleOrigin) => string,
): string {
  const { verdict, ports, unknownFacts } = explanation;
  const [from, to] = [questionEndpointText(explanation.from), questionEndpointText(explanation.to)];
  const asked =
    port === undefined ? `any ${protocol === undefined ? "" : `${protocol} `}port` : `${protocol ?? "TCP"} ${port}`;
  const openPorts = verdict === "allowed" && port === undefined ? ` on ${portsText(ports)}` : "";
  return [
    `${from} -> ${to}, ${asked}: ${verdict}${openPorts}`,
    ...(unknownFacts.length > 0 ? [`  unknown: ${listText(unknownFacts.map(unknownFactText))}`] : []),
    ...unevaluatedAdvice(
      unknownFacts.flatMap((fact) => (fact.code === "policy-not-evaluated" ? [fact.policy] : [])),
    ).map((advice) => `  not evaluated: ${advice}`),
    ...(explanation.hasPort
      ? [
          ...sideLines("egress", from, explanation.egress, originText),
          ...sideLines("ingress", to, explanation.ingress, originText),
        ]
      : [`  ${to} has no ${protocol ?? "TCP"} port named ${port}`]),
    "",
  ].join("\n");
}

function questionEndpointText(endpoint: QuestionEndpoint): string {
  return endpoint.kind === "component" ? componentTitle(endpoint.component) : peerText(endpoint.peer);
}

function sideLines(
  direction: "ingress" | "egress",
  pod: string,
  { verdict, policies, rules }: SideExplanation,
  originText: (origin: RuleOrigin) => string,
): string[] {
  if (policies.length === 0) return [`  ${direction}: ${verdict}; no policy isolates ${pod}`];
  if (rules.length === 0)
    return [
      `  ${direction}: ${verdict}; no rule in ${listText(policies, "or")} allows the connection${verdict === "unknown" ? ", but a policy that is not evaluated may" : ""}`,
    ];
  return [
    `  ${direction}: ${verdict}${verdict === "allowed" ? " by these rules" : "; these rules may allow the connection"}:`,
    ...rules.map(({ policy, index, peers, ports, origin }) => {
      const text = `${peers.map(endpointText).join(" or ")}, ${portsText(ports)}`;
      const source = origin === undefined ? "" : ` (${originText(origin)})`;
      return `    ${policy} ${direction}[${index}]: ${text}${source}`;
    }),
  ];
}
