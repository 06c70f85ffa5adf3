import { componentNames, type CustomRules, type NetworkPoliciesArgs } from "../../core";

const everyComponent = Object.fromEntries(componentNames.map((component) => [component, { enabled: true }]));
const withCustomRules = (custom: CustomRules): NetworkPoliciesArgs => ({ defaults: { networkPolicy: { custom } } });
const namespacePeer = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
});

/** Args that use every option at least once. */
export const configurations: [title: string, args: NetworkPoliciesArgs][] = [
  ["every component", { components: everyComponent }],
  ["every component on the ports that Vald uses", { components: everyComponent, edgePorts: "vald" }],
  [
    "a custom gRPC port and REST",
    {
      components: { ...everyComponent, agent: { ports: { grpc: 9081 } } },
      edgePorts: "vald",
      defaults: { ports: { rest: 8080 } },
    },
  ],
  [
    "DNS and the API server at given endpoints, without the rest of kube-system",
    {
      components: everyComponent,
      edgePorts: "vald",
      dns: [{ preset: "nodeLocal" }, { namespace: "kube-system", podLabels: { "k8s-app": "kube-dns" }, port: 5353 }],
      apiServer: { cidrs: ["172.18.0.2/32", "10.96.0.1/32"] },
    },
  ],
  [
    "edges between components, from every component and to every component",
    {
      edges: [
        { from: { component: "filterGateway" }, to: { component: "discoverer" }, ports: [{ port: 8081 }] },
        { from: { component: "every" }, to: { namespaceLabels: { team: "sales" } }, ports: [{ port: 4317 }] },
        { from: { podLabels: { app: "neighbor" } }, to: { component: "every" }, ports: [{ port: 6060 }] },
      ],
    },
  ],
  [
    "edges from and to CIDR blocks with exceptions",
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
  ["disabled components", { components: { lbGateway: { enabled: false }, discoverer: { enabled: false } } }],
  [
    "custom pod labels and names",
    { components: { agent: { podLabels: { app: "vald-agent", tier: "vald" } }, lbGateway: { name: "neighbor" } } },
  ],
  [
    "the custom rules of the specification",
    withCustomRules({
      ingress: [{ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] }],
      egress: [
        { to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "opentelemetry-collector-collector" } } }] },
      ],
    }),
  ],
  ["a port", withCustomRules({ ingress: [{ from: [namespacePeer("shop2")], ports: [{ port: 8081 }] }] })],
  [
    "a port range",
    withCustomRules({ ingress: [{ from: [namespacePeer("shop2")], ports: [{ port: 8080, endPort: 8090 }] }] }),
  ],
  ["UDP", withCustomRules({ egress: [{ to: [namespacePeer("shop2")], ports: [{ protocol: "UDP", port: 53 }] }] })],
  ["a named port", withCustomRules({ ingress: [{ from: [namespacePeer("shop2")], ports: [{ port: "grpc" }] }] })],
  [
    "a CIDR block with an exception",
    withCustomRules({
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8"] } }], ports: [{ port: 443 }] }],
    }),
  ],
  ["an IPv6 CIDR block", withCustomRules({ egress: [{ to: [{ ipBlock: { cidr: "2001:db8::/32" } }] }] })],
  [
    "matchExpressions",
    withCustomRules({
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
  ["several namespaces", withCustomRules({ ingress: [{ from: [namespacePeer("shop2"), namespacePeer("filters")] }] })],
  [
    "a namespace and pods as two peers",
    withCustomRules({
      ingress: [{ from: [namespacePeer("filters"), { podSelector: { matchLabels: { app: "neighbor" } } }] }],
    }),
  ],
  ["everyone, on a port", withCustomRules({ ingress: [{ ports: [{ port: 8081 }] }] })],
  ["everyone", { components: { lbGateway: { custom: { ingress: [{}] } } } }],
  [
    "custom rules for one component",
    { components: { agent: { custom: { egress: [{ to: [namespacePeer("filters")] }] } } } },
  ],
];
