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
 * A policy with the API's defaults applied. It isolates the selected pods in each direction that is present, and allows only
 * connections that a rule for that direction allows. NetworkPolicies are additive: a connection is allowed if any policy
 * allows it.
 */
export interface EffectivePolicy {
  /** `namespace/name`. */
  readonly policy: string;
  readonly namespace: string;
  readonly podSelector: LabelSelector;
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
  /**
   * The rules of directions that `policyTypes` leaves out. Absent if there are none. They have no effect in the API, but some network
   * plugins enforce them.
   */
  readonly undeclared?: { readonly [D in Direction]?: readonly Rule[] };
}

/** One rule of a policy. It allows connections with any of its peers on any of its ports. */
export interface Rule {
  readonly policy: string;
  /** The index in the policy's `ingress` or `egress` list. */
  readonly index: number;
  /** The policy's namespace. A podSelector without a namespaceSelector selects pods in this namespace. */
  readonly namespace: string;
  /** `everyone` if the rule has no peers. */
  readonly peers: readonly NetworkPolicyPeer[] | "everyone";
  readonly ports: PortSet;
  /** The ports as written in the rule; empty means all ports. */
  readonly writtenPorts: readonly NetworkPolicyPort[];
  /** The origin of the rule, if the args produce the policy. */
  readonly origin?: RuleOrigin;
}

/** The policies in manifests. A manifest without a namespace belongs to `namespace`. */
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
    const rules = {
      ingress: ingress.map(({ from, ports }, i) => rule(i, from, ports)),
      egress: egress.map(({ to, ports }, i) => rule(i, to, ports)),
    };
    const undeclared = directions.filter((direction) => !types[direction] && rules[direction].length > 0);
    return {
      policy,
      namespace: policyNamespace,
      podSelector: spec.podSelector ?? {},
      ...(types.ingress && { ingress: rules.ingress }),
      ...(types.egress && { egress: rules.egress }),
      ...(undeclared.length > 0 && {
        undeclared: Object.fromEntries(undeclared.map((direction) => [direction, rules[direction]])),
      }),
    };
  });
}

/** The policies that the args produce, with the origin of each rule. */
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
