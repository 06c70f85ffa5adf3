import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Config } from "@pulumi/pulumi";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "vald-network-policy";

const own = new Config().requireObject<Pick<ValdNetworkPoliciesArgs, "strict" | "ignore">>("own");
const namespace = new Namespace("findings", { metadata: { name: "findings" } });

// The id of what is not there yet is unknown in a preview.
const labels = namespace.id.apply((id) => ({ app: id }));

new ValdNetworkPolicies("vald", {
  ...own,
  namespace: namespace.metadata.name,
  edges: [
    { from: { podLabels: { app: "search" } }, to: { component: "lbGateway" } },
    { from: { podLabels: labels }, to: { component: "lbGateway" } },
  ],
});
