import assert from "node:assert/strict";
import fc from "fast-check";
import { componentNames, type CustomRules, type NetworkPoliciesArgs, networkPolicies, validate } from "../../policies";
import { isDocumented } from "../../graph/components";
import { validArgs } from "../arbitraries/args";
import { reordered } from "../arbitraries/reordered";
import { customRules } from "../arbitraries/rules";

describe("networkPolicies, over any valid args", () => {
  it("finds nothing wrong with them", () => {
    fc.assert(fc.property(validArgs, (args) => assert.deepEqual(validate(args), [])));
  });

  it("adds custom rules to every component after the graph's own, with nothing lost or reordered", () => {
    fc.assert(
      fc.property(validArgs, customRules, (args, custom) => {
        const plain = networkPolicies(withCustom(args, undefined));
        const added = networkPolicies(withCustom(args, custom));
        assert.equal(added.length, plain.length);
        plain.forEach(({ metadata, spec }, i) => {
          const component = componentNames.filter((c) => args.components?.[c]?.enabled ?? isDocumented(c))[i]!;
          const own = args.components?.[component]?.custom;
          assert.deepEqual(added[i]!.metadata, metadata);
          assert.deepEqual(added[i]!.spec, {
            ...spec,
            ingress: inserted(spec.ingress, custom.ingress, own?.ingress),
            egress: inserted(spec.egress, custom.egress, own?.egress),
          });
        });
      }),
    );
  });

  it("gives the same text for any order of keys", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        assert.equal(JSON.stringify(networkPolicies(reordered(args))), JSON.stringify(networkPolicies(args)));
      }),
    );
  });

  it("leaves the args as they were", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const before = structuredClone(args);
        networkPolicies(frozen(args));
        assert.deepEqual(args, before);
      }),
    );
  });

  it("gives names that are valid and distinct", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const names = networkPolicies(args).map(({ metadata }) => metadata.name);
        assert.equal(new Set(names).size, names.length);
        for (const name of names) {
          assert.match(name, /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/);
          assert.ok(name.length <= 253);
        }
      }),
    );
  });

  it("makes a policy for exactly the components that are on", () => {
    fc.assert(
      fc.property(validArgs, (args) => {
        const off = args.defaults?.networkPolicy?.enabled === false;
        const on = componentNames.filter((c) => !off && (args.components?.[c]?.enabled ?? isDocumented(c)));
        assert.equal(networkPolicies(args).length, on.length);
      }),
    );
  });
});

function withCustom(args: NetworkPoliciesArgs, custom: CustomRules | undefined): NetworkPoliciesArgs {
  return { ...args, defaults: { networkPolicy: { ...args.defaults?.networkPolicy, custom } } };
}

/** `rules` with `added` before the component's own custom rules, which stand last. */
function inserted<T>(rules: T[], added: T[] = [], own: T[] = []): T[] {
  const at = rules.length - own.length;
  return [...rules.slice(0, at), ...added, ...rules.slice(at)];
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === "object") {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
