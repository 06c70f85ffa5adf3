export type { CustomRulesInputs, InputValues, LabelInputs } from "./components/inputs";
export { FindingsError } from "./components/findingsError";
export { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "./components/valdNetworkPolicies";
export * from "./policies";
