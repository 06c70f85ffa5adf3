import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Service } from "@pulumi/kubernetes/core/v1/service";
import { EndpointSlice } from "@pulumi/kubernetes/discovery/v1/endpointSlice";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { ValdNetworkPolicies } from "vald-network-policy";

const config = new pulumi.Config();

// The context is explicit, so that the stack never deploys to the current context by accident.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const namespace = new Namespace("vald", { metadata: { name: config.require("namespace") } }, { provider });

// Every API server registers its address in this EndpointSlice and keeps it up to date.
const endpoints = EndpointSlice.get("api-server", "default/kubernetes", { provider });

// Some network plugins, such as the Amazon VPC CNI, match a connection by the Service's address, before address
// translation.
const service = Service.get("api-server", "default/kubernetes", { provider });

const cidrs = pulumi
  .all([endpoints.endpoints, service.spec.clusterIPs])
  .apply(([servers, clusterIPs]) =>
    [...servers.flatMap(({ addresses }) => addresses).sort(), ...clusterIPs].map(cidrOf),
  );

const ports = pulumi
  .all([endpoints.ports, service.spec.ports])
  .apply((both) => [...new Set(both.flat().map(({ port }) => port))].map((port) => ({ port })));

const vald = new ValdNetworkPolicies(
  "vald",
  { namespace: namespace.metadata.name, apiServer: { cidrs, ports }, edgePorts: "vald" },
  { provider },
);

export const policyNames = vald.policyNames;
export const openings = vald.openings;

function cidrOf(address: string): string {
  return `${address}/${address.includes(":") ? 128 : 32}`;
}
