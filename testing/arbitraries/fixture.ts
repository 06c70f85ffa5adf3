import fc from "fast-check";
import type { ContainerPort, ExternalAddress, Pod } from "../../analysis/model/peer";
import type {
  IngressRule,
  IPBlock,
  LabelMap,
  LabelSelector,
  NetworkPolicyManifest,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "../../core";
import { partialRecord } from "./partialRecord";

// There are only a few names and numbers, so that rules and pods often match or nearly match.
const namespaces: Record<string, LabelMap> = {
  vald: { "kubernetes.io/metadata.name": "vald", team: "search" },
  shop: { "kubernetes.io/metadata.name": "shop", team: "sales" },
  lab: { "kubernetes.io/metadata.name": "lab" },
};
const namespace = fc.constantFrom(...Object.keys(namespaces));
const value = fc.constantFrom("a", "b", "c");
const exact = { noNullPrototype: true } as const;

const podLabels: fc.Arbitrary<LabelMap> = partialRecord({ app: value, tier: value });

const requirement = (key: string, values: fc.Arbitrary<string>) =>
  fc.oneof(
    fc.record(
      {
        key: fc.constant(key),
        operator: fc.constantFrom("In", "NotIn"),
        values: fc.uniqueArray(values, { minLength: 1, maxLength: 2 }),
      },
      exact,
    ),
    fc.record({ key: fc.constant(key), operator: fc.constantFrom("Exists", "DoesNotExist") }, exact),
  );

const podSelector: fc.Arbitrary<LabelSelector> = partialRecord({
  matchLabels: podLabels,
  matchExpressions: fc.array(fc.oneof(requirement("app", value), requirement("tier", value)), { maxLength: 2 }),
});

const teams = fc.constantFrom("search", "sales", "ops");
const namespaceSelector: fc.Arbitrary<LabelSelector> = fc.oneof(
  fc.constant({}),
  namespace.map((name) => ({ matchLabels: { "kubernetes.io/metadata.name": name } })),
  requirement("team", teams).map((one) => ({ matchExpressions: [one] })),
);

const ipBlock = fc.constantFrom<IPBlock[]>(
  { cidr: "10.0.0.0/8" },
  { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] },
  { cidr: "10.1.0.0/24" },
  { cidr: "0.0.0.0/0" },
  { cidr: "::/0", except: ["fd00::/8"] },
);

const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
  podSelector.map((selector) => ({ podSelector: selector })),
  namespaceSelector.map((selector) => ({ namespaceSelector: selector })),
  fc.record({ podSelector, namespaceSelector }, exact),
  ipBlock.map((block) => ({ ipBlock: block })),
);

const protocol = fc.constantFrom("TCP", "UDP", "SCTP");
const port: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  partialRecord({ protocol, port: fc.constantFrom<(number | string)[]>(80, 81, 90, "web", "dns") }),
  fc.constantFrom({ port: 80, endPort: 90 }, { port: 81, endPort: 81 }, { protocol: "UDP", port: 53, endPort: 65535 }),
);

const rules = fc.array(
  partialRecord({ from: fc.array(peer, { maxLength: 2 }), ports: fc.array(port, { maxLength: 2 }) }),
  { maxLength: 3 },
);

const policy = fc.record(
  { namespace, podSelector, policyTypes: fc.subarray(["Ingress", "Egress"]), ingress: rules, egress: rules },
  { ...exact, requiredKeys: ["namespace"] },
);

/** Policies over a few namespaces, labels, addresses and ports. An API server accepts each of them. */
export const policies: fc.Arbitrary<NetworkPolicyManifest[]> = fc.array(policy, { maxLength: 5 }).map((all) =>
  all.map(({ namespace, egress, ...spec }, i) => ({
    metadata: { name: `policy-${i}`, namespace },
    spec: { ...spec, ...(egress !== undefined && { egress: egress.map(egressRule) }) },
  })),
);

function egressRule({ from, ...rule }: IngressRule) {
  return { ...rule, ...(from !== undefined && { to: from }) };
}

const containerPorts: fc.Arbitrary<ContainerPort[]> = fc.subarray([
  { name: "web", containerPort: 80 },
  { name: "web", containerPort: 90, protocol: "UDP" },
  { name: "dns", containerPort: 53, protocol: "UDP" },
]);

const addresses = ["10.0.0.1", "10.1.0.1", "172.16.0.1", "fd00::1", "2001:db8::1"];

const podWith = (ips: fc.Arbitrary<string[]>): fc.Arbitrary<Pod> =>
  fc
    .record({ namespace, labels: podLabels, ips, ports: containerPorts }, exact)
    .map((pod) => ({ ...pod, namespaceLabels: namespaces[pod.namespace]! }));

/** A pod with one address and no unknown facts. */
export const knownPod = podWith(fc.constantFrom(...addresses).map((one) => [one]));

/** A pod with up to two addresses, of one family or of both, and no unknown facts. */
export const multiAddressPod = podWith(fc.subarray(addresses, { maxLength: 2 }));

export const address: fc.Arbitrary<ExternalAddress> = fc
  .constantFrom("10.0.0.2", "10.1.0.2", "192.0.2.1", "fd00::2", "2001:db8::2")
  .map((text) => ({ address: text }));

/** A port and a protocol. The numbers lie at the bounds of the rules' port ranges. */
export const portAndProtocol = fc.record(
  { port: fc.constantFrom(53, 79, 80, 81, 82, 89, 90, 91, 65535), protocol },
  exact,
);
