import { fromChartValues, type NetworkPoliciesArgs } from "../../core";

const chartValues = {
  gateway: { filter: { enabled: false } },
  agent: { name: "my-agent", sidecar: { enabled: true } },
  manager: { index: { operator: { enabled: true } } },
};

/** What the programs in every language pass to the component. */
export function programArgs(settings: {
  namespace: string;
  /** The name of the clients' namespace. */
  shop: string;
  archive: string;
  clients: string;
  edgePorts: "any" | "vald";
}): NetworkPoliciesArgs & { namespace: string } {
  const { namespace, shop, archive, clients, edgePorts } = settings;
  const named = (name: string) => ({ matchLabels: { "kubernetes.io/metadata.name": name } });
  return fromChartValues(chartValues, {
    namespace,
    defaults: {
      networkPolicy: {
        enabled: true,
        custom: {
          egress: [{ to: [{ namespaceSelector: named(shop) }], ports: [{ port: 4317, protocol: "TCP" as const }] }],
        },
      },
    },
    components: {
      lbGateway: {
        custom: {
          ingress: [
            {
              from: [{ namespaceSelector: named("batch"), podSelector: { matchLabels: { app: clients } } }],
              ports: [{ port: "grpc" }],
            },
          ],
        },
      },
      discoverer: { custom: { ingress: [{ from: [{ namespaceSelector: named("metrics") }] }] } },
    },
    edgePorts,
    apiServer: { cidrs: ["10.96.0.1/32"] },
    edges: [
      { from: { component: "agent" }, to: { cidrs: [archive] }, ports: [{ port: 443 }] },
      { from: { namespace: shop, podLabels: { app: "search" } }, to: { component: "lbGateway" } },
      { from: { component: "indexManager" }, to: { namespace: "metrics" } },
    ],
    labels: { team: "vectors" },
  }).args;
}
