import type { PeerReference, PodReference } from "./peer";
import type { PolicyObject } from "./policyObject";
import type { ServiceReference } from "./service";

/** True, false, or unknown because of missing facts. */
export type Tristate = boolean | Unknown;

export interface Unknown {
  readonly unknownFacts: readonly UnknownFact[];
}

/** A fact that is missing from the input. The codes are stable. */
export type UnknownFact =
  /** Pod labels other than those in the input. */
  | { readonly code: "pod-labels"; readonly pod: PodReference }
  /** Namespace labels other than the name label. */
  | { readonly code: "namespace-labels"; readonly namespace: string }
  /** The IP addresses of a pod. */
  | { readonly code: "pod-addresses"; readonly pod: PodReference }
  /** The exact address in a CIDR block that takes part in the connection. */
  | { readonly code: "address-in-block"; readonly cidr: string }
  /** What a policy of another kind decides. */
  | { readonly code: "policy-not-evaluated"; readonly policy: PolicyObject }
  /** The addresses behind a DNS name. */
  | { readonly code: "dns-name"; readonly name: string }
  /** The endpoints of a Service that selects no pods. */
  | { readonly code: "service-endpoints"; readonly service: ServiceReference }
  /** The number of a port that a rule or a query refers to by name. */
  | { readonly code: "port-number"; readonly port: string; readonly target: PeerReference };

/** Whether all values are true. The result is false if any value is false, even if others are unknown. */
export function allOf(values: readonly Tristate[]): Tristate {
  return values.includes(false) ? false : (unknownIn(values) ?? true);
}

/** Whether any value is true. The result is true if any value is true, even if others are unknown. */
export function anyOf(values: readonly Tristate[]): Tristate {
  return values.includes(true) ? true : (unknownIn(values) ?? false);
}

/** The unknown facts of all values. Undefined if there are none. */
export function unknownIn(values: readonly Tristate[]): Unknown | undefined {
  const facts = values.flatMap((value) => (typeof value === "boolean" ? [] : value.unknownFacts));
  return facts.length === 0 ? undefined : { unknownFacts: uniqueFacts(facts) };
}

export function uniqueFacts(facts: readonly UnknownFact[]): UnknownFact[] {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}
