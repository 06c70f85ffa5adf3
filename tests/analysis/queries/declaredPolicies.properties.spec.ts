import assert from "node:assert/strict";
import fc from "fast-check";
import { ruleConnections } from "../../../analysis/sets/allowedConnections";
import { ConnectionSpace } from "../../../analysis/sets/connectionSpace";
import { ruleSets } from "../../../analysis/sets/policySets";
import {
  directions,
  effectivePolicies,
  type EffectivePolicy,
  intendedPolicies,
} from "../../../analysis/model/effectivePolicy";
import { resolveArgs } from "../../../args/resolveArgs";
import { type NetworkPoliciesArgs, networkPolicies } from "../../../core";
import { validArgs } from "../../../testing/arbitraries/args";
import { declaredPolicies } from "../../../testing/declaredPolicies";
import { runs } from "../../../testing/runs";

// `verify` compares policies with the rules that the resolver intends, so `verify` cannot detect bugs in the resolver.
describe("an independent interpretation of the graph, for any valid args", () => {
  const cases: [what: string, policiesOf: (args: NetworkPoliciesArgs) => EffectivePolicy[]][] = [
    ["declares the policies that verify compares with", (args) => intendedPolicies(resolveArgs(args))],
    ["declares the rendered policies", (args) => effectivePolicies(networkPolicies(args))],
  ];
  for (const [what, policiesOf] of cases) {
    it(what, () => {
      fc.assert(
        fc.property(validArgs, (args) => {
          const actual = policiesOf(args);
          const declared = effectivePolicies(declaredPolicies(args));
          assert.deepEqual(actual.map(selected), declared.map(selected));
          assert.deepEqual(beyond(actual, declared), [], "allowed, but not declared");
          assert.deepEqual(beyond(declared, actual), [], "declared, but not allowed");
        }),
        { numRuns: runs(40) },
      );
    });
  }
});

function selected({ namespace, podSelector }: EffectivePolicy) {
  return { namespace, podSelector };
}

/** The access that each policy allows and the corresponding other policy does not. */
function beyond(policies: readonly EffectivePolicy[], counterparts: readonly EffectivePolicy[]): string[] {
  return policies.flatMap((policy, i) =>
    directions
      .filter((direction) => {
        const [rules, others] = [policy, counterparts[i]].map((one) => (one?.[direction] ?? []).map(ruleSets));
        const all = [...(rules ?? []), ...(others ?? [])];
        const space = new ConnectionSpace(
          all.flatMap(({ peers }) => peers),
          all.flatMap(({ ports }) => ports),
        );
        return !space.diagrams.isSubset(ruleConnections(space, rules ?? []), ruleConnections(space, others ?? []));
      })
      .map((direction) => `${policy.policy} ${direction}`),
  );
}
