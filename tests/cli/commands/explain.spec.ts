import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { explainCommand } from "../../../cli/commands/explainCommand";
import { NamespaceError } from "../../../core";
import { captured, defaultsNote } from "../captured";
import { run } from "../run";
import { withTempDir } from "../../../testing/withTempDir";

/** Line 6 is a rule for the filter gateway's egress. Lines 12 and 17 are rules for the lb gateway's ingress. */
const values = `namespace: vald
components:
  filterGateway:
    custom:
      egress:
        - to: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] } }]
          ports: [{ port: 443 }]
  lbGateway:
    custom:
      # Clients.
      ingress:
        - from:
            - podSelector: { matchLabels: { app: web } }
              namespaceSelector: { matchLabels: { team: shop } }
          ports: [{ port: 8081 }]
        # IPv6.
        - from: [{ ipBlock: { cidr: "2001:db8::/32" } }]
          ports: [{ port: grpc, protocol: TCP }]
`;
const overlay = `components:
  agent:
    custom:
      ingress: [{}]
`;
const edges = `namespace: vald
components:
  agentReadreplica: { enabled: true }
edgePorts: vald
apiServer: { cidrs: [172.18.0.2/32] }
dns:
  - preset: kubeSystem
  - cidrs: [10.96.0.10/32]
edges:
  - from: { component: agent }
    to: { component: discoverer }
    ports: [{ port: 8081 }]
`;
const manifests = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: agent, namespace: vald }
spec:
  podSelector: { matchLabels: { app: vald-agent } }
  ingress:
    - from: [{ podSelector: { matchLabels: { app: vald-lb-gateway } } }]
      ports: [{ port: grpc }]
---
apiVersion: v1
kind: Pod
metadata: { name: agent-0, namespace: vald, labels: { app: vald-agent } }
spec: { containers: [{ ports: [{ name: grpc, containerPort: 8081 }] }] }
---
{ apiVersion: v1, kind: Pod, metadata: { name: lb-0, namespace: vald, labels: { app: vald-lb-gateway } } }
---
{ apiVersion: v1, kind: Namespace, metadata: { name: web, labels: { team: shop } } }
`;
const twoNamespaces = `${manifests}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: agent, namespace: other }
spec: { podSelector: { matchLabels: { app: vald-agent } } }
`;
const namespaceNote = "assuming that Vald runs in namespace vald, because its policies are there\n";

describe("vald-netpol explain", () => {
  withTempDir({
    "values.yaml": values,
    "overlay.yaml": overlay,
    "edges.yaml": edges,
    "empty.yaml": "{}\n",
    "edge-ports.yaml": "edgePorts: vald\n",
    "manifests.yaml": manifests,
    "two.yaml": twoNamespaces,
  });
  const explained = (from: string, to: string, options: Partial<Parameters<typeof explainCommand>[2]> = {}) =>
    captured(explainCommand(from, to, { values: ["values.yaml"], output: "text", ...options }));

  it("names a component by its name in the values", () => {
    writeFileSync("renamed.yaml", "namespace: vald\ncomponents: { lbGateway: { name: search-lb } }\n");
    const explain = (from: string, to: string) =>
      captured(explainCommand(from, to, { values: ["renamed.yaml"], output: "text" })).stdout.split("\n")[0];
    assert.equal(explain("search-lb", "agent"), "lb gateway -> agent, any port: allowed on all ports");
    assert.equal(explain("agent", "search-lb"), "agent -> lb gateway, any port: denied");
  });

  it("allows an edge of the documented table", () => {
    assert.deepEqual(run(["explain", "lbGateway", "agent", "--port", "8081"]), {
      code: 0,
      stdout: `lb gateway -> agent, TCP 8081: allowed
  egress: allowed by these rules:
    default/vald-lb-gateway-allow egress[0]: agent, all ports (the documented table)
  ingress: allowed by these rules:
    default/vald-agent-allow ingress[0]: lb gateway, all ports (the documented table)
`,
      stderr: defaultsNote,
    });
  });

  it("denies a connection that no rule allows, and exits with 1", () => {
    assert.deepEqual(run(["explain", "agent", "indexManager", "--protocol", "UDP", "-n", "vald"]), {
      code: 1,
      stdout: `agent -> index manager, any UDP port: denied
  egress: denied; no rule in vald/vald-agent-allow allows the connection
  ingress: denied; no rule in vald/vald-manager-index-allow allows the connection
`,
      stderr: defaultsNote,
    });
  });

  for (const [title, from, to, options, code, stdout] of [
    [
      "lists the open ports if the query names no port",
      "filterGateway",
      "lbGateway",
      { values: ["empty.yaml"] },
      0,
      `filter gateway -> lb gateway, any port: allowed on all ports
  egress: allowed by these rules:
    default/vald-filter-gateway-allow egress[0]: lb gateway, all ports (the documented table)
  ingress: allowed by these rules:
    default/vald-lb-gateway-allow ingress[0]: filter gateway, all ports (the documented table)
`,
    ],
    [
      "lists the open ports of a protocol",
      "lbGateway",
      "agent",
      { values: ["edge-ports.yaml"], protocol: "TCP" },
      0,
      `lb gateway -> agent, any TCP port: allowed on TCP 3001, 8081
  egress: allowed by these rules:
    default/vald-lb-gateway-allow egress[0]: agent, TCP 3001, 8081 (the documented table, with ports limited by \`edgePorts: vald\`)
  ingress: allowed by these rules:
    default/vald-agent-allow ingress[0]: lb gateway, TCP 3001, 8081 (the documented table, with ports limited by \`edgePorts: vald\`)
`,
    ],
    [
      "names the position of an edge at both ends",
      "agent",
      "discoverer",
      { values: ["edges.yaml"], port: 8081 },
      0,
      `agent -> discoverer, TCP 8081: allowed
  egress: allowed by these rules:
    vald/vald-agent-allow egress[2]: discoverer, TCP 8081 (edges.yaml:10:5: edges[0])
  ingress: allowed by these rules:
    vald/vald-discoverer-allow ingress[2]: agent, TCP 8081 (edges.yaml:10:5: edges[0])
`,
    ],
    [
      "names the position of the API server's addresses",
      "discoverer",
      "172.18.0.2",
      { values: ["edges.yaml"], port: 6443 },
      0,
      `discoverer -> 172.18.0.2, TCP 6443: allowed
  egress: allowed by these rules:
    vald/vald-discoverer-allow egress[2]: 172.18.0.2/32, TCP 443, 6443 (edges.yaml:5:1: apiServer)
  ingress: allowed; no policy isolates 172.18.0.2
`,
    ],
    [
      "names the position of a DNS address",
      "lbGateway",
      "10.96.0.10",
      { values: ["edges.yaml"], port: 53, protocol: "UDP" },
      0,
      `lb gateway -> 10.96.0.10, UDP 53: allowed
  note: 10.96.0.10 is in a usual range of Service addresses (10.96.0.0/12: kubeadm, kind, and EKS); most network plugins see a pod behind the Service instead, so pass the Service with --manifests, or specify the pod
  egress: allowed by these rules:
    vald/vald-lb-gateway-allow egress[4]: 10.96.0.10/32, TCP 53 and UDP 53 (edges.yaml:8:5: dns[1])
  ingress: allowed; no policy isolates 10.96.0.10
`,
    ],
    [
      "states the purpose of an edge that is not in the documented table",
      "lbGateway",
      "agentReadreplica",
      { values: ["edges.yaml"], port: 8081 },
      0,
      `lb gateway -> agent read replica, TCP 8081: allowed
  egress: allowed by these rules:
    vald/vald-lb-gateway-allow egress[2]: agent read replica, TCP 8081 (needed for searches, with ports limited by \`edgePorts: vald\`)
  ingress: allowed by these rules:
    vald/agent-readreplica-allow ingress[0]: lb gateway, TCP 8081 (needed for searches, with ports limited by \`edgePorts: vald\`)
`,
    ],
    [
      "names the position of a rule for egress to an address",
      "filterGateway",
      "10.2.3.4",
      { port: 443 },
      0,
      `filter gateway -> 10.2.3.4, TCP 443: allowed
  egress: allowed by these rules:
    vald/vald-filter-gateway-allow egress[2]: 10.0.0.0/8 except 10.1.0.0/16, TCP 443 (values.yaml:6:11: components.filterGateway.custom.egress[0])
  ingress: allowed; no policy isolates 10.2.3.4
`,
    ],
    [
      "names the position of a rule for ingress from IPv6 on a named port",
      "2001:db8::7",
      "lbGateway",
      { port: "grpc" },
      0,
      `2001:db8::7 -> lb gateway, TCP grpc: allowed
  egress: allowed; no policy isolates 2001:db8::7
  ingress: allowed by these rules:
    vald/vald-lb-gateway-allow ingress[2]: 2001:db8::/32, TCP grpc (values.yaml:17:11: components.lbGateway.custom.ingress[1])
`,
    ],
    [
      "names the file that contains the rule",
      "192.0.2.7",
      "agent",
      { port: 22, values: ["values.yaml", "overlay.yaml"] },
      0,
      `192.0.2.7 -> agent, TCP 22: allowed
  egress: allowed; no policy isolates 192.0.2.7
  ingress: allowed by these rules:
    vald/vald-agent-allow ingress[2]: everyone, all ports (overlay.yaml:4:17: components.agent.custom.ingress[0])
`,
    ],
    [
      "denies a CIDR block inside an exception",
      "filterGateway",
      "10.1.0.0/24",
      { port: 443 },
      1,
      `filter gateway -> 10.1.0.0/24, TCP 443: denied
  egress: denied; no rule in vald/vald-filter-gateway-allow allows the connection
  ingress: allowed; no policy isolates 10.1.0.0/24
`,
    ],
    [
      "returns unknown for a CIDR block that is only partly allowed",
      "filterGateway",
      "10.0.0.0/8",
      { port: 443 },
      1,
      `filter gateway -> 10.0.0.0/8, TCP 443: unknown
  unknown: the exact address in 10.0.0.0/8
  egress: unknown; these rules may allow the connection:
    vald/vald-filter-gateway-allow egress[2]: 10.0.0.0/8 except 10.1.0.0/16, TCP 443 (values.yaml:6:11: components.filterGateway.custom.egress[0])
  ingress: allowed; no policy isolates 10.0.0.0/8
`,
    ],
    [
      "lists the facts on which an unknown verdict depends",
      "web/app=web",
      "lbGateway",
      { port: 8081, protocol: "TCP" },
      1,
      `web/app=web -> lb gateway, TCP 8081: unknown
  unknown: the labels of namespace web and the address of web/app=web
  egress: allowed; no policy isolates web/app=web
  ingress: unknown; these rules may allow the connection:
    vald/vald-lb-gateway-allow ingress[1]: pods app=web in namespaces team=shop, TCP 8081 (values.yaml:12:11: components.lbGateway.custom.ingress[0])
    vald/vald-lb-gateway-allow ingress[2]: 2001:db8::/32, TCP grpc (values.yaml:17:11: components.lbGateway.custom.ingress[1])
`,
    ],
  ] as const)
    it(title, () => assert.deepEqual(explained(from, to, options), { code, stdout, stderr: "" }));

  it("finds pods in manifests by name, and uses their ports", () => {
    assert.deepEqual(
      explained("vald/lb-0", "vald/agent-0", { values: [], manifests: ["manifests.yaml"], port: 8081 }),
      {
        code: 0,
        stdout: `vald/lb-0 -> vald/agent-0, TCP 8081: allowed
  egress: allowed; no policy isolates vald/lb-0
  ingress: allowed by these rules:
    vald/agent ingress[0]: lb gateway, TCP grpc
`,
        stderr: namespaceNote,
      },
    );
  });

  it("reads manifests from stdin", () => {
    assert.deepEqual(run(["explain", "shop/", "agent", "--manifests", "-", "--port", "grpc"], manifests), {
      code: 1,
      stdout: `shop/ -> agent, TCP grpc: denied
  egress: allowed; no policy isolates shop/
  ingress: denied; no rule in vald/agent allows the connection
`,
      stderr: namespaceNote,
    });
  });

  it("names every isolating policy if none of them allows the connection", () => {
    const denyAll = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny, namespace: vald }
spec: { podSelector: {}, policyTypes: [Ingress] }
`;
    writeFileSync("deny.yaml", `${denyAll}---\n${manifests}`);
    assert.equal(
      explained("shop/", "agent", { values: [], manifests: ["deny.yaml"], port: "grpc" }).stdout,
      `shop/ -> agent, TCP grpc: denied
  egress: allowed; no policy isolates shop/
  ingress: denied; no rule in vald/agent or vald/deny allows the connection
`,
    );
  });

  it("prints the explanation as JSON", () => {
    const expected = {
      from: { kind: "component", component: "filterGateway" },
      to: { kind: "peer", peer: { address: "10.2.3.4" } },
      verdict: "allowed",
      ports: [{ protocol: "TCP", first: 443, last: 443 }],
      hasPort: true,
      unknownFacts: [],
      endpointNotes: [],
      egress: {
        verdict: "allowed",
        policies: ["vald/vald-filter-gateway-allow"],
        rules: [
          {
            policy: "vald/vald-filter-gateway-allow",
            index: 2,
            peers: [{ kind: "peers", peers: { ipBlocks: [{ cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] }] } }],
            ports: [{ protocol: "TCP", first: 443, last: 443 }],
            origin: { kind: "args", path: ["components", "filterGateway", "custom", "egress", 0] },
            at: "values.yaml:6:11",
          },
        ],
      },
      ingress: { verdict: "allowed", policies: [], rules: [] },
    };
    const { code, stdout } = explained("filterGateway", "10.2.3.4", { port: 443, output: "json" });
    assert.deepEqual([code, JSON.parse(stdout)], [0, expected]);
  });

  for (const [title, from, to, options, stderr] of [
    [
      "notes that a component is off in the values",
      "mirrorGateway",
      "lbGateway",
      { values: ["edges.yaml"] },
      "the component `mirrorGateway` is off in the values, so it has no policy and no edges\n",
    ],
    ["prints no such note for a component that is on", "agentReadreplica", "lbGateway", { values: ["edges.yaml"] }, ""],
    [
      "prints no such note for manifests",
      "mirrorGateway",
      "agent",
      { values: [], manifests: ["manifests.yaml"] },
      namespaceNote,
    ],
  ] as const)
    it(title, () => assert.equal(explained(from, to, options).stderr, stderr));

  it("names a port that the target does not have as the reason", () => {
    const options = { values: [], manifests: ["manifests.yaml"], port: "metrics" };
    assert.deepEqual(explained("lbGateway", "vald/agent-0", options), {
      code: 1,
      stdout: "lb gateway -> vald/agent-0, TCP metrics: denied\n  vald/agent-0 has no TCP port named metrics\n",
      stderr: namespaceNote,
    });
  });

  it("answers a question about pods alone, even if there are Vald policies in two namespaces", () => {
    const { code, stderr } = explained("shop/", "shop/app=a", { values: [], manifests: ["two.yaml"] });
    assert.deepEqual([code, stderr], [0, ""]);
  });

  it("rejects Vald policies in two namespaces", () => {
    assert.throws(
      () => explained("agent", "agent", { values: [], manifests: ["two.yaml"] }),
      new NamespaceError(
        "there are Vald policies in several namespaces (other, vald); choose one of them with `namespace` (on the command line, with -n)",
      ),
    );
  });

  const usage = "For usage, run the command with --help.\n";
  for (const [args, stderr] of [
    [
      ["agent", "agnet"],
      `error: "agnet" is not a valid endpoint; expected a component, an IP address, a CIDR block, namespace/key=value,..., namespace/name, or namespace/kind/name (did you mean \`agent\`?)
${usage}`,
    ],
    [
      ["agent", "lbGateway", "--port", "65536"],
      `error: option '--port <port>' argument '65536' is invalid. Expected a whole number from 1 to 65535, or a port name.\n${usage}`,
    ],
    [["agent", "lbGateway", "-f", "nowhere.yaml"], "nowhere.yaml: no such file\n"],
  ] as const)
    it(`exits with 2 and prints nothing on stdout for ${args.join(" ")}`, () => {
      assert.deepEqual(run(["explain", ...args]), { code: 2, stdout: "", stderr });
    });
});
