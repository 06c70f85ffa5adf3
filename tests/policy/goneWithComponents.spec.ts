import assert from "node:assert/strict";
import { goneWithComponents } from "../../policy/goneWithComponents";
import type { NetworkPoliciesArgs } from "../../policies";

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

describe("what is gone with a component that is off", () => {
  it("are its custom rules, and each edge that names it", () => {
    assert.deepEqual(goneWithComponents(args), [
      { path: ["components", "mirrorGateway", "custom"], component: "mirrorGateway" },
      { path: ["edges", 1], component: "lbGateway" },
      { path: ["edges", 2], component: "indexSave" },
    ]);
  });

  it("is nothing where all are on", () => {
    const components = { lbGateway: {}, indexSave: { enabled: true }, mirrorGateway: { enabled: true } };
    assert.deepEqual(goneWithComponents({ ...args, components }), []);
  });

  it("is not told where policies are off as a whole", () => {
    assert.deepEqual(goneWithComponents({ ...args, defaults: { networkPolicy: { enabled: false } } }), []);
  });
});
