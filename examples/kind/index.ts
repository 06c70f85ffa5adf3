import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { EndpointSlice } from "@pulumi/kubernetes/discovery/v1/endpointSlice";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { customRulesFrom, ValdNetworkPolicies } from "vald-network-policy";

const config = new pulumi.Config();

// The context is explicit, so that the stack never deploys to the current context by accident.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const namespace = new Namespace("vald", { metadata: { name: config.require("namespace") } }, { provider });

// The API server runs on the host network, where no selector matches it. Its Service and its EndpointSlice contain its addresses.
const service = Service.get("api-server", "default/kubernetes", { provider });
const endpoints = EndpointSlice.get("api-server", "default/kubernetes", { provider });
const cidrs = pulumi
  .all([service.spec.clusterIP, endpoints.endpoints])
  .apply(([clusterIP, servers]) => [clusterIP, ...servers.flatMap(({ addresses }) => addresses)])
  .apply((addresses) => addresses.map((address) => `${address}/32`));

// Validated here, so that an error names the configuration key.
const custom = customRulesFrom(`${config.name}:custom`, config.getObject("custom"));

const vald = new ValdNetworkPolicies(
  "vald",
  {
    namespace: namespace.metadata.name,
    defaults: { networkPolicy: { enabled: true, custom } },
    apiServer: { cidrs },
    ignore: [
      {
        id: "bare-pod-selector",
        reason: "the rules from Vald's documentation are for pods in Vald's own namespace",
      },
    ],
  },
  { provider },
);

export const policyNames = vald.policyNames;
export const openings = vald.openings;
