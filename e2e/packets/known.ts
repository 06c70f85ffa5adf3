import type { Evaluation, NetworkPolicyManifest } from "../../policies";
import { containerPorts } from "./cluster";
import type { Observation, TriedPort } from "./observed";

/** Where kube-router 2.10.0 does otherwise than the API's text says. */
interface Known {
  name: string;
  /** What comes of an attempt there. */
  outcome: "connected" | "timed out";
  /** What it does, as far as packets show. */
  why: string;
  /** Policies in which it is met. */
  example: NetworkPolicyManifest[];
  holds(
    evaluation: Evaluation,
    asked: Omit<Observation, "outcome">,
    policies: readonly NetworkPolicyManifest[],
  ): boolean;
}

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
      policies
        .filter(({ metadata }) => egress.policies.includes(`${metadata.namespace}/${metadata.name}`))
        .flatMap(({ spec }) => spec.egress ?? [])
        .some(({ to = [], ports = [] }) => to.length === 0 && ports.some((port) => isByName(port, asked))),
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
      egress.rules.every(({ policy, index }) => {
        const { to = [], ports = [] } =
          policies.find(({ metadata }) => `${metadata.namespace}/${metadata.name}` === policy)?.spec.egress?.[index] ??
          {};
        return to.some(({ ipBlock }) => ipBlock !== undefined) && ports.some((port) => isByName(port, asked));
      }),
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

function isByName(
  { protocol = "TCP", port }: { protocol?: string; port?: number | string },
  asked: TriedPort,
): boolean {
  const named = containerPorts.find((one) => one.name === port && (one.protocol ?? "TCP") === protocol);
  return named?.containerPort === asked.port && protocol === asked.protocol;
}
