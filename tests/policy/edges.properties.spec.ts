import assert from "node:assert/strict";
import { BlockList } from "node:net";
import fc from "fast-check";
import {
  type Component,
  type EdgeArgs,
  type EdgeEndpoint,
  evaluate,
  type LabelMap,
  networkPolicies,
  type NetworkPolicyPort,
  type Pod,
} from "../../core";
import { documentedComponents } from "../../graph/components";
import { knownPod, portAndProtocol } from "../../testing/arbitraries/fixture";

/** Component app labels. Many generated pods have one of these labels. */
const appLabels = { agent: "a", lbGateway: "b", discoverer: "c" } as const;
const components = Object.fromEntries(Object.entries(appLabels).map(([c, name]) => [c, { name }]));

const namespace = fc.constantFrom("vald", "shop", "lab");
const namespaceLabels = fc.constantFrom<LabelMap[]>({}, { team: "search" });
const podLabels = fc.constantFrom<LabelMap[]>({}, { app: "a" }, { app: "b" }, { app: "c", tier: "a" });
const cidrs = ["10.0.0.0/8", "10.1.0.0/24", "192.0.2.0/24", "2001:db8::/32"];

const componentEndpoint: fc.Arbitrary<EdgeEndpoint> = fc
  .constantFrom(...documentedComponents, "every" as const)
  .map((component) => ({ component }));
const externalEndpoint: fc.Arbitrary<EdgeEndpoint> = fc.oneof(
  fc.record({ namespace, namespaceLabels, podLabels }, { requiredKeys: ["namespace"], noNullPrototype: true }),
  fc.record({ namespaceLabels, podLabels }, { requiredKeys: ["namespaceLabels"], noNullPrototype: true }),
  podLabels.map((labels) => ({ podLabels: labels })),
  fc.subarray(cidrs, { minLength: 1 }).map((blocks) => ({ cidrs: blocks })),
  fc.subarray(cidrs).map((blocks) => ({ cidrs: ["0.0.0.0/0", ...blocks], except: ["172.16.0.0/12"] })),
);
const edge: fc.Arbitrary<EdgeArgs> = fc
  .tuple(
    fc.oneof(
      fc.tuple(componentEndpoint, componentEndpoint),
      fc.tuple(componentEndpoint, externalEndpoint),
      fc.tuple(externalEndpoint, componentEndpoint),
    ),
    fc.constantFrom<NetworkPolicyPort[][]>(
      [],
      [{ port: 80 }],
      [{ port: 79 }, { port: 81, endPort: 90 }],
      [{ protocol: "UDP", port: 80 }],
    ),
  )
  .map(([[from, to], ports]) => ({ from, to, ...(ports.length > 0 && { ports }) }));

describe("any set of edges", () => {
  it("allows exactly the connections that its edges describe, in addition to the documented table", () => {
    const count = { allowed: 0, denied: 0 };
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 4 }), knownPod, knownPod, portAndProtocol, (edges, from, to, port) => {
        const policies = networkPolicies({ namespace: "vald", components, edges });
        const { verdict } = evaluate(policies, { from, to, ...port });
        const matches = ({ from: source, to: target, ports = [port] }: EdgeArgs) =>
          isAt(source, from) && isAt(target, to) && ports.some((entry) => includesPort(entry, port));
        const [source, target] = [componentOf(from), componentOf(to)];
        const isDocumented = documentedEdges.some(([a, b]) => a === source && b === target);
        // An edge adds rules only to the components that it names, not to components that its labels or CIDR blocks match.
        const mayLeave =
          source === undefined || isDocumented || edges.some((one) => "component" in one.from && matches(one));
        const mayEnter =
          target === undefined || isDocumented || edges.some((one) => "component" in one.to && matches(one));
        const expected = mayLeave && mayEnter ? "allowed" : "denied";
        assert.equal(verdict, expected);
        count[expected]++;
      }),
      { numRuns: 300 },
    );
    assert.ok(count.allowed > 50 && count.denied > 50, JSON.stringify(count));
  });
});

/** The documented table's edges between components to which the fixture's pods may belong. */
const documentedEdges: [from: Component, to: Component][] = [
  ["lbGateway", "agent"],
  ["lbGateway", "discoverer"],
];

function componentOf({ namespace: name, labels: { app } }: Pod): Component | undefined {
  const entry = Object.entries(appLabels).find(([, label]) => label === app);
  return name === "vald" ? (entry?.[0] as Component | undefined) : undefined;
}

function isAt({ component, cidrs: blocks, except = [], ...endpoint }: EdgeEndpoint, pod: Pod): boolean {
  if (component !== undefined)
    return component === "every" ? componentOf(pod) !== undefined : componentOf(pod) === component;
  if (blocks !== undefined) return containsAddress(blocks, pod) && !containsAddress(except, pod);
  const name = endpoint.namespace ?? (endpoint.namespaceLabels === undefined ? "vald" : pod.namespace);
  return (
    pod.namespace === name &&
    hasLabels(pod.namespaceLabels, endpoint.namespaceLabels) &&
    hasLabels(pod.labels, endpoint.podLabels)
  );
}

function containsAddress(blocks: readonly string[], { ips: [ip = ""] = [] }: Pod): boolean {
  const list = new BlockList();
  const family = (address: string) => (address.includes(":") ? "ipv6" : "ipv4");
  for (const [address = "", length] of blocks.map((block) => block.split("/")))
    list.addSubnet(address, Number(length), family(address));
  return list.check(ip, family(ip));
}

function hasLabels(labels: LabelMap = {}, expected: LabelMap = {}): boolean {
  return Object.entries(expected).every(([key, value]) => labels[key] === value);
}

function includesPort(
  { protocol = "TCP", port, endPort = Number(port) }: NetworkPolicyPort,
  asked: { protocol: string; port: number },
): boolean {
  return protocol === asked.protocol && Number(port) <= asked.port && asked.port <= endPort;
}
