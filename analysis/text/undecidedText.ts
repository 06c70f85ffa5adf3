import type { Undecided } from "../compare/differencesBeyond";
import { policyObjectText } from "../model/policyObject";
import { listText } from "./listText";
import { undeclaredDirectionsText } from "./undeclaredDirectionsText";
import { unevaluatedAdvice } from "./unevaluatedAdvice";

/**
 * A reason as text. `escape` escapes names that may contain anything. `hasTwoSides`: the input consists of two sides, of which each
 * may be values.
 */
export function undecidedText(
  reason: Undecided,
  { escape = (text) => text, hasTwoSides = false }: { escape?: (text: string) => string; hasTwoSides?: boolean } = {},
): string {
  const withPods = `to decide this, use manifests that include the Pod objects${hasTwoSides ? " on both sides; for values, add the Pod objects to the output of `render`" : ""}`;
  switch (reason.code) {
    case "pod-labels":
      return `further connections depend on whether Vald's pods carry these labels: ${listText(reason.labels)}; ${withPods}`;
    case "pod-addresses":
      return `more connections may differ if a pod has one of the single addresses in the policies; ${withPods}`;
    case "pods-of-two-components":
      return `connections depend on whether a pod carries the labels of two components; ${withPods}`;
    case "more-connections":
      return "there are more connections than are listed";
    case "other-policies":
      return `these policies differ, but select no Vald component: ${listText(reason.policies)}; if they are Vald's, pass the values that name its components`;
    case "policies-not-evaluated":
      return `some connections depend on ${listText(reason.policies.map(policyObjectText).map(escape))}, which this command does not evaluate; ${unevaluatedAdvice(reason.policies, escape).join("; ")}`;
    case "undeclared-directions":
      return undeclaredDirectionsText(reason);
    case "namespace-labels":
      return `the labels of ${listText(reason.namespaces.map((name) => `namespace ${name}`))} differ, and policies refer to such labels`;
    case "too-complex":
      return "the policies are too complex to compare in a reasonable time";
  }
}
