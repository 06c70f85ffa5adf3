import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import type { Picture } from "../../../analysis/queries/picture/picture";
import type { ResultEndpoint } from "../../../analysis/sets/resultEndpoint";
import { graphCommand } from "../../../cli/commands/graphCommand";
import { UsageError } from "../../../cli/input/usageError";
import { drawingOf } from "../../../cli/output/drawing";
import { drawingDot } from "../../../cli/output/drawingDot";
import { drawingMermaid } from "../../../cli/output/drawingMermaid";
import { pictureFormats } from "../../../cli/output/pictureFormats";
import { componentNames } from "../../../core";
import { captured } from "../captured";
import { renderedText } from "../renderedText";
import { run } from "../run";
import { withTempDir } from "../../../testing/withTempDir";

const values = `namespace: vald
edges:
  - from: { namespace: shop, podLabels: { app: search } }
    to: { component: lbGateway }
    ports: [{ port: 8081 }, { protocol: UDP, port: 53 }]
  - from: { component: every }
    to: { cidrs: [203.0.113.0/28] }
  - from: { component: every }
    to: { cidrs: [198.51.100.0/28] }
`;
const pairOfComponents =
  "components: { discoverer: { enabled: false }, filterGateway: { enabled: false }, indexManager: { enabled: false } }\n";
const edgeFrom = (namespace: string) =>
  `edges: [{ from: { namespace: ${namespace} }, to: { component: lbGateway } }]\n`;

const svgDescription = `<title id="picture-title">Allowed connections of Vald in namespace vald</title>
<desc id="picture-description">in the documented table: agent, discoverer, filter gateway, lb gateway, and index manager -&gt; kube-system, all ports; filter gateway -&gt; lb gateway, all ports; lb gateway and index manager -&gt; agent and discoverer, all ports. beyond the documented table: agent, discoverer, filter gateway, lb gateway, and index manager -&gt; 198.51.100.0/28, all ports; agent, discoverer, filter gateway, lb gateway, and index manager -&gt; 203.0.113.0/28, all ports; pods app=search in namespace shop -&gt; lb gateway, TCP 8081 and UDP 53.</desc>`;

describe("vald-netpol graph", () => {
  withTempDir({
    "values.yaml": values,
    "all-components.yaml": `components:\n${componentNames.map((name) => `  ${name}: { enabled: true }\n`).join("")}`,
    "inside.yaml": "edges:\n  - { from: { component: every }, to: { component: filterGateway } }\n",
    "shop.yaml": pairOfComponents + edgeFrom("shop"),
    "billing.yaml": pairOfComponents + edgeFrom("billing"),
  });
  const drawn = async (options: Partial<Parameters<typeof graphCommand>[0]> = {}) =>
    captured(await graphCommand({ values: [], output: "mermaid", ...options })).stdout;

  for (const [title, options, expected] of [
    [
      "draws the default, with one arrow for connections that all components share",
      {},
      `flowchart LR
  p1["kube-system"]
  subgraph vald["Vald in namespace default"]
    direction LR
    c1["filter gateway"]
    c2["lb gateway"]
    c3["index manager"]
    c4["discoverer"]
    c5["agent"]
  end
  vald ----> p1
  c1 --> c2
  c2 --> c5
  c2 --> c4
  c3 --> c5
  c3 --> c4
`,
    ],
    [
      "draws added edges in another color with their ports, and combines peers with the same arrows into one box",
      { values: ["values.yaml"] },
      `flowchart LR
  p1["kube-system"]
  p2["• 198.51.100.0/28<br>• 203.0.113.0/28"]
  p3["pods app=search<br>in namespace shop"]
  subgraph vald["Vald in namespace vald"]
    direction LR
    c1["filter gateway"]
    c2["lb gateway"]
    c3["index manager"]
    c4["discoverer"]
    c5["agent"]
  end
  vald ----> p1
  vald ----> p2
  c1 --> c2
  c2 --> c5
  c2 --> c4
  c3 --> c5
  c3 --> c4
  p3 ---->|"TCP 8081 and UDP 53"| c2
  subgraph legend["Legend"]
    direction LR
    l1[" "] -->|"in the documented table"| l2[" "]
    l3[" "] -->|"beyond the documented table"| l4[" "]
  end
  linkStyle 0,2,3,4,5,6,8 stroke:#64748b
  linkStyle 1,7,9 stroke:#ea580c,stroke-width:3px
  style legend fill:none
`,
    ],
    [
      "draws one arrow for each pair of components, because an arrow inside the frame cannot end at the frame",
      { values: ["inside.yaml"] },
      `flowchart LR
  p1["kube-system"]
  subgraph vald["Vald in namespace default"]
    direction LR
    c1["filter gateway"]
    c2["lb gateway"]
    c3["index manager"]
    c4["discoverer"]
    c5["agent"]
  end
  c5 --> c1
  vald ----> p1
  c4 --> c1
  c1 --> c1
  c1 --> c2
  c2 --> c5
  c2 --> c4
  c2 --> c1
  c3 --> c5
  c3 --> c4
  c3 --> c1
  subgraph legend["Legend"]
    direction LR
    l1[" "] -->|"in the documented table"| l2[" "]
    l3[" "] -->|"beyond the documented table"| l4[" "]
  end
  linkStyle 0,2,3,7,10,12 stroke:#ea580c,stroke-width:3px
  linkStyle 1,4,5,6,8,9,11 stroke:#64748b
  style legend fill:none
`,
    ],
    [
      "combines jobs with the same arrows into one box",
      { values: ["all-components.yaml"] },
      `flowchart LR
  p1["kube-system"]
  subgraph vald["Vald in namespace default"]
    direction LR
    c1["filter gateway"]
    c2["mirror gateway"]
    c3["lb gateway"]
    c4["index manager"]
    c5["index creation<br>index save<br>index deletion"]
    c6["index correction"]
    c7["read replica rotator"]
    c8["discoverer"]
    c9["agent"]
    c10["agent read replica"]
  end
  vald ----> p1
  c1 --> c3
  c1 --> c2
  c3 --> c9
  c3 --> c8
  c3 --> c10
  c4 --> c9
  c4 --> c8
  c2 --> c3
  c5 --> c9
  c5 --> c8
  c6 --> c9
  c6 --> c8
  c6 --> c3
  subgraph legend["Legend"]
    direction LR
    l1[" "] -->|"in the documented table"| l2[" "]
    l3[" "] -->|"beyond the documented table"| l4[" "]
  end
  linkStyle 0,1,3,4,6,7,14 stroke:#64748b
  linkStyle 2,5,8,9,10,11,12,13,15 stroke:#ea580c,stroke-width:3px
  style legend fill:none
`,
    ],
    [
      "draws the connections that a change keeps, opens and closes",
      { diff: true, files: ["shop.yaml", "billing.yaml"] },
      `flowchart LR
  p1["kube-system"]
  p2["all pods<br>in namespace billing"]
  p3["all pods<br>in namespace shop"]
  subgraph vald["Vald in namespace default"]
    direction LR
    c1["lb gateway"]
    c2["agent"]
  end
  vald ----> p1
  c1 --> c2
  p2 ----> c1
  p3 ----> c1
  subgraph legend["Legend"]
    direction LR
    l1[" "] -->|"unchanged"| l2[" "]
    l3[" "] -->|"opens"| l4[" "]
    l5[" "] -->|"closes"| l6[" "]
  end
  linkStyle 0,1,4 stroke:#8091a7
  linkStyle 2,5 stroke:#16a34a,stroke-width:3px
  linkStyle 3,6 stroke:#dc2626,stroke-dasharray:6 4
  style legend fill:none
`,
    ],
  ] as const)
    it(title, async () => assert.equal(await drawn(options), expected));

  it("draws manifests like the values from which they were rendered", async () => {
    writeFileSync("manifests.yaml", renderedText({ values: ["values.yaml"], output: "yaml" }));
    assert.equal(
      await drawn({ values: ["values.yaml"], manifests: ["manifests.yaml"] }),
      await drawn({ values: ["values.yaml"] }),
    );
  });

  it("prints each node and each edge as JSON", async () => {
    const { nodes, edges } = JSON.parse(await drawn({ output: "json" })) as { nodes: object[]; edges: object[] };
    assert.deepEqual([nodes.length, edges.length], [6, 10]);
    assert.deepEqual(edges[2], {
      from: { kind: "component", component: "filterGateway" },
      to: { kind: "component", component: "lbGateway" },
      ports: ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 })),
      kind: "graph",
      isUnknown: false,
    });
  });

  describe("with special characters in a label, and an arrow that depends on unknown facts or policies", () => {
    const agent: ResultEndpoint = { kind: "component", component: "agent" };
    const pods: ResultEndpoint = {
      kind: "peers",
      peers: {
        pods: true,
        podLabels: [{ key: 'a="b"] --> <c> #1; \\', operator: "Exists" }],
        namespaceLabels: [{ key: "kubernetes.io/metadata.name", operator: "In", values: ["x"] }],
      },
    };
    const picture: Picture = {
      namespace: "vald",
      nodes: [agent, pods],
      edges: [
        { from: pods, to: agent, ports: [{ protocol: "TCP", first: 1, last: 1 }], kind: "closes", isUnknown: false },
        { from: agent, to: pods, ports: [{ protocol: "TCP", first: 1, last: 1 }], kind: "kept", isUnknown: true },
      ],
    };

    it("escapes the label in Mermaid, and explains the dotted arrow", () => {
      assert.equal(
        drawingMermaid(drawingOf(picture)),
        `---
config:
  flowchart:
    wrappingWidth: 400
    nodeSpacing: 25
---
flowchart LR
  p1["pods a=#34;b#34;] --#62; #60;c#62; #35;1; #92;<br>in namespace x"]
  subgraph vald["Vald in namespace vald"]
    direction LR
    c1["agent"]
  end
  p1 ---->|"TCP 1"| c1
  c1 -...-> p1
  subgraph legend["Legend"]
    direction LR
    l1[" "] -->|"unchanged"| l2[" "]
    l3[" "] -->|"closes"| l4[" "]
    l5[" "] -.->|"depends on unknown facts or policies"| l6[" "]
  end
  linkStyle 0,3 stroke:#dc2626,stroke-dasharray:6 4
  linkStyle 1,2 stroke:#8091a7
  linkStyle 4 stroke:#64748b
  style legend fill:none
`,
      );
    });

    it("escapes the label in DOT, and explains the dotted arrow", () => {
      assert.equal(
        drawingDot(drawingOf(picture)),
        `digraph vald {
  graph [rankdir=LR, compound=true, newrank=true, nodesep=0.3, ranksep=0.8, pad=0.2, fontname="Arial", fontsize=11, labelloc=b, fontcolor="#334155", label=<<font color="#8091a7">&#8594;</font> unchanged &#160; <font color="#b91c1c">- -&#8594;</font> closes &#160; <font color="#475569">&#183;&#183;&#183;&#8594;</font> depends on unknown facts or policies>]
  node [shape=box, style="rounded,filled", fillcolor=white, color="#64748b", fontcolor="#0f172a", fontname="Arial", fontsize=12, margin="0.16,0.08"]
  edge [arrowsize=0.7, fontname="Arial", fontsize=10]
  subgraph cluster_vald {
    label="Vald in namespace vald"; labelloc=t; labeljust=l; style="rounded,filled"; color="#94a3b8"; fillcolor="#f1f5f9"; fontcolor="#334155"
    c1 [label="agent"]
  }
  p1 [label="pods a=\\"b\\"] --> <c> #1; \\\\\\nin namespace x", style="filled", fillcolor="#fff7ed", color="#d6a77a"]
  p1 -> c1 [label="TCP 1", fontcolor="#b91c1c", color="#b91c1c", style=dashed, penwidth=1.6]
  c1 -> p1 [color="#8091a7", style=dotted, penwidth=1]
}
`,
      );
    });
  });

  it("draws an SVG picture with Graphviz", () => {
    const { code, stdout, stderr } = run(["graph", "-f", "values.yaml", "-o", "svg"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /<svg role="img" aria-labelledby="picture-title picture-description" /);
    const texts = [...stdout.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) => text.trim());
    assert.deepEqual(texts.filter((text) => text !== "").sort(), [
      "TCP 8081 and UDP 53",
      "Vald in namespace vald",
      "agent",
      "beyond the documented table",
      "discoverer",
      "filter gateway",
      "in namespace shop",
      "in the documented table",
      "index manager",
      "kube&#45;system",
      "lb gateway",
      "pods app=search",
      "• 198.51.100.0/28",
      "• 203.0.113.0/28",
      "→",
      "→",
    ]);
    assert.ok(stdout.includes(svgDescription), stdout);
  });

  for (const output of pictureFormats)
    it(`ends with a single line break as ${output}`, async () => {
      const text = await drawn({ output });
      assert.deepEqual([text.endsWith("\n"), text.endsWith("\n\n")], [true, false]);
    });

  for (const [title, options, message] of [
    [
      "one file for --diff",
      { diff: true, files: ["values.yaml"] },
      "pass two files, from before and after the change, or pass a preview with --preview",
    ],
    [
      "three files for --diff",
      { diff: true, files: ["a", "b", "c"] },
      "pass two files, or several for each side with --before and --after",
    ],
    [
      "--diff together with --manifests",
      { diff: true, files: ["values.yaml", "values.yaml"], manifests: ["manifests.yaml"] },
      "omit --manifests, because the two sides of the change are the input",
    ],
  ] as const)
    it(`rejects ${title}`, () => assert.rejects(drawn(options), new UsageError(message)));
});
