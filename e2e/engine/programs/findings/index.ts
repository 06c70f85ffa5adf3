import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Config } from "@pulumi/pulumi";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "vald-network-policy";

const args = new Config().requireObject<Pick<ValdNetworkPoliciesArgs, "strict" | "ignore">>("args");
const namespace = new Namespace("findings", { metadata: { name: "findings" } });

// A preview does not know the id of a resource that does not exist yet.
const labels = namespace.id.apply((id) => ({ app: id }));

new ValdNetworkPolicies("vald", {
  ...args,
  namespace: namespace.metadata.name,
  edges: [
    { from: { podLabels: { app: "search" } }, to: { component: "lbGateway" } },
    { from: { podLabels: labels }, to: { component: "lbGateway" } },
  ],
});
