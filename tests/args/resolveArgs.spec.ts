import assert from "node:assert/strict";
import { intendedRules } from "../../args/intendedRules";
import { resolveArgs } from "../../args/resolveArgs";
import type { NetworkPoliciesArgs } from "../../core";
import { endpointName } from "../graph/endpointName";

describe("resolveArgs", () => {
  it("records the origin of every intended rule: an edge of the graph, or a path in the args", () => {
    const rules = intendedRules(
      resolveArgs({
        edges: [
          { from: { namespace: "telemetry" }, to: { component: "agent" } },
          { from: { component: "every" }, to: { namespace: "telemetry" }, ports: [{ port: 4317 }] },
        ],
        dns: [{ preset: "kubeSystem" }, { preset: "openShift" }],
        defaults: { networkPolicy: { custom: { egress: [{}, {}] } } },
        components: { agent: { custom: { egress: [{}] } }, lbGateway: { enabled: false } },
      }),
    );
    const agentRules = rules
      .filter(({ component }) => component === "agent")
      .map(({ direction, endpoint, origin }) => [
        direction,
        endpoint && endpointName(endpoint),
        origin.kind === "args" ? origin.path : [origin.edge.from, origin.edge.to].map(endpointName),
      ]);
    assert.deepEqual(agentRules, [
      ["ingress", "filterGateway", ["filterGateway", "agent"]],
      ["ingress", "indexManager", ["indexManager", "agent"]],
      ["ingress", "telemetry", ["edges", 0]],
      ["egress", "kube-system", ["agent", "kube-system"]],
      ["egress", "openshift-dns", ["dns", 1]],
      ["egress", "telemetry", ["edges", 1]],
      ["egress", undefined, ["defaults", "networkPolicy", "custom", "egress", 0]],
      ["egress", undefined, ["defaults", "networkPolicy", "custom", "egress", 1]],
      ["egress", undefined, ["components", "agent", "custom", "egress", 0]],
    ]);
  });

  describe("lists args that have no effect", () => {
    const args: NetworkPoliciesArgs = {
      components: {
        lbGateway: { enabled: false },
        agent: { custom: { ingress: [] } },
        mirrorGateway: { custom: { egress: [{}] } },
      },
      edges: [
        { from: { component: "every" }, to: { namespace: "telemetry" } },
        { from: { namespace: "shop" }, to: { component: "lbGateway" } },
        { from: { component: "agent" }, to: { component: "indexSave" } },
      ],
    };

    it("because a component is off: its custom rules, then its edges", () => {
      assert.deepEqual(resolveArgs(args).ineffective, [
        { path: ["components", "mirrorGateway", "custom"], component: "mirrorGateway" },
        { path: ["edges", 1], component: "lbGateway" },
        { path: ["edges", 2], component: "indexSave" },
      ]);
    });

    it("only if a component is off", () => {
      const components = { lbGateway: {}, indexSave: { enabled: true }, mirrorGateway: { enabled: true } };
      assert.deepEqual(resolveArgs({ ...args, components }).ineffective, []);
    });

    it("only if there are any policies", () => {
      const off = { enabled: false };
      const components = { agent: off, discoverer: off, filterGateway: off, lbGateway: off, indexManager: off };
      assert.deepEqual(resolveArgs({ ...args, defaults: { networkPolicy: off } }).ineffective, []);
      assert.deepEqual(resolveArgs({ ...args, components }).ineffective, []);
    });
  });
});
