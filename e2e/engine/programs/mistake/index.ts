import { type CustomRules, ValdNetworkPolicies } from "vald-network-policy";

// Parsed like the contents of a file, which the compiler does not know.
const custom = JSON.parse('{ "ingress": [{ "form": [{ "podSelector": {} }] }] }') as CustomRules;

new ValdNetworkPolicies("vald", { namespace: "mistake", defaults: { networkPolicy: { custom } } });
