import type { RuleReference } from "../../analysis/evaluate/evaluate";
import { parseAddresses } from "../../analysis/model/addresses";
import type { Direction } from "../../analysis/model/effectivePolicy";
import { coversIntervals } from "../../analysis/model/intervals";
import type { Evaluation, NetworkPolicyManifest, NetworkPolicyPeer, NetworkPolicyPort } from "../../core";
import { containerPorts } from "../cluster/cluster";
import type { Query, TriedPort } from "./observe";

/** A case in which kube-router 2.10.0 deviates from the API documentation. */
interface KnownDifference {
  name: string;
  /** The outcome with kube-router, which contradicts `evaluate`. */
  outcome: "connected" | "timed out";
  /** The reason, as far as the outcomes of attempts show it. */
  reason: string;
  /** Policies that show the difference. */
  example: NetworkPolicyManifest[];
  /** Whether the difference applies to a query. */
  explains(evaluation: Evaluation, query: Query, policies: readonly NetworkPolicyManifest[]): boolean;
}

const anyPod = { namespaceSelector: {} };

export const knownDifferences: readonly KnownDifference[] = [
  {
    name: "one policy selects both pods",
    outcome: "connected",
    reason:
      "kube-router has one chain of rules per policy, for ingress and egress together. If a policy selects both source and target, an egress rule that allows the source's egress also allows the target's ingress, and vice versa.",
    example: [
      {
        metadata: { name: "both", namespace: "vald" },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [{}] },
      },
    ],
    explains: ({ egress, ingress }) =>
      [
        [egress, ingress],
        [ingress, egress],
      ].some(
        ([allowing, denying]) =>
          denying?.verdict === "denied" && allowing?.rules.some(({ policy }) => denying.policies.includes(policy)),
      ),
  },
  {
    name: "egress to everyone on a named port",
    outcome: "connected",
    reason:
      "In an egress rule without peers, kube-router replaces a port name with the number that pods in the cluster declare for it. So it allows that number for external addresses too, which have no port names.",
    example: [
      {
        metadata: { name: "by-name", namespace: "vald" },
        spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ ports: [{ protocol: "UDP", port: "dns" }] }] },
      },
    ],
    explains: ({ egress }, query, policies) =>
      egress.verdict === "denied" &&
      rulesOf(policies, egress.policies).egress.some(
        ({ peers, ports }) => peers.length === 0 && ports.some((port) => namesPortOf(port, query)),
      ),
  },
  {
    name: "egress to a CIDR block on a named port",
    outcome: "timed out",
    reason:
      "In an egress rule, kube-router ignores named ports for ipBlock peers, even for pods in the block that declare the name.",
    example: [
      {
        metadata: { name: "block-by-name", namespace: "vald" },
        spec: {
          podSelector: {},
          policyTypes: ["Egress"],
          egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ protocol: "UDP", port: "dns" }] }],
        },
      },
    ],
    explains: ({ egress }, query, policies) =>
      egress.rules.length > 0 &&
      egress.rules.every((rule) => {
        const { peers, ports } = ruleOf(policies, rule, "egress");
        return peers.some(({ ipBlock }) => ipBlock !== undefined) && ports.some((port) => namesPortOf(port, query));
      }),
  },
  {
    name: "port names that no pod declares",
    outcome: "connected",
    reason:
      "If all ports in a rule are names, and no target declares any of these names for the protocol, kube-router treats the rule as a rule without ports and allows all ports of the selected pods.",
    example: [
      {
        metadata: { name: "by-unknown-name", namespace: "vald" },
        spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [anyPod], ports: [{ port: "grcp" }] }] },
      },
    ],
    explains: ({ egress, ingress }, _, policies) =>
      [
        ...(egress.verdict === "denied" ? rulesOf(policies, egress.policies).egress : []),
        ...(ingress.verdict === "denied" ? rulesOf(policies, ingress.policies).ingress : []),
      ].some(
        ({ peers, ports }) =>
          ports.length > 0 &&
          ports.every((port) => typeof port.port === "string" && declaredPort(port) === undefined) &&
          peers.some(({ ipBlock }) => ipBlock === undefined),
      ),
  },
  {
    name: "an exception inside another block in the rule",
    outcome: "timed out",
    reason:
      "kube-router puts all blocks and exceptions of a rule into one set, in which the smallest match decides. So addresses in an exception stay denied even if a wider block in the same rule contains them.",
    example: [
      {
        metadata: { name: "two-blocks", namespace: "vald" },
        spec: {
          podSelector: {},
          policyTypes: ["Egress"],
          egress: [
            {
              to: [
                { ipBlock: { cidr: "10.0.0.0/8" } },
                { ipBlock: { cidr: "10.244.0.0/16", except: ["10.244.0.0/24"] } },
              ],
            },
          ],
        },
      },
    ],
    explains: ({ egress, ingress }, { from, to, family }, policies) =>
      (
        [
          [egress, to, "egress"],
          [ingress, from, "ingress"],
        ] as const
      ).some(
        ([{ rules }, { addresses }, direction]) =>
          rules.length > 0 &&
          rules.every((rule) => {
            const blocks = ruleOf(policies, rule, direction).peers.flatMap(({ ipBlock }) => ipBlock ?? []);
            return (
              blocks.length > 1 &&
              blocks.some(({ except = [] }) => except.some((cidr) => isInCidr(addresses[family], cidr)))
            );
          }),
      ),
  },
  {
    name: "an exception wider than fd00::/8",
    outcome: "connected",
    reason:
      "kube-router replaces ::/0 with 2000::/3 and fd00::/8, and the smaller of two blocks in a set decides. So an exception wider than fd00::/8, such as fc00::/7, excludes nothing in fd00::/8. An exception of that size or smaller is effective.",
    example: [
      {
        metadata: { name: "wide-exception", namespace: "vald" },
        spec: {
          podSelector: {},
          policyTypes: ["Egress"],
          egress: [{ to: [{ ipBlock: { cidr: "::/0", except: ["fc00::/7"] } }] }],
        },
      },
    ],
    explains: ({ egress, ingress }, { family }, policies) =>
      family === 1 &&
      policies
        .flatMap(({ spec }) => [
          ...(ingress.verdict === "denied" ? (spec.ingress ?? []).flatMap(({ from = [] }) => from) : []),
          ...(egress.verdict === "denied" ? (spec.egress ?? []).flatMap(({ to = [] }) => to) : []),
        ])
        .some(({ ipBlock }) => ipBlock?.cidr === "::/0" && ipBlock.except?.includes("fc00::/7")),
  },
];

function isInCidr(address: string, cidr: string): boolean {
  return coversIntervals(parseAddresses(cidr), parseAddresses(address));
}

/** Whether a rule's port is the name of the tried port. */
function namesPortOf(port: NetworkPolicyPort, tried: TriedPort): boolean {
  return declaredPort(port)?.containerPort === tried.port && (port.protocol ?? "TCP") === tried.protocol;
}

/** The container port with the name and protocol of a rule's port. All pods declare the same container ports. */
function declaredPort({ protocol = "TCP", port }: NetworkPolicyPort): { containerPort: number } | undefined {
  return containerPorts.find((one) => one.name === port && (one.protocol ?? "TCP") === protocol);
}

/** A rule in either direction. */
interface AnyRule {
  peers: readonly NetworkPolicyPeer[];
  ports: readonly NetworkPolicyPort[];
}

function ruleOf(
  policies: readonly NetworkPolicyManifest[],
  { policy, index }: RuleReference,
  direction: Direction,
): AnyRule {
  return rulesOf(policies, [policy])[direction][index] ?? { peers: [], ports: [] };
}

/** The rules of the policies with these names, which have the form `namespace/name`. */
function rulesOf(policies: readonly NetworkPolicyManifest[], names: readonly string[]): Record<Direction, AnyRule[]> {
  const specs = policies
    .filter(({ metadata }) => names.includes(`${metadata.namespace}/${metadata.name}`))
    .map(({ spec }) => spec);
  return {
    ingress: specs.flatMap(({ ingress = [] }) => ingress.map(({ from: peers = [], ports = [] }) => ({ peers, ports }))),
    egress: specs.flatMap(({ egress = [] }) => egress.map(({ to: peers = [], ports = [] }) => ({ peers, ports }))),
  };
}
