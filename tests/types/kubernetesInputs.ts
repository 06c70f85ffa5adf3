/* Compiled by `tsc --noEmit` and never run: rules of ours and of @pulumi/kubernetes fit in each other's place. */
import type { networking } from "@pulumi/kubernetes/types/input";
import type { CustomRulesInputs, EgressRule, IngressRule, ValdNetworkPoliciesArgs } from "../../index";
import type { Inputs } from "../../components/inputs";

type Fits<From extends To, To> = From;
export type TheirIngressFitsOurs = Fits<networking.v1.NetworkPolicyIngressRule, Inputs<IngressRule>>;
export type OurIngressFitsTheirs = Fits<Inputs<IngressRule>, networking.v1.NetworkPolicyIngressRule>;
export type TheirEgressFitsOurs = Fits<networking.v1.NetworkPolicyEgressRule, Inputs<EgressRule>>;
export type OurEgressFitsTheirs = Fits<Inputs<EgressRule>, networking.v1.NetworkPolicyEgressRule>;
export type PlainRulesFit = Fits<{ ingress: IngressRule[]; egress: EgressRule[] }, CustomRulesInputs>;

/** The names of members that are functions, at the top and one level down. */
type FunctionKeys<T> = {
  [K in keyof T]-?: Extract<NonNullable<T[K]>, (...given: never[]) => unknown> extends never ? never : K;
}[keyof T];
export const noFunctionMembers: FunctionKeys<ValdNetworkPoliciesArgs> extends never ? true : never = true;

declare const theirs: networking.v1.NetworkPolicyIngressRule;
export const args: ValdNetworkPoliciesArgs = {
  namespace: "vald",
  defaults: { networkPolicy: { custom: { ingress: [theirs] } } },
};

// @ts-expect-error -- from is a list
export const notAList: IngressRule = { from: {} };
