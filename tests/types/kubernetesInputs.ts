/* Compiled by `tsc --noEmit` but never run. Our rule types and those of @pulumi/kubernetes are assignable to each other. */
import type { networking } from "@pulumi/kubernetes/types/input";
import type { CustomRulesInputs, EgressRule, IngressRule, ValdNetworkPoliciesArgs } from "../../index";
import type { Inputs } from "../../components/inputValueOps";

type Assignable<From extends To, To> = From;
export type ProviderIngress = Assignable<networking.v1.NetworkPolicyIngressRule, Inputs<IngressRule>>;
export type OurIngress = Assignable<Inputs<IngressRule>, networking.v1.NetworkPolicyIngressRule>;
export type ProviderEgress = Assignable<networking.v1.NetworkPolicyEgressRule, Inputs<EgressRule>>;
export type OurEgress = Assignable<Inputs<EgressRule>, networking.v1.NetworkPolicyEgressRule>;
export type PlainRules = Assignable<{ ingress: IngressRule[]; egress: EgressRule[] }, CustomRulesInputs>;

/** The fields of a type that accept a function. */
type FunctionKeys<T> = {
  [K in keyof T]-?: Extract<NonNullable<T[K]>, (...args: never[]) => unknown> extends never ? never : K;
}[keyof T];
export const noFunctionFields: FunctionKeys<ValdNetworkPoliciesArgs> extends never ? true : never = true;

declare const rule: networking.v1.NetworkPolicyIngressRule;
export const args: ValdNetworkPoliciesArgs = {
  namespace: "vald",
  defaults: { networkPolicy: { custom: { ingress: [rule] } } },
};

// @ts-expect-error -- from must be a list
export const notAList: IngressRule = { from: {} };
