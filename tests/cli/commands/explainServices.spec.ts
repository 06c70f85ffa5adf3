import assert from "node:assert/strict";
import { explainCommand } from "../../../cli/commands/explainCommand";
import { withTempDir } from "../../../testing/withTempDir";
import { captured } from "../captured";
import { run } from "../run";

const pod = (name: string, ip: string, port: number) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: vald, labels: { app: vald-agent } }
spec: { containers: [{ ports: [{ name: grpc, containerPort: ${port} }] }] }
status: { podIP: ${ip} }
`;
const service = (name: string, spec: string, namespace = "vald") => `---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${namespace} }
spec: ${spec}
`;
const manifests = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: agent, namespace: vald }
spec:
  podSelector: { matchLabels: { app: vald-agent } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: vald-lb-gateway } } }]
      ports: [{ port: 8081 }]
  egress:
    - to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }]
      ports: [{ port: 5353, protocol: UDP }]
${pod("agent-0", "10.244.0.4", 8081)}${pod("agent-1", "10.244.0.5", 9000)}${service("agent", "{ clusterIP: None, selector: { app: vald-agent }, ports: [{ port: 8081 }] }")}${service("vip", "{ clusterIP: 10.96.3.4, selector: { app: vald-agent }, ports: [{ name: http, port: 80, targetPort: grpc }] }")}${service("db", "{ type: ExternalName, externalName: db.example.com }")}${service("other", "{ clusterIP: 10.96.3.6, selector: { app: other }, ports: [{ port: 80 }] }")}${service("idle", "{ clusterIP: 10.96.3.5, ports: [{ port: 80 }] }")}${service(
  "kube-dns",
  '{ clusterIPs: [10.96.0.10, "fd00:96::a"], selector: { k8s-app: kube-dns }, ports: [{ name: dns, port: 53, protocol: UDP }] }',
  "kube-system",
)}---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: kube-dns-a, namespace: kube-system, labels: { kubernetes.io/service-name: kube-dns } }
endpoints:
  - { addresses: [10.244.0.2], targetRef: { kind: Pod, name: coredns-a } }
  - { addresses: [10.244.0.3], conditions: { ready: false }, targetRef: { kind: Pod, name: coredns-b } }
ports: [{ name: dns, port: 5353, protocol: UDP }]
`;

describe("vald-netpol explain, for a Service", () => {
  withTempDir({ "manifests.yaml": manifests });
  const options = { values: [], manifests: ["manifests.yaml"], output: "text" } as const;
  const explained = (from: string, to: string, asked: Partial<Parameters<typeof explainCommand>[2]> = {}) => {
    const { code, stdout } = captured(explainCommand(from, to, { ...options, ...asked }));
    return { code, stdout };
  };

  for (const [title, from, to, asked, code, stdout] of [
    [
      "shows the translation of a cluster IP to its endpoints",
      "agent",
      "10.96.0.10",
      { port: 53, protocol: "UDP" },
      0,
      `agent -> 10.96.0.10 (Service kube-system/kube-dns), UDP 53: allowed
  10.96.0.10:53 (UDP, dns) -> UDP 5353 of kube-system/coredns-a (10.244.0.2) and kube-system/coredns-b (10.244.0.3, not ready): allowed
    egress: allowed by these rules:
      vald/agent egress[0]: kube-system, UDP 5353
    ingress: allowed; no policy isolates these backends
`,
    ],
    [
      "lists the Service's open ports if the query names no port",
      "agent",
      "kube-system/kube-dns",
      {},
      0,
      `agent -> Service kube-system/kube-dns, any port: allowed on UDP 53
  10.96.0.10:53 (UDP, dns) -> UDP 5353 of kube-system/coredns-a (10.244.0.2) and kube-system/coredns-b (10.244.0.3, not ready): allowed
    egress: allowed by these rules:
      vald/agent egress[0]: kube-system, UDP 5353
    ingress: allowed; no policy isolates these backends
`,
    ],
    [
      "says for which backends the answer differs",
      "lbGateway",
      "vip.vald.svc.cluster.local",
      { port: 80 },
      1,
      `lb gateway -> Service vald/vip, TCP 80: allowed for only 1 of 2 backends
  10.96.3.4:80 (TCP, http) -> TCP 8081 of vald/agent-0 (10.244.0.4): allowed
    egress: allowed; no policy isolates lb gateway
    ingress: allowed by these rules:
      vald/agent ingress[0]: lb gateway, TCP 8081
  10.96.3.4:80 (TCP, http) -> TCP 9000 of vald/agent-1 (10.244.0.5): denied
    egress: allowed; no policy isolates lb gateway
    ingress: denied; no rule in vald/agent allows the connection
`,
    ],
    [
      "names the ports that the Service serves if it does not serve the port",
      "lbGateway",
      "vald/vip",
      { port: 8081 },
      1,
      `lb gateway -> Service vald/vip, TCP 8081: denied
  the Service does not serve TCP 8081; it serves TCP 80 (http)
`,
    ],
    [
      "says that the name of a headless Service stands for its pods",
      "lbGateway",
      "vald/svc/agent",
      { port: 8081 },
      0,
      `lb gateway -> Service vald/agent, TCP 8081: allowed
  note: the Service is headless: its name stands for the addresses of its backends, so no port is translated
  Service vald/agent -> TCP 8081 of vald/agent-0 (10.244.0.4) and vald/agent-1 (10.244.0.5): allowed
    egress: allowed; no policy isolates lb gateway
    ingress: allowed by these rules:
      vald/agent ingress[0]: lb gateway, TCP 8081
`,
    ],
    [
      "says that no Service has an address in a usual range of Service addresses",
      "shop/app=a",
      "10.96.0.99",
      { port: 80 },
      0,
      `shop/app=a -> 10.96.0.99, TCP 80: allowed
  note: 10.96.0.99 is in a usual range of Service addresses (10.96.0.0/12: kubeadm, kind, and EKS), but no Service in the input has this address; most network plugins see a pod behind the Service instead, so specify the pod
  egress: allowed; no policy isolates shop/app=a
  ingress: allowed; no policy isolates 10.96.0.99
`,
    ],
    [
      "does not know what is behind an external name",
      "agent",
      "vald/db",
      { port: 5432 },
      1,
      `agent -> Service vald/db, TCP 5432: unknown
  unknown: the addresses of db.example.com
`,
    ],
    [
      "does not know the endpoints of a Service without a selector and EndpointSlices",
      "agent",
      "vald/idle",
      { port: 80 },
      1,
      `agent -> Service vald/idle, TCP 80: unknown
  unknown: the endpoints of Service vald/idle
`,
    ],
    [
      "assumes pods with the selector's labels, and warns about changed source addresses",
      "192.0.2.7",
      "vald/other",
      { port: 80 },
      0,
      `192.0.2.7 -> Service vald/other, TCP 80: allowed
  note: a node or a load balancer may replace the source address of this connection, so policies at the backend may see that address instead
  10.96.3.6:80 (TCP) -> TCP 80 of vald/app=other (no such pod is in the input): allowed
    egress: allowed; no policy isolates 192.0.2.7
    ingress: allowed; no policy isolates vald/app=other
`,
    ],
  ] as const)
    it(title, () => assert.deepEqual(explained(from, to, asked), { code, stdout }));

  it("shows the translation in JSON, too", () => {
    const { code, stdout } = explained("agent", "10.96.0.10", { port: 53, protocol: "UDP", output: "json" });
    const rule = {
      policy: "vald/agent",
      index: 0,
      peers: [
        {
          kind: "peers",
          peers: {
            pods: true,
            namespaceLabels: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["kube-system"] }],
          },
        },
      ],
      ports: [{ protocol: "UDP", first: 5353, last: 5353 }],
    };
    const labels = { "k8s-app": "kube-dns" };
    const servicePort = { name: "dns", protocol: "UDP", port: 53, targetPort: 53 };
    const backend = (name: string, address: string, isReady: boolean) => ({
      peer: { name, namespace: "kube-system", labels },
      addresses: [address],
      isReady,
    });
    assert.deepEqual(
      [code, JSON.parse(stdout)],
      [
        0,
        {
          from: { kind: "component", component: "agent" },
          to: { kind: "service", service: { namespace: "kube-system", name: "kube-dns" }, address: "10.96.0.10" },
          verdict: "allowed",
          ports: [{ protocol: "UDP", first: 53, last: 53 }],
          unknownFacts: [],
          servicePorts: [servicePort],
          endpointNotes: [],
          notes: [],
          translations: [
            {
              servicePort,
              addresses: ["10.96.0.10"],
              verdict: "allowed",
              groups: [
                {
                  backends: [backend("coredns-a", "10.244.0.2", true), backend("coredns-b", "10.244.0.3", false)],
                  protocol: "UDP",
                  port: 5353,
                  verdict: "allowed",
                  ports: [{ protocol: "UDP", first: 5353, last: 5353 }],
                  hasPort: true,
                  unknownFacts: [],
                  egress: { verdict: "allowed", policies: ["vald/agent"], rules: [rule] },
                  ingress: { verdict: "allowed", policies: [], rules: [] },
                },
              ],
            },
          ],
        },
      ],
    );
  });

  it("refuses a Service as the source", () => {
    const { code, stderr } = run(["explain", "vald/vip", "agent", "--manifests", "manifests.yaml"]);
    assert.deepEqual(
      [code, stderr.split("\n")[0]],
      [
        2,
        "error: vald/vip is the Service vald/vip, which cannot open connections; as the source, specify the pods behind it, such as vald/app=vald-agent",
      ],
    );
  });
});
