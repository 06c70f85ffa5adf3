import { type CustomRules, ValdNetworkPolicies } from "vald-network-policy";

// As it may come from a file: the compiler cannot know.
const custom = JSON.parse('{ "ingress": [{ "form": [{ "podSelector": {} }] }] }') as CustomRules;

new ValdNetworkPolicies("vald", { namespace: "mistake", defaults: { networkPolicy: { custom } } });
