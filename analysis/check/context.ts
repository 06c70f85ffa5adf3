import type { Cni } from "../../args/cni";
import type { Path } from "../../args/schema/issue";
import type { MergedChart } from "../../chart/mergedChart";
import { valdGraph } from "../../graph/valdGraph";
import type { NetworkPolicyPeer, NetworkPolicyPort } from "../../kubernetes/networkPolicy";
import {
  type Direction,
  directions,
  type EffectivePolicy,
  intendedPolicies,
  type Rule,
} from "../model/effectivePolicy";
import { ignoresPolicyTypes } from "../model/undeclaredDirections";
import type { AnalysisContext } from "../queries/analysisContext";
import type { ComponentPods } from "../sets/componentPods";
import { ConnectionSpace } from "../sets/connectionSpace";
import { ruleSets, type RuleSets } from "../sets/policySets";
import { usualDnsPorts } from "./dnsPorts";
import { type GivenPods, givenPods } from "./givenPods";
import type { Location } from "../../args/ignores";

/** The input of every finding rule. Its effective policies are those that the network plugin enforces. */
export interface CheckContext extends AnalysisContext {
  cni: Cni | undefined;
  /** Whether the policies come from manifests instead of the args. */
  isManifests: boolean;
  /** All rules of the policies in Vald's namespace. */
  rules: readonly CheckedRule[];
  /** The rules that the args declare, if the policies come from manifests. Otherwise, `rules` contains them. */
  declaredRules: readonly CheckedRule[];
  givenPods: GivenPods;
  /** The chart's values that the args were merged over. Undefined if there are none. */
  chart: MergedChart | undefined;
  /** A space for these rules. */
  space: ConnectionSpace;
}

/** A policy rule with its location. */
export interface CheckedRule {
  policy: EffectivePolicy;
  direction: Direction;
  rule: Rule;
  /** The traffic that the rule allows at its own end. */
  sets: RuleSets;
  /** The rules of the same policy and direction, including this one. */
  siblings: readonly CheckedRule[];
  /** As written; empty means everyone. */
  peers: readonly NetworkPolicyPeer[];
  /** As written; empty means all ports. */
  ports: readonly NetworkPolicyPort[];
  /** Whether the user wrote the rule and can change it. Otherwise, the rule comes from one of Vald's own edges. */
  isUserRule: boolean;
  location: Location;
  peerLocation(index: number): Location;
  portLocation(index: number): Location;
}

export function checkContext(
  analysis: AnalysisContext,
  cni: Cni | undefined,
  chart: MergedChart | undefined,
): CheckContext {
  const { resolved, policies } = analysis;
  const effectivePolicies = analysis.effectivePolicies.map((policy) =>
    cni !== undefined && ignoresPolicyTypes(cni) ? { ...policy, ...policy.undeclared } : policy,
  );
  const isManifests = policies !== undefined;
  const rules = effectivePolicies
    // Only policies in this namespace can isolate Vald's pods.
    .filter(({ namespace }) => namespace === resolved.namespace)
    .flatMap((policy) => directions.flatMap((direction) => checkedRules(policy, direction, isManifests)));
  const declaredRules = (isManifests ? intendedPolicies(resolved) : []).flatMap((policy) =>
    directions.flatMap((direction) => checkedRules(policy, direction, false)),
  );
  const space = new ConnectionSpace(
    rules.flatMap(({ sets }) => sets.peers),
    [...rules.flatMap(({ sets }) => sets.ports), ...dnsRanges],
  );
  return {
    ...analysis,
    effectivePolicies,
    cni,
    isManifests,
    rules,
    declaredRules,
    givenPods: givenPods(analysis),
    chart,
    space,
  };
}

/** DNS's ports. */
const dnsRanges = usualDnsPorts.flatMap((port) =>
  ["TCP", "UDP"].map((protocol) => ({ protocol, first: port, last: port })),
);

/** The name of a manifest in findings. */
export function objectName(kind: string, name: string): string {
  return `${kind} ${name}`;
}

function checkedRules(policy: EffectivePolicy, direction: Direction, isManifests: boolean): CheckedRule[] {
  const siblings: CheckedRule[] = [];
  for (const rule of policy[direction] ?? []) {
    const path = isManifests
      ? ["spec", direction, rule.index]
      : rule.origin?.kind === "args"
        ? rule.origin.path
        : undefined;
    siblings.push({
      policy,
      direction,
      rule,
      sets: ruleSets(rule),
      siblings,
      peers: rule.peers === "everyone" ? [] : rule.peers,
      ports: rule.writtenPorts,
      isUserRule: path !== undefined,
      ...locations(path ?? [], direction, isManifests ? objectName("NetworkPolicy", policy.policy) : undefined),
    });
  }
  return siblings;
}

/** In the args, all of an edge's peers share one location. A platform endpoint's peers and ports all share one location. */
function locations(
  path: Path,
  direction: Direction,
  object: string | undefined,
): Pick<CheckedRule, "location" | "peerLocation" | "portLocation"> {
  const at = (...more: Path): Location => ({ path: [...path, ...more], ...(object !== undefined && { object }) });
  const side = direction === "ingress" ? "from" : "to";
  const [area] = path;
  if (area === "dns" || area === "apiServer")
    return { location: at(), peerLocation: () => at(), portLocation: () => at() };
  return {
    location: at(),
    peerLocation: (i) => (area === "edges" ? at(side) : at(side, i)),
    portLocation: (i) => at("ports", i),
  };
}

/** The deployed components that call the API server. */
export function apiServerClients({ components }: Pick<CheckContext, "components">): ComponentPods[] {
  return components.filter(({ component }) =>
    valdGraph.edges.some(
      ({ from, to }) =>
        from.kind === "component" &&
        from.component === component &&
        to.kind === "platform" &&
        to.service === "apiServer",
    ),
  );
}
