import type { LabelMap, LabelSelector, LabelSelectorRequirement } from "../policy/notation";
import { allOf, type Match } from "./match";

/**
 * Whether a selector selects labels; all its conditions must hold, so an empty one selects everything. `NotIn` and
 * `DoesNotExist` also hold where the key is absent. `others` says what is missing when labels beside the given ones are not
 * known; without it there are no others.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function selects(selector: LabelSelector, labels: LabelMap, others?: string): Match {
  return allOf(
    requirements(selector).map((requirement) =>
      others !== undefined && !Object.hasOwn(labels, requirement.key)
        ? { missing: [others] }
        : holds(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined),
    ),
  );
}

/** All conditions of a selector in one notation. */
export function requirements({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelectorRequirement[] {
  const equalities = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: "In", values: [value] }));
  return [...equalities, ...matchExpressions];
}

function holds({ operator, values = [] }: LabelSelectorRequirement, value: string | undefined): boolean {
  switch (operator) {
    case "In":
      return value !== undefined && values.includes(value);
    case "NotIn":
      return value === undefined || !values.includes(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    default:
      throw new Error(`operator ${operator} is none of a label selector's`);
  }
}
