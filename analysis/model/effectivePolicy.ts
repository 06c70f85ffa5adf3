import { intendedRules } from "../../args/intendedRules";
import type { ResolvedArgs, RuleOrigin } from "../../args/resolvedArgs";
import type {
  LabelSelector,
  NetworkPolicyManifest,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "../../kubernetes/networkPolicy";
import { policyTypes } from "../../kubernetes/policyTypes";
import { type PortSet, portsOf } from "./portSet";

/** The two directions in which a policy may isolate pods. */
export type Direction = "ingress" | "egress";

export const directions = ["ingress", "egress"] as const;

/**
 * A policy with the API's defaults applied. It isolates the pods it selects in each direction that is present, and allows what
 * the rules of that direction say. Policies only add: what any of them allows is allowed.
 */
export interface EffectivePolicy {
  /** `namespace/name`. */
  readonly policy: string;
  readonly namespace: string;
  readonly podSelector: LabelSelector;
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** One rule of a policy. It allows connections with any of its peers on any of its ports. */
export interface Rule {
  readonly policy: string;
  /** Index in the policy's list of its direction. */
  readonly index: number;
  /** Namespace of the policy, in which a podSelector without namespaceSelector selects. */
  readonly namespace: string;
  /** `everyone` if the rule has no peers. */
  readonly peers: readonly NetworkPolicyPeer[] | "everyone";
  readonly ports: PortSet;
  /** The ports as the rule lists them; empty means all. */
  readonly writtenPorts: readonly NetworkPolicyPort[];
  /** Where the rule comes from, if the policy is one of the args. */
  readonly origin?: RuleOrigin;
}

/** The policies of manifests. `namespace` is the namespace of those that name none. */
export function effectivePolicies(
  policies: readonly NetworkPolicyManifest[],
  namespace = "default",
): EffectivePolicy[] {
  return policies.map(({ metadata, spec }) => {
    const policyNamespace = metadata.namespace ?? namespace;
    const policy = `${policyNamespace}/${metadata.name}`;
    const types = policyTypes(spec);
    const rule = (index: number, peers: readonly NetworkPolicyPeer[] = [], ports: readonly NetworkPolicyPort[] = []) =>
      effectiveRule(policy, policyNamespace, index, peers, ports);
    const { ingress = [], egress = [] } = spec;
    return {
      policy,
      namespace: policyNamespace,
      podSelector: spec.podSelector ?? {},
      ...(types.ingress && { ingress: ingress.map(({ from, ports }, i) => rule(i, from, ports)) }),
      ...(types.egress && { egress: egress.map(({ to, ports }, i) => rule(i, to, ports)) }),
    };
  });
}

/** The policies that the args intend, with the origin of each rule. */
export function intendedPolicies(resolved: ResolvedArgs): EffectivePolicy[] {
  const { namespace, policiesEnabled, components } = resolved;
  const rules = intendedRules(resolved);
  return components
    .filter(({ isDeployed }) => policiesEnabled && isDeployed)
    .map(({ component, policyName, podLabels }) => {
      const policy = `${namespace}/${policyName}`;
      const [ingress, egress] = directions.map((direction) =>
        rules
          .filter((rule) => rule.component === component && rule.direction === direction)
          .map(({ peers, ports, origin }, i) => ({ ...effectiveRule(policy, namespace, i, peers, ports), origin })),
      ) as [Rule[], Rule[]];
      return { policy, namespace, podSelector: { matchLabels: podLabels }, ingress, egress };
    });
}

function effectiveRule(
  policy: string,
  namespace: string,
  index: number,
  peers: readonly NetworkPolicyPeer[],
  ports: readonly NetworkPolicyPort[],
): Rule {
  return {
    policy,
    index,
    namespace,
    peers: peers.length === 0 ? "everyone" : peers,
    ports: portsOf(ports),
    writtenPorts: ports,
  };
}
