import assert from "node:assert/strict";
import { BlockList } from "node:net";
import fc from "fast-check";
import { documentedComponents } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";
import {
  type Component,
  type EdgeArgs,
  type EdgeEnd,
  evaluate,
  type LabelMap,
  networkPolicies,
  type NetworkPolicyPort,
  type Pod,
} from "../../policies";

// Few words, so that edges and parties meet often and miss each other by a little.
const namespaces: Record<string, LabelMap> = { vald: {}, shop: { tier: "a" }, lab: { tier: "b" } };
const labels: fc.Arbitrary<LabelMap> = fc.constantFrom<LabelMap[]>(
  {},
  { app: "web" },
  { app: "vald-agent" },
  { app: "web", x: "y" },
);
const ranges = ["10.0.0.0/8", "10.1.0.0/16", "192.0.2.0/24", "2001:db8::/32"];

const exact = { noNullPrototype: true } as const;
const component: fc.Arbitrary<EdgeEnd> = fc
  .constantFrom(...documentedComponents, "every" as const)
  .map((c) => ({ component: c }));
const outside: fc.Arbitrary<EdgeEnd> = fc.oneof(
  fc.record(
    { namespace: fc.constantFrom(...Object.keys(namespaces)), podLabels: labels },
    { ...exact, requiredKeys: ["namespace"] },
  ),
  fc.record(
    { namespaceLabels: fc.constantFrom<LabelMap[]>({}, { tier: "a" }), podLabels: labels },
    { ...exact, requiredKeys: ["namespaceLabels"] },
  ),
  labels.map((podLabels) => ({ podLabels })),
  fc.subarray(ranges, { minLength: 1 }).map((cidrs) => ({ cidrs })),
  fc.subarray(ranges).map((cidrs) => ({ cidrs: ["0.0.0.0/0", ...cidrs], except: ["10.1.2.0/24"] })),
);
const edge: fc.Arbitrary<EdgeArgs> = fc
  .tuple(
    fc.oneof(fc.tuple(component, component), fc.tuple(component, outside), fc.tuple(outside, component)),
    fc.constantFrom<(NetworkPolicyPort[] | undefined)[]>(
      undefined,
      [{ port: 80 }],
      [{ port: 79 }, { port: 81, endPort: 90 }],
      [{ protocol: "UDP", port: 80 }],
    ),
  )
  .map(([[from, to], ports]) => ({ from, to, ...(ports !== undefined && { ports }) }));

type Known = Pod & { ips: string[]; namespaceLabels: LabelMap };
const party: fc.Arbitrary<Known> = fc
  .tuple(
    fc.constantFrom(...Object.keys(namespaces)),
    fc.oneof(
      labels,
      fc.constantFrom(...documentedComponents).map((c) => ({ app: valdGraph.components[c].app })),
    ),
    fc.constantFrom("10.0.0.1", "10.1.0.1", "10.1.2.1", "192.0.2.1", "172.16.0.1", "2001:db8::1"),
    fc.nat(),
  )
  .map(([namespace, own, ip, number]) => ({
    name: `pod-${number}`,
    namespace,
    labels: own,
    ips: [ip],
    ports: [],
    namespaceLabels: { ...namespaces[namespace], "kubernetes.io/metadata.name": namespace },
  }));
const portAndProtocol = fc.record(
  { port: fc.constantFrom(79, 80, 81, 85, 91), protocol: fc.constantFrom("TCP", "UDP") },
  exact,
);

describe("edges, over any set of them", () => {
  it("open on the ends that are components exactly what they say, beside the table", () => {
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 4 }), party, party, portAndProtocol, (edges, from, to, asked) => {
        fc.pre(from.name !== to.name);
        const { verdict } = evaluate(networkPolicies({ namespace: "vald", edges }), { from, to, ...asked });
        const fits = ({ from: source, to: target, ports }: EdgeArgs) =>
          isAt(source, from) && isAt(target, to) && (ports ?? [asked]).some((port) => holds(port, asked));
        const [source, target] = [componentOf(from), componentOf(to)];
        // An edge is a rule at a component that it names, not at one that its labels or ranges happen to hold.
        const isOut =
          source === undefined || inTable(source, target) || edges.some((one) => "component" in one.from && fits(one));
        const isIn =
          target === undefined || inTable(source, target) || edges.some((one) => "component" in one.to && fits(one));
        assert.equal(verdict, isOut && isIn ? "allowed" : "denied");
      }),
      { numRuns: 500 },
    );
  });
});

const table = [
  ["filterGateway", "lbGateway"],
  ["lbGateway", "agent"],
  ["lbGateway", "discoverer"],
  ["indexManager", "agent"],
  ["indexManager", "discoverer"],
];

function inTable(source: Component | undefined, target: Component | undefined): boolean {
  return table.some(([from, to]) => from === source && to === target);
}

function componentOf({ namespace, labels: { app } }: Pod): Component | undefined {
  return namespace === "vald" ? documentedComponents.find((c) => valdGraph.components[c].app === app) : undefined;
}

function isAt({ component: named, cidrs, except = [], ...pods }: EdgeEnd, pod: Known): boolean {
  if (named !== undefined) return named === "every" ? componentOf(pod) !== undefined : componentOf(pod) === named;
  if (cidrs !== undefined) return isIn(cidrs, pod.ips) && !isIn(except, pod.ips);
  const isThere = pods.namespace ?? (pods.namespaceLabels === undefined ? "vald" : pod.namespace);
  return pod.namespace === isThere && has(pod.namespaceLabels, pods.namespaceLabels) && has(pod.labels, pods.podLabels);
}

function isIn(cidrs: readonly string[], [ip = ""]: readonly string[]): boolean {
  const list = new BlockList();
  const family = (address: string) => (address.includes(":") ? "ipv6" : "ipv4");
  for (const [address = "", length] of cidrs.map((cidr) => cidr.split("/")))
    list.addSubnet(address, Number(length), family(address));
  return list.check(ip, family(ip));
}

function has(labels: LabelMap, wanted: LabelMap = {}): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value);
}

function holds(
  { protocol = "TCP", port, endPort = port }: { protocol?: string; port?: number | string; endPort?: number | string },
  asked: { protocol: string; port: number },
): boolean {
  return protocol === asked.protocol && Number(port) <= asked.port && asked.port <= Number(endPort);
}
