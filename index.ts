// First: it explains what to install if Pulumi is missing.
import "./components/requirePeers";
export { FindingsError } from "./components/findingsError";
export type { CustomRulesInputs, InputValueKinds, LabelInputs } from "./components/inputValueOps";
export { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "./components/valdNetworkPolicies";
export * from "./core";
