import * as pulumi from "@pulumi/pulumi";
import type { CustomRules } from "../policy/args";
import type { Values } from "../policy/compile";
import type { EgressRule, IngressRule } from "../policy/notation";

/** The same shape with an Input at every level, assignable to and from the input types of @pulumi/kubernetes. */
export type Inputs<T> = T extends (infer U)[]
  ? pulumi.Input<Inputs<U>>[]
  : T extends object
    ? { [K in keyof T]: pulumi.Input<Inputs<NonNullable<T[K]>>> }
    : T;

/** A map of labels or annotations. */
export type LabelInputs = pulumi.Input<Record<string, pulumi.Input<string>>>;

type Rules<Rule> = pulumi.Input<pulumi.Input<Inputs<Rule>>[]>;

/** Custom rules of which every level may be an Input. */
export type CustomRulesInputs = CustomRules<Rules<IngressRule>, Rules<EgressRule>>;

/** Puts Inputs together for the compiler. Only what itself is an Output is opened; the leaves are handed on untouched. */
export const inputValues: Values<
  pulumi.Input<string>,
  LabelInputs,
  pulumi.Input<CustomRulesInputs>,
  Rules<IngressRule>,
  Rules<EgressRule>
> = {
  suffixed: (text, suffix) => combine(text, (known) => known + suffix),
  labels: (base, added) => combine(base, (known) => ({ ...known, ...added })),
  ingress: (own, customs) =>
    joined<IngressRule>([own, ...customs.map((custom) => combine(custom, (c) => c?.ingress ?? []))]),
  egress: (own, customs) =>
    joined<EgressRule>([own, ...customs.map((custom) => combine(custom, (c) => c?.egress ?? []))]),
};

function joined<Rule>(lists: Rules<Rule>[]): Rules<Rule> {
  // Not spread, which would throw where a late value is no list; that is for lateCheck to say.
  return lists.reduce((first, second) => combine(first, (a) => combine(second, (b) => [a, b].flat())));
}

/** `f` of a value: at once when the value is there, inside apply when it is an Output or a Promise. */
function combine<T, R>(value: pulumi.Input<T>, f: (known: T) => pulumi.Input<R>): pulumi.Input<R> {
  // Not pulumi.output(value) for an Output: it would open the leaves too, and blank them all when one is unknown.
  if (pulumi.Output.isInstance(value)) return value.apply(f) as pulumi.Output<R>;
  if (value instanceof Promise) return pulumi.output(value).apply((known) => f(known as T)) as pulumi.Output<R>;
  return f(value);
}
