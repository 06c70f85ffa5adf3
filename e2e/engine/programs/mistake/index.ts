import { type CustomRules, ValdNetworkPolicies } from "vald-network-policy";

// As if from a file, whose contents the compiler does not know.
const custom = JSON.parse('{ "ingress": [{ "form": [{ "podSelector": {} }] }] }') as CustomRules;

new ValdNetworkPolicies("vald", { namespace: "mistake", defaults: { networkPolicy: { custom } } });
