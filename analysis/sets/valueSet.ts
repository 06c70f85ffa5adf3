/**
 * The values that a label may have: a finite set, or all values but a finite set; and whether the label may be absent. Every
 * requirement of a label selector is such a set, and so is the difference of two of them. For example, `tier notin (a)` is
 * all values but `a`, or no label at all: `{ values: ["a"], negated: true, allowsAbsent: true }`.
 */
export interface ValueSet {
  /** Sorted, without duplicates. */
  readonly values: readonly string[];
  /** Whether `values` are the values that are excluded. */
  readonly negated: boolean;
  readonly allowsAbsent: boolean;
}

export const anyValue: ValueSet = { values: [], negated: true, allowsAbsent: true };

/** No label. */
export const absent: ValueSet = { values: [], negated: false, allowsAbsent: true };

export function isEmptyValueSet({ values, negated, allowsAbsent }: ValueSet): boolean {
  return !negated && values.length === 0 && !allowsAbsent;
}

export function intersectValues(a: ValueSet, b: ValueSet): ValueSet {
  const allowsAbsent = a.allowsAbsent && b.allowsAbsent;
  if (a.negated && b.negated)
    return { values: [...new Set([...a.values, ...b.values])].sort(), negated: true, allowsAbsent };
  const [finite, other] = a.negated ? [b, a] : [a, b];
  return { values: finite.values.filter((value) => hasValue(other, value)), negated: false, allowsAbsent };
}

export function areDisjointValues(a: ValueSet, b: ValueSet): boolean {
  if (a.allowsAbsent && b.allowsAbsent) return false;
  if (a.negated) return !b.negated && b.values.every((value) => a.values.includes(value));
  return a.values.every((value) => !hasValue(b, value));
}

/** Whether every value of `a` is in `b`. */
export function isValueSubset(a: ValueSet, b: ValueSet): boolean {
  if (a.allowsAbsent && !b.allowsAbsent) return false;
  if (a.negated) return b.negated && b.values.every((value) => a.values.includes(value));
  return a.values.every((value) => hasValue(b, value));
}

function hasValue({ values, negated }: ValueSet, value: string): boolean {
  return values.includes(value) !== negated;
}
