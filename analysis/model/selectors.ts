import type { LabelMap, LabelSelector, LabelSelectorRequirement } from "../../kubernetes/networkPolicy";
import { allOf, type Tristate, type UnknownFact } from "./tristate";

/**
 * Whether a selector matches labels. All requirements must match, so an empty selector matches everything; `NotIn` and
 * `DoesNotExist` also match if the key is absent. If there may be further labels, `unknown` is the missing fact;
 * otherwise, `unknown` is undefined.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function selects(selector: LabelSelector, labels: LabelMap, unknown?: UnknownFact): Tristate {
  return allOf(
    requirements(selector).map((requirement) =>
      unknown !== undefined && !Object.hasOwn(labels, requirement.key)
        ? { unknownFacts: [unknown] }
        : matches(requirement, Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined),
    ),
  );
}

/** All requirements of a selector. Entries in `matchLabels` become `In` requirements. */
export function requirements({ matchLabels = {}, matchExpressions = [] }: LabelSelector): LabelSelectorRequirement[] {
  const equalities = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: "In", values: [value] }));
  return [...equalities, ...matchExpressions];
}

function matches({ operator, values = [] }: LabelSelectorRequirement, value: string | undefined): boolean {
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
      throw new Error(`unknown operator of a label selector: ${operator}`);
  }
}
