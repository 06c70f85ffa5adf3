import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { InputError } from "../../cli/inputError";
import { explain } from "../../cli/explain";
import { inFolder } from "./inFolder";
import { run } from "./run";
import { said } from "./said";

/** Line 6 is about the filter gateway's egress, lines 12 and 17 about the lb gateway's ingress. */
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
const over = `components:
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
const namespaceNote = "Vald is taken to run in namespace vald, where its policies are\n";

describe("vald-netpol explain", () => {
  inFolder({
    "values.yaml": values,
    "edges.yaml": edges,
    "over.yaml": over,
    "manifests.yaml": manifests,
    "two.yaml": `${manifests}---\n${manifests.replaceAll("namespace: vald", "namespace: other").replace(/---\n\{.*Namespace.*\n/, "")}`,
  });
  const text = { values: ["values.yaml"], output: "text" } as const;
  const explained = (from: string, to: string, options: Partial<Parameters<typeof explain>[2]> = {}) => {
    const { code, stdout, stderr } = said(explain(from, to, { ...text, ...options }));
    assert.equal(stderr, "");
    return `${stdout}${code}`;
  };

  it("says that an edge of the documented table is allowed", () => {
    assert.deepEqual(run(["explain", "lbGateway", "agent", "--port", "8081"]), {
      code: 0,
      stdout: `lb gateway -> agent, TCP 8081: allowed
  egress: allowed by
    default/vald-lb-gateway-allow egress[0]: agent, all ports (the documented table)
  ingress: allowed by
    default/vald-agent-allow ingress[0]: lb gateway, all ports (the documented table)
`,
      stderr: "",
    });
  });

  it("says which ports are open when it is asked for any", () => {
    assert.equal(
      explained("filterGateway", "lbGateway", { values: [] }),
      `filter gateway -> lb gateway, any port: allowed on all ports
  egress: allowed by
    default/vald-filter-gateway-allow egress[0]: lb gateway, all ports (the documented table)
  ingress: allowed by
    default/vald-lb-gateway-allow ingress[0]: filter gateway, all ports (the documented table)
0`,
    );
  });

  it("says which are when it is asked for any of a protocol", () => {
    writeFileSync("vald-ports.yaml", "edgePorts: vald\n");
    const text = explained("lbGateway", "agent", { values: ["vald-ports.yaml"], protocol: "TCP" });
    assert.match(text, /^lb gateway -> agent, any TCP port: allowed on TCP 3001, 8081\n/);
  });

  const origins: [what: string, from: string, to: string, port: number, protocol: string, said: string][] = [
    [
      "the line of an edge, at both of its ends",
      "agent",
      "discoverer",
      8081,
      "TCP",
      `agent -> discoverer, TCP 8081: allowed
  egress: allowed by
    vald/vald-agent-allow egress[2]: discoverer, TCP 8081 (edges.yaml:10:5: edges[0])
  ingress: allowed by
    vald/vald-discoverer-allow ingress[2]: agent, TCP 8081 (edges.yaml:10:5: edges[0])
0`,
    ],
    [
      "where the API server is said to be",
      "discoverer",
      "172.18.0.2",
      6443,
      "TCP",
      `discoverer -> 172.18.0.2, TCP 6443: allowed
  egress: allowed by
    vald/vald-discoverer-allow egress[2]: 172.18.0.2/32, TCP 443, 6443 (edges.yaml:5:1: apiServer)
  ingress: allowed; no policy isolates 172.18.0.2
0`,
    ],
    [
      "where DNS is said to be",
      "lbGateway",
      "10.96.0.10",
      53,
      "UDP",
      `lb gateway -> 10.96.0.10, UDP 53: allowed
  egress: allowed by
    vald/vald-lb-gateway-allow egress[4]: 10.96.0.10/32, TCP 53 and UDP 53 (edges.yaml:8:5: dns[1])
  ingress: allowed; no policy isolates 10.96.0.10
0`,
    ],
    [
      "what an edge of a component beside the table is needed for",
      "lbGateway",
      "agentReadreplica",
      8081,
      "TCP",
      `lb gateway -> agent read replica, TCP 8081: allowed
  egress: allowed by
    vald/vald-lb-gateway-allow egress[2]: agent read replica, TCP 8081 (needed for searches, limited by edgePorts)
  ingress: allowed by
    vald/agent-readreplica-allow ingress[0]: lb gateway, TCP 8081 (needed for searches, limited by edgePorts)
0`,
    ],
  ];
  for (const [what, from, to, port, protocol, expected] of origins) {
    it(`names ${what}`, () => assert.equal(explained(from, to, { values: ["edges.yaml"], port, protocol }), expected));
  }

  it("exits with 1 for what no rule lets through", () => {
    assert.deepEqual(run(["explain", "agent", "indexManager", "--protocol", "UDP", "-n", "vald"]), {
      code: 1,
      stdout: `agent -> index manager, any UDP port: denied
  egress: denied; no rule of vald/vald-agent-allow lets it through
  ingress: denied; no rule of vald/vald-manager-index-allow lets it through
`,
      stderr: "",
    });
  });

  it("names the line of the rule in the values: egress to an address", () => {
    assert.equal(
      explained("filterGateway", "10.2.3.4", { port: 443 }),
      `filter gateway -> 10.2.3.4, TCP 443: allowed
  egress: allowed by
    vald/vald-filter-gateway-allow egress[2]: 10.0.0.0/8 except 10.1.0.0/16, TCP 443 (values.yaml:6:11: components.filterGateway.custom.egress[0])
  ingress: allowed; no policy isolates 10.2.3.4
0`,
    );
  });

  it("denies an address of the exception", () => {
    assert.equal(
      explained("filterGateway", "10.1.0.0/24", { port: 443 }),
      `filter gateway -> 10.1.0.0/24, TCP 443: denied
  egress: denied; no rule of vald/vald-filter-gateway-allow lets it through
  ingress: allowed; no policy isolates 10.1.0.0/24
1`,
    );
  });

  it("does not know which address of a range that is allowed in part", () => {
    assert.equal(
      explained("filterGateway", "10.0.0.0/8", { port: 443 }),
      `filter gateway -> 10.0.0.0/8, TCP 443: unknown
  not known: which address of 10.0.0.0/8
  egress: unknown; it may be let through by
    vald/vald-filter-gateway-allow egress[2]: 10.0.0.0/8 except 10.1.0.0/16, TCP 443 (values.yaml:6:11: components.filterGateway.custom.egress[0])
  ingress: allowed; no policy isolates 10.0.0.0/8
1`,
    );
  });

  it("names the line of the rule in the values: ingress from IPv6, on a named port", () => {
    assert.equal(
      explained("2001:db8::7", "lbGateway", { port: "grpc" }),
      `2001:db8::7 -> lb gateway, TCP grpc: allowed
  egress: allowed; no policy isolates 2001:db8::7
  ingress: allowed by
    vald/vald-lb-gateway-allow ingress[2]: 2001:db8::/32, TCP grpc (values.yaml:17:11: components.lbGateway.custom.ingress[1])
0`,
    );
  });

  it("does not know the labels of a namespace that is not given, and says so", () => {
    assert.equal(
      explained("web/app=web", "lbGateway", { port: 8081, protocol: "TCP" }),
      `web/app=web -> lb gateway, TCP 8081: unknown
  not known: the labels of namespace web and the address of web/app=web
  egress: allowed; no policy isolates web/app=web
  ingress: unknown; it may be let through by
    vald/vald-lb-gateway-allow ingress[1]: pods app=web in namespaces team=shop, TCP 8081 (values.yaml:12:11: components.lbGateway.custom.ingress[0])
    vald/vald-lb-gateway-allow ingress[2]: 2001:db8::/32, TCP grpc (values.yaml:17:11: components.lbGateway.custom.ingress[1])
1`,
    );
  });

  it("names the file of several that a rule comes from", () => {
    assert.equal(
      explained("192.0.2.7", "agent", { port: 22, values: ["values.yaml", "over.yaml"] }),
      `192.0.2.7 -> agent, TCP 22: allowed
  egress: allowed; no policy isolates 192.0.2.7
  ingress: allowed by
    vald/vald-agent-allow ingress[2]: everyone, all ports (over.yaml:4:17: components.agent.custom.ingress[0])
0`,
    );
  });

  it("knows pods of the manifests by their names, and their ports", () => {
    assert.deepEqual(
      said(
        explain("vald/lb-0", "vald/agent-0", { values: [], manifests: "manifests.yaml", port: 8081, output: "text" }),
      ),
      {
        code: 0,
        stdout: `vald/lb-0 -> vald/agent-0, TCP 8081: allowed
  egress: allowed; no policy isolates vald/lb-0
  ingress: allowed by
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
  ingress: denied; no rule of vald/agent lets it through
`,
      stderr: namespaceNote,
    });
    const deny = manifests.replace("name: agent", "name: deny").replace(/\n  ingress:[^]*/, "\n");
    assert.match(
      run(["explain", "shop/", "agent", "--manifests", "-", "--port", "grpc"], `${deny}---\n${manifests}`).stdout,
      /ingress: denied; no rules of vald\/agent and vald\/deny let it through/,
    );
  });

  it("gives the same as JSON", () => {
    const { code, stdout } = said(explain("filterGateway", "10.2.3.4", { ...text, port: 443, output: "json" }));
    const expected = {
      from: "filter gateway",
      to: "10.2.3.4",
      verdict: "allowed",
      ports: [{ protocol: "TCP", first: 443, last: 443 }],
      missing: [],
      egress: {
        verdict: "allowed",
        policies: ["vald/vald-filter-gateway-allow"],
        rules: [
          {
            policy: "vald/vald-filter-gateway-allow",
            index: 2,
            text: "10.0.0.0/8 except 10.1.0.0/16, TCP 443",
            origin: "values.yaml:6:11: components.filterGateway.custom.egress[0]",
          },
        ],
      },
      ingress: { verdict: "allowed", policies: [], rules: [] },
    };
    assert.deepEqual([code, stdout], [0, `${JSON.stringify(expected, undefined, 2)}\n`]);
  });

  it("says on stderr that a component is off in the values, and nothing of it beside manifests", () => {
    const asked = { values: ["edges.yaml"], output: "text" } as const;
    assert.equal(
      said(explain("mirrorGateway", "lbGateway", asked)).stderr,
      "components.mirrorGateway is off in the values: it has no policy and no edges.\n",
    );
    assert.equal(said(explain("agentReadreplica", "lbGateway", asked)).stderr, "");
    const given = { ...asked, values: [], manifests: "manifests.yaml" };
    assert.equal(said(explain("mirrorGateway", "agent", given)).stderr, namespaceNote);
  });

  it("refuses policies of Vald in two namespaces", () => {
    assert.throws(
      () => explain("agent", "agent", { values: [], manifests: "two.yaml", output: "text" }),
      new InputError("policies of Vald are in namespaces other and vald; choose one by namespace (-n)"),
    );
  });

  for (const [args, stderr] of [
    [
      ["agent", "agnet"],
      'error: "agnet" is none of: a component (agent, discoverer, filterGateway, lbGateway, indexManager, mirrorGateway, agentReadreplica, indexCreation, indexSave, indexCorrection, indexDeletion, readreplicaRotator), namespace/key=value,key=value, namespace/pod, an address, a range in CIDR notation (did you mean agent?)\nRun it with --help for usage.\n',
    ],
    [
      ["agent", "lbGateway", "--port", "65536"],
      "error: option '--port <port>' argument '65536' is invalid. It is a number from 1 to 65535 or the name of a port.\nRun it with --help for usage.\n",
    ],
    [["agent", "lbGateway", "-f", "nowhere.yaml"], "nowhere.yaml: there is no such file\n"],
  ] as const) {
    it(`exits with 2 and prints nothing on stdout for ${args.join(" ")}`, () => {
      assert.deepEqual(run(["explain", ...args]), {
        code: 2,
        stdout: "",
        stderr,
      });
    });
  }
});
