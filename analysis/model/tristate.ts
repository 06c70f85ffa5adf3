import type { PeerReference, PodReference } from "./peer";

/** Whether something holds, or what would have to be known to tell. */
export type Tristate = boolean | Unknown;

export interface Unknown {
  readonly unknownFacts: readonly UnknownFact[];
}

/** Something that the input does not say. The codes are stable. */
export type UnknownFact =
  /** Labels of a pod beside those that are given. */
  | { readonly code: "pod-labels"; readonly pod: PodReference }
  /** Labels of a namespace beside its name. */
  | { readonly code: "namespace-labels"; readonly namespace: string }
  | { readonly code: "pod-addresses"; readonly pod: PodReference }
  /** Which address of a CIDR block takes part in the connection. */
  | { readonly code: "address-in-block"; readonly cidr: string }
  /** The number of a port that a rule or a question gives by its name. */
  | { readonly code: "port-number"; readonly port: string; readonly target: PeerReference };

/** Whether all hold. A single false one decides, whatever else is unknown. */
export function allOf(values: readonly Tristate[]): Tristate {
  return values.includes(false) ? false : (unknownIn(values) ?? true);
}

/** Whether any holds. A single true one decides, whatever else is unknown. */
export function anyOf(values: readonly Tristate[]): Tristate {
  return values.includes(true) ? true : (unknownIn(values) ?? false);
}

/** Everything that is unknown in any of them; undefined if nothing is. */
export function unknownIn(values: readonly Tristate[]): Unknown | undefined {
  const facts = values.flatMap((value) => (typeof value === "boolean" ? [] : value.unknownFacts));
  return facts.length === 0 ? undefined : { unknownFacts: uniqueFacts(facts) };
}

export function uniqueFacts(facts: readonly UnknownFact[]): UnknownFact[] {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}
