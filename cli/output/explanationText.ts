import type { Explanation, QuestionEndpoint, SideExplanation } from "../../analysis/queries/explain";
import { componentTitle } from "../../analysis/text/componentTitle";
import { endpointText, peerText } from "../../analysis/text/endpointText";
import { portsText } from "../../analysis/text/portsText";
import { unevaluatedAdvice } from "../../analysis/text/unevaluatedAdvice";
import { unknownFactText } from "../../analysis/text/unknownFactText";
import type { UnknownFact } from "../../analysis/model/tristate";
import { endpointNoteText } from "./endpointNoteText";
import type { RuleOrigin } from "../../args/resolvedArgs";
import { listText } from "../../analysis/text/listText";

/** The ports in the question, such as `TCP 8081` or `any port`. */
export interface AskedPorts {
  port?: number | string;
  protocol?: string;
}

/**
 * The result of `explain` as human-readable text: the verdict, then the source's egress and the target's ingress. `hasServices`:
 * the input contains Services.
 */
export function explanationText(
  explanation: Explanation,
  asked: AskedPorts,
  originText: (origin: RuleOrigin) => string,
  { hasServices = false } = {},
): string {
  const { verdict, unknownFacts, serviceRange } = explanation;
  const [from, to] = [questionEndpointText(explanation.from), questionEndpointText(explanation.to)];
  return [
    `${from} -> ${to}, ${askedPortsText(asked)}: ${verdict}${openPortsText({ ...explanation, port: asked.port })}`,
    ...explanation.endpointNotes.map((note) => `  note: ${endpointNoteText(note)}`),
    ...unknownLines(unknownFacts),
    ...(serviceRange === undefined
      ? []
      : [
          `  note: ${to} is in a usual range of Service addresses (${serviceRange.cidr}: ${serviceRange.platforms})${hasServices ? ", but no Service in the input has this address" : ""}; most network plugins see a pod behind the Service instead, so ${hasServices ? "" : "pass the Service with --manifests, or "}specify the pod`,
        ]),
    ...connectionSides(explanation, from, to, asked, originText),
    "",
  ].join("\n");
}

/** The missing facts, and what to do about policies that are not evaluated. */
export function unknownLines(facts: readonly UnknownFact[]): string[] {
  const policies = facts.flatMap((fact) => (fact.code === "policy-not-evaluated" ? [fact.policy] : []));
  return [
    ...(facts.length > 0 ? [`  unknown: ${listText(facts.map(unknownFactText))}`] : []),
    ...unevaluatedAdvice(policies).map((advice) => `  not evaluated: ${advice}`),
  ];
}

/** `TCP 8081`, `any UDP port` */
export function askedPortsText({ port, protocol }: AskedPorts): string {
  return port === undefined
    ? `any ${protocol === undefined ? "" : `${protocol} `}port`
    : `${protocol ?? "TCP"} ${port}`;
}

export function questionEndpointText(endpoint: QuestionEndpoint): string {
  return endpoint.kind === "component" ? componentTitle(endpoint.component) : peerText(endpoint.peer);
}

/** ` on TCP 8081`, if some ports are open and no port was asked for. */
export function openPortsText({
  verdict,
  ports,
  port,
}: Pick<Explanation, "ports"> & { verdict: string; port?: AskedPorts["port"] }): string {
  return verdict === "allowed" && port === undefined ? ` on ${portsText(ports)}` : "";
}

/** The verdicts for the source's egress and the target's ingress, and the rules that decide. */
export function connectionSides(
  { hasPort, egress, ingress }: Pick<Explanation, "hasPort" | "egress" | "ingress">,
  from: string,
  to: string,
  { port, protocol = "TCP" }: AskedPorts,
  originText: (origin: RuleOrigin) => string,
): string[] {
  if (!hasPort) return [`  ${to} has no ${protocol} port named ${port}`];
  return [...sideLines("egress", from, egress, originText), ...sideLines("ingress", to, ingress, originText)];
}

/** The verdict for one end, and the rules that decide. */
function sideLines(
  direction: "ingress" | "egress",
  pod: string,
  { verdict, policies, rules }: SideExplanation,
  originText: (origin: RuleOrigin) => string,
): string[] {
  if (policies.length === 0)
    return [
      verdict === "unknown"
        ? `  ${direction}: unknown; no policy that is evaluated isolates ${pod}, but a policy that is not evaluated may deny the connection`
        : `  ${direction}: ${verdict}; no policy isolates ${pod}`,
    ];
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
