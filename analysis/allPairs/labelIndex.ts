import type { LabelMap, LabelSelector, LabelSelectorRequirement } from "../../kubernetes/networkPolicy";
import { BitSet } from "./bitSet";

/** Finds the label maps that a selector matches, by index, without scanning all of the maps. */
export class LabelIndex {
  private readonly all: BitSet;
  private readonly numbers = new Map<string, Map<string, number[]>>();
  private readonly sets = new Map<string, Map<string, BitSet>>();
  private readonly selected = new Map<string, BitSet>();

  /** Selectors may refer only to the given keys. */
  constructor(labels: readonly Readonly<LabelMap>[], keys: ReadonlySet<string>) {
    this.all = BitSet.below(labels.length);
    for (const key of keys) this.numbers.set(key, new Map());
    for (const [number, map] of labels.entries()) {
      for (const [key, value] of Object.entries(map)) {
        const byValue = this.numbers.get(key);
        if (byValue === undefined) continue;
        const numbers = byValue.get(value);
        if (numbers === undefined) byValue.set(value, [number]);
        else numbers.push(number);
      }
    }
  }

  select(selector: LabelSelector): BitSet {
    const text = JSON.stringify(selector);
    const known = this.selected.get(text);
    if (known !== undefined) return known;
    const { matchLabels = {}, matchExpressions = [] } = selector;
    const set = [
      ...Object.entries(matchLabels).map(([key, value]) => this.withValues(key, [value])),
      ...matchExpressions.map((requirement) => this.matching(requirement)),
    ].reduce((all, one) => all.intersect(one), this.all);
    this.selected.set(text, set);
    return set;
  }

  private matching({ key, operator, values = [] }: LabelSelectorRequirement): BitSet {
    switch (operator) {
      case "In":
        return this.withValues(key, values);
      case "NotIn":
        return this.all.subtract(this.withValues(key, values));
      case "Exists":
        return this.withValues(key, [...(this.numbers.get(key)?.keys() ?? [])]);
      case "DoesNotExist":
        return this.all.subtract(this.withValues(key, [...(this.numbers.get(key)?.keys() ?? [])]));
      default:
        throw new Error(`unknown operator of a label selector: ${operator}`);
    }
  }

  private withValues(key: string, values: readonly string[]): BitSet {
    return BitSet.union(values.map((value) => this.withValue(key, value)));
  }

  private withValue(key: string, value: string): BitSet {
    const byValue = this.sets.get(key) ?? new Map<string, BitSet>();
    this.sets.set(key, byValue);
    const known = byValue.get(value);
    if (known !== undefined) return known;
    const set = BitSet.of(this.numbers.get(key)?.get(value) ?? []);
    byValue.set(value, set);
    return set;
  }
}
