import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Chart } from "@pulumi/kubernetes/helm/v4/chart";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { ValdNetworkPolicies } from "vald-network-policy";
import { parse } from "yaml";

const config = new pulumi.Config();
const repository = config.require("repository");
const valuesFile = join(__dirname, config.require("values"));

// The context is explicit, so that the stack never deploys to the current context by accident.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const namespace = new Namespace("vald", { metadata: { name: config.require("namespace") } }, { provider });

const policies = new ValdNetworkPolicies(
  "vald",
  {
    // One values file configures the components for both the chart and the policies. The other args add settings that
    // the chart's values cannot express.
    chartValues: parse(readFileSync(valuesFile, "utf8")),
    namespace: namespace.metadata.name,
    // Enabled here and not in the chart's values, so that the chart does not create policies with the same names.
    defaults: { networkPolicy: { enabled: true } },
    // The addresses on kind. examples/api-server looks up the actual addresses.
    apiServer: { cidrs: ["10.96.0.1/32", "172.18.0.2/32"] },
    edges: [
      {
        from: { namespace: "shop", podLabels: { app: "search" } },
        to: { component: "filterGateway" },
        ports: [{ port: 8081 }],
      },
    ],
  },
  { provider },
);

// The chart depends on the policies, so that Vald's pods never run without them.
new Chart(
  "vald",
  {
    name: "vald",
    namespace: namespace.metadata.name,
    chart: config.require("chart"),
    ...(repository !== "" && { repositoryOpts: { repo: repository } }),
    valueYamlFiles: [new pulumi.asset.FileAsset(valuesFile)],
    skipAwait: config.requireBoolean("skipAwait"),
  },
  { provider, dependsOn: policies },
);

export const policyNames = policies.policyNames;
export const openings = policies.openings;
