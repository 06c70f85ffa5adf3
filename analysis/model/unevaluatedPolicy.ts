import type { LabelSelector } from "../../kubernetes/networkPolicy";
import type { Direction } from "./effectivePolicy";
import { selects } from "./selectors";
import { selectsNamespaceOf, unknownLabels } from "./matching";
import type { Pod } from "./peer";
import type { PolicyObject } from "./policyObject";
import { allOf, anyOf, type Tristate } from "./tristate";

/** A policy that is not evaluated, because it is of another kind than NetworkPolicy, or because it cannot be read. */
export interface UnevaluatedPolicy extends PolicyObject {
  /** The pods to which it may apply: those that any entry selects. */
  subjects: readonly PolicySubject[];
  /** The directions, as seen from the pods in `subjects`, in which it may decide. */
  directions: readonly Direction[];
  /** Whether it may allow connections that NetworkPolicies deny. */
  mayAllow: boolean;
  /**
   * Whether it may deny connections that NetworkPolicies allow. `not-isolated`: only those of pods that no NetworkPolicy isolates
   * in the same direction.
   */
  mayDeny: boolean | "not-isolated";
}

/** Pods with matching labels in namespaces with matching labels. An absent selector matches everything. */
export interface PolicySubject {
  /** Selects the pods' namespaces by their labels. */
  namespaceSelector?: LabelSelector;
  /** Selects the pods by their labels. */
  podSelector?: LabelSelector;
}

/** Whether an unevaluated policy applies to a pod. */
export function appliesToPod({ subjects }: Pick<UnevaluatedPolicy, "subjects">, pod: Pod): Tristate {
  return anyOf(
    subjects.map(({ namespaceSelector = {}, podSelector = {} }) =>
      allOf([selectsNamespaceOf(pod, namespaceSelector), selects(podSelector, pod.labels, unknownLabels(pod))]),
    ),
  );
}
