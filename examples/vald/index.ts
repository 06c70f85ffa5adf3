import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Chart } from "@pulumi/kubernetes/helm/v4/chart";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { ValdNetworkPolicies } from "vald-network-policy";

const config = new pulumi.Config();
const repository = config.require("repository");

// Never whatever context happens to be current.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const namespace = new Namespace("vald", { metadata: { name: config.require("namespace") } }, { provider });

const policies = new ValdNetworkPolicies("vald", { namespace: namespace.metadata.name }, { provider });

// After the policies, so that no pod of Vald ever runs without them; the chart's own policies stay off.
new Chart(
  "vald",
  {
    name: "vald",
    namespace: namespace.metadata.name,
    chart: config.require("chart"),
    ...(repository !== "" && { repositoryOpts: { repo: repository } }),
    values: { defaults: { networkPolicy: { enabled: false } } },
  },
  { provider, dependsOn: policies },
);

export const policyNames = policies.policyNames;
export const opens = policies.opens;
