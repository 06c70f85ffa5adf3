/**
 * What a label may be: a finite set of values or all values but a finite set, with or without the label being absent. Every
 * requirement of a label selector is one, and so is what is left when one is taken from another.
 */
export interface ValueSet {
  /** Sorted, without repeats. */
  readonly values: readonly string[];
  /** Whether `values` are the ones left out. */
  readonly negated: boolean;
  /** Whether the label may be absent. */
  readonly absent: boolean;
}

export const anyValue: ValueSet = { values: [], negated: true, absent: true };

export function isEmptyValueSet({ values, negated, absent }: ValueSet): boolean {
  return !negated && values.length === 0 && !absent;
}

export function intersectionOfValues(a: ValueSet, b: ValueSet): ValueSet {
  const absent = a.absent && b.absent;
  if (a.negated && b.negated) return { values: [...new Set([...a.values, ...b.values])].sort(), negated: true, absent };
  const [finite, other] = a.negated ? [b, a] : [a, b];
  return { values: finite.values.filter((value) => holdsValue(other, value)), negated: false, absent };
}

export function areDisjointValues(a: ValueSet, b: ValueSet): boolean {
  if (a.absent && b.absent) return false;
  if (a.negated) return !b.negated && b.values.every((value) => a.values.includes(value));
  return a.values.every((value) => !holdsValue(b, value));
}

/** Whether `b` has all that `a` has. */
export function isSubsetOfValues(a: ValueSet, b: ValueSet): boolean {
  if (a.absent && !b.absent) return false;
  if (a.negated) return b.negated && b.values.every((value) => a.values.includes(value));
  return a.values.every((value) => holdsValue(b, value));
}

export function complementOfValues({ values, negated, absent }: ValueSet): ValueSet {
  return { values, negated: !negated, absent: !absent };
}

function holdsValue({ values, negated }: ValueSet, value: string): boolean {
  return values.includes(value) !== negated;
}
