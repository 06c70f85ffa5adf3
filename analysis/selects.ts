import type { LabelMap, LabelSelector } from "../policy/notation";

/**
 * Whether a selector selects labels; all its conditions must hold, so an empty one selects everything. `NotIn` and
 * `DoesNotExist` also hold where the key is absent.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function selects({ matchLabels = {}, matchExpressions = [] }: LabelSelector, labels: LabelMap): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labelOf(labels, key) === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      const value = labelOf(labels, key);
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
    })
  );
}

function labelOf(labels: LabelMap, key: string): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
