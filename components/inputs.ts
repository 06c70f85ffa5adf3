import * as pulumi from "@pulumi/pulumi";
import type { CustomRules } from "../policy/args";
import { ipBlocks } from "../policy/ipBlocks";
import type { EgressRule, IngressRule, NetworkPolicyPeer, NetworkPolicyPort } from "../policy/notation";
import type { Values } from "../policy/values";
import { isLate } from "./masked";

/** The same shape with an Input at every level, assignable to and from the input types of @pulumi/kubernetes. */
export type Inputs<T> = T extends (infer U)[]
  ? pulumi.Input<Inputs<U>>[]
  : T extends object
    ? { [K in keyof T]: pulumi.Input<Inputs<NonNullable<T[K]>>> }
    : T;

/** A map of labels or annotations. */
export type LabelInputs = pulumi.Input<Record<string, pulumi.Input<string>>>;

type List<T> = pulumi.Input<pulumi.Input<Inputs<T>>[]>;

/** Custom rules of which every level may be an Input. */
export type CustomRulesInputs = CustomRules<List<IngressRule>, List<EgressRule>>;

/** The values of args that may be Inputs. */
export interface InputValues {
  text: pulumi.Input<string>;
  labels: LabelInputs;
  custom: pulumi.Input<CustomRulesInputs>;
  ranges: pulumi.Input<pulumi.Input<string>[]>;
  ports: List<NetworkPolicyPort>;
  number: pulumi.Input<number>;
}

/** What a policy is made of where leaves may be Inputs. */
export interface InputRules {
  peers: List<NetworkPolicyPeer>;
  ingress: List<IngressRule>;
  egress: List<EgressRule>;
}

/** Puts Inputs together for the compiler. Only what itself is an Output is opened; the leaves are handed on untouched. */
export const inputValues: Values<InputValues, InputRules> = {
  affixed: (prefix, text, suffix) => combine(text, (known) => prefix + known + suffix),
  labels: (base, added) => combine(base, (under) => combine(added, (over) => ({ ...under, ...over }))),
  pods: (podLabels, namespaceLabels) => [
    {
      ...(podLabels !== undefined && { podSelector: { matchLabels: podLabels } }),
      ...(namespaceLabels !== undefined && { namespaceSelector: { matchLabels: namespaceLabels } }),
    },
  ],
  ranges: (cidrs, except) =>
    except === undefined
      ? combine(cidrs, (known) => [known].flat().map((cidr) => ({ ipBlock: { cidr } })))
      : rangesWithout(cidrs, except),
  ingress: (own, customs) =>
    joined<IngressRule>([own, ...customs.map((custom) => combine(custom, (c) => c?.ingress ?? []))]),
  egress: (own, customs) =>
    joined<EgressRule>([own, ...customs.map((custom) => combine(custom, (c) => c?.egress ?? []))]),
};

/** Which exception goes to which range is seen in both, so one that is not known leaves all of them unknown. */
function rangesWithout(cidrs: InputValues["ranges"], except: InputValues["ranges"]): List<NetworkPolicyPeer> {
  const peers = (known: string[], holes: string[]) => ipBlocks(known, holes).map((ipBlock) => ({ ipBlock }));
  const isPlain = [cidrs, except].every((list) => Array.isArray(list) && !list.some(isLate));
  if (isPlain) return peers(cidrs as string[], except as string[]);
  return pulumi.all([cidrs, except]).apply(([known, holes]) => peers([known].flat(), [holes].flat()));
}

function joined<T>(lists: List<T>[]): List<T> {
  // Not spread, which would throw where a late value is no list; that is for lateCheck to say.
  return lists.reduce((first, second) => combine(first, (a) => combine(second, (b) => [a, b].flat())));
}

/** `f` of a value: at once when the value is there, inside apply when it is an Output or a Promise. */
export function combine<T, R>(value: pulumi.Input<T>, f: (known: T) => pulumi.Input<R>): pulumi.Input<R> {
  // Not pulumi.output(value) for an Output: it would open the leaves too, and blank them all when one is unknown.
  if (pulumi.Output.isInstance(value)) return value.apply(f) as pulumi.Output<R>;
  if (value instanceof Promise) return pulumi.output(value).apply((known) => f(known as T)) as pulumi.Output<R>;
  return f(value);
}
