/** Valid args in which every field occurs. Tests of invalid args mutate them. */
export const richArgs = {
  namespace: "vald",
  defaults: {
    ports: { grpc: 9081, rest: 8080, readiness: 3002 },
    networkPolicy: {
      enabled: true,
      custom: {
        ingress: [
          {
            from: [
              { podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } },
              { namespaceSelector: {}, podSelector: { matchExpressions: [{ key: "app", operator: "Exists" }] } },
            ],
            ports: [{ port: 8081, protocol: "TCP" }, { port: "grpc" }],
          },
          {},
        ],
        egress: [
          { to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ port: 1, endPort: 80 }] },
          { to: [{ ipBlock: { cidr: "2001:db8::/32" } }] },
        ],
      },
    },
  },
  instanceLabels: { "app.kubernetes.io/instance": "blue" },
  namePrefix: "blue-",
  components: {
    agent: { name: "vald-agent-ngt", podLabels: { app: "vald-agent-ngt", tier: "" } },
    lbGateway: {
      enabled: true,
      ports: { rest: 9090 },
      custom: {
        ingress: [
          {
            from: [
              { namespaceSelector: { matchExpressions: [{ key: "team", operator: "In", values: ["a", "b"] }] } },
              { podSelector: { matchExpressions: [{ key: "x.io/y", operator: "DoesNotExist", values: [] }] } },
            ],
          },
        ],
        egress: [],
      },
    },
    discoverer: { enabled: false },
  },
  edges: [
    {
      from: { namespace: "shop", namespaceLabels: { tier: "a" }, podLabels: { app: "search" } },
      to: { component: "lbGateway" },
    },
    {
      from: { component: "every" },
      to: { cidrs: ["0.0.0.0/0", "::/0"], except: ["10.0.0.0/8"] },
      ports: [{ port: 443 }],
    },
    { from: { component: "agent" }, to: { component: "discoverer" }, ports: [{ port: "grpc", protocol: "TCP" }] },
  ],
  edgePorts: "vald",
  apiServer: { cidrs: ["172.18.0.2/32"], ports: [{ port: 6443 }] },
  dns: [{ preset: "nodeLocal" }, { namespace: "dns", port: 5353 }, { cidrs: ["10.96.0.10/32"] }],
  cni: "cilium",
  ignore: [{ id: "bare-pod-selector", path: "edges[0]", reason: "other pods need it" }],
  labels: { "example.com/team": "search" },
  annotations: { "example.com/note": "any text at all,\nalso on two lines" },
};
