import fc from "fast-check";
import { type Component, componentNames, type ComponentSettings, type NetworkPoliciesArgs } from "../../policies";
import { customRules, labels } from "./rules";

/** Settings that are valid; each component's names begin with its own letter, so that no two are alike. */
function settings(index: number): fc.Arbitrary<ComponentSettings> {
  const name = fc.stringMatching(/^[a-z]{1,8}$/).map((text) => `${"abcdefghijkl"[index]}-${text}`);
  return fc.record(
    { enabled: fc.boolean(), name, podLabels: labels, custom: customRules },
    { requiredKeys: [], noNullPrototype: true },
  );
}

const components = fc.record(
  Object.fromEntries(componentNames.map((c, i) => [c, settings(i)])) as Record<
    Component,
    fc.Arbitrary<ComponentSettings>
  >,
  { requiredKeys: [], noNullPrototype: true },
);

/** Args that are valid, with every field now and then. */
export const validArgs: fc.Arbitrary<NetworkPoliciesArgs> = fc.record(
  {
    namespace: fc.constantFrom("default", "vald", "search-1"),
    defaults: fc.record(
      {
        networkPolicy: fc.record(
          { enabled: fc.constantFrom(true, true, false), custom: customRules },
          { requiredKeys: [], noNullPrototype: true },
        ),
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    components,
    labels,
    annotations: labels,
  },
  { requiredKeys: [], noNullPrototype: true },
);
