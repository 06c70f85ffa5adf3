import assert from "node:assert/strict";
import { formatLocation } from "../../../args/ignores";
import {
  check,
  type EdgeArgs,
  type Finding,
  type IgnoreArgs,
  type NetworkPoliciesArgs,
  networkPolicies,
  type NetworkPolicyManifest,
} from "../../../core";
import { detailsOf, found } from "./found";

const text = (finding: Finding) => `${finding.id} ${formatLocation(finding)}`;
const apiServer = { cidrs: ["203.0.113.7/32"] };

describe("an entry of ignore", () => {
  const edge = (app: string): EdgeArgs => ({ from: { podLabels: { app } }, to: { component: "lbGateway" } });
  const args: NetworkPoliciesArgs = { apiServer, edges: [edge("search"), edge("cart")] };
  const ignoring = (path?: string): NetworkPoliciesArgs => ({
    ...args,
    ignore: [{ id: "bare-pod-selector", reason: "tested", ...(path !== undefined && { path }) }],
  });

  const rows: [what: string, path: string | undefined, left: string[]][] = [
    ["all findings without a path", undefined, []],
    ["the findings inside its path", "edges[0]", ["bare-pod-selector edges[1].from"]],
    ["the finding at its path", "edges[0].from", ["bare-pod-selector edges[1].from"]],
    ["all findings of a list", "edges", []],
    [
      "nothing if its path is only the beginning of a name",
      "edge",
      ["bare-pod-selector edges[0].from", "bare-pod-selector edges[1].from", "unused-ignore ignore[0]"],
    ],
  ];
  for (const [what, path, left] of rows) {
    it(`suppresses ${what}`, () => {
      assert.deepEqual(found({ args: ignoring(path) }), left);
    });
  }

  it("attaches its reason to the findings that it suppresses", () => {
    assert.deepEqual(
      check({ args: ignoring("edges[0]") }).ignored.map((finding) => [text(finding), finding.reason]),
      [["bare-pod-selector edges[0].from", "tested"]],
    );
  });

  it("suppresses findings in the object that it names, and not in an object whose name is longer", () => {
    const open = (name: string): NetworkPolicyManifest => ({
      metadata: { name, namespace: "vald" },
      spec: { podSelector: { matchLabels: { app: "vald-agent" } }, policyTypes: ["Ingress"], ingress: [{}] },
    });
    const ignore: IgnoreArgs[] = [{ id: "everyone", path: "NetworkPolicy vald/open", reason: "tested" }];
    const { findings, ignored } = check({
      policies: [...networkPolicies({ namespace: "vald" }), open("open"), open("open.too")],
      args: { namespace: "vald", ignore },
    });
    assert.deepEqual(ignored.map(text), ["everyone NetworkPolicy vald/open: spec.ingress[0]"]);
    assert.deepEqual(findings.filter(({ id }) => id === "everyone").map(text), [
      "everyone NetworkPolicy vald/open.too: spec.ingress[0]",
    ]);
  });

  it("is reported as unused, with its path", () => {
    assert.deepEqual(detailsOf("unused-ignore", { args: ignoring("edge") }), ["bare-pod-selector at edge"]);
  });

  it("is not reported as unused if it is for manifests", () => {
    const manifestArgs = ignoring("NetworkPolicy vald/vald-lb-gateway-allow");
    assert.deepEqual(detailsOf("unused-ignore", { args: manifestArgs }), []);
  });

  it("is not reported as unused if it is for another network plugin", () => {
    const ignore: IgnoreArgs[] = [{ id: "sctp", reason: "tested" }];
    assert.deepEqual(found({ args: { apiServer, ignore } }), []);
  });

  it("suppresses unused-ignore itself", () => {
    const ignore: IgnoreArgs[] = [
      { id: "unused-ignore", reason: "shared by several clusters" },
      { id: "everyone", reason: "for the other clusters" },
    ];
    const result = (some: IgnoreArgs[]) => {
      const { findings, ignored } = check({ args: { apiServer, ignore: some } });
      return [findings.map(text), ignored.map(text)];
    };
    assert.deepEqual(result(ignore), [[], ["unused-ignore ignore[1]"]]);
    assert.deepEqual(result(ignore.slice(1)), [["unused-ignore ignore[0]"], []]);
    assert.deepEqual(result(ignore.slice(0, 1)), [[], []]);
  });
});
