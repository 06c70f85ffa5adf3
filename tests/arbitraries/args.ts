import fc from "fast-check";
import { type Component, componentNames, type ComponentSettings, type NetworkPoliciesArgs } from "../../policies";
import type { ApiServerArgs, DnsArgs, EdgeArgs, EdgeEnd, Outside, ServedPorts } from "../../policies";
import { customRules, labels, somePorts, word } from "./rules";

const cidrs = fc.subarray(["10.0.0.0/8", "192.168.0.0/24", "0.0.0.0/0", "2001:db8::/32"], { minLength: 1 });

/** Pods or ranges, with exceptions that lie inside the widest range. */
const outside: fc.Arbitrary<Outside> = fc.oneof(
  fc.record({ namespace: word, podLabels: labels }, { requiredKeys: ["namespace"], noNullPrototype: true }),
  fc.record(
    { namespaceLabels: labels, podLabels: labels },
    { requiredKeys: ["namespaceLabels"], noNullPrototype: true },
  ),
  fc.constantFrom({ podLabels: {} }, { namespaceLabels: {} }, { namespace: "shop", namespaceLabels: { tier: "a" } }),
  cidrs.map((all) => ({ cidrs: all })),
  cidrs.map((all) => ({ cidrs: ["0.0.0.0/0", ...all], except: ["172.16.0.0/12", "10.1.0.0/16"] })),
);
const component: fc.Arbitrary<EdgeEnd> = fc
  .constantFrom(...componentNames, "every" as const)
  .map((component) => ({ component }));
const edge: fc.Arbitrary<EdgeArgs> = fc
  .tuple(
    fc.oneof(fc.tuple(component, component), fc.tuple(component, outside), fc.tuple(outside, component)),
    somePorts,
  )
  .chain(([[from, to], some]) => fc.constantFrom({ from, to, ports: some }, { from, to }));

const number = fc.integer({ min: 1, max: 65535 });
const dns: fc.Arbitrary<DnsArgs> = fc.oneof(
  fc.constantFrom("kubeSystem" as const, "nodeLocal" as const, "openShift" as const).map((preset) => ({ preset })),
  fc.tuple(outside, number).map(([place, port]) => ({ ...place, port })),
);
const apiServer: fc.Arbitrary<ApiServerArgs> = fc.record(
  { cidrs, ports: somePorts },
  { requiredKeys: ["cidrs"], noNullPrototype: true },
);
const servedPorts: fc.Arbitrary<ServedPorts> = fc.record(
  { grpc: number, rest: number, readiness: number },
  { requiredKeys: [], noNullPrototype: true },
);

/** Settings that are valid; each component's names begin with its own letter, so that no two are alike. */
function settings(index: number): fc.Arbitrary<ComponentSettings> {
  const name = fc.stringMatching(/^[a-z]{1,8}$/).map((text) => `${"abcdefghijkl"[index]}-${text}`);
  return fc.record(
    { enabled: fc.boolean(), name, podLabels: labels, ports: servedPorts, custom: customRules },
    { requiredKeys: [], noNullPrototype: true },
  );
}

const settingsOf = Object.fromEntries(componentNames.map((c, i) => [c, settings(i)])) as Record<
  Component,
  fc.Arbitrary<ComponentSettings>
>;

/** A few components at a time: all of them would make everything slow and nothing more likely to meet. */
const components = fc
  .subarray([...componentNames], { maxLength: 4 })
  .chain((some) =>
    fc.record(Object.fromEntries(some.map((c) => [c, settingsOf[c]])), { noNullPrototype: true }),
  ) as fc.Arbitrary<{ [C in Component]?: ComponentSettings }>;

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
        ports: servedPorts,
      },
      { requiredKeys: [], noNullPrototype: true },
    ),
    instanceLabels: fc.constantFrom({ instance: "blue" }, { "app.kubernetes.io/instance": "a", tier: "b" }),
    namePrefix: fc.constantFrom("", "blue-", "a.b."),
    components,
    edges: fc.array(edge, { maxLength: 3 }),
    edgePorts: fc.constantFrom("any" as const, "vald" as const),
    apiServer,
    dns: fc.array(dns, { minLength: 1, maxLength: 2 }),
    labels,
    annotations: labels,
  },
  { requiredKeys: [], noNullPrototype: true },
);
