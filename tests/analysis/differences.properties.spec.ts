import assert from "node:assert/strict";
import fc from "fast-check";
import { componentParties } from "../../analysis/components";
import { diff } from "../../analysis/diff";
import { evaluate } from "../../analysis/evaluate";
import type { Given } from "../../analysis/given";
import { verify } from "../../analysis/verify";
import { type LabelMap, networkPolicies, type NetworkPoliciesArgs, type NetworkPolicyManifest } from "../../policies";
import { address, knownPod, policies, portAndProtocol } from "../arbitraries/world";

const args: NetworkPoliciesArgs = { namespace: "vald" };
const rendered = networkPolicies(args);
/** Labels of an agent's pod that do not select it, and that a policy may go by all the same. */
const tier = fc.constantFrom({}, { tier: "a" }, { tier: "b" });
const agent = tier.map((more) => {
  const { pod } = componentParties({ args })[0]!;
  const namespaceLabels = { "kubernetes.io/metadata.name": "vald", team: "search" };
  return { ...pod, labels: { ...pod.labels, ...more }, namespaceLabels, ips: ["10.9.9.9"], ports: [] };
});

/** The documented policies, and others beside them; now and then without one of their own. */
const some: fc.Arbitrary<NetworkPolicyManifest[]> = fc
  .tuple(fc.subarray(rendered, { minLength: 4 }), policies, tier)
  .map(([own, others, matchLabels]) => [...own, ...others.map((policy) => onAgents(policy, matchLabels))]);

/** Few random policies would select an agent. */
function onAgents({ metadata, spec }: NetworkPolicyManifest, matchLabels: LabelMap): NetworkPolicyManifest {
  return { metadata: { ...metadata, namespace: "vald" }, spec: { ...spec, podSelector: { matchLabels } } };
}

/** The same with one tier in the place of another wherever agents are selected by it, at their own end or at another. */
function withOtherTier(all: readonly NetworkPolicyManifest[]): NetworkPolicyManifest[] {
  const text = JSON.stringify(all).replaceAll('"tier":"a"', '"tier":"b"');
  return JSON.parse(text) as NetworkPolicyManifest[];
}

const given = (all: readonly NetworkPolicyManifest[]): Given => ({ policies: all, args });
const relabelled: NetworkPoliciesArgs = { ...args, instanceLabels: { tier: "a" } };
const sides = [given(rendered), { policies: networkPolicies(relabelled), args: relabelled }] as const;

const twice: fc.Arbitrary<readonly [Given, Given]> = fc.oneof(
  { arbitrary: fc.tuple(some.map(given), some.map(given)), weight: 5 },
  // Alone, it decides more often.
  {
    arbitrary: fc.tuple(policies, tier).map(([[policy], matchLabels]) => {
      const all = [...rendered, ...(policy === undefined ? [] : [onAgents(policy, matchLabels)])];
      return [given(all), given(withOtherTier(all))] as const;
    }),
    weight: 5,
  },
  { arbitrary: fc.constantFrom(sides, [sides[1], sides[0]] as const), weight: 1 },
);

describe("diff and verify, over any policies", () => {
  it("see every change of a connection that evaluate sees", () => {
    let changes = 0;
    fc.assert(
      fc.property(
        twice,
        agent,
        fc.oneof(knownPod, address),
        portAndProtocol,
        fc.boolean(),
        ([before, after], own, other, asked, isOut) => {
          const ends = isOut ? { from: own, to: other } : { from: other, to: own };
          const [old, next] = [before, after].map((side) => evaluate(side.policies, { ...ends, ...asked }).verdict);
          if (old !== next) changes++;
          const { opens, closes } = diff(before, after);
          if (old !== "allowed" && next === "allowed") assert.notEqual(opens.length, 0);
          if (old === "allowed" && next !== "allowed") assert.notEqual(closes.length, 0);
        },
      ),
      { numRuns: 60 },
    );
    assert.ok(changes >= 2, `${changes} changes in 60 runs`);
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
