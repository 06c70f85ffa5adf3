import * as pulumi from "@pulumi/pulumi";
import type { CustomRules } from "../args/args";
import type { ResolvedRules } from "../args/resolvedArgs";
import type { ValueOps } from "../args/valueOps";
import { ipBlocks } from "../kubernetes/ipBlocks";
import type { EgressRule, IngressRule, NetworkPolicyPeer, NetworkPolicyPort } from "../kubernetes/networkPolicy";
import { isOutputOrPromise } from "./maskOutputs";

/** The same type with an Input at every level, assignable to and from the input types of @pulumi/kubernetes. */
export type Inputs<T> = T extends (infer U)[]
  ? pulumi.Input<Inputs<U>>[]
  : T extends object
    ? { [K in keyof T]: pulumi.Input<Inputs<NonNullable<T[K]>>> }
    : T;

/** Labels or annotations by key. The whole map and each of its values may be an Input. */
export type LabelInputs = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** A list in which the whole list, each item, and every field inside may be an Input. */
export type ListInputs<T> = pulumi.Input<pulumi.Input<Inputs<T>>[]>;

/** Custom rules with Inputs at every level. */
export type CustomRulesInputs = CustomRules<ListInputs<IngressRule>, ListInputs<EgressRule>>;

/** The kinds of values in the args of `ValdNetworkPolicies`, which may be Outputs of other resources. */
export interface InputValueKinds {
  /** A name, such as `vald`. */
  text: pulumi.Input<string>;
  /** Labels or annotations by key. */
  labels: LabelInputs;
  /** Ingress and egress rules in NetworkPolicy notation. */
  custom: pulumi.Input<CustomRulesInputs>;
  /** CIDR blocks, such as `10.0.0.0/8`. */
  cidrs: pulumi.Input<pulumi.Input<string>[]>;
  /** Ports in NetworkPolicy notation, such as `{ port: 8081 }`. */
  ports: ListInputs<NetworkPolicyPort>;
  /** A port number from 1 to 65535. */
  number: pulumi.Input<number>;
}

/** The kinds of values in policies when leaves may be Inputs. */
export interface InputRuleKinds {
  peers: ListInputs<NetworkPolicyPeer>;
  ingress: ListInputs<IngressRule>;
  egress: ListInputs<EgressRule>;
}

/** The operations on Inputs. They unwrap a value only if the value itself is an Output, and do not unwrap Outputs inside it. */
export const inputValueOps: ValueOps<InputValueKinds, InputRuleKinds> = {
  withAffixes: (prefix, text, suffix) => applyInput(text, (known) => prefix + known + suffix),
  mergeLabels: (base, added) =>
    applyInput(base, (baseLabels) => applyInput(added, (addedLabels) => ({ ...baseLabels, ...addedLabels }))),
  podPeers: (podLabels, namespaceLabels) => [
    {
      ...(podLabels !== undefined && { podSelector: { matchLabels: podLabels } }),
      ...(namespaceLabels !== undefined && { namespaceSelector: { matchLabels: namespaceLabels } }),
    },
  ],
  cidrPeers: (cidrs, except) =>
    except === undefined
      ? applyInput(cidrs, (known) => [known].flat().map((cidr) => ({ ipBlock: { cidr } })))
      : cidrPeersWithExceptions(cidrs, except),
  ingress: (rules) =>
    concatInputs<IngressRule>(
      rules.map((rule) =>
        rule.kind === "custom"
          ? applyInput(rule.custom, (custom) => custom?.ingress ?? [])
          : [{ from: rule.peers, ...portsOf(rule) }],
      ),
    ),
  egress: (rules) =>
    concatInputs<EgressRule>(
      rules.map((rule) =>
        rule.kind === "custom"
          ? applyInput(rule.custom, (custom) => custom?.egress ?? [])
          : [{ to: rule.peers, ...portsOf(rule) }],
      ),
    ),
};

function portsOf({ ports }: Extract<ResolvedRules<InputValueKinds, InputRuleKinds>, { kind: "edge" }>) {
  return ports === undefined ? {} : { ports };
}

/** Matching exceptions to blocks requires both lists, so one unknown item makes all blocks unknown. */
function cidrPeersWithExceptions(
  cidrs: InputValueKinds["cidrs"],
  except: InputValueKinds["cidrs"],
): ListInputs<NetworkPolicyPeer> {
  const peers = (known: string[], exceptions: string[]) => ipBlocks(known, exceptions).map((ipBlock) => ({ ipBlock }));
  const isPlain = [cidrs, except].every((list) => Array.isArray(list) && !list.some(isOutputOrPromise));
  if (isPlain) return peers(cidrs as string[], except as string[]);
  return pulumi.all([cidrs, except]).apply(([known, exceptions]) => peers([known].flat(), [exceptions].flat()));
}

function concatInputs<T>(lists: ListInputs<T>[]): ListInputs<T> {
  // Spreading would throw if an Output resolves to something other than a list; validateWhenResolved reports this
  // error.
  return lists.reduce(
    (first, second) => applyInput(first, (a) => applyInput(second, (b) => [a, b].flat())),
    [] as ListInputs<T>,
  );
}

/** Applies `f` to a value: immediately if the value is known, or inside `apply` if the value is an Output or a Promise. */
export function applyInput<T, R>(value: pulumi.Input<T>, f: (known: T) => pulumi.Input<R>): pulumi.Input<R> {
  // Do not call pulumi.output(value) for an Output: it would also unwrap the Outputs inside, and one unknown Output
  // would make the whole value unknown.
  if (pulumi.Output.isInstance(value)) return value.apply(f) as pulumi.Output<R>;
  if (value instanceof Promise) return pulumi.output(value).apply((known) => f(known as T)) as pulumi.Output<R>;
  return f(value);
}
