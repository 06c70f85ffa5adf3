import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import { Provider } from "@pulumi/kubernetes/provider";
import * as pulumi from "@pulumi/pulumi";
import { type EdgeEnd, ValdNetworkPolicies } from "vald-network-policy";

const config = new pulumi.Config();
const namespaces = config.requireObject<string[]>("namespaces");
const elsewhere = config.requireObject<string[]>("elsewhere");

// Never whatever context happens to be current.
const provider = new Provider("cluster", { context: config.require("kubeContext") });

const mirror: EdgeEnd = { component: "mirrorGateway" };
const ports = [{ port: 8081 }];

const valds = namespaces.map((name) => {
  const namespace = new Namespace(name, { metadata: { name } }, { provider });
  const partners: EdgeEnd[] = [
    ...namespaces
      .filter((other) => other !== name)
      .map((other) => ({ namespace: other, podLabels: { app: "vald-mirror-gateway" } })),
    { cidrs: elsewhere },
  ];
  return new ValdNetworkPolicies(
    name,
    {
      namespace: namespace.metadata.name,
      components: { mirrorGateway: { enabled: true } },
      // Each connects to each other.
      edges: partners.flatMap((partner) => [
        { from: mirror, to: partner, ports },
        { from: partner, to: mirror, ports },
      ]),
    },
    { provider },
  );
});

export const opens = Object.fromEntries(valds.map((vald, i) => [namespaces[i], vald.opens]));
