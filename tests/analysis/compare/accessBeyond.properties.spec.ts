import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../analysis/evaluate/evaluate";
import type { Pod } from "../../../analysis/model/peer";
import { diff } from "../../../analysis/queries/diff";
import { verify } from "../../../analysis/queries/verify";
import { type LabelMap, networkPolicies, type NetworkPoliciesArgs, type NetworkPolicyManifest } from "../../../core";
import { address, knownPod, policies, portAndProtocol } from "../../../testing/arbitraries/fixture";
import { shuffled } from "../../../testing/arbitraries/shuffled";

const args: NetworkPoliciesArgs = { namespace: "vald" };
const documented = networkPolicies(args);
const noDifference = { added: [], removed: [] };

/** Agent labels that Vald's own policies do not use, but other policies may. */
const tier = fc.constantFrom<LabelMap[]>({}, { tier: "a" }, { tier: "b" });
const agent = tier.map((labels): Pod => ({
  namespace: "vald",
  namespaceLabels: { "kubernetes.io/metadata.name": "vald", team: "search" },
  labels: { app: "vald-agent", ...labels },
  ips: ["10.9.9.9"],
  ports: [],
}));

/** Most of the documented policies, and other policies that may select agents. */
const someOfBoth: fc.Arbitrary<NetworkPolicyManifest[]> = fc
  .tuple(fc.subarray(documented, { minLength: 4 }), policies, tier)
  .map(([own, others, matchLabels]) => [...own, ...others.map((policy) => selecting(policy, matchLabels))]);

/** Moves a policy to Vald's namespace and replaces its selector, because few random policies would select an agent. */
function selecting({ metadata, spec }: NetworkPolicyManifest, matchLabels: LabelMap): NetworkPolicyManifest {
  return { metadata: { ...metadata, namespace: "vald" }, spec: { ...spec, podSelector: { matchLabels } } };
}

/** The same policies with `tier: b` instead of `tier: a` in every selector. */
function withOtherTier(all: readonly NetworkPolicyManifest[]): NetworkPolicyManifest[] {
  return JSON.parse(JSON.stringify(all).replaceAll('"tier":"a"', '"tier":"b"')) as NetworkPolicyManifest[];
}

interface Side {
  policies: NetworkPolicyManifest[];
  args: NetworkPoliciesArgs;
}

const side = (all: NetworkPolicyManifest[]): Side => ({ policies: all, args });
const relabeledArgs: NetworkPoliciesArgs = { ...args, instanceLabels: { tier: "a" } };
const original = side(documented);
const relabeled: Side = { policies: networkPolicies(relabeledArgs), args: relabeledArgs };

const change: fc.Arbitrary<readonly [before: Side, after: Side]> = fc.oneof(
  { arbitrary: fc.tuple(someOfBoth.map(side), someOfBoth.map(side)), weight: 5 },
  // If there is only one other policy, more connections depend on it.
  {
    arbitrary: fc.tuple(policies, tier).map(([[policy], matchLabels]) => {
      const all = [...documented, ...(policy === undefined ? [] : [selecting(policy, matchLabels)])];
      return [side(all), side(withOtherTier(all))] as const;
    }),
    weight: 5,
  },
  { arbitrary: fc.constantFrom([original, relabeled] as const, [relabeled, original] as const), weight: 1 },
);

describe("diff, for any policies", () => {
  it("finds every change of a verdict", () => {
    fc.assert(
      fc.property(
        change,
        agent,
        fc.oneof(knownPod, address),
        portAndProtocol,
        fc.boolean(),
        ([before, after], pod, peer, port, isEgress) => {
          const question = { ...(isEgress ? { from: pod, to: peer } : { from: peer, to: pod }), ...port };
          const [old, next] = [before, after].map((one) => evaluate(one.policies, question).verdict);
          fc.pre(old !== next);
          const { added, removed } = diff(before, after);
          if (next === "allowed") assert.notEqual(added.length, 0);
          if (old === "allowed") assert.notEqual(removed.length, 0);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("is empty for the same policies in another order", () => {
    fc.assert(
      fc.property(shuffled(someOfBoth), ([all, reordered]) => {
        assert.deepEqual(diff(side(all), side(reordered)), noDifference);
      }),
      { numRuns: 6 },
    );
  });
});

describe("verify, for any policies", () => {
  it("finds the same differences as a diff against the documented policies", () => {
    fc.assert(
      fc.property(someOfBoth, (all) => {
        const { unexpected, missing } = verify(side(all));
        assert.deepEqual({ added: unexpected, removed: missing }, diff(original, side(all)));
      }),
      { numRuns: 6 },
    );
  });
});
