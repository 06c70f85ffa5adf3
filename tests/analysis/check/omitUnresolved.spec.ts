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

  it("reports the other parts at their own location", () => {
    assert.deepEqual(found({ args }), ["every-namespace edges[1].from"]);
  });

  it("has the paths of the parts that it leaves out", () => {
    assert.deepEqual(check({ args }).unresolvedPaths.map(formatPath), [
      "apiServer",
      "components.lbGateway.name",
      "edges[0]",
    ]);
  });

  it("does not report as missing what an unresolved value may hold", () => {
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
