import type { NetworkPolicyManifest } from "../../kubernetes/networkPolicy";
import { assertInput, assertQuestion } from "../model/assertInput";
import { effectivePolicies } from "../model/effectivePolicy";
import { policiesSchema } from "../model/inputSchemas";
import { type Peer, peerReference } from "../model/peer";
import { type PortRange, portRanges } from "../model/portRange";
import { allPorts, intersectPorts, onePort, resolveNamedPorts, subtractPorts } from "../model/portSet";
import { uniqueFacts, type UnknownFact } from "../model/tristate";
import { connection, type PolicyInput, type Side } from "./connection";
import type { PortAnswer } from "./portAnswer";

/** A query: may `from` open a connection to `to`? */
export interface Connection {
  /** The pod or address that opens the connection. */
  from: Peer;
  /** The pod or address to which the connection is opened. */
  to: Peer;
  /** A number from 1 to 65535, or a port name that `to` declares. Default: any port. */
  port?: number | string;
  /** `TCP`, `UDP` or `SCTP`. Default: `TCP`, or any protocol if `port` is omitted. */
  protocol?: string;
}

/** `unknown`: the answer depends on facts that are not in the input. */
export type Verdict = "allowed" | "denied" | "unknown";

/** Whether policies allow a connection, and the rules that decide. */
export interface Evaluation {
  /** Whether both ends allow the connection on the queried port or, if no port is queried, on at least one port. */
  verdict: Verdict;
  /** The queried ports that are certainly open. */
  ports: PortRange[];
  /** False if the query names a port that the target does not declare. Then the verdict is `denied`, whatever policies say. */
  hasPort: boolean;
  /** The missing facts on which the verdict depends. Empty unless the verdict is `unknown`. */
  unknownFacts: UnknownFact[];
  /** The verdict at the source, with the policies and rules that decide. */
  egress: SideEvaluation;
  /** The verdict at the target, with the policies and rules that decide. */
  ingress: SideEvaluation;
}

/** The verdict for one end: the source's egress, or the target's ingress. */
export interface SideEvaluation {
  /** Whether this end allows the connection, whatever the other end decides. */
  verdict: Verdict;
  /**
   * The policies that isolate or may isolate the pod in this direction, as `namespace/name`. If there are none, everything is
   * allowed.
   */
  policies: string[];
  /** The rules that allow the connection, or, if the verdict is not `allowed`, may allow it. */
  rules: RuleReference[];
}

/** A rule in a NetworkPolicy. */
export interface RuleReference {
  /** The policy, as `namespace/name`. */
  policy: string;
  /** The index in the policy's `ingress` or `egress` list. */
  index: number;
}

/**
 * Evaluates whether policies allow a connection. NetworkPolicies are additive. If no policy isolates a pod in a direction, all
 * traffic in that direction is allowed. The source's egress and the target's ingress must both allow the connection. A pod can
 * always reach itself.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 *
 * A policy without a namespace belongs to `default`. Throws `InvalidArgsError` if the question or the structure of a
 * policy is invalid.
 */
export function evaluate(policies: readonly NetworkPolicyManifest[], question: Connection): Evaluation {
  assertInput(policies, policiesSchema, ["policies"]);
  assertQuestion(question, { mayBeComponents: false });
  return evaluateValid(policies, question);
}

/** Like `evaluate`, but without checking the arguments. */
export function evaluateValid(policies: readonly NetworkPolicyManifest[], question: Connection): Evaluation {
  return evaluateConnection({ effectivePolicies: effectivePolicies(policies) }, question);
}

/** Like `evaluate`, but for policies with the API's defaults applied. */
export function evaluateConnection(policies: PolicyInput, question: Connection): Evaluation {
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
    hasPort: asked.length > 0,
    unknownFacts: verdict === "unknown" ? uniqueFacts(unknownFacts) : [],
    egress: sideEvaluation(egress),
    ingress: sideEvaluation(ingress),
  };
}
