import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { customRulesFrom, ValdNetworkPolicies } from "vald-network-policy";

const config = new pulumi.Config();

// The context is explicit, so that the stack never deploys to the current context by accident.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const namespace = new Namespace("vald", { metadata: { name: config.require("namespace") } }, { provider });

// Validated here, so that an error names the configuration key.
const custom = customRulesFrom(`${config.name}:custom`, config.getObject("custom"));

const vald = new ValdNetworkPolicies(
  "vald",
  {
    namespace: namespace.metadata.name,
    defaults: { networkPolicy: { enabled: true, custom } },
    ignore: [
      { id: "bare-pod-selector", reason: "Pyroscope and the collector run in Vald's namespace" },
      { id: "api-server-by-namespace", reason: "examples/api-server shows how to look up its addresses" },
    ],
  },
  { provider },
);

export const policyNames = vald.policyNames;
export const openings = vald.openings;
