import { componentNames } from "../../graph/components";
import type { CustomRules, NetworkPoliciesArgs } from "../../policies";

const every = Object.fromEntries(componentNames.map((component) => [component, { enabled: true }]));
const custom = (rules: CustomRules): NetworkPoliciesArgs => ({ defaults: { networkPolicy: { custom: rules } } });
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

/** What can be said in args, each at least once. */
export const configurations: [about: string, args: NetworkPoliciesArgs][] = [
  ["every workload", { components: every }],
  ["every workload on the ports that are used", { components: every, edgePorts: "vald" }],
  [
    "ports of one's own, and REST",
    {
      components: { ...every, agent: { ports: { grpc: 9081 } } },
      edgePorts: "vald",
      defaults: { ports: { rest: 8080 } },
    },
  ],
  [
    "DNS and the API server where they are said to be, and no more of kube-system",
    {
      components: every,
      edgePorts: "vald",
      dns: [{ preset: "nodeLocal" }, { namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" }, port: 5353 }],
      apiServer: { cidrs: ["172.18.0.2/32", "10.96.0.1/32"] },
    },
  ],
  [
    "edges between components, from every one and to every one",
    {
      edges: [
        { from: { component: "filterGateway" }, to: { component: "discoverer" }, ports: [{ port: 8081 }] },
        { from: { component: "every" }, to: { namespaceLabels: { team: "sales" } }, ports: [{ port: 4317 }] },
        { from: { podLabels: { app: "neighbour" } }, to: { component: "every" }, ports: [{ port: 6060 }] },
      ],
    },
  ],
  [
    "edges over ranges with exceptions, in both directions",
    {
      edges: [
        {
          from: { component: "agent" },
          to: { cidrs: ["0.0.0.0/0", "::/0"], except: ["10.0.0.0/8", "fd00::/8"] },
          ports: [{ port: 443 }],
        },
        { from: { cidrs: ["10.0.0.0/8"], except: ["10.244.0.0/16"] }, to: { component: "lbGateway" } },
      ],
    },
  ],
  ["components that are off", { components: { lbGateway: { enabled: false }, discoverer: { enabled: false } } }],
  [
    "other labels",
    { components: { agent: { podLabels: { app: "vald-agent", tier: "vald" } }, lbGateway: { name: "neighbour" } } },
  ],
  [
    "the seed's custom rules",
    custom({
      ingress: [{ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] }],
      egress: [
        { to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "opentelemetry-collector-collector" } } }] },
      ],
    }),
  ],
  ["a port", custom({ ingress: [{ from: [inNamespace("shop2")], ports: [{ port: 8081 }] }] })],
  ["a range of ports", custom({ ingress: [{ from: [inNamespace("shop2")], ports: [{ port: 8080, endPort: 8090 }] }] })],
  ["UDP", custom({ egress: [{ to: [inNamespace("shop2")], ports: [{ protocol: "UDP", port: 53 }] }] })],
  ["a port by its name", custom({ ingress: [{ from: [inNamespace("shop2")], ports: [{ port: "grpc" }] }] })],
  [
    "a range with an exception",
    custom({ egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }], ports: [{ port: 443 }] }] }),
  ],
  ["a range of IPv6", custom({ egress: [{ to: [{ ipBlock: { cidr: "2001:db8::/32" } }] }] })],
  [
    "matchExpressions",
    custom({
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchExpressions: [{ key: "team", operator: "Exists" }] },
              podSelector: { matchExpressions: [{ key: "app", operator: "NotIn", values: ["cart"] }] },
            },
          ],
        },
      ],
    }),
  ],
  ["several namespaces", custom({ ingress: [{ from: [inNamespace("shop2"), inNamespace("filters")] }] })],
  [
    "a namespace or pods, which are two peers",
    custom({ ingress: [{ from: [inNamespace("filters"), { podSelector: { matchLabels: { app: "neighbour" } } }] }] }),
  ],
  ["everyone, on a port", custom({ ingress: [{ ports: [{ port: 8081 }] }] })],
  ["everyone", { components: { lbGateway: { custom: { ingress: [{}] } } } }],
  ["rules of one component", { components: { agent: { custom: { egress: [{ to: [inNamespace("filters")] }] } } } }],
];
