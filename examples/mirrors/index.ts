import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { type EdgeEndpoint, ValdNetworkPolicies } from "vald-network-policy";

const config = new pulumi.Config();
const namespaces = config.requireObject<string[]>("namespaces");
const externalCidrs = config.requireObject<string[]>("externalCidrs");

// The context is explicit, so that the stack never deploys to the current context by accident.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const mirrorGateway: EdgeEndpoint = { component: "mirrorGateway" };
const ports = [{ port: 8081 }];

const clusters = namespaces.map((name) => {
  const namespace = new Namespace(name, { metadata: { name } }, { provider });
  const partners: EdgeEndpoint[] = [
    ...namespaces
      .filter((other) => other !== name)
      .map((other) => ({ namespace: other, podLabels: { app: "vald-mirror-gateway" } })),
    { cidrs: externalCidrs },
  ];
  return new ValdNetworkPolicies(
    name,
    {
      namespace: namespace.metadata.name,
      components: { mirrorGateway: { enabled: true } },
      // Mirror gateways connect to each other in both directions.
      edges: partners.flatMap((partner) => [
        { from: mirrorGateway, to: partner, ports },
        { from: partner, to: mirrorGateway, ports },
      ]),
    },
    { provider },
  );
});

export const openings = Object.fromEntries(clusters.map((cluster, i) => [namespaces[i], cluster.openings]));
