import assert from "node:assert/strict";
import fc from "fast-check";
import { InvalidArgsError, networkPolicies } from "../../policies";
import { customRules } from "../arbitraries/rules";

/** Every place inside rules: the fields of rules, peers, selectors and ports, and the items of their lists. */
function places(value: unknown, depth = 0): { holder: Record<string, unknown>; key: string }[] {
  if (value === null || typeof value !== "object") return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [
    // `ingress` and `egress` themselves are outside rules, where undefined is the same as absent.
    ...(depth > 0 ? [{ holder, key }] : []),
    ...places(holder[key], depth + 1),
  ]);
}

describe("there is no path to everyone", () => {
  it("through null or undefined anywhere inside custom rules: the args are refused", () => {
    fc.assert(
      fc.property(customRules, fc.nat(), fc.constantFrom(null, undefined), (rules, pick, nothing) => {
        const custom = structuredClone(rules);
        const all = places(custom);
        fc.pre(all.length > 0);
        const place = all[pick % all.length]!;
        place.holder[place.key] = nothing;
        assert.throws(() => networkPolicies({ defaults: { networkPolicy: { custom } } }), InvalidArgsError);
      }),
      { numRuns: 1000 },
    );
  });

  it("but a list of peers that the user left out or wrote as empty", () => {
    const admitsAll = (peers: unknown[] | undefined) => peers === undefined || peers.length === 0;
    fc.assert(
      fc.property(customRules, (custom) => {
        for (const { spec } of networkPolicies({ defaults: { networkPolicy: { custom } } })) {
          assert.equal(
            spec.ingress.filter(({ from }) => admitsAll(from)).length,
            (custom.ingress ?? []).filter(({ from }) => admitsAll(from)).length,
          );
          assert.equal(
            spec.egress.filter(({ to }) => admitsAll(to)).length,
            (custom.egress ?? []).filter(({ to }) => admitsAll(to)).length,
          );
        }
      }),
    );
  });
});
