import type { NetworkPoliciesArgs } from "../../args/args";
import { type IntendedRule, intendedRules } from "../../args/intendedRules";
import { resolveArgs } from "../../args/resolveArgs";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { Component } from "../../graph/components";
import { type PortRange, portRanges } from "../model/portRange";
import { normalizePorts, portsOf } from "../model/portSet";
import { allPeers, peerSetOf } from "../sets/peerSet";
import { endpointOf, type ResultEndpoint } from "../sets/resultEndpoint";

/** Traffic that the args allow and the documented table does not, at the end with the rule. */
export interface Opening {
  component: Component | "every";
  /** `ingress`: the component may be reached from the remote end. `egress`: it may connect to it. */
  direction: "ingress" | "egress";
  remote: ResultEndpoint;
  ports: PortRange[];
}

/**
 * What edges and custom rules allow beyond the documented table. It describes the end with the rule; policies may isolate the
 * pods at the other end. Throws `InvalidArgsError`.
 */
export function openings(args: NetworkPoliciesArgs): Opening[] {
  return openingsOf(resolveArgs(args));
}

export function openingsOf(resolved: ResolvedArgs): Opening[] {
  const deployed = resolved.components.filter(({ isDeployed }) => isDeployed).map(({ component }) => component);
  const byText = new Map<string, { opening: Omit<Opening, "component">; components: Component[] }>();
  for (const rule of intendedRules(resolved)) {
    if (rule.origin.kind === "graph") continue;
    // An edge between two components is told once, at its source.
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
