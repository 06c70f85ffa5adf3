import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { readInput } from "../../cli/input/readInput";
import { readSides } from "../../cli/input/readSides";
import { type ExplainedResults, resultsOf, resultsOfChange } from "../../cli/results/resultsOf";
import { reportHtml } from "../../page/report";
import { withTempDir } from "../../testing/withTempDir";
import { renderedText } from "../cli/renderedText";

const values = `namespace: vald
edges:
  - from: { namespace: shop, podLabels: { app: search } }
    to: { component: lbGateway }
    ports: [{ port: 8081 }]
  - from: { component: agent }
    to: { cidrs: [10.0.0.0/8] }
`;

/** The text of a part of a page, each element on a line of its own. */
function textOf(html: string): string {
  return html
    .replace(/<svg.*?<\/svg>/gs, "")
    .replace(/<wbr\/>/g, "")
    .replace(/<[^>]*>/g, "\n")
    .replaceAll("&lt;", "<")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}

/** The section with an id. */
function section(html: string, id: string): string[] {
  const [, rest = ""] = html.split(`<section id="${id}"`);
  return textOf(`<${rest.split("</section>")[0]}`).split("\n");
}

/** The lines of a list of connections. */
function connectionsIn(lines: readonly string[]): string[] {
  const text = lines.join(" ").replace(/^.*The same as text /, "");
  return text.split(/(?<=documented table|unchanged|opens|closes) /);
}

/** The numbers at the top of the page. */
function tiles(html: string): string[] {
  const list = /<ul class="summary">(.*?)<\/ul>/s.exec(html)?.[1] ?? "";
  return list
    .split("</li>")
    .slice(0, -1)
    .map((item) => textOf(item).split("\n").join(" "));
}

/** The label of each cell that is not denied. */
function openCells(html: string): string[] {
  const labels = [...html.matchAll(/<a href="#why-[^"]*" aria-label="([^"]*)"/g)];
  return labels.map(([, label = ""]) => label).filter((label) => !/^[^:]*: denied$/.test(label));
}

/** The explanation of the cell with a label. */
function why(html: string, label: string): string[] {
  const cell = html.split('<td id="cell-').find((one) => one.includes(`aria-label="${label}"`)) ?? "";
  const text = textOf(`<${cell.split(/<a href="#why-/)[0]}`);
  return text.split("\n");
}

const files = {
  "values.yaml": values,
  "after.yaml": values.replace("8081", "9000").replace("shop", "billing"),
  "everyone.yaml": "components: { agent: { custom: { ingress: [{}] } } }\n",
  "everyoneTwice.yaml":
    "components: { agent: { custom: { ingress: [{}] } }, discoverer: { custom: { ingress: [{}] } } }\n",
  "none.yaml": "components: {}\n",
};

describe("the report", () => {
  withTempDir(files);
  const pageOf = ({ results, connections, explain }: ExplainedResults) =>
    reportHtml({
      results: { ...results, ...connections() },
      explain,
      picture: "<svg></svg>",
      inputs: [{ role: "values", file: "<values>.yaml", bytes: Buffer.from("a") }],
      version: "1.2.3",
    });
  const page = (file: keyof typeof files) => pageOf(resultsOf(readInput({ files: [file] })));

  it("loads nothing, contains no scripts, and forbids both", () => {
    const html = page("everyone.yaml");
    const style = /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    assert.equal(
      /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1],
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    assert.doesNotMatch(html, /<(script|link|img|iframe|object|embed|base|form)\b| (src|style|on\w+)=|url\(|@import/);
    const links = [...html.matchAll(/href="([^"#]+)[^"]*"/g)].map(([, href]) => href);
    assert.deepEqual([...new Set(links)], ["https://github.com/OWNER/vald-network-policy/blob/main/docs/findings.md"]);
  });

  it("marks the cells beyond the documented table, and lists them", () => {
    const html = page("values.yaml");
    assert.deepEqual(
      openCells(html).filter((label) => label.includes("beyond")),
      [
        "agent to 10.0.0.0/8: allowed on all ports, beyond the documented table",
        "pods app=search in namespace shop to lb gateway: allowed on TCP 8081, beyond the documented table",
      ],
    );
    assert.deepEqual(section(html, "openings"), [
      "Beyond the documented table",
      "agent",
      "→",
      "10.0.0.0/8",
      "all ports",
      "pods app=search in namespace shop",
      "→",
      "lb gateway",
      "TCP 8081",
    ]);
  });

  it("explains a cell by the rules at both ends, with their positions in the values", () => {
    const label = "pods app=search in namespace shop to lb gateway: allowed on TCP 8081, beyond the documented table";
    assert.deepEqual(why(page("values.yaml"), label), [
      "Close",
      "pods app=search in namespace shop",
      "→",
      "lb gateway",
      "allowed on TCP 8081, beyond the documented table",
      "Example: a pod with app=search in namespace shop",
      "Egress of a pod with app=search in namespace shop: allowed",
      "No policy isolates a pod with app=search in namespace shop.",
      "Ingress of lb gateway: allowed",
      "vald/vald-lb-gateway-allow ingress[1]",
      "pods app=search in namespace shop, TCP 8081",
      "values.yaml:3:5: edges[0]",
    ]);
  });

  it("names the labels of an example's namespace", () => {
    writeFileSync(
      "labels.yaml",
      "{ namespace: vald, edges: [{ from: { namespaceLabels: { team: a } }, to: { component: lbGateway } }] }",
    );
    const html = pageOf(resultsOf(readInput({ files: ["labels.yaml"] })));
    const label =
      "all other pods in namespaces team=a to lb gateway: allowed on all ports, beyond the documented table";
    assert.equal(why(html, label)[5], "Example: a pod without labels in namespace other labeled team=a");
  });

  it("explains all allowed cells once more, for paper", () => {
    const [, appendix = ""] = page("values.yaml").split('<section class="appendix"');
    const titles = [...appendix.matchAll(/<li><h3>(.*?)<\/h3>/g)].map(([, title = ""]) =>
      textOf(title).split("\n").join(" "),
    );
    assert.equal(titles.length, 12);
    assert.deepEqual(titles.slice(-1), ["pods app=search in namespace shop → lb gateway"]);
  });

  it("explains why a cell is denied", () => {
    assert.deepEqual(why(page("values.yaml"), "agent to lb gateway: denied"), [
      "Close",
      "agent",
      "→",
      "lb gateway",
      "denied",
      "This holds for pods without an address in the CIDR blocks of rules. For others, more may be allowed.",
      "Egress of agent: denied",
      "No rule in vald/vald-agent-allow allows the connection.",
      "Ingress of lb gateway: denied",
      "No rule in vald/vald-lb-gateway-allow allows the connection.",
    ]);
  });

  it("names the positions of rules in manifests", () => {
    writeFileSync("manifests.yaml", renderedText({ values: ["values.yaml"], output: "yaml" }));
    assert.deepEqual(
      why(pageOf(resultsOf(readInput({ files: ["manifests.yaml"] }))), "lb gateway to agent: allowed on all ports"),
      [
        "Close",
        "lb gateway",
        "→",
        "agent",
        "allowed on all ports",
        "Egress of lb gateway: allowed",
        "vald/vald-lb-gateway-allow egress[0]",
        "agent, all ports",
        "manifests.yaml:100:7",
        "Ingress of agent: allowed",
        "vald/vald-agent-allow ingress[0]",
        "lb gateway, all ports",
        "manifests.yaml:19:7",
      ],
    );
  });

  /** The page about values, with a policy for an app that is not evaluated. */
  const pageWithOtherPolicy = (app: string) => {
    const policy = {
      apiVersion: "cilium.io/v2",
      kind: "CiliumNetworkPolicy",
      metadata: { name: "a", namespace: "vald" },
      spec: { endpointSelector: { matchLabels: { app } }, ingressDeny: [{}] },
    };
    const manifests = renderedText({ values: ["values.yaml"], output: "yaml" });
    writeFileSync("cilium.yaml", `${manifests}---\n${JSON.stringify(policy)}\n`);
    return pageOf(resultsOf(readInput({ files: ["cilium.yaml"] })));
  };

  it("does not decide a cell that depends on a policy of another kind, and names the policy", () => {
    const html = pageWithOtherPolicy("vald-agent");
    assert.deepEqual(why(html, "lb gateway to agent: depends on unknown facts, for all ports").slice(3, 5), [
      "agent",
      "depends on unknown facts, for all ports",
    ]);
    assert.ok(
      html.includes(
        "Cells that are not decided depend on CiliumNetworkPolicy vald/a (cilium.io/v2), which vald-netpol does not evaluate.",
      ),
    );
    assert.ok(section(html, "notes").join(" ").includes("not evaluated: 1 CiliumNetworkPolicy (cilium.io/v2)"));
  });

  it("states of each connection in the text below the picture whether it is decided", () => {
    const html = pageWithOtherPolicy("vald-lb-gateway");
    assert.deepEqual(connectionsIn(section(html, "picture")), [
      "agent, discoverer, filter gateway, lb gateway, and index manager → kube-system all ports in the documented table",
      "lb gateway and index manager → agent and discoverer all ports in the documented table",
      "filter gateway → lb gateway all ports not decided, in the documented table",
      "agent → 10.0.0.0/8 all ports beyond the documented table",
      "everyone else → lb gateway all ports not decided, beyond the documented table",
    ]);
  });

  it("says that openings depend on policies that are not evaluated, and counts undecided cells first", () => {
    const html = pageWithOtherPolicy("vald-lb-gateway");
    assert.equal(
      section(html, "openings")[1],
      "If the policies that are not evaluated change nothing, the policies open these connections:",
    );
    assert.equal(tiles(html)[0], "2 cells not decided");
  });

  it("counts cells, components that are not isolated, and findings", () => {
    writeFileSync("off.yaml", "{ namespace: vald, components: { agent: { enabled: false } } }");
    assert.deepEqual(tiles(page("values.yaml")), [
      "12 cells allowed",
      "2 cells beyond the documented table",
      "2 findings",
    ]);
    const html = pageOf(resultsOf(readInput({ files: ["off.yaml"] })));
    assert.equal(tiles(html)[0], "1 component not isolated");
  });

  it("names the components that no policy isolates", () => {
    writeFileSync("policiesOff.yaml", "{ namespace: vald, defaults: { networkPolicy: { enabled: false } } }");
    const html = pageOf(resultsOf(readInput({ files: ["policiesOff.yaml"] })));
    assert.equal(tiles(html)[0], "5 components not isolated");
    assert.equal(section(html, "openings")[1], "No policy isolates agent for ingress and egress.");
  });

  it("notes that the namespace is assumed, if no values specify it", () => {
    const note =
      "assuming that Vald runs in namespace default, because the values do not specify a namespace; choose another one with -n";
    assert.deepEqual(
      [
        page("everyone.yaml"),
        page("values.yaml"),
        pageOf(resultsOfChange(...readSides({ files: ["everyone.yaml", "everyoneTwice.yaml"] }))),
      ].map((html) => section(html, "notes").includes(note)),
      [true, false, true],
    );
  });

  it("explains every sign in the table", () => {
    const change = pageOf(resultsOfChange(...readSides({ files: ["values.yaml", "after.yaml"] })));
    assert.deepEqual(
      [page("values.yaml"), change].map((html) =>
        textOf(/<ul class="legend">(.*?)<\/ul>/s.exec(html)?.[1] ?? "").split("\n"),
      ),
      [
        [
          "allowed",
          "allowed beyond the documented table",
          "denied",
          "a component and itself: denied",
          "not about Vald",
        ],
        [
          "allowed",
          "allowed beyond the documented table",
          "denied",
          "a component and itself: denied",
          "not about Vald",
          "opens ports",
          "closes ports",
        ],
      ],
    );
  });

  it("shows findings that say the same on one card", () => {
    const lines = section(page("everyoneTwice.yaml"), "findings");
    assert.deepEqual(lines.slice(1, 7), [
      "error",
      "everyone",
      "everyoneTwice.yaml:1:44",
      "components.agent.custom.ingress[0]",
      "everyoneTwice.yaml:1:87",
      "components.discoverer.custom.ingress[0]",
    ]);
  });

  describe("for values and manifests", () => {
    const against = (declared: string) => {
      writeFileSync("manifests.yaml", renderedText({ values: ["values.yaml"], output: "yaml" }));
      writeFileSync("declared.yaml", declared);
      return pageOf(resultsOf(readInput({ values: ["declared.yaml"], manifests: ["manifests.yaml"] })));
    };

    it("lists the connections that differ from the declaration, in both directions", () => {
      const html = against(files["after.yaml"]);
      assert.deepEqual(section(html, "declaration"), [
        "Matches the declaration?",
        "Open, but not declared",
        "pods app=search in namespace shop",
        "→",
        "lb gateway",
        "TCP 8081",
        "Declared, but not open",
        "pods app=search in namespace billing",
        "→",
        "lb gateway",
        "TCP 9000",
      ]);
      assert.equal(tiles(html)[0], "2 differences from the declaration");
    });

    it("says that the policies match the declaration, or that there is none", () => {
      const texts = [values, "{ namespace: vald, defaults: { networkPolicy: { enabled: false } } }"].map((declared) =>
        section(against(declared), "declaration").at(-1),
      );
      assert.deepEqual(texts, [
        "The policies allow exactly the connections that the documented table and the values declare.",
        "The values declare no policies, so there is nothing to compare.",
      ]);
    });
  });

  describe("for a change", () => {
    const change = () => pageOf(resultsOfChange(...readSides({ files: ["values.yaml", "after.yaml"] })));

    it("lists the connections that open and close", () =>
      assert.deepEqual(section(change(), "change"), [
        "Change",
        "Opens",
        "pods app=search in namespace billing",
        "→",
        "lb gateway",
        "TCP 9000",
        "Closes",
        "pods app=search in namespace shop",
        "→",
        "lb gateway",
        "TCP 8081",
      ]));

    it("marks findings that are new, and lists those that are gone", () => {
      const everyone = (before: string, after: string) => {
        const html = pageOf(resultsOfChange(...readSides({ files: [before, after] })));
        const titles = [...html.matchAll(/<li class="finding [^"]*"><h3>(.*?)<\/h3>/g)];
        return titles.map(([, title = ""]) => textOf(title).split("\n")).filter((title) => title.includes("everyone"));
      };
      assert.deepEqual(
        [everyone("everyone.yaml", "everyoneTwice.yaml"), everyone("everyoneTwice.yaml", "none.yaml")],
        [
          [
            ["error", "everyone"],
            ["error", "new", "everyone"],
          ],
          [["error", "gone", "everyone"]],
        ],
      );
    });

    it("says that findings and openings are those after the change", () =>
      assert.deepEqual(
        ["findings", "openings"].map((id) => section(change(), id)[0]),
        ["Findings after the change", "Beyond the documented table after the change"],
      ));

    it("has the rows of both sides, and explains a cell before and after the change", () => {
      const html = change();
      const closed = "pods app=search in namespace shop to lb gateway: denied, closes; before: allowed on TCP 8081";
      assert.deepEqual(
        openCells(html).filter((label) => label.includes("before")),
        [
          "pods app=search in namespace billing to lb gateway: allowed on TCP 9000, beyond the documented table, opens; before: denied",
          closed,
        ],
      );
      assert.deepEqual(why(html, closed).slice(3), [
        "lb gateway",
        "denied",
        "Example: a pod with app=search in namespace shop",
        "Egress of a pod with app=search in namespace shop: allowed",
        "No policy isolates a pod with app=search in namespace shop.",
        "Ingress of lb gateway: denied",
        "No rule in vald/vald-lb-gateway-allow allows the connection.",
        "Before the change",
        "allowed on TCP 8081",
        "Example: a pod with app=search in namespace shop",
        "Egress of a pod with app=search in namespace shop: allowed",
        "No policy isolates a pod with app=search in namespace shop.",
        "Ingress of lb gateway: allowed",
        "vald/vald-lb-gateway-allow ingress[1]",
        "pods app=search in namespace shop, TCP 8081",
        "values.yaml:3:5: edges[0]",
      ]);
    });
  });

  it("lists findings with their positions and remediations", () =>
    assert.deepEqual(section(page("everyone.yaml"), "findings").slice(0, 14), [
      "Findings",
      "error",
      "everyone",
      "everyone.yaml:1:44",
      "components.agent.custom.ingress[0]",
      "A rule whose",
      "from",
      "or",
      "to",
      "is absent or empty allows everyone: all pods and all addresses.",
      "Remediation:",
      "List the intended peers in",
      "from",
      "or",
    ]));

  it("names its inputs with their digests, and the version", () => {
    const html = page("values.yaml");
    assert.deepEqual(section(html, "inputs"), [
      "Inputs",
      "<values>.yaml",
      "values",
      "sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
    ]);
    assert.match(html, /Made by vald-netpol 1\.2\.3\. /);
  });
});
