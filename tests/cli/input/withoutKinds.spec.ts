import assert from "node:assert/strict";
import type { UnevaluatedPolicy } from "../../../analysis/model/unevaluatedPolicy";
import { withoutKinds } from "../../../cli/input/withoutKinds";

const policy = (apiVersion: string, kind: string): UnevaluatedPolicy => ({
  apiVersion,
  kind,
  name: "shop/broken",
  subjects: [],
  directions: ["ingress"],
  mayAllow: true,
  mayDeny: true,
});
const unread = policy("networking.k8s.io/v1", "NetworkPolicy");

describe("withoutKinds", () => {
  const read = { input: { policies: [], namespaces: {}, unevaluatedPolicies: [unread] }, notes: [] };

  it("says that it omits NetworkPolicies that cannot be read", () => {
    const { input, notes } = withoutKinds(read, ["networkpolicy"]);
    assert.deepEqual(input, { policies: [], namespaces: {} });
    assert.deepEqual(notes, [
      { code: "policies-ignored", apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", count: 1 },
    ]);
  });

  it("says that a kind is unused only if it is on neither side of a comparison", () => {
    const none = { input: { policies: [], namespaces: {} }, notes: [] };
    assert.deepEqual(withoutKinds(none, ["NetworkPolicy"], [unread]).notes, []);
    assert.deepEqual(withoutKinds(none, ["NetworkPolicy"], [policy("cilium.io/v2", "CiliumNetworkPolicy")]).notes, [
      { code: "unused-ignore-kind", kind: "NetworkPolicy" },
    ]);
  });
});
