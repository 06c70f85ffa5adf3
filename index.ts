export type { CustomRulesInputs, InputValues, LabelInputs } from "./components/inputs";
export { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "./components/valdNetworkPolicies";
export * from "./policies";
