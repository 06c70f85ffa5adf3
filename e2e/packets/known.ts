import { addressesOf } from "../../analysis/addresses";
import type { RuleReference } from "../../analysis/evaluate";
import { covers } from "../../analysis/intervals";
import type { Direction } from "../../analysis/isolation";
import type { Evaluation, NetworkPolicyManifest, NetworkPolicyPeer, NetworkPolicyPort } from "../../policies";
import { containerPorts } from "./cluster";
import type { Asked, TriedPort } from "./observed";

/** Where kube-router 2.10.0 does otherwise than the API's text says. */
interface Known {
  name: string;
  /** What comes of an attempt there. */
  outcome: "connected" | "timed out";
  /** What it does, as far as packets show. */
  why: string;
  /** Policies in which it is met. */
  example: NetworkPolicyManifest[];
  holds(evaluation: Evaluation, asked: Asked, policies: readonly NetworkPolicyManifest[]): boolean;
}

const anyPod = { namespaceSelector: {} };

export const known: readonly Known[] = [
  {
    name: "one policy for both pods",
    outcome: "connected",
    why: "It has one chain of rules a policy, for ingress and egress alike. Where a policy selects the source and the target, a rule of its egress that lets the source out is met again when the target's ingress is asked, and the other way round.",
    example: [
      {
        metadata: { name: "both", namespace: "vald" },
        spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [{}] },
      },
    ],
    holds: ({ egress, ingress }) =>
      [
        [egress, ingress],
        [ingress, egress],
      ].some(
        ([allowing, denying]) =>
          denying?.verdict === "denied" && allowing?.rules.some(({ policy }) => denying.policies.includes(policy)),
      ),
  },
  {
    name: "a port by name, to everyone",
    outcome: "connected",
    why: "In an egress rule without peers it takes a port's name for the number that pods of the cluster give it, also to an address that is no pod's and has no names.",
    example: [
      {
        metadata: { name: "by-name", namespace: "vald" },
        spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ ports: [{ protocol: "UDP", port: "dns" }] }] },
      },
    ],
    holds: ({ egress }, asked, policies) =>
      egress.verdict === "denied" &&
      rulesIn(policies, egress.policies).egress.some(
        ({ peers, ports }) => peers.length === 0 && ports.some((port) => isByName(port, asked)),
      ),
  },
  {
    name: "a port by name, to a range",
    outcome: "timed out",
    why: "In an egress rule it leaves out the ports by name where a peer is a range, also for the pods in that range that have the name.",
    example: [
      {
        metadata: { name: "range-by-name", namespace: "vald" },
        spec: {
          podSelector: {},
          policyTypes: ["Egress"],
          egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ protocol: "UDP", port: "dns" }] }],
        },
      },
    ],
    holds: ({ egress }, asked, policies) =>
      egress.rules.length > 0 &&
      egress.rules.every((rule) => {
        const { peers, ports } = ruleOf(policies, rule, "egress");
        return peers.some(({ ipBlock }) => ipBlock !== undefined) && ports.some((port) => isByName(port, asked));
      }),
  },
  {
    name: "ports by names that nobody has",
    outcome: "connected",
    why: "Where all ports of a rule are names, and no target has one of them over that protocol, it takes the rule for one without ports: all of them are open to the pods that it selects.",
    example: [
      {
        metadata: { name: "by-no-name", namespace: "vald" },
        spec: { podSelector: {}, policyTypes: ["Egress"], egress: [{ to: [anyPod], ports: [{ port: "grcp" }] }] },
      },
    ],
    holds: ({ egress, ingress }, _, policies) =>
      [
        ...(egress.verdict === "denied" ? rulesIn(policies, egress.policies).egress : []),
        ...(ingress.verdict === "denied" ? rulesIn(policies, ingress.policies).ingress : []),
      ].some(
        ({ peers, ports }) =>
          ports.length > 0 &&
          !ports.some((port) => typeof port.port !== "string" || isDeclared(port)) &&
          peers.some(({ ipBlock }) => ipBlock === undefined),
      ),
  },
  {
    name: "an exception within a rule",
    outcome: "timed out",
    why: "It puts the ranges of a rule and their exceptions into one set, in which the smaller one decides: what one range leaves out no wider range of the same rule opens.",
    example: [
      {
        metadata: { name: "two-ranges", namespace: "vald" },
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
    holds: ({ egress, ingress }, { from, to, family }, policies) =>
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
              blocks.some(({ except = [] }) => except.some((hole) => isIn(hole, addresses[family])))
            );
          }),
      ),
  },
  {
    name: "an exception around fd00::/8",
    outcome: "connected",
    why: "It takes ::/0 for 2000::/3 and fd00::/8, and of two ranges in a set the smaller one decides: an exception that is wider than fd00::/8, such as fc00::/7, leaves nothing of it out. One of fd00::/8 or smaller does.",
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
    holds: ({ egress, ingress }, { family }, policies) =>
      family === 1 &&
      policies
        .flatMap(({ spec }) => [
          ...(ingress.verdict === "denied" ? (spec.ingress ?? []).flatMap(({ from = [] }) => from) : []),
          ...(egress.verdict === "denied" ? (spec.egress ?? []).flatMap(({ to = [] }) => to) : []),
        ])
        .some(({ ipBlock }) => ipBlock?.cidr === "::/0" && ipBlock.except?.includes("fc00::/7")),
  },
];

function isIn(range: string, address: string): boolean {
  return covers(addressesOf(range), addressesOf(address));
}

function isByName(
  { protocol = "TCP", port }: { protocol?: string; port?: number | string },
  asked: TriedPort,
): boolean {
  const named = containerPorts.find((one) => one.name === port && (one.protocol ?? "TCP") === protocol);
  return named?.containerPort === asked.port && protocol === asked.protocol;
}

/** Whether some pod has a port of that name and protocol. */
function isDeclared({ protocol = "TCP", port }: { protocol?: string; port?: number | string }): boolean {
  return containerPorts.some((one) => one.name === port && (one.protocol ?? "TCP") === protocol);
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
  return rulesIn(policies, [policy])[direction][index] ?? { peers: [], ports: [] };
}

/** The rules of the policies with these names, `namespace/name`. */
function rulesIn(policies: readonly NetworkPolicyManifest[], names: readonly string[]): Record<Direction, AnyRule[]> {
  const specs = policies
    .filter(({ metadata }) => names.includes(`${metadata.namespace}/${metadata.name}`))
    .map(({ spec }) => spec);
  return {
    ingress: specs.flatMap(({ ingress = [] }) => ingress.map(({ from: peers = [], ports = [] }) => ({ peers, ports }))),
    egress: specs.flatMap(({ egress = [] }) => egress.map(({ to: peers = [], ports = [] }) => ({ peers, ports }))),
  };
}
