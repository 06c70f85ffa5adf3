import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { InputError } from "../../cli/inputError";
import { matrix } from "../../cli/matrix";
import { matrixForms } from "../../cli/matrixForms";
import { MisuseError } from "../../cli/misuseError";
import { renderedText } from "./renderedText";
import { inFolder } from "./inFolder";
import { cli, run } from "./run";
import { said } from "./said";

/** As it stands in Vald's documentation. */
const seed = `| from / to      | agent | discoverer | filter gateway | lb gateway | index manager | kube-system |
| :------------- | :---: | :--------: | :------------: | :--------: | :-----------: | :---------: |
| agent          |  N/A  |     ⛔     |       ⛔       |     ⛔     |      ⛔       |     ✅      |
| discoverer     |  ⛔   |    N/A     |       ⛔       |     ⛔     |      ⛔       |     ✅      |
| filter gateway |  ⛔   |     ⛔     |      N/A       |     ✅     |      ⛔       |     ✅      |
| lb gateway     |  ✅   |     ✅     |       ⛔       |    N/A     |      ⛔       |     ✅      |
| index manager  |  ✅   |     ✅     |       ⛔       |     ⛔     |      N/A      |     ✅      |
`;

/** Two components, a client, telemetry, and agents that may talk to each other. */
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
const namespaceNote = "Vald is taken to run in namespace vald, where its policies are\n";

describe("vald-netpol matrix", () => {
  inFolder({
    "values.yaml": values,
    "policies.yaml": policies,
    "pods.yaml": pods,
    "off.yaml": "defaults: { networkPolicy: { enabled: false } }",
    "two.yaml": `${policies}---\n${policies.replace("namespace: vald", "namespace: other")}`,
    "nothing.yaml": "apiVersion: v1\nkind: List\nitems: []\n",
    "wrong.yaml": "namespace: vald\nnamespac: vald\n",
  });
  const none = { values: [] };

  it("prints the documented table, byte for byte, when nothing is given", () => {
    assert.deepEqual(said(matrix({ ...none, output: "markdown" })), { code: 0, stdout: seed, stderr: "" });
  });

  it("prints the same table for the policies that render prints", () => {
    const manifests = renderedText({ values: [], namespace: "vald", output: "yaml" });
    assert.deepEqual(run(["matrix", "--manifests", "-", "-o", "markdown"], manifests), {
      code: 0,
      stdout: seed,
      stderr: namespaceNote,
    });
  });

  it("prints text for a terminal unless told otherwise", () => {
    assert.deepEqual(run(["matrix"]), {
      code: 0,
      stdout: `from / to       agent  discoverer  filter gateway  lb gateway  index manager  kube-system
agent            N/A       ⛔            ⛔            ⛔           ⛔            ✅
discoverer       ⛔       N/A            ⛔            ⛔           ⛔            ✅
filter gateway   ⛔        ⛔           N/A            ✅           ⛔            ✅
lb gateway       ✅        ✅            ⛔           N/A           ⛔            ✅
index manager    ✅        ✅            ⛔            ⛔           N/A           ✅
`,
      stderr: "",
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
agent,lb gateway,denied,
agent,kube-system,allowed,all ports
agent,10.0.0.0/8,denied,
lb gateway,agent,allowed,all ports
lb gateway,lb gateway,denied,
lb gateway,kube-system,allowed,all ports
lb gateway,10.0.0.0/8,allowed,TCP 4317-4318
all pods in namespace shop,agent,denied,
all pods in namespace shop,lb gateway,allowed,TCP 8081
`,
    ],
    [
      "json",
      json([
        { from: "agent", to: "agent", verdict: "allowed", ports: [{ protocol: "TCP", first: 8081, last: 8081 }] },
        { from: "agent", to: "lb gateway", verdict: "denied", ports: [] },
        { from: "agent", to: "kube-system", verdict: "allowed", ports: everyPort },
        { from: "agent", to: "10.0.0.0/8", verdict: "denied", ports: [] },
        { from: "lb gateway", to: "agent", verdict: "allowed", ports: everyPort },
        { from: "lb gateway", to: "lb gateway", verdict: "denied", ports: [] },
        { from: "lb gateway", to: "kube-system", verdict: "allowed", ports: everyPort },
        {
          from: "lb gateway",
          to: "10.0.0.0/8",
          verdict: "allowed",
          ports: [{ protocol: "TCP", first: 4317, last: 4318 }],
        },
        { from: "all pods in namespace shop", to: "agent", verdict: "denied", ports: [] },
        {
          from: "all pods in namespace shop",
          to: "lb gateway",
          verdict: "allowed",
          ports: [{ protocol: "TCP", first: 8081, last: 8081 }],
        },
      ]),
    ],
  ] as const) {
    it(`prints what the values open beside the table as ${output}`, () => {
      assert.deepEqual(said(matrix({ values: ["values.yaml"], output })), { code: 0, stdout, stderr: "" });
    });
  }

  it("shows that all is open where policies are off", () => {
    const { stdout } = said(matrix({ values: ["off.yaml"], output: "csv" }));
    assert.match(stdout, /^agent,discoverer,allowed,all ports$/m);
    assert.match(stdout, /^everyone,agent,allowed,all ports$/m);
    assert.doesNotMatch(stdout, /denied/);
  });

  it("numbers the columns where the table would be too wide for a terminal", () => {
    const on = ["mirrorGateway", "agentReadreplica", "indexCreation", "indexSave", "indexCorrection", "indexDeletion"];
    writeFileSync("wide.yaml", `components:\n${on.map((component) => `  ${component}: { enabled: true }\n`).join("")}`);
    const [heading, agent, ...rest] = said(matrix({ values: ["wide.yaml"], output: "text" })).stdout.split("\n");
    assert.deepEqual(
      [heading, agent, rest.at(-2)],
      [
        "from / to               [1]  [2]  [3]  [4]  [5]  [6]  [7]  [8]  [9]  [10]  [11]  [12]",
        "[1] agent               N/A  ⛔   ⛔   ⛔   ⛔   ⛔   ⛔   ⛔   ⛔    ⛔    ⛔    ✅",
        "[12] kube-system",
      ],
    );
  });

  it("says which policies of Vald select no component as named", () => {
    const manifests = renderedText({ values: [], namespace: "vald", output: "yaml" });
    const renamed = manifests.replace(/vald-agent/g, "searcher");
    assert.equal(
      run(["matrix", "--manifests", "-"], renamed).stderr,
      `${namespaceNote}policies of Vald that select no component as named: vald/searcher-allow; give the values that name it (-f or --chart-values)\n`,
    );
  });

  it("says nothing of the policies of another Vald in the namespace", () => {
    writeFileSync("blue.yaml", "namespace: vald\ninstanceLabels: { instance: blue }\nnamePrefix: blue-\n");
    const blue = renderedText({ values: ["blue.yaml"], output: "yaml" });
    writeFileSync("both.yaml", `${blue}---\n${blue.replaceAll("blue", "green")}`);
    const printed = said(matrix({ values: ["blue.yaml"], manifests: "both.yaml", output: "markdown" }));
    assert.deepEqual(printed, { code: 0, stdout: seed, stderr: "" });
  });

  it("reads manifests all the same where policies are off in the values", () => {
    const of = (values: string[]) => said(matrix({ values, manifests: "policies.yaml", output: "csv" }));
    assert.deepEqual(of(["off.yaml"]), of([]));
  });

  it("shows what manifests leave open, in the namespace that they are in", () => {
    assert.deepEqual(said(matrix({ ...none, manifests: "policies.yaml", output: "markdown" })), {
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

  it("takes the namespace that it is given", () => {
    assert.deepEqual(
      said(matrix({ ...none, manifests: "policies.yaml", namespace: "vald", output: "csv" })).stderr,
      "",
    );
  });

  it("shows everything open where there is no policy, and says so", () => {
    const { stdout, stderr } = said(matrix({ ...none, manifests: "nothing.yaml", output: "csv" }));
    assert.equal(stderr, "no NetworkPolicy of networking.k8s.io/v1 in the manifests\n");
    assert.deepEqual(
      stdout.split("\n").filter((line) => !/^(from,.*|.*,allowed,all ports|)$/.test(line)),
      [],
    );
  });

  for (const [output, stdout, total] of [
    [
      "text",
      `shop/web -> shop/web +1, all ports (1 pair)
vald/lb-0 -> shop/web +1, all ports (1 pair)
vald/lb-0 -> vald/agent-0 +1, TCP 3000-3001, 8081 (2 pairs)

As sources:
  vald/agent-0 +1 is vald/agent-0, vald/agent-1

As targets:
  shop/web +1 is shop/web, vald/lb-0
  vald/agent-0 +1 is vald/agent-0, vald/agent-1

4 of 12 pairs of pods are allowed
`,
      "",
    ],
    [
      "markdown",
      `| from | to | ports | pairs |
| :--- | :--- | :--- | ---: |
| shop/web | shop/web +1 | all ports | 1 |
| vald/lb-0 | shop/web +1 | all ports | 1 |
| vald/lb-0 | vald/agent-0 +1 | TCP 3000-3001, 8081 | 2 |

As sources:
- vald/agent-0 +1 is vald/agent-0, vald/agent-1

As targets:
- shop/web +1 is shop/web, vald/lb-0
- vald/agent-0 +1 is vald/agent-0, vald/agent-1

4 of 12 pairs of pods are allowed
`,
      "",
    ],
    [
      "csv",
      `from,to,ports,pairs
shop/web,shop/web +1,all ports,1
vald/lb-0,shop/web +1,all ports,1
vald/lb-0,vald/agent-0 +1,"TCP 3000-3001, 8081",2
`,
      "4 of 12 pairs of pods are allowed\n",
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
          { from: "shop/web", to: "shop/web +1", ports: everyPort, pairs: 1 },
          { from: "vald/lb-0", to: "shop/web +1", ports: everyPort, pairs: 1 },
          {
            from: "vald/lb-0",
            to: "vald/agent-0 +1",
            ports: [
              { protocol: "TCP", first: 3000, last: 3001 },
              { protocol: "TCP", first: 8081, last: 8081 },
            ],
            pairs: 2,
          },
        ],
        pairs: 4,
      }),
      "",
    ],
  ] as const) {
    it(`prints all pairs of pods and how many are allowed as ${output}`, () => {
      assert.deepEqual(said(matrix({ ...none, manifests: "pods.yaml", pods: true, output })), {
        code: 0,
        stdout,
        stderr: `${namespaceNote}${total}`,
      });
    });
  }

  it("ends in silence when nobody reads on", () => {
    const script = `{ "${process.execPath}" "${cli}" matrix; echo "code $?" >&2; } | true`;
    assert.deepEqual(spawnSync("sh", ["-c", script], { encoding: "utf8" }).stderr, "code 0\n");
  });

  it("refuses policies of Vald in two namespaces", () => {
    assert.throws(
      () => matrix({ ...none, manifests: "two.yaml", output: "text" }),
      new InputError("policies of Vald are in namespaces other and vald; choose one by namespace (-n)"),
    );
  });

  it("refuses stdin for both the values and the manifests", () => {
    assert.throws(
      () => matrix({ values: ["-"], manifests: "-", output: "text" }),
      new MisuseError("stdin can be the values or the manifests only"),
    );
  });

  it("refuses --pods without Pod objects", () => {
    assert.throws(
      () => matrix({ ...none, manifests: "policies.yaml", pods: true, output: "text" }),
      new InputError("--pods needs Pod objects among the manifests"),
    );
    assert.throws(
      () => matrix({ ...none, pods: true, output: "text" }),
      new MisuseError("--pods needs Pod objects: give --manifests too"),
    );
  });

  for (const [args, stderr] of [
    [
      ["-f", "wrong.yaml"],
      "wrong.yaml:2:1: namespac: unknown field; expected one of namespace, defaults, instanceLabels, namePrefix, components, edges, edgePorts, apiServer, dns, cni, ignore, labels, annotations (did you mean namespace?)\n",
    ],
    [
      ["-o", "yaml"],
      "error: option '-o, --output <form>' argument 'yaml' is invalid. Allowed choices are text, markdown, json, csv.\nRun it with --help for usage.\n",
    ],
  ] as const) {
    it(`exits with 2 and prints nothing on stdout for ${args.join(" ")}`, () => {
      assert.deepEqual(run(["matrix", ...args]), { code: 2, stdout: "", stderr });
    });
  }

  it("has the forms that are tested here", () => assert.deepEqual(matrixForms, ["text", "markdown", "json", "csv"]));
});
