import assert from "node:assert/strict";
import fc from "fast-check";
import type { ConnectionDifference } from "../../../analysis/compare/connectionDifference";
import { evaluate, evaluateConnection } from "../../../analysis/evaluate/evaluate";
import { effectivePolicies } from "../../../analysis/model/effectivePolicy";
import type { Peer, Pod } from "../../../analysis/model/peer";
import { diff } from "../../../analysis/queries/diff";
import { verify } from "../../../analysis/queries/verify";
import { type LabelMap, networkPolicies, type NetworkPoliciesArgs, type NetworkPolicyManifest } from "../../../core";
import { address, knownPod, policies, portAndProtocol } from "../../../testing/arbitraries/fixture";
import { shuffled } from "../../../testing/arbitraries/shuffled";
import { unevaluatedPolicies } from "../../../testing/arbitraries/unevaluatedPolicies";
import { isPeerOf, isPortOf } from "./isPeerOf";
import { runs } from "../../../testing/runs";

const args: NetworkPoliciesArgs = { namespace: "vald" };
const documented = networkPolicies(args);
const noDifference = { added: [], removed: [], undecided: [] };
const apps = ["agent", "discoverer", "filter-gateway", "lb-gateway", "manager-index"];

/** Pods of components. Some carry a label that Vald does not use, but that other policies may use. */
const componentPod = fc
  .tuple(fc.constantFrom(...apps), fc.constantFrom<LabelMap>({}, {}, { tier: "a" }, { tier: "b" }))
  .map(([app, labels]): Pod => ({
    namespace: "vald",
    namespaceLabels: { "kubernetes.io/metadata.name": "vald", team: "search" },
    labels: { app: `vald-${app}`, ...labels },
    ips: ["10.9.9.9"],
    ports: [{ name: "web", containerPort: 80 }],
  }));
const peer = fc.oneof({ arbitrary: knownPod, weight: 4 }, { arbitrary: componentPod, weight: 2 }, address);

/** Most of the documented policies, and others that may select component pods. */
const someOfBoth: fc.Arbitrary<NetworkPolicyManifest[]> = fc
  .tuple(fc.subarray(documented, { minLength: 3 }), policies, fc.constantFrom<LabelMap>({}, { tier: "a" }))
  .map(([own, others, matchLabels]) => [
    ...own,
    ...others.map((policy, i) => (i % 2 === 0 ? policy : selecting(policy, matchLabels))),
  ]);

/** Moves a policy to Vald's namespace and changes its selector, because few random policies would select a component. */
function selecting({ metadata, spec }: NetworkPolicyManifest, matchLabels: LabelMap): NetworkPolicyManifest {
  return { metadata: { ...metadata, namespace: "vald" }, spec: { ...spec, podSelector: { matchLabels } } };
}

interface Query {
  from: Peer;
  to: Peer;
  port: number;
  protocol: string;
}

const query = fc
  .tuple(componentPod, peer, portAndProtocol, fc.boolean())
  .map(([local, remote, port, isEgress]): Query => {
    const [from, to] = isEgress ? [local, remote] : [remote, local];
    return { from, to, ...port };
  })
  // There is no connection between an IPv4 address and an IPv6 address.
  .filter(({ from, to }) => isIPv6(from) === isIPv6(to));

function isIPv6(peer: Peer): boolean {
  const [address = ""] = "address" in peer ? [peer.address] : (peer.ips ?? []);
  return address.includes(":");
}

/** Whether a result names a connection, by the meaning of its data. */
function isNamed({ from, to, port, protocol }: Query, differences: readonly ConnectionDifference[]): boolean {
  return differences.some(
    (one) =>
      isPeerOf(one.from, from) &&
      isPeerOf(one.to, to) &&
      one.ports.some((range) => isPortOf(range, { port, protocol }, to)),
  );
}

const namespaces = {
  vald: { "kubernetes.io/metadata.name": "vald", team: "search" },
  shop: { "kubernetes.io/metadata.name": "shop", team: "sales" },
  lab: { "kubernetes.io/metadata.name": "lab" },
};

describe("diff, for any policies", () => {
  it("names a connection exactly if the change adds or removes it", () => {
    let changed = 0;
    fc.assert(
      fc.property(
        someOfBoth,
        someOfBoth,
        fc.array(query, { minLength: 60, maxLength: 60 }),
        (before, after, queries) => {
          const pods = queries.flatMap(({ from, to }) => [from, to]).filter((one): one is Pod => !("address" in one));
          const { added, removed, undecided } = diff(
            { policies: before, args, pods, namespaces },
            { policies: after, args, pods, namespaces },
          );
          const isTruncated = undecided.some(({ code }) => code === "more-connections");
          for (const one of queries) {
            const [old, next] = [before, after].map((side) => evaluate(side, one).verdict);
            const expected = { added: old !== next && next === "allowed", removed: old !== next && old === "allowed" };
            const actual = { added: isNamed(one, added), removed: isNamed(one, removed) };
            if (old !== next) changed++;
            if (isTruncated) {
              assert.ok(!actual.added || expected.added, JSON.stringify(one));
              assert.ok(!actual.removed || expected.removed, JSON.stringify(one));
            } else assert.deepEqual(actual, expected, JSON.stringify(one));
          }
        },
      ),
      { numRuns: runs(3), endOnFailure: true },
    );
    assert.ok(changed > 10, `${changed} changed connections`);
  });

  it("is empty for the same policies in another order", () => {
    fc.assert(
      fc.property(shuffled(someOfBoth), ([all, reordered]) => {
        assert.deepEqual(diff({ policies: all, args }, { policies: reordered, args }), noDifference);
      }),
      { numRuns: runs(3) },
    );
  });
});

describe("diff, with policies that are not evaluated", () => {
  it("names each of them on which a connection depends", () => {
    let unknown = 0;
    fc.assert(
      fc.property(
        someOfBoth,
        unevaluatedPolicies,
        fc.array(query, { minLength: 60, maxLength: 60 }),
        (before, unevaluated, queries) => {
          const pods = queries.flatMap(({ from, to }) => [from, to]).filter((one): one is Pod => !("address" in one));
          const { undecided } = diff(
            { policies: before, args, pods, namespaces },
            { policies: before, args, pods, namespaces, unevaluatedPolicies: unevaluated },
          );
          const named = undecided.flatMap((one) =>
            one.code === "policies-not-evaluated" ? one.policies.map(({ name }) => name) : [],
          );
          const effective = { effectivePolicies: effectivePolicies(before), unevaluatedPolicies: unevaluated };
          for (const one of queries) {
            const { verdict, unknownFacts } = evaluateConnection(effective, one);
            if (verdict !== "unknown") continue;
            const facts = unknownFacts.flatMap((fact) =>
              fact.code === "policy-not-evaluated" ? [fact.policy.name] : [],
            );
            if (facts.length > 0) unknown++;
            assert.ok(facts.length === 0 || facts.some((name) => named.includes(name)), JSON.stringify(one));
          }
        },
      ),
      { numRuns: runs(7), endOnFailure: true },
    );
    assert.ok(unknown > 0, `${unknown} unknown connections`);
  });
});

describe("verify, for any policies", () => {
  it("finds what diff finds against the documented policies", () => {
    fc.assert(
      fc.property(someOfBoth, (all) => {
        const { unexpected, missing } = verify({ policies: all, args });
        const { added, removed } = diff({ policies: documented, args }, { policies: all, args });
        assert.deepEqual({ unexpected, missing }, { unexpected: added, missing: removed });
      }),
      { numRuns: runs(3) },
    );
  });
});
