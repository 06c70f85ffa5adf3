/** The pure half of the package: plain data in, plain data out, and no Pulumi. */
export { type Component, componentNames } from "./graph/components";
export type { ComponentSettings, CustomRules, NetworkPoliciesArgs } from "./policy/args";
export { InvalidArgsError } from "./policy/assertValid";
export { customRulesFrom } from "./policy/customRulesFrom";
export { networkPolicies } from "./policy/networkPolicies";
export type * from "./policy/notation";
export { opens } from "./policy/opens";
export { type Path, pathText, type Problem, type ProblemCode, problemCodes, problemText } from "./policy/problem";
export { validate } from "./policy/validate";
