import assert from "node:assert/strict";
import fc from "fast-check";
import { portSetOf } from "../../../analysis/model/portRange";
import { subtractPorts } from "../../../analysis/model/portSet";
import { analysisContext } from "../../../analysis/queries/analysisContext";
import { cellExplainer, type ExampleExplanation } from "../../../analysis/queries/cellExplainer";
import { explain as explainPublic, type QuestionEndpoint } from "../../../analysis/queries/explain";
import { type Matrix, tableOf } from "../../../analysis/queries/matrix";
import {
  type AnalysisInput,
  endpointText,
  type EgressRule,
  type IngressRule,
  networkPolicies,
  type NetworkPolicyManifest,
} from "../../../core";
import { multiAddressPod, policies as anyPolicies } from "../../../testing/arbitraries/fixture";
import { runs } from "../../../testing/runs";

const vald = { namespace: "vald" };

/** The table, and a function that explains the cell between two headings. */
function explained(input: AnalysisInput): {
  matrix: Matrix;
  explain: (from: string, to: string) => ExampleExplanation;
} {
  const context = analysisContext(input);
  const { matrix, exampleFinder } = tableOf([context], context.components);
  const explain = cellExplainer(context, context.components, exampleFinder);
  const [rows, columns] = [matrix.sources.map(endpointText), matrix.targets.map(endpointText)];
  return {
    matrix,
    explain: (from, to) => explain(rows.indexOf(from), columns.indexOf(to)) ?? assert.fail(`${rows} -> ${columns}`),
  };
}

const forAgent = (rules: { ingress?: IngressRule[]; egress?: EgressRule[] }): AnalysisInput => ({
  args: { ...vald, components: { agent: { custom: rules } } },
});
const shop = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };

describe("the explanation of a cell", () => {
  it("names the rules at both ends of a connection between components", () => {
    const { verdict, from, to, egress, ingress } = explained({ args: vald }).explain("lb gateway", "agent");
    assert.deepEqual(
      [verdict, from, to],
      ["allowed", { kind: "component", component: "lbGateway" }, { kind: "component", component: "agent" }],
    );
    assert.deepEqual(
      [egress, ingress].map(({ rules }) => rules.map(({ policy, index }) => `${policy} ${index}`)),
      [["vald/vald-lb-gateway-allow 0"], ["vald/vald-agent-allow 0"]],
    );
  });

  const peerOf = ({ to }: ExampleExplanation) => (to.kind === "peer" ? to.peer : undefined);
  for (const [title, to, heading, peer] of [
    [
      "a pod with the labels of the column",
      { ...shop, podSelector: { matchLabels: { app: "web" } } },
      "pods app=web in namespace shop",
      { namespace: "shop", labels: { app: "web" } },
    ],
    [
      "a pod without labels for all pods of a namespace",
      shop,
      "all pods in namespace shop",
      { namespace: "shop", labels: {} },
    ],
    [
      "a pod with another value than those that are excluded",
      {
        ...shop,
        podSelector: {
          matchExpressions: [
            { key: "app", operator: "NotIn", values: ["db"] },
            { key: "app", operator: "Exists" },
          ],
        },
      },
      "pods app,app notin (db) in namespace shop",
      { namespace: "shop", labels: { app: "other" } },
    ],
    ["one address of a CIDR block", { ipBlock: { cidr: "10.0.0.0/8" } }, "10.0.0.0/8", { address: "10.0.0.1" }],
    [
      "an address of a block with exceptions",
      { ipBlock: { cidr: "203.0.113.0/24", except: ["203.0.113.128/25"] } },
      "203.0.113.0/25",
      { address: "203.0.113.1" },
    ],
  ] as const)
    it(`is for ${title}`, () => {
      const explanation = explained(forAgent({ egress: [{ to: [to as object] }] })).explain("agent", heading);
      assert.deepEqual([peerOf(explanation), explanation.verdict], [peer, "allowed"]);
    });

  it("is for a peer that is denied, if the cell is denied because some peers are", () => {
    const notDb = { ...shop, podSelector: { matchExpressions: [{ key: "app", operator: "NotIn", values: ["db"] }] } };
    const input = {
      args: {
        ...vald,
        components: {
          agent: { custom: { egress: [{ to: [notDb] }] } },
          discoverer: { custom: { egress: [{ to: [shop] }] } },
        },
      },
    };
    const explanation = explained(input).explain("agent", "all pods in namespace shop");
    assert.deepEqual(
      [peerOf(explanation), explanation.verdict],
      [{ namespace: "shop", labels: { app: "db" } }, "denied"],
    );
  });

  describe("for pods that namespace labels select", () => {
    const ofSearch = { namespaceSelector: { matchLabels: { team: "search" } } };
    const exampleIn = (objects: Omit<AnalysisInput, "args">) => {
      const answer = explained({ ...forAgent({ egress: [{ to: [ofSearch] }] }), ...objects }).explain(
        "agent",
        "all other pods in namespaces team=search",
      );
      return [peerOf(answer), answer.namespaceLabels, answer.verdict];
    };
    const other = { namespace: "other", labels: { app: "web" } };

    it("has a new namespace, and names its labels, if the labels of all others are unknown", () =>
      assert.deepEqual(exampleIn({ pods: [other] }), [
        { namespace: "other-1", labels: {} },
        { team: "search" },
        "allowed",
      ]));

    it("has a namespace of the input", () =>
      assert.deepEqual(
        exampleIn({ namespaces: { shop: { "kubernetes.io/metadata.name": "shop", team: "search", a: "b" } } }),
        [{ namespace: "shop", labels: {} }, { team: "search" }, "allowed"],
      ));

    it("is a pod of the input", () =>
      assert.deepEqual(
        exampleIn({
          namespaces: { other: { "kubernetes.io/metadata.name": "other", team: "search" } },
          pods: [{ ...other, name: "web-1" }],
        }),
        [{ ...other, name: "web-1" }, { team: "search" }, "allowed"],
      ));
  });

  it("names the assumption that a namespace has no further labels, if these matter", () => {
    const ofShop = { ...shop, podSelector: {} };
    const input = {
      args: {
        ...vald,
        components: {
          agent: { custom: { egress: [{ to: [ofShop] }] } },
          discoverer: { custom: { egress: [{ to: [{ namespaceSelector: { matchLabels: { team: "a" } } }] }] } },
        },
      },
    };
    const { namespaceLabels, verdict } = explained(input).explain("discoverer", "all pods in namespace shop");
    assert.deepEqual([namespaceLabels, verdict], [{}, "denied"]);
  });

  it("names the assumption that pods have no address in a block", () => {
    const input = forAgent({ egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }] });
    const { explain } = explained(input);
    assert.deepEqual(
      ["kube-system", "lb gateway"].map((to) => explain("agent", to).assumesNoBlock),
      [false, true],
    );
  });

  const namespaces = {
    vald: { "kubernetes.io/metadata.name": "vald", team: "search" },
    shop: { "kubernetes.io/metadata.name": "shop", team: "sales" },
  };
  const ofVald = (policy: NetworkPolicyManifest): NetworkPolicyManifest => ({
    metadata: { ...policy.metadata, namespace: "vald" },
    spec: { ...policy.spec, podSelector: {} },
  });

  it("is what `explain` says about the example as it is printed", () => {
    fc.assert(
      fc.property(
        anyPolicies,
        fc.array(multiAddressPod, { maxLength: 3 }),
        fc.subarray(["vald", "shop"]),
        (all, pods, known) => {
          const input: AnalysisInput = {
            policies: [...networkPolicies(vald).slice(0, 3), ...all.map(ofVald)],
            args: vald,
            namespaces: Object.fromEntries(known.map((name) => [name, namespaces[name as keyof typeof namespaces]])),
            pods: pods.map((pod, i) => ({ ...pod, name: `pod-${i}` })),
          };
          const { matrix, explain } = explained(input);
          const { allComponents } = analysisContext(input);
          for (const [i, from] of matrix.sources.entries())
            for (const [j, to] of matrix.targets.entries()) {
              if (!matrix.cells[i]?.[j]) continue;
              const answer = explain(endpointText(from), endpointText(to));
              const { assumesNoBlock, namespaceLabels } = answer;
              const printed = (end: QuestionEndpoint) => {
                if (end.kind === "component") {
                  const pod = allComponents.find(({ component }) => component === end.component)?.pod;
                  return assumesNoBlock && pod !== undefined ? { ...pod, ips: [] } : end.component;
                }
                if ("address" in end.peer) return end.peer;
                const { name, namespace } = end.peer;
                const given = input.pods?.find((pod) => name !== undefined && pod.name === name);
                const labels = input.namespaces?.[namespace];
                const assumed = namespaceLabels && { ...namespaceLabels, "kubernetes.io/metadata.name": namespace };
                const known = labels ?? assumed;
                const peer = { ...end.peer, ...(known !== undefined && { namespaceLabels: known }) };
                return { ...given, ...peer, ...(assumesNoBlock && { ips: [] }) };
              };
              const { verdict, ports } = explainPublic(input, { from: printed(answer.from), to: printed(answer.to) });
              assert.deepEqual(
                [verdict, ports],
                [answer.verdict, answer.ports],
                `${endpointText(from)} -> ${endpointText(to)}`,
              );
            }
        },
      ),
      { numRuns: runs(2) },
    );
  });

  it("has at least the ports of the cell, and the same verdict between components, for any policies", () => {
    fc.assert(
      fc.property(anyPolicies, (all) => {
        const policies = [...networkPolicies(vald).slice(0, 3), ...all.map(ofVald)];
        const { matrix, explain } = explained({ policies, args: vald, namespaces });
        for (const [i, from] of matrix.sources.entries())
          for (const [j, to] of matrix.targets.entries()) {
            const cell = matrix.cells[i]?.[j];
            if (!cell) continue;
            const { ports, verdict } = explain(endpointText(from), endpointText(to));
            const where = `${endpointText(from)} -> ${endpointText(to)}`;
            // An address has no port names.
            const open = portSetOf(cell.ports).filter(({ names }) => names.length === 0);
            if (cell.verdict === "allowed")
              for (const range of open) assert.equal(subtractPorts(range, portSetOf(ports)), undefined, where);
            if (cell.verdict === "denied" && from.kind === "component" && to.kind === "component")
              assert.equal(verdict, "denied", where);
          }
      }),
      { numRuns: runs(2) },
    );
  });
});
