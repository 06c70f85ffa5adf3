import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { effectivePolicies, type EffectivePolicy } from "../model/effectivePolicy";
import { type Peer, peerReference } from "../model/peer";
import { type PortRange, portRanges } from "../model/portRange";
import { allPorts, intersectPorts, onePort, resolveNamedPorts, subtractPorts } from "../model/portSet";
import { uniqueFacts, type UnknownFact } from "../model/tristate";
import { connection, type PortAnswer, type Side } from "./connection";

/** The question whether `from` may open a connection to `to`. */
export interface Connection {
  from: Peer;
  to: Peer;
  /** A number from 1 to 65535, or the name of a port of `to`. Absent: any port. */
  port?: number | string;
  /** `TCP`, `UDP` or `SCTP`. Default: `TCP`; without a port, any. */
  protocol?: string;
}

/** `unknown`: the answer depends on facts that the input does not give. */
export type Verdict = "allowed" | "denied" | "unknown";

/** Whether policies allow a connection, and which rules decide. */
export interface Evaluation {
  verdict: Verdict;
  /** The ports asked for that are certainly open. */
  ports: PortRange[];
  /** What would have to be known. Empty unless the verdict is `unknown`. */
  unknownFacts: UnknownFact[];
  egress: SideEvaluation;
  ingress: SideEvaluation;
}

/** The verdict of one end: the source's egress, or the target's ingress. */
export interface SideEvaluation {
  verdict: Verdict;
  /** The policies that isolate the pod in this direction, as `namespace/name`. Without one, everything is allowed. */
  policies: string[];
  /** The rules that allow the connection, or, if unknown, may allow it. */
  rules: RuleReference[];
}

export interface RuleReference {
  /** `namespace/name`. */
  policy: string;
  /** Index in `ingress` or `egress` of the policy. */
  index: number;
}

/**
 * Whether policies allow a connection. Policies only add; without a policy that isolates it in a direction, a pod is free in that
 * direction; and the source's egress and the target's ingress must both allow the connection. A pod always reaches itself.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 *
 * Policies that name no namespace are in `default`. Throws if an address or a CIDR block is invalid.
 */
export function evaluate(policies: readonly NetworkPolicyManifest[], question: Connection): Evaluation {
  return evaluateConnection(effectivePolicies(policies), question);
}

/** The same for policies with their defaults applied. */
export function evaluateConnection(policies: readonly EffectivePolicy[], question: Connection): Evaluation {
  const { from, to, port, protocol } = question;
  const isAnyPort = port === undefined;
  const asked = resolveNamedPorts(
    isAnyPort && protocol === undefined ? allPorts : [onePort(protocol ?? "TCP", port)],
    to,
  );
  const { egress, ingress, ...both } = connection(policies, from, to);
  const askedPorts = ({ certain, possible }: PortAnswer) => ({
    certain: intersectPorts(certain, asked),
    possible: intersectPorts(possible, asked),
  });
  const verdictOn = (answer: PortAnswer): Verdict => {
    const { certain, possible } = askedPorts(answer);
    const isAllowed = isAnyPort
      ? certain.some(({ names }) => names.length === 0)
      : asked.length > 0 && asked.every((ports) => subtractPorts(ports, certain) === undefined);
    return isAllowed ? "allowed" : possible.length > 0 ? "unknown" : "denied";
  };
  const sideEvaluation = (side: Side): SideEvaluation => {
    const verdict = verdictOn(side);
    return {
      verdict,
      policies: [...side.policies],
      rules: side.rules
        .filter(({ isCertain }) => isCertain || verdict !== "allowed")
        .filter(({ ports }) => intersectPorts(ports, asked).length > 0)
        .map(({ policy, index }) => ({ policy, index })),
    };
  };

  const verdict = verdictOn(both);
  const { certain, possible } = askedPorts(both);
  const names = possible.flatMap((ports) => ports.names);
  const unknownFacts = [
    ...egress.unknownFacts,
    ...ingress.unknownFacts,
    ...names.map((name): UnknownFact => ({ code: "port-number", port: name, target: peerReference(to) })),
  ];
  return {
    verdict,
    ports: portRanges(certain),
    unknownFacts: verdict === "unknown" ? uniqueFacts(unknownFacts) : [],
    egress: sideEvaluation(egress),
    ingress: sideEvaluation(ingress),
  };
}
