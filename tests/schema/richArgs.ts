/** Args that use every field there is, and are right; what tests of wrong args start from. */
export const richArgs = {
  namespace: "vald",
  defaults: {
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
  components: {
    agent: { name: "vald-agent-ngt", podLabels: { app: "vald-agent-ngt", tier: "" } },
    lbGateway: {
      enabled: true,
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
  labels: { "example.com/team": "search" },
  annotations: { "example.com/note": "any text at all,\nalso on two lines" },
};
