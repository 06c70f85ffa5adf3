import assert from "node:assert/strict";
import { goneText, goneWithComponents } from "../../policy/goneWithComponents";
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
    assert.deepEqual(goneWithComponents(args).map(goneText), [
      "components.mirrorGateway.custom has no effect, because components.mirrorGateway is off.",
      "edges[1] is not there, because components.lbGateway is off.",
      "edges[2] is not there, because components.indexSave is off.",
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
