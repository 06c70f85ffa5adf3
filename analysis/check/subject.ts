import { valdGraph } from "../../graph/valdGraph";
import type { NetworkPoliciesArgs } from "../../policy/args";
import { enabledComponents } from "../../policy/enabledComponents";
import type { Cni } from "../../policy/findingIds";
import { networkPolicies } from "../../policy/networkPolicies";
import type {
  EgressRule,
  IngressRule,
  NetworkPolicyManifest,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "../../policy/notation";
import type { Path } from "../../policy/problem";
import { ruleOrigins } from "../../policy/ruleOrigins";
import { type ComponentParty, componentParties, valdNamespace } from "../components";
import type { Given } from "../given";
import { type Direction, type Isolation, isolations, type Rule } from "../isolation";
import type { Opening } from "../regions/opening";
import { peerRegions } from "../regions/peerRegions";
import type { Place } from "./finding";

/** What checks look at. */
export interface Subject {
  args: NetworkPoliciesArgs;
  cni: Cni | undefined;
  /** Absent where the policies are those of the args. */
  manifests?: Given;
  isolating: readonly Isolation[];
  components: readonly ComponentParty[];
  /** Every rule of Vald's namespace that is in force. */
  rules: readonly CheckedRule[];
}

/** A rule, and where it and its parts stand. */
export interface CheckedRule {
  isolation: Isolation;
  direction: Direction;
  rule: Rule;
  /** What it opens at its own end, one for each peer. */
  openings: readonly Opening[];
  /** The rules of the same policy and direction, this one among them. */
  beside: readonly CheckedRule[];
  /** As they are written; none is everyone. */
  peers: readonly NetworkPolicyPeer[];
  /** As they are written; none is all of them. */
  ports: readonly NetworkPolicyPort[];
  /** Whether a user wrote it, and may change it; else it is an edge of Vald's. */
  isOwn: boolean;
  place: Place;
  peerPlace(index: number): Place;
  portPlace(index: number): Place;
}

/** What checks look at where there are no manifests: the policies of the args. */
export function subjectOfArgs(args: NetworkPoliciesArgs, cni: Cni | undefined): Subject {
  const components = enabledComponents(args);
  const policies = networkPolicies(args);
  const isolating = isolations(policies);
  const originOf = ruleOrigins(args);
  return {
    args,
    cni,
    isolating,
    components: componentParties({ args }),
    rules: components.flatMap((component, i) =>
      rulesOf(policies[i], isolating[i], (direction, index) => {
        const origin = originOf(component, direction, index);
        return "why" in origin ? undefined : origin;
      }),
    ),
  };
}

/** The same of manifests; of these the policies in Vald's namespace, which are the ones that isolate its pods. */
export function subjectOfManifests(given: Given, cni: Cni | undefined): Subject {
  const namespace = valdNamespace(given);
  const isolating = isolations(given.policies, namespace);
  return {
    args: given.args ?? {},
    cni,
    manifests: given,
    isolating,
    components: componentParties(given),
    rules: given.policies.flatMap((policy, i) =>
      isolating[i]?.namespace === namespace
        ? rulesOf(policy, isolating[i], (direction, index) => ["spec", direction, index])
        : [],
    ),
  };
}

/** The name of an object of the manifests, as findings have it. */
export function objectText(kind: "NetworkPolicy" | "Pod", name: string): string {
  return `${kind} ${name}`;
}

function rulesOf(
  policy: NetworkPolicyManifest | undefined,
  isolation: Isolation | undefined,
  pathOf: (direction: Direction, index: number) => Path | undefined,
): CheckedRule[] {
  if (policy === undefined || isolation === undefined) return [];
  return (["ingress", "egress"] as const).flatMap((direction) => {
    const beside: CheckedRule[] = [];
    const written = (policy.spec[direction] ?? []) as (IngressRule & EgressRule)[];
    for (const [index, rule] of (isolation[direction] ?? []).entries()) {
      const { from = [], to = [], ports = [] } = written[index] ?? {};
      const path = pathOf(direction, index);
      beside.push({
        isolation,
        direction,
        rule,
        openings: peerRegions(rule).map((parties) => ({ parties, except: [], ports: rule.ports })),
        beside,
        peers: direction === "ingress" ? from : to,
        ports,
        isOwn: path !== undefined,
        ...placesOf(path ?? [], direction, isolation.policy),
      });
    }
    return beside;
  });
}

/** Edges and places of the platform are flat: what becomes several peers, or ports too, stands there once. */
function placesOf(
  path: Path,
  direction: Direction,
  policy: string,
): Pick<CheckedRule, "place" | "peerPlace" | "portPlace"> {
  const at = (...more: Path): Place => ({
    path: [...path, ...more],
    ...(path[0] === "spec" && { object: objectText("NetworkPolicy", policy) }),
  });
  const side = direction === "ingress" ? "from" : "to";
  const [first] = path;
  if (first === "dns" || first === "apiServer") return { place: at(), peerPlace: () => at(), portPlace: () => at() };
  return {
    place: at(),
    peerPlace: (i) => (first === "edges" ? at(side) : at(side, i)),
    portPlace: (i) => at("ports", i),
  };
}

/** The components with an edge to the API server. */
export function needApiServer({ components }: Pick<Subject, "components">): ComponentParty[] {
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
