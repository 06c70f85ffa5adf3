import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { customRulesFrom, ValdNetworkPolicies } from "vald-network-policy";

const config = new pulumi.Config();

// Never whatever context happens to be current.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const namespace = new Namespace("vald", { metadata: { name: config.require("namespace") } }, { provider });

// Checked here, so that a mistake is reported under the key that it stands in.
const custom = customRulesFrom(`${config.name}:custom`, config.getObject("custom"));

const vald = new ValdNetworkPolicies(
  "vald",
  {
    namespace: namespace.metadata.name,
    defaults: { networkPolicy: { enabled: true, custom } },
    ignore: [
      { id: "bare-pod-selector", reason: "Pyroscope and the collector run beside Vald" },
      { id: "api-server-by-namespace", reason: "examples/api-server looks it up" },
    ],
  },
  { provider },
);

export const policyNames = vald.policyNames;
export const opens = vald.opens;
