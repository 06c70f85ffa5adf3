import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import * as pulumi from "@pulumi/pulumi";
import { ValdNetworkPolicies } from "vald-network-policy";

const namespace = new Namespace("vald", { metadata: { name: new pulumi.Config().require("namespace") } });

const vald = new ValdNetworkPolicies("vald", {
  namespace: namespace.metadata.name,
  defaults: { networkPolicy: { custom: { ingress: [{ from: [{ ipBlock: { cidr: "192.0.2.0/24" } }] }] } } },
});

export const policyNames = vald.policyNames;
export const openings = vald.openings;
