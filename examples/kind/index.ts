import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { type CustomRules, ValdNetworkPolicies } from "vald-network-policy";

const config = new pulumi.Config();

// Never whatever context happens to be current.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const namespace = new Namespace("vald", { metadata: { name: config.require("namespace") } }, { provider });

const vald = new ValdNetworkPolicies(
  "vald",
  {
    namespace: namespace.metadata.name,
    defaults: { networkPolicy: { enabled: true, custom: config.getObject<CustomRules>("custom") } },
  },
  { provider },
);

export const policyNames = vald.policyNames;
export const opens = vald.opens;
