import assert from "node:assert/strict";
import { UNRESOLVED } from "../../../args/schema/unresolved";
import { check, type EdgeArgs, formatPath, type NetworkPoliciesArgs } from "../../../core";
import { found } from "./found";

// Cast: only the Pulumi component passes such values.
const unresolved = UNRESOLVED as unknown as string;

describe("check, for args with unresolved values", () => {
  const lbEdge: EdgeArgs = { from: { podLabels: { app: "search" } }, to: { component: "lbGateway" } };
  const args: NetworkPoliciesArgs = {
    namespace: unresolved,
    apiServer: { cidrs: [unresolved] },
    components: { lbGateway: { name: unresolved } },
    edges: [
      { ...lbEdge, ports: [{ port: unresolved }] },
      { ...lbEdge, from: { namespaceLabels: {} } },
    ],
  };

  it("reports findings in the resolved parts at their original locations", () => {
    assert.deepEqual(found({ args }), ["every-namespace edges[1].from"]);
  });

  it("returns the paths of the parts that it omits", () => {
    assert.deepEqual(check({ args }).unresolvedPaths.map(formatPath), [
      "apiServer",
      "components.lbGateway.name",
      "edges[0]",
    ]);
  });

  it("does not report a missing rule if an unresolved value may allow the connection", () => {
    const lbGateway = { podSelector: { matchLabels: { app: "vald-lb-gateway" } } };
    const oneSided: NetworkPoliciesArgs = {
      apiServer: { cidrs: ["203.0.113.7/32"] },
      components: { discoverer: { custom: { egress: [{ to: [lbGateway] }] } } },
    };
    const edge: EdgeArgs = {
      from: { component: "discoverer" },
      to: { component: "lbGateway" },
      ports: [{ port: unresolved }],
    };
    assert.deepEqual(found({ args: oneSided }), ["one-sided-edge components.discoverer.custom.egress[0].to[0]"]);
    assert.deepEqual(found({ args: { ...oneSided, edges: [edge] } }), []);
  });
});
