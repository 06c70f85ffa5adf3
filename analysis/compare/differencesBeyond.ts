import { uniqueByValue } from "../model/uniqueByValue";
import { type PolicyObject, uniqueObjects } from "../model/policyObject";
import type { UndeclaredDirections } from "../model/undeclaredDirections";
import type { ComponentPods } from "../sets/componentPods";
import { type ConnectionDifference, connectionDifference, sortedDifferences } from "./connectionDifference";
import { type ComparedPolicies, connectionsBeyond } from "./connectionsBeyond";
import { TooManyStepsError } from "../sets/diagrams";
import type { KnownObjects } from "../sets/possibleConnections";

/** A reason why a comparison is not complete. */
export type Undecided =
  /** Further connections depend on these labels: a component's pod would have to carry one of them. */
  | { code: "pod-labels"; labels: string[] }
  /** Further connections depend on whether a pod has one of the single addresses that rules name. */
  | { code: "pod-addresses" }
  /** Further connections depend on whether a pod carries the labels of two components. */
  | { code: "pods-of-two-components" }
  /** There are more connections than are listed. */
  | { code: "more-connections" }
  /** These policies in Vald's namespace differ, as `namespace/name`, but select no component, so they were not compared. */
  | { code: "other-policies"; policies: string[] }
  /** Connections depend on these policies, which are not evaluated. The lists only consider the other policies. */
  | { code: "policies-not-evaluated"; policies: PolicyObject[] }
  /** These policies, as `namespace/name`, have rules that only the network plugin enforces. They are compared without these rules. */
  | ({ code: "undeclared-directions" } & UndeclaredDirections)
  /** These namespaces have other labels on the two sides, and policies refer to such labels. */
  | { code: "namespace-labels"; namespaces: string[] }
  /** The policies are too complex to be compared in a reasonable time. */
  | { code: "too-complex" };

export interface DifferencesBeyond {
  differences: ConnectionDifference[];
  undecided: Undecided[];
  /** Whether some of the differences are certain, whatever policies decide that are not evaluated. */
  areCertain: boolean;
}

/** The connections that `policies` allow and `baseline` does not, to and from components. */
export function differencesBeyond(
  policies: ComparedPolicies,
  baseline: ComparedPolicies,
  components: readonly ComponentPods[],
  known: KnownObjects,
): DifferencesBeyond {
  try {
    const { connections, isComplete, ...beyond } = connectionsBeyond(policies, baseline, components, known);
    const { otherLabels, unevaluated, areCertain } = beyond;
    const podReason: Undecided =
      otherLabels.length > 0 ? { code: "pod-labels", labels: otherLabels } : { code: "pods-of-two-components" };
    return {
      differences: sortedDifferences(
        connections.map((one) => connectionDifference(one, [...components, ...known.allComponents])),
      ),
      areCertain,
      undecided: [
        ...(unevaluated.length === 0
          ? []
          : [{ code: "policies-not-evaluated", policies: uniqueObjects(unevaluated) } as const]),
        ...(beyond.dependsOnLabels ? [podReason] : []),
        ...(beyond.dependsOnAddresses ? [{ code: "pod-addresses" } as const] : []),
        ...(isComplete ? [] : [{ code: "more-connections" } as const]),
      ],
    };
  } catch (error) {
    if (!(error instanceof TooManyStepsError)) throw error;
    return { differences: [], undecided: [{ code: "too-complex" }], areCertain: false };
  }
}

/** The differences in both directions. If one comparison is too complex, so is the other. */
export function differencesBothWays(
  policies: ComparedPolicies,
  baseline: ComparedPolicies,
  components: readonly ComponentPods[],
  known: KnownObjects,
): [added: DifferencesBeyond, removed: DifferencesBeyond] {
  const added = differencesBeyond(policies, baseline, components, known);
  const isTooComplex = added.undecided.some(({ code }) => code === "too-complex");
  return [added, isTooComplex ? added : differencesBeyond(baseline, policies, components, known)];
}

/**
 * The reasons of several comparisons, each once. Pods of two components hardly ever exist, so if there are differences anyway, such
 * pods go without saying.
 */
export function undecidedReasons(...comparisons: readonly DifferencesBeyond[]): Undecided[] {
  const differs = comparisons.some(({ differences }) => differences.length > 0);
  const reasons = comparisons
    .flatMap(({ undecided }) => undecided)
    .filter(({ code }) => !(differs && code === "pods-of-two-components"));
  const unevaluated = reasons.flatMap((one) => (one.code === "policies-not-evaluated" ? one.policies : []));
  return uniqueByValue([
    ...(unevaluated.length === 0
      ? []
      : [{ code: "policies-not-evaluated", policies: uniqueObjects(unevaluated) } as const]),
    ...reasons.filter(({ code }) => code !== "policies-not-evaluated"),
  ]);
}
