import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type Component,
  componentNames,
  type CustomRules,
  type NetworkPoliciesArgs,
  networkPolicies,
} from "../../core";
import { isDocumented } from "../../graph/components";
import { validArgs } from "../../testing/arbitraries/args";
import { reordered } from "../../testing/arbitraries/reordered";
import { customRules } from "../../testing/arbitraries/rules";
import { runs } from "../../testing/runs";

const options = { numRuns: runs(50) };

describe("networkPolicies, for any valid args", () => {
  it("adds shared custom rules to every policy, after the edges and before the component's custom rules, in the user's order", () => {
    fc.assert(
      fc.property(validArgs, customRules, (args, custom) => {
        const without = networkPolicies(withSharedRules(args, undefined));
        const policies = networkPolicies(withSharedRules(args, custom));
        assert.equal(policies.length, without.length);
        without.forEach(({ metadata, spec }, i) => {
          const component = deployed(args)[i]!;
          const componentRules = args.components?.[component]?.custom;
          assert.deepEqual(policies[i]!.metadata, metadata);
          assert.deepEqual(policies[i]!.spec, {
            ...spec,
            ingress: inserted(spec.ingress, custom.ingress, componentRules?.ingress),
            egress: inserted(spec.egress, custom.egress, componentRules?.egress),
          });
        });
      }),
      options,
    );
  });

  it("returns the same text for any order of keys", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        assert.equal(JSON.stringify(networkPolicies(reordered(args))), JSON.stringify(networkPolicies(args)));
      }),
      options,
    );
  });

  it("does not change the args", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const before = structuredClone(args);
        networkPolicies(frozen(args));
        assert.deepEqual(args, before);
      }),
      options,
    );
  });

  it("gives every policy a valid and distinct name", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const names = networkPolicies(args).map(({ metadata }) => metadata.name);
        assert.equal(new Set(names).size, names.length);
        for (const name of names) {
          assert.match(name, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
          assert.ok(name.length <= 253);
        }
      }),
      options,
    );
  });

  it("returns one policy for each deployed component, and none if policies are off", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const expected = args.defaults?.networkPolicy?.enabled === false ? 0 : deployed(args).length;
        assert.equal(networkPolicies(args).length, expected);
      }),
      options,
    );
  });
});

function deployed(args: NetworkPoliciesArgs): Component[] {
  return componentNames.filter((c) => args.components?.[c]?.enabled ?? isDocumented(c));
}

function withSharedRules(args: NetworkPoliciesArgs, custom: CustomRules | undefined): NetworkPoliciesArgs {
  return { ...args, defaults: { networkPolicy: { ...args.defaults?.networkPolicy, custom } } };
}

/** `rules` with `added` in front of the component's custom rules, which come last. */
function inserted<T>(rules: T[], added: T[] = [], componentRules: T[] = []): T[] {
  return rules.toSpliced(rules.length - componentRules.length, 0, ...added);
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === "object") {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
