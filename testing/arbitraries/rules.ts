import fc from "fast-check";
import type { CustomRules, EgressRule, IngressRule, LabelMap, NetworkPolicyPeer, NetworkPolicyPort } from "../../core";
import { partialRecord } from "./partialRecord";

export const word = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);

export const labels: fc.Arbitrary<LabelMap> = fc.dictionary(word, word, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});

const selector = fc.oneof(
  fc.constant({}),
  labels.map((matchLabels) => ({ matchLabels })),
  fc.record({ key: word, values: fc.array(word, { minLength: 1, maxLength: 3 }) }).map(({ key, values }) => ({
    matchExpressions: [{ key, operator: "In", values }],
  })),
);

const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
  selector.map((podSelector) => ({ podSelector })),
  selector.map((namespaceSelector) => ({ namespaceSelector })),
  fc.record({ podSelector: selector, namespaceSelector: selector }, { noNullPrototype: true }),
  fc.nat(255).map((byte) => ({ ipBlock: { cidr: `${byte}.0.0.0/8`, except: [`${byte}.1.0.0/16`] } })),
);

const port: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  fc.constant({}),
  fc.record(
    { protocol: fc.constantFrom("TCP", "UDP", "SCTP"), port: fc.integer({ min: 1, max: 65535 }) },
    { noNullPrototype: true },
  ),
  fc.record({ port: fc.integer({ min: 1, max: 30000 }), width: fc.nat(9) }).map(({ port, width }) => ({
    port,
    endPort: port + width,
  })),
  fc.constantFrom("grpc", "http-1").map((name) => ({ port: name })),
);

const peers = fc.array(peer, { maxLength: 3 });
const ports = fc.array(port, { maxLength: 3 });
export const somePorts = fc.array(port, { minLength: 1, maxLength: 3 });

export const ingressRule: fc.Arbitrary<IngressRule> = partialRecord({ from: peers, ports });
export const egressRule: fc.Arbitrary<EgressRule> = partialRecord({ to: peers, ports });

/** Valid custom rules. */
export const customRules: fc.Arbitrary<CustomRules> = partialRecord({
  ingress: fc.array(ingressRule, { maxLength: 3 }),
  egress: fc.array(egressRule, { maxLength: 3 }),
});
