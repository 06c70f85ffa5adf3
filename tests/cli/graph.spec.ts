import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PictureEdge } from "../../analysis/picture/picture";
import { drawingOf } from "../../cli/drawing";
import { drawingDot } from "../../cli/drawingDot";
import { drawingMermaid } from "../../cli/drawingMermaid";
import { graph, pictureForms } from "../../cli/graph";
import { MisuseError } from "../../cli/misuseError";
import { componentNames } from "../../policies";
import { inFolder } from "./inFolder";
import { renderedText } from "./renderedText";
import { run } from "./run";
import { said } from "./said";

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

describe("vald-netpol graph", () => {
  inFolder({
    "values.yaml": values,
    "default.yaml": "namespace: vald\n",
    "every.yaml": `components:\n${componentNames.map((component) => `  ${component}: { enabled: true }\n`).join("")}`,
  });
  const drawn = async (options: Partial<Parameters<typeof graph>[0]>) =>
    said(await graph({ values: [], output: "mermaid", ...options })).stdout;

  it("draws the default, what all components have as one arrow", async () => {
    assert.equal(
      await drawn({}),
      `flowchart LR
  p1["kube-system"]
  subgraph vald["Vald in namespace default"]
    c1["filter gateway"]
    c2["lb gateway"]
    c3["index manager"]
    c4["discoverer"]
    c5["agent"]
  end
  vald --> p1
  c1 --> c2
  c2 --> c5
  c2 --> c4
  c3 --> c5
  c3 --> c4
  linkStyle 0,1,2,3,4,5 stroke:#475569
`,
    );
  });

  it("draws what edges add in another colour with its ports, and peers that are alike as one", async () => {
    const text = await drawn({ values: ["values.yaml"] });
    assert.match(text, /^ {2}p(\d)\["198\.51\.100\.0\/28<br>203\.0\.113\.0\/28"\]$/m);
    assert.match(text, /^ {2}p\d -->\|"TCP 8081 and UDP 53"\| c2$/m);
    assert.match(text, /^ {2}linkStyle [\d,]+ stroke:#c2410c,stroke-width:3px$/m);
  });

  it("draws between components one arrow each, as the frame around them is no end of what is inside", async () => {
    writeFileSync("inside.yaml", "edges:\n  - { from: { component: every }, to: { component: filterGateway } }\n");
    const arrows = (await drawn({ values: ["inside.yaml"] })).match(/^.*-->.*c1$/gm);
    assert.deepEqual(
      arrows?.sort(),
      [1, 2, 3, 4, 5].map((i) => `  c${i} --> c1`),
    );
  });

  it("draws jobs that are alike as one box", async () => {
    const text = await drawn({ values: ["every.yaml"] });
    assert.match(text, /c4\["index manager<br>index creation<br>index save<br>index deletion"\]/);
    assert.equal(text.match(/^ {4}c\d/gm)?.length, 9);
  });

  it("draws what a change opens, closes and leaves", async () => {
    writeFileSync("after.yaml", "namespace: vald\nedgePorts: vald\n");
    const text = await drawn({ diff: ["values.yaml", "after.yaml"] });
    assert.match(text, /stroke:#b91c1c,stroke-dasharray:6 4$/m);
    assert.match(text, /stroke:#94a3b8$/m);
    assert.doesNotMatch(text, /#15803d/);
    assert.match(await drawn({ diff: ["after.yaml", "values.yaml"] }), /stroke:#15803d,stroke-width:3px$/m);
  });

  it("draws the same of values and of the manifests that they stand for", async () => {
    writeFileSync("manifests.yaml", renderedText({ values: ["values.yaml"], output: "yaml" }));
    assert.equal(
      await drawn({ values: ["values.yaml"], manifests: "manifests.yaml" }),
      await drawn({ values: ["values.yaml"] }),
    );
  });

  it("gives nodes and edges one by one as JSON", async () => {
    const { nodes, edges } = JSON.parse(await drawn({ output: "json" })) as { nodes: object[]; edges: object[] };
    assert.deepEqual([nodes.length, edges.length], [6, 10]);
    assert.deepEqual(edges[2], {
      from: "filter gateway",
      to: "lb gateway",
      ports: ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 })),
      kind: "graph",
      isUnknown: false,
    });
  });

  it("lets no text of manifests out of a label", () => {
    const title = 'pods a="b"] --> <c> #1; \\ in namespace x';
    const drawing = drawingOf({
      namespace: "vald",
      nodes: [
        { title: "agent", isComponent: true },
        { title, isComponent: false },
      ],
      edges: [
        { from: title, to: "agent", ports: [{ protocol: "TCP", first: 1, last: 1 }], kind: "graph", isUnknown: true },
      ],
    });
    assert.ok(
      drawingMermaid(drawing).includes('p1["pods a=#34;b#34;] --#62; #60;c#62; #35;1; #92;<br>in namespace x"]'),
    );
    assert.ok(drawingDot(drawing).includes('p1 [label="pods a=\\"b\\"] --> <c> #1; \\\\\\nin namespace x"'));
  });

  it("says in the legend what another line means", () => {
    const nodes = ["agent", "kube-system"].map((title) => ({ title, isComponent: title === "agent" }));
    const edge = { from: "agent", to: "kube-system", ports: [] };
    const edges: PictureEdge[] = [
      { ...edge, kind: "closes", isUnknown: false },
      { ...edge, kind: "kept", isUnknown: true },
    ];
    const drawing = drawingOf({ namespace: "vald", nodes, edges });
    assert.match(drawingDot(drawing), /- -&#8594; closes</);
    assert.match(drawingDot(drawing), /&#183;&#8594; depends on something that was not given</);
    assert.match(drawingMermaid(drawing), /%% dotted: depends on something that was not given$/m);
  });

  it("draws a picture with a text for each box, by Graphviz", () => {
    const { stdout, stderr, code } = run(["graph", "-f", "values.yaml", "-o", "svg"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /^<\?xml .*\n(?:.*\n)*<\/svg>\n$/);
    for (const text of [
      "filter gateway",
      "Vald in namespace vald",
      "pods app=search",
      "TCP 8081",
      "beyond what Vald needs",
    ])
      assert.ok(stdout.includes(text), text);
  });

  it("loads Graphviz for that picture alone", () => {
    const bundle = readFileSync(join(__dirname, "../../dist/vald-netpol.js"), "utf8");
    assert.ok(bundle.length < 600_000);
    assert.ok(bundle.includes('"./drawingSvg.js"'));
  });

  for (const output of pictureForms)
    it(`ends with one line break as ${output}`, async () => assert.match(await drawn({ output }), /[^\n]\n$/));

  for (const [what, options] of [
    ["one file for --diff", { diff: ["values.yaml"] }],
    ["three files for --diff", { diff: ["a", "b", "c"] }],
    ["--diff and --manifests", { diff: ["values.yaml", "values.yaml"], manifests: "manifests.yaml" }],
  ] as const)
    it(`refuses ${what}`, () => assert.rejects(drawn(options), MisuseError));
});
