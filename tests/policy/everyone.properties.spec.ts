import assert from "node:assert/strict";
import fc from "fast-check";
import { InvalidArgsError, networkPolicies } from "../../core";
import { customRules } from "../../testing/arbitraries/rules";

/** Every field of rules, peers, selectors and ports, and every item of their lists. */
function locations(value: unknown, depth = 0): { parent: Record<string, unknown>; key: string }[] {
  if (value === null || typeof value !== "object") return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [
    // `ingress` and `egress` themselves are not part of a rule, so undefined counts as absent.
    ...(depth > 0 ? [{ parent, key }] : []),
    ...locations(parent[key], depth + 1),
  ]);
}

describe("networkPolicies with custom rules", () => {
  it("rejects null and undefined anywhere inside a rule, because they could admit everyone", () => {
    fc.assert(
      fc.property(customRules, fc.nat(), fc.constantFrom(null, undefined), (rules, index, nothing) => {
        const custom = structuredClone(rules);
        const all = locations(custom);
        fc.pre(all.length > 0);
        const { parent, key } = all[index % all.length]!;
        parent[key] = nothing;
        assert.throws(() => networkPolicies({ defaults: { networkPolicy: { custom } } }), InvalidArgsError);
      }),
      { numRuns: 500 },
    );
  });

  it("allows everyone only in rules whose list of peers the user omitted or left empty", () => {
    const allowsEveryone = (peers: unknown[] | undefined) => peers === undefined || peers.length === 0;
    fc.assert(
      fc.property(customRules, (custom) => {
        for (const { spec } of networkPolicies({ defaults: { networkPolicy: { custom } } })) {
          assert.equal(
            spec.ingress.filter(({ from }) => allowsEveryone(from)).length,
            (custom.ingress ?? []).filter(({ from }) => allowsEveryone(from)).length,
          );
          assert.equal(
            spec.egress.filter(({ to }) => allowsEveryone(to)).length,
            (custom.egress ?? []).filter(({ to }) => allowsEveryone(to)).length,
          );
        }
      }),
    );
  });
});
