import fc from "fast-check";
import { type Component, componentNames, type ComponentSettings, type NetworkPoliciesArgs, validate } from "../../core";
import type { ApiServerArgs, DnsArgs, EdgeArgs, EdgeEndpoint, ExternalEndpoint, ServedPorts } from "../../core";
import { partialRecord } from "./partialRecord";
import { customRules, labels, somePorts, word } from "./rules";

const cidrs = fc.subarray(["10.0.0.0/8", "192.168.0.0/24", "0.0.0.0/0", "2001:db8::/32"], { minLength: 1 });

/** Pods, or CIDR blocks with exceptions that lie inside the widest block. */
const externalEndpoint: fc.Arbitrary<ExternalEndpoint> = fc.oneof(
  fc.record({ namespace: word, podLabels: labels }, { requiredKeys: ["namespace"], noNullPrototype: true }),
  fc.record(
    { namespaceLabels: labels, podLabels: labels },
    { requiredKeys: ["namespaceLabels"], noNullPrototype: true },
  ),
  fc.constantFrom({ podLabels: {} }, { namespaceLabels: {} }, { namespace: "shop", namespaceLabels: { tier: "a" } }),
  cidrs.map((all) => ({ cidrs: all })),
  cidrs.map((all) => ({ cidrs: ["0.0.0.0/0", ...all], except: ["172.16.0.0/12", "10.1.0.0/16"] })),
);
const componentEndpoint: fc.Arbitrary<EdgeEndpoint> = fc
  .constantFrom(...componentNames, "every" as const)
  .map((component) => ({ component }));
const edge: fc.Arbitrary<EdgeArgs> = fc
  .tuple(
    fc.oneof(
      fc.tuple(componentEndpoint, componentEndpoint),
      fc.tuple(componentEndpoint, externalEndpoint),
      fc.tuple(externalEndpoint, componentEndpoint),
    ),
    somePorts,
  )
  .chain(([[from, to], ports]) => fc.constantFrom({ from, to, ports }, { from, to }));

const portNumber = fc.integer({ min: 1, max: 65535 });
const dnsPreset = fc.constantFrom("kubeSystem" as const, "nodeLocal" as const, "openShift" as const);
const dns: fc.Arbitrary<DnsArgs> = fc
  .tuple(
    fc.oneof(
      dnsPreset.map((preset) => ({ preset })),
      externalEndpoint,
    ),
    portNumber,
  )
  .chain(([endpoint, port]) => fc.constantFrom<DnsArgs[]>(endpoint, { ...endpoint, port }));
const apiServer: fc.Arbitrary<ApiServerArgs> = fc.record(
  { cidrs, ports: somePorts },
  { requiredKeys: ["cidrs"], noNullPrototype: true },
);
const servedPorts: fc.Arbitrary<ServedPorts> = partialRecord({
  grpc: portNumber,
  rest: portNumber,
  readiness: portNumber,
});

/** Each component's names begin with a different letter, so that no two components have the same name. */
const settings = componentNames.map((component, i): [Component, fc.Arbitrary<ComponentSettings>] => [
  component,
  partialRecord({
    enabled: fc.boolean(),
    name: fc.stringMatching(/^[a-z]{1,8}$/).map((text) => `${"abcdefghijkl"[i]}-${text}`),
    podLabels: labels,
    ports: servedPorts,
    custom: customRules,
  }),
]);

/** Settings of a few components. More would make every test slower without finding more. */
const components = fc
  .subarray(settings, { maxLength: 4 })
  .chain((some) => fc.record(Object.fromEntries(some), { noNullPrototype: true })) as fc.Arbitrary<{
  [C in Component]?: ComponentSettings;
}>;

/** Valid args. Every field is sometimes present. */
export const validArgs: fc.Arbitrary<NetworkPoliciesArgs> = partialRecord<NetworkPoliciesArgs>({
  namespace: fc.constantFrom("default", "vald", "search-1"),
  defaults: partialRecord({
    networkPolicy: partialRecord({ enabled: fc.constantFrom(true, true, false), custom: customRules }),
    ports: servedPorts,
  }),
  instanceLabels: fc.constantFrom({ instance: "blue" }, { "app.kubernetes.io/instance": "a", tier: "b" }),
  namePrefix: fc.constantFrom("", "blue-", "a.b."),
  components,
  edges: fc.array(edge, { maxLength: 3 }),
  edgePorts: fc.constantFrom("any" as const, "vald" as const),
  apiServer,
  dns: fc.array(dns, { minLength: 1, maxLength: 2 }),
  labels,
  annotations: labels,
  // Random labels may not distinguish the pods of two components.
}).filter((args) => validate(args).length === 0);
