// This import must come first: if Pulumi is missing, it reports the packages to install.
import "./components/requirePeers";
export { FindingsError } from "./components/findingsError";
export type { CustomRulesInputs, Inputs, InputValueKinds, LabelInputs, ListInputs } from "./components/inputValueOps";
export type { ReportedFinding } from "./components/reportFindings";
export { ValdNetworkPolicies } from "./components/valdNetworkPolicies";
export type { ValdNetworkPoliciesArgs } from "./components/valdNetworkPoliciesArgs";
export * from "./core";
