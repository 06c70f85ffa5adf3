import type { NetworkPolicyManifest } from "../policy/notation";
import { connection, type Open, type Side } from "./connection";
import { isolations } from "./isolation";
import { type Party, partyText } from "./party";
import { type PortRange, portRanges } from "./portRange";
import { allPorts, commonPorts, onePort, portsBeyond, resolved } from "./portSet";

/** A question: may `from` open a connection to `to`? */
export interface Connection {
  from: Party;
  to: Party;
  /** A number from 1 to 65535, or the name of a port of `to`. Absent: any port will do. */
  port?: number | string;
  /** `TCP`, `UDP` or `SCTP`. Default: `TCP`; without a port, any. */
  protocol?: string;
}

/** `unknown`: it depends on what was not given. */
export type Verdict = "allowed" | "denied" | "unknown";

/** Whether policies let a connection through, and what decided. */
export interface Evaluation {
  verdict: Verdict;
  /** The ports among those asked for that are certainly open. */
  ports: PortRange[];
  /** What would have to be known, in words; empty unless the verdict is `unknown`. */
  missing: string[];
  egress: SideEvaluation;
  ingress: SideEvaluation;
}

/** What one end says of it: the source's egress, or the target's ingress. */
export interface SideEvaluation {
  verdict: Verdict;
  /** The policies that isolate the pod in this direction, `namespace/name`; of none, everything is allowed. */
  policies: string[];
  /** The rules that let it through; where it is unknown, those that may. */
  rules: RuleReference[];
}

export interface RuleReference {
  /** `namespace/name`. */
  policy: string;
  /** Its place in the policy's `ingress` or `egress`, from 0. */
  index: number;
}

/**
 * Whether policies let a connection through. Policies only add; a pod that no policy isolates in a direction may do anything
 * in it; and the source's egress and the target's ingress must both agree. A pod cannot be kept from itself.
 * https://kubernetes.io/docs/concepts/services-networking/network-policies/
 *
 * Policies that name no namespace are taken to be in `default`. Throws when an address or a range is none.
 */
export function evaluate(policies: readonly NetworkPolicyManifest[], question: Connection): Evaluation {
  const { from, to, port, protocol } = question;
  const isAny = port === undefined;
  const asked = resolved(isAny && protocol === undefined ? allPorts : [onePort(protocol ?? "TCP", port)], to);
  const { egress, ingress, ...both } = connection(isolations(policies), from, to);
  const open = ({ certain, possible }: Open) => ({
    proven: commonPorts(certain, asked),
    possible: commonPorts(possible, asked),
  });
  const verdictOn = (side: Open): Verdict => {
    const { proven, possible } = open(side);
    const isProven = isAny
      ? proven.some(({ names }) => names.length === 0)
      : asked.length > 0 && asked.every((ports) => portsBeyond(ports, proven) === undefined);
    return isProven ? "allowed" : possible.length > 0 ? "unknown" : "denied";
  };
  const sideEvaluation = (side: Side): SideEvaluation => {
    const verdict = verdictOn(side);
    return {
      verdict,
      policies: [...side.policies],
      rules: side.rules
        .filter(({ isCertain }) => isCertain || verdict !== "allowed")
        .filter(({ ports }) => commonPorts(ports, asked).length > 0)
        .map(({ policy, index }) => ({ policy, index })),
    };
  };

  const verdict = verdictOn(both);
  const { proven, possible } = open(both);
  const names = possible.flatMap((ports) => ports.names);
  const missing = [
    ...egress.missing,
    ...ingress.missing,
    ...names.map((name) => `the number of port ${name} of ${partyText(to)}`),
  ];
  return {
    verdict,
    ports: portRanges(proven),
    missing: verdict === "unknown" ? [...new Set(missing)] : [],
    egress: sideEvaluation(egress),
    ingress: sideEvaluation(ingress),
  };
}
