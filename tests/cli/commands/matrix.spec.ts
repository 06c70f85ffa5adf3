import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { matrixCommand } from "../../../cli/commands/matrixCommand";
import { InputError } from "../../../cli/input/inputError";
import { UsageError } from "../../../cli/input/usageError";
import { captured, defaultsNote } from "../captured";
import { renderedText } from "../renderedText";
import { cli, run } from "../run";
import { withTempDir } from "../../../testing/withTempDir";

/** The table in Vald's documentation. */
const documentedTable = `| from / to      | agent | discoverer | filter gateway | lb gateway | index manager | kube-system |
| :------------- | :---: | :--------: | :------------: | :--------: | :-----------: | :---------: |
| agent          |  N/A  |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |
| discoverer     |  ⛔   |    N/A     |       ⛔       |     ⛔     |      ⛔       |     ✅      |
| filter gateway |  ⛔   |     ⛔     |      N/A       |     ✅     |      ⛔       |     ✅      |
| lb gateway     |  ✅   |     ✅     |       ⛔       |    N/A     |      ⛔       |     ✅      |
| index manager  |  ✅   |     ✅     |       ⛔       |     ⛔     |      N/A      |     ✅      |
`;

/** Two components, a client, telemetry, and agents that may connect to each other. */
const values = `namespace: vald
components:
  discoverer: { enabled: false }
  filterGateway: { enabled: false }
  indexManager: { enabled: false }
  agent:
    custom:
      ingress:
        - from: [{ podSelector: { matchLabels: { app: vald-agent } } }]
          ports: [{ port: 8081 }]
      egress:
        - to: [{ podSelector: { matchLabels: { app: vald-agent } } }]
  lbGateway:
    custom:
      ingress:
        - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]
          ports: [{ port: 8081 }]
      egress:
        - to: [{ ipBlock: { cidr: 10.0.0.0/8 } }]
          ports: [{ port: 4317, endPort: 4318 }]
`;

const policies = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: agent, namespace: vald }
spec:
  podSelector: { matchLabels: { app: vald-agent } }
  policyTypes: [Ingress, Egress]
  ingress:
    - from: [{ podSelector: { matchLabels: { app: vald-lb-gateway } } }]
      ports: [{ port: 8081 }, { port: 3000, endPort: 3001 }]
`;
const pods = `${policies}---
{ apiVersion: v1, kind: Pod, metadata: { name: agent-0, namespace: vald, labels: { app: vald-agent } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: agent-1, namespace: vald, labels: { app: vald-agent } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: lb-0, namespace: vald, labels: { app: vald-lb-gateway } } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop, labels: { app: web } } }
`;
const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));
const json = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
const component = (name: string) => ({ kind: "component", component: name });
const [agent, lbGateway] = [component("agent"), component("lbGateway")];
const podsIn = (namespace: string) => ({
  kind: "peers",
  peers: {
    pods: true,
    namespaceLabels: [{ key: "kubernetes.io/metadata.name", operator: "In", values: [namespace] }],
  },
});
const [kubeSystem, shop] = [podsIn("kube-system"), podsIn("shop")];
const block = { kind: "peers", peers: { ipBlocks: [{ cidr: "10.0.0.0/8" }] } };
const tcp = (first: number, last = first) => ({ protocol: "TCP", first, last });
const namespaceNote = "assuming that Vald runs in namespace vald, because its policies are there\n";

describe("vald-netpol matrix", () => {
  withTempDir({
    "values.yaml": values,
    "policies.yaml": policies,
    "pods.yaml": pods,
    "off.yaml": "defaults: { networkPolicy: { enabled: false } }",
    "two.yaml": `${policies}---\n${policies.replace("namespace: vald", "namespace: other")}`,
    "empty-list.yaml": "apiVersion: v1\nkind: List\nitems: []\n",
    "invalid.yaml": "namespace: vald\nnamespac: vald\n",
  });
  const printed = (options: Partial<Parameters<typeof matrixCommand>[0]>) =>
    captured(matrixCommand({ values: [], output: "text", ...options }));

  it("prints the documented table, byte for byte, without any input", () => {
    assert.deepEqual(printed({ output: "markdown" }), { code: 0, stdout: documentedTable, stderr: defaultsNote });
  });

  it("prints the same table for the output of render", () => {
    const manifests = renderedText({ values: [], namespace: "vald", output: "yaml" });
    assert.deepEqual(run(["matrix", "--manifests", "-", "-o", "markdown"], manifests), {
      code: 0,
      stdout: documentedTable,
      stderr: namespaceNote,
    });
  });

  it("prints text for a terminal by default", () => {
    assert.deepEqual(run(["matrix"]), {
      code: 0,
      stdout: `from / to       agent  discoverer  filter gateway  lb gateway  index manager  kube-system
agent            N/A       ⛔            ⛔            ⛔           ⛔            ✅
discoverer       ⛔       N/A            ⛔            ⛔           ⛔            ✅
filter gateway   ⛔        ⛔           N/A            ✅           ⛔            ✅
lb gateway       ✅        ✅            ⛔           N/A           ⛔            ✅
index manager    ✅        ✅            ⛔            ⛔           N/A           ✅
`,
      stderr: defaultsNote,
    });
  });

  for (const [output, stdout] of [
    [
      "text",
      `from / to      agent     lb gateway   kube-system     10.0.0.0/8
agent       ✅ TCP 8081      ⛔           ✅              ⛔
lb gateway      ✅           N/A          ✅       ✅ TCP 4317-4318
[1]             ⛔       ✅ TCP 8081

[1] all pods in namespace shop
`,
    ],
    [
      "markdown",
      `| from / to                  |    agent    | lb gateway  | kube-system |    10.0.0.0/8    |
| :------------------------- | :---------: | :---------: | :---------: | :--------------: |
| agent                      | ✅ TCP 8081 |     ⛔      |     ✅      |        ⛔        |
| lb gateway                 |     ✅      |     N/A     |     ✅      | ✅ TCP 4317-4318 |
| all pods in namespace shop |     ⛔      | ✅ TCP 8081 |             |                  |
`,
    ],
    [
      "csv",
      `from,to,verdict,ports
agent,agent,allowed,TCP 8081
agent,lbGateway,denied,
agent,kube-system,allowed,all ports
agent,10.0.0.0/8,denied,
lbGateway,agent,allowed,all ports
lbGateway,lbGateway,denied,
lbGateway,kube-system,allowed,all ports
lbGateway,10.0.0.0/8,allowed,TCP 4317-4318
all pods in namespace shop,agent,denied,
all pods in namespace shop,lbGateway,allowed,TCP 8081
`,
    ],
    [
      "json",
      json([
        { from: agent, to: agent, verdict: "allowed", ports: [tcp(8081)] },
        { from: agent, to: lbGateway, verdict: "denied", ports: [] },
        { from: agent, to: kubeSystem, verdict: "allowed", ports: everyPort },
        { from: agent, to: block, verdict: "denied", ports: [] },
        { from: lbGateway, to: agent, verdict: "allowed", ports: everyPort },
        { from: lbGateway, to: lbGateway, verdict: "denied", ports: [] },
        { from: lbGateway, to: kubeSystem, verdict: "allowed", ports: everyPort },
        { from: lbGateway, to: block, verdict: "allowed", ports: [tcp(4317, 4318)] },
        { from: shop, to: agent, verdict: "denied", ports: [] },
        { from: shop, to: lbGateway, verdict: "allowed", ports: [tcp(8081)] },
      ]),
    ],
  ] as const) {
    it(`prints the connections that the values add to the table as ${output}`, () => {
      assert.deepEqual(printed({ values: ["values.yaml"], output }), { code: 0, stdout, stderr: "" });
    });
  }

  for (const [title, options, stderr] of [
    [
      "policies are off, which it notes",
      { values: ["off.yaml"] },
      "policies are off in the values, so no pod is isolated, and everything is open\n",
    ],
    [
      "the manifests contain no policy, which it notes",
      { manifests: ["empty-list.yaml"] },
      "the manifests contain no NetworkPolicy (networking.k8s.io/v1)\n",
    ],
  ] as const)
    it(`shows that everything is open if ${title}`, () => {
      const json = printed({ ...options, output: "json" });
      const cells = JSON.parse(json.stdout) as { from: object; to: object; verdict: string; ports: object[] }[];
      // Every pair that includes a component, among the five components, kube-system and everyone else.
      assert.deepEqual(
        cells.map(({ verdict, ports }) => ({ verdict, ports })),
        Array(40).fill({ verdict: "allowed", ports: everyPort }),
      );
      assert.equal(json.stderr, stderr);
    });

  it("numbers the columns if the table is too wide for a terminal", () => {
    const on = ["mirrorGateway", "agentReadreplica", "indexCreation", "indexSave", "indexCorrection", "indexDeletion"];
    writeFileSync("wide.yaml", `components:\n${on.map((name) => `  ${name}: { enabled: true }\n`).join("")}`);
    const [heading, first, ...rest] = printed({ values: ["wide.yaml"] }).stdout.split("\n");
    assert.deepEqual(
      [heading, first, rest.at(-2)],
      [
        "from / to               [1]  [2]  [3]  [4]  [5]  [6]  [7]  [8]  [9]  [10]  [11]  [12]",
        "[1] agent               N/A  ⛔   ⛔   ⛔   ⛔   ⛔   ⛔   ⛔   ⛔    ⛔    ⛔    ✅",
        "[12] kube-system",
      ],
    );
  });

  it("notes Vald policies that select no known component", () => {
    const manifests = renderedText({ values: [], namespace: "vald", output: "yaml" });
    const renamed = manifests.replace(/vald-agent/g, "searcher");
    assert.equal(
      run(["matrix", "--manifests", "-"], renamed).stderr,
      `${namespaceNote}these Vald policies select no component that is on: vald/searcher-allow; pass the values that name and turn on these components with -f or --chart-values
`,
    );
  });

  it("prints no such note about another Vald cluster in the namespace", () => {
    writeFileSync("blue.yaml", "namespace: vald\ninstanceLabels: { instance: blue }\nnamePrefix: blue-\n");
    const blue = renderedText({ values: ["blue.yaml"], output: "yaml" });
    writeFileSync("both.yaml", `${blue}---\n${blue.replaceAll("blue", "green")}`);
    assert.deepEqual(printed({ values: ["blue.yaml"], manifests: ["both.yaml"], output: "markdown" }), {
      code: 0,
      stdout: documentedTable,
      stderr: "",
    });
  });

  it("shows the policies in manifests even if the values turn policies off", () => {
    const ofManifests = (values: string[]) => printed({ values, manifests: ["policies.yaml"], output: "csv" });
    assert.deepEqual(ofManifests(["off.yaml"]), ofManifests([]));
  });

  it("shows the connections that manifests leave open, in the manifests' namespace", () => {
    assert.deepEqual(printed({ manifests: ["policies.yaml"], output: "markdown" }), {
      code: 0,
      stdout: `| from / to      |         agent          | discoverer | filter gateway | lb gateway | index manager | kube-system | everyone else |
| :------------- | :--------------------: | :--------: | :------------: | :--------: | :-----------: | :---------: | :-----------: |
| agent          |          N/A           |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ⛔      |      ⛔       |
| discoverer     |           ⛔           |     ✅     |       ✅       |     ✅     |      ✅       |     ✅      |      ✅       |
| filter gateway |           ⛔           |     ✅     |       ✅       |     ✅     |      ✅       |     ✅      |      ✅       |
| lb gateway     | ✅ TCP 3000-3001, 8081 |     ✅     |       ✅       |     ✅     |      ✅       |     ✅      |      ✅       |
| index manager  |           ⛔           |     ✅     |       ✅       |     ✅     |      ✅       |     ✅      |      ✅       |
| everyone else  |           ⛔           |     ✅     |       ✅       |     ✅     |      ✅       |             |               |
`,
      stderr: namespaceNote,
    });
  });

  it("prints no note about the namespace if -n is set", () => {
    assert.equal(printed({ manifests: ["policies.yaml"], namespace: "vald" }).stderr, "");
  });

  for (const [output, stdout, total] of [
    [
      "text",
      `shop/web -> shop/web +1, all ports (1 pair)
vald/lb-0 -> shop/web +1, all ports (1 pair)
vald/lb-0 -> vald/agent-0 +1, TCP 3000-3001, 8081 (2 pairs)

Source classes:
  vald/agent-0 +1: vald/agent-* (all 2)

Target classes:
  shop/web +1: shop/web, vald/lb-0
  vald/agent-0 +1: vald/agent-* (all 2)

connections are allowed for 4 of 12 pod pairs
`,
      "",
    ],
    [
      "markdown",
      `| from | to | ports | pairs | verdict |
| :--- | :--- | :--- | ---: | :--- |
| shop/web | shop/web +1 | all ports | 1 | allowed |
| vald/lb-0 | shop/web +1 | all ports | 1 | allowed |
| vald/lb-0 | vald/agent-0 +1 | TCP 3000-3001, 8081 | 2 | allowed |

Source classes:
- vald/agent-0 +1: vald/agent-\\* (all 2)

Target classes:
- shop/web +1: shop/web, vald/lb-0
- vald/agent-0 +1: vald/agent-\\* (all 2)

connections are allowed for 4 of 12 pod pairs
`,
      "",
    ],
    [
      "csv",
      `from,to,ports,pairs,verdict
shop/web,shop/web +1,all ports,1,allowed
vald/lb-0,shop/web +1,all ports,1,allowed
vald/lb-0,vald/agent-0 +1,"TCP 3000-3001, 8081",2,allowed
`,
      "connections are allowed for 4 of 12 pod pairs\n",
    ],
    [
      "json",
      json({
        sources: [
          { name: "shop/web", pods: ["shop/web"] },
          { name: "vald/agent-0 +1", pods: ["vald/agent-0", "vald/agent-1"] },
          { name: "vald/lb-0", pods: ["vald/lb-0"] },
        ],
        targets: [
          { name: "shop/web +1", pods: ["shop/web", "vald/lb-0"] },
          { name: "vald/agent-0 +1", pods: ["vald/agent-0", "vald/agent-1"] },
        ],
        connections: [
          { from: "shop/web", to: "shop/web +1", ports: everyPort, pairs: 1, verdict: "allowed" },
          { from: "vald/lb-0", to: "shop/web +1", ports: everyPort, pairs: 1, verdict: "allowed" },
          {
            from: "vald/lb-0",
            to: "vald/agent-0 +1",
            ports: [
              { protocol: "TCP", first: 3000, last: 3001 },
              { protocol: "TCP", first: 8081, last: 8081 },
            ],
            pairs: 2,
            verdict: "allowed",
          },
        ],
        pairs: 4,
        unknownPairs: 0,
        unevaluated: [],
      }),
      "",
    ],
  ] as const) {
    it(`prints all pairs of pods and the number of allowed pairs as ${output}`, () => {
      assert.deepEqual(printed({ manifests: ["pods.yaml"], pods: true, output }), {
        code: 0,
        stdout,
        stderr: `${namespaceNote}${total}`,
      });
    });
  }

  it("shows which pods of a workload are unlike the others", () => {
    writeFileSync(
      "odd.yaml",
      pods.replace(
        "name: agent-1, namespace: vald, labels: { app: vald-agent }",
        "name: agent-1, namespace: vald, labels: {}",
      ),
    );
    const { stdout } = printed({ manifests: ["odd.yaml"], pods: true });
    assert.match(stdout, /: shop\/web, vald\/agent-1 \(1 of 2 vald\/agent-\*\), vald\/lb-0\n/);
    assert.match(stdout, /vald\/agent-0: vald\/agent-0 \(1 of 2 vald\/agent-\*\)\n/);
  });

  it("notes how many pods lack facts on which rules depend", () => {
    writeFileSync(
      "facts.yaml",
      `${pods}---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: web, namespace: shop }
spec:
  podSelector: {}
  ingress:
    - from: [{ ipBlock: { cidr: 10.0.0.0/8 } }, { namespaceSelector: { matchLabels: { team: search } } }]
      ports: [{ port: http }]
`,
    );
    assert.equal(
      printed({ manifests: ["facts.yaml"], pods: true, output: "json" }).stderr,
      `${namespaceNote}unknown: the address of 4 pods, so it is unknown whether an \`ipBlock\` matches them
unknown: all namespace labels of 4 pods except \`kubernetes.io/metadata.name\`
unknown: the ports of 4 pods, so no port name matches them
`,
    );
  });

  // Linux has this device. Elsewhere, a skipped test would fail the run.
  if (existsSync("/dev/full"))
    it("exits with 2 if it cannot write the output", () => {
      const { status, stderr } = spawnSync("sh", ["-c", `"${process.execPath}" "${cli}" matrix -n vald > /dev/full`], {
        encoding: "utf8",
      });
      assert.deepEqual(
        [status, stderr],
        [2, `${defaultsNote}cannot write the output: ENOSPC: no space left on device, write\n`],
      );
    });

  it("exits quietly if the reader closes the pipe", () => {
    const script = `{ "${process.execPath}" "${cli}" matrix; echo "code $?" >&2; } | true`;
    assert.equal(spawnSync("sh", ["-c", script], { encoding: "utf8" }).stderr, `${defaultsNote}code 0\n`);
  });

  for (const [title, options, error] of [
    [
      "stdin for both the values and the manifests",
      { values: ["-"], manifests: ["-"] },
      new UsageError("only one input can be stdin (-)"),
    ],
    [
      "--pods without Pod objects",
      { manifests: ["policies.yaml"], pods: true },
      new InputError("the manifests contain no Pod objects or workloads, which --pods needs"),
    ],
    [
      "--pods without manifests",
      { pods: true },
      new UsageError("pass manifests, because --pods needs Pod objects or workloads"),
    ],
  ] as const)
    it(`rejects ${title}`, () => assert.throws(() => printed(options), error));

  for (const [args, stderr] of [
    [
      ["--manifests", "two.yaml"],
      "there are Vald policies in several namespaces (other, vald); choose one of them with `namespace` (on the command line, with -n)\n",
    ],
    [
      ["-f", "invalid.yaml"],
      "invalid.yaml:2:1: namespac: unknown field; expected one of `namespace`, `defaults`, `instanceLabels`, `namePrefix`, `components`, `edges`, `edgePorts`, `apiServer`, `dns`, `cni`, `ignore`, `labels`, `annotations`, `adopt`, `strict` (did you mean `namespace`?)\n",
    ],
    [
      ["-o", "yaml"],
      "error: option '-o, --output <format>' argument 'yaml' is invalid. Allowed choices are text, markdown, json, csv.\nFor usage, run the command with --help.\n",
    ],
  ] as const)
    it(`exits with 2 and prints nothing on stdout for ${args.join(" ")}`, () => {
      assert.deepEqual(run(["matrix", ...args]), { code: 2, stdout: "", stderr });
    });
});
