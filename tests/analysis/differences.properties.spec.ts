import assert from "node:assert/strict";
import fc from "fast-check";
import { componentParties } from "../../analysis/components";
import { diff } from "../../analysis/diff";
import { evaluate } from "../../analysis/evaluate";
import { verify } from "../../analysis/verify";
import { networkPolicies, type NetworkPoliciesArgs, type NetworkPolicyManifest } from "../../policies";
import { address, knownPod, policies, portAndProtocol } from "../arbitraries/world";

const args: NetworkPoliciesArgs = { namespace: "vald" };
const rendered = networkPolicies(args);
const agent = {
  ...componentParties({ args })[0]!.pod,
  namespaceLabels: { "kubernetes.io/metadata.name": "vald", team: "search" },
  ips: ["10.9.9.9"],
  ports: [],
};

/** The documented policies, and others beside them; now and then without one of their own. */
const some: fc.Arbitrary<NetworkPolicyManifest[]> = fc
  .tuple(fc.subarray(rendered, { minLength: 4 }), policies)
  .map(([own, others]) => [...own, ...others.map(onAgents)]);

/** Few random policies would select an agent. */
function onAgents(policy: NetworkPolicyManifest): NetworkPolicyManifest {
  return { metadata: { ...policy.metadata, namespace: "vald" }, spec: { ...policy.spec, podSelector: {} } };
}

describe("diff and verify, over any policies", () => {
  it("see every change of a connection that evaluate sees", () => {
    let changes = 0;
    fc.assert(
      fc.property(
        some,
        some,
        fc.oneof(knownPod, address),
        portAndProtocol,
        fc.boolean(),
        (before, after, other, asked, isOut) => {
          const ends = isOut ? { from: agent, to: other } : { from: other, to: agent };
          const [old, next] = [before, after].map((all) => evaluate(all, { ...ends, ...asked }).verdict);
          if (old !== next) changes++;
          const { opens, closes } = diff({ policies: before, args }, { policies: after, args });
          if (old !== "allowed" && next === "allowed") assert.notEqual(opens.length, 0);
          if (old === "allowed" && next !== "allowed") assert.notEqual(closes.length, 0);
        },
      ),
      { numRuns: 30 },
    );
    assert.ok(changes >= 2, `${changes} changes in 30 runs`);
  });

  it("find no change where the same policies come in another order", () => {
    fc.assert(
      fc.property(
        some.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          assert.deepEqual(diff({ policies: all, args }, { policies: shuffled, args }), { opens: [], closes: [] });
        },
      ),
      { numRuns: 6 },
    );
  });

  it("agree: what verify finds is what diff finds against the documented policies", () => {
    fc.assert(
      fc.property(some, (all) => {
        const { open, closed } = verify({ policies: all, args });
        assert.deepEqual({ opens: open, closes: closed }, diff({ policies: rendered, args }, { policies: all, args }));
      }),
      { numRuns: 6 },
    );
  });
});
