import type { NetworkPoliciesArgs } from "../../args/args";
import { type IntendedRule, intendedRules } from "../../args/intendedRules";
import { resolveArgs } from "../../args/resolveArgs";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { Component } from "../../graph/components";
import { type PortRange, portRanges } from "../model/portRange";
import { normalizePorts, portsOf } from "../model/portSet";
import { allPeers, peerSetOf } from "../sets/peerSet";
import { endpointOf, type ResultEndpoint } from "../sets/resultEndpoint";

/** Traffic that the args allow and the documented table does not, as seen from the component with the rule. */
export interface Opening {
  component: Component | "every";
  /** `ingress`: the remote end may connect to the component. `egress`: the component may connect to the remote end. */
  direction: "ingress" | "egress";
  remote: ResultEndpoint;
  ports: PortRange[];
}

/**
 * The traffic that edges and custom rules allow beyond the documented table. Only the end with the rule is considered: other
 * policies may isolate the pods at the remote end. Throws `InvalidArgsError`.
 */
export function openings(args: NetworkPoliciesArgs): Opening[] {
  return openingsOf(resolveArgs(args));
}

export function openingsOf(resolved: ResolvedArgs): Opening[] {
  const deployed = resolved.components.filter(({ isDeployed }) => isDeployed).map(({ component }) => component);
  const byText = new Map<string, { opening: Omit<Opening, "component">; components: Component[] }>();
  for (const rule of intendedRules(resolved)) {
    if (rule.origin.kind === "graph") continue;
    // An edge between two components is listed once, at its source.
    if (rule.direction === "ingress" && rule.endpoint?.kind === "component") continue;
    for (const opening of openingsOfRule(rule, resolved.namespace)) {
      const key = JSON.stringify(opening);
      const known = byText.get(key);
      if (known === undefined) byText.set(key, { opening, components: [rule.component] });
      else if (!known.components.includes(rule.component)) known.components.push(rule.component);
    }
  }
  return [...byText.values()].flatMap(({ opening, components }): Opening[] =>
    components.length === deployed.length
      ? [{ component: "every", ...opening }]
      : components.map((component) => ({ component, ...opening })),
  );
}

function openingsOfRule(
  { direction, endpoint, peers, ports }: IntendedRule,
  namespace: string,
): Omit<Opening, "component">[] {
  const ranges = portRanges(normalizePorts(portsOf(ports)));
  if (endpoint?.kind === "component")
    return [{ direction, remote: { kind: "component", component: endpoint.component }, ports: ranges }];
  const sets = peers.length === 0 ? [allPeers] : peers.map((peer) => peerSetOf(peer, namespace));
  return sets.map((set) => ({ direction, remote: endpointOf(set, [], []), ports: ranges }));
}
