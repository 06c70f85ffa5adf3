import { allowedConnections } from "../sets/allowedConnections";
import type { ConnectionSpace, End } from "../sets/connectionSpace";
import { type Node, NONE } from "../sets/diagrams";
import { namedPeers } from "../sets/namedPeers";
import { type NamedEnds, nameEnds } from "../sets/nameEnds";
import { type PolicySets, policySets, type UnevaluatedSets, unevaluatedSets } from "../sets/policySets";
import { spaceOf } from "../sets/spaceOf";
import { absent } from "../sets/valueSet";
import { type UndecidedConnections, undecidedConnections } from "../sets/undecidedConnections";
import { connection, type Decision } from "../evaluate/connection";
import type { Verdict } from "../evaluate/evaluate";
import type { AnalysisInput } from "../model/analysisInput";
import { type Direction, directions } from "../model/effectivePolicy";
import { type PortRange, portRanges } from "../model/portRange";
import type { ComponentPods } from "../sets/componentPods";
import { allPeers, isAddressLimited, type PeerSet, uniqueSets } from "../sets/peerSet";
import {
  componentEndpoint,
  endpointKey,
  endpointOf,
  isObviousException,
  kubeSystem,
  type ResultEndpoint,
} from "../sets/resultEndpoint";
import { type PolicyObject, uniqueObjects } from "../model/policyObject";
import { type AnalysisContext, analysisContext } from "./analysisContext";

/**
 * The allowed connections in the layout of the documented table: one row for each source and one column for each target.
 * Additional rows and columns show other endpoints that the policies allow.
 */
export interface Matrix {
  sources: ResultEndpoint[];
  targets: ResultEndpoint[];
  /** `cells[i][j]`: from source i to target j. Null if neither is a component, because Vald's policies have no say there. */
  cells: (Cell | null)[][];
  /** The policies that are not evaluated and on which cells depend. Their verdict is `unknown`. */
  unevaluated: PolicyObject[];
}

export interface Cell {
  /** `allowed`: on at least some ports. `unknown`: the verdict depends on facts that are not in the input. */
  verdict: Verdict;
  /**
   * The ports that are open from all peers in the source to all peers in the target, or, if the verdict is `unknown`, may be
   * open.
   */
  ports: PortRange[];
}

/**
 * Computes the table from policies, regardless of who wrote them. Throws `InvalidArgsError`, `NamespaceError`, and
 * `TooManyStepsError` if the policies are too complex.
 */
export function matrix(input: AnalysisInput): Matrix {
  const context = analysisContext(input);
  return matrixOf(context, context.components);
}

/** The table for these components. */
export function matrixOf(context: MatrixInput, components: readonly ComponentPods[]): Matrix {
  return tableOf(context, components).matrix;
}

export type MatrixInput = Pick<
  AnalysisContext,
  "effectivePolicies" | "unevaluatedPolicies" | "resolved" | "namespaces"
>;

/** The additional rows and columns of a table. */
export interface Headings {
  rows: readonly Heading[];
  columns: readonly Heading[];
}

/** Like `matrixOf`, with rows and columns that are included in any case. */
export function tableOf(
  { effectivePolicies: policies, unevaluatedPolicies = [], resolved, namespaces = {} }: MatrixInput,
  components: readonly ComponentPods[],
  included: Headings = { rows: [], columns: [] },
): { matrix: Matrix } & Headings {
  const sets = policies.map(policySets).map(withExternalBlocks);
  const componentSets = uniqueSets(components.map(({ peerSet }) => peerSet));
  const unevaluated = unevaluatedPolicies.map(unevaluatedSets);
  const known = { namespace: resolved.namespace, namespaces, allComponents: [] };
  const { space, possible } = spaceOf(
    sets,
    [...componentSets, ...[...included.rows, ...included.columns].flatMap(({ remote, except }) => [remote, ...except])],
    known,
    unevaluated,
  );
  const access = (direction: Direction) =>
    components.map((component) => accessOf(space, sets, unevaluated, component, direction, possible));
  const [outward, inward] = [access("egress"), access("ingress")];
  const documented: Heading = { local: allPeers, remote: kubeSystem, except: [] };
  const headings = (all: readonly Access[], direction: Direction, first: readonly Heading[]) =>
    sortedHeadings(
      [...first, ...all.flatMap((one) => headingsOf(space, sets, one, direction, components))],
      components,
    );
  const columns = headings(outward, "egress", [documented, ...included.columns]);
  const rows = headings(inward, "ingress", included.rows);
  const matrix: Matrix = {
    sources: [...components.map(componentEndpoint), ...rows.map(({ endpoint }) => endpoint)],
    targets: [...components.map(componentEndpoint), ...columns.map(({ endpoint }) => endpoint)],
    cells: [
      ...components.map((from, i) => [
        ...components.map((to) =>
          cellOfAnswer(connection({ effectivePolicies: policies, unevaluatedPolicies }, from.pod, to.pod)),
        ),
        ...columns.map((column) => cellOf(space, outward[i], column)),
      ]),
      ...rows.map((row) => [...inward.map((one) => cellOf(space, one, row)), ...columns.map(() => null)]),
    ],
    unevaluated: [],
  };
  const isUnknown = matrix.cells.flat().some((cell) => cell?.verdict === "unknown");
  if (isUnknown)
    matrix.unevaluated = uniqueObjects([...outward, ...inward].flatMap(({ undecided }) => undecided.policies));
  return { matrix, rows, columns };
}

/** In a table, a CIDR block stands for the endpoints outside the cluster: which pods have an address in it is not known. */
function withExternalBlocks({ selected, ...rules }: PolicySets): PolicySets {
  const result: PolicySets = { selected };
  const external = (set: PeerSet) => (isAddressLimited(set) ? { ...set, pods: false } : set);
  for (const direction of directions) {
    const list = rules[direction]?.map(({ peers, ports }) => ({ peers: peers.map(external), ports }));
    if (list !== undefined) result[direction] = list;
  }
  return result;
}

/** What a pod of a component that carries no other labels may connect to, or be reached from. */
interface Access {
  /** All ends that can exist. */
  existing: Node;
  allowed: Node;
  undecided: UndecidedConnections;
}

function accessOf(
  space: ConnectionSpace,
  policies: readonly PolicySets[],
  unevaluated: readonly UnevaluatedSets[],
  component: ComponentPods,
  direction: Direction,
  possible: Node,
): Access {
  const { diagrams } = space;
  const existing = diagrams.and(possible, podsWithoutOtherLabels(space, component, "local"));
  const allowed = diagrams.and(existing, allowedConnections(space, policies, direction, existing));
  const undecided = undecidedConnections(space, policies, unevaluated, direction, existing);
  // The pod's own labels are known, so conditions on them would only make each set larger.
  return {
    existing: space.forAnyLocalLabels(existing),
    allowed: space.forAnyLocalLabels(allowed),
    undecided: { ...undecided, connections: space.forAnyLocalLabels(undecided.connections) },
  };
}

function podsWithoutOtherLabels(space: ConnectionSpace, { pod, peerSet }: ComponentPods, end: End): Node {
  const others = space.labelKeys().filter((key) => key.startsWith("pod/") && !Object.hasOwn(pod.labels, key.slice(4)));
  return space.diagrams.and(space.peers(end, peerSet), ...others.map((key) => space.label(end, key, absent)));
}

/** Peers of a row or column beyond the components. */
export type Heading = NamedEnds;

/** The peers, beside components, that have access. */
function headingsOf(
  space: ConnectionSpace,
  policies: readonly PolicySets[],
  { existing, allowed: decided, undecided }: Access,
  direction: Direction,
  components: readonly ComponentPods[],
): Heading[] {
  const { diagrams } = space;
  const allowed = diagrams.union([decided, undecided.connections]);
  const cells = components.map((component) => podsWithoutOtherLabels(space, component, "remote"));
  const others = diagrams.minus(allowed, diagrams.union(cells));
  if (others === NONE) return [];
  const componentSets = components.map(({ peerSet }) => peerSet);
  const names = namedPeers(space, policies, direction, componentSets, existing);
  return space
    .splitByPorts(others)
    .flatMap(({ ports, ends }) => nameEnds(space, ends, space.endsOnAllPorts(allowed, ports), existing, names).named);
}

/** One of each: kube-system first as documented, then addresses, pods, and everyone last. */
function sortedHeadings(
  all: readonly Heading[],
  components: readonly ComponentPods[],
): (Heading & { endpoint: ResultEndpoint })[] {
  const obvious = [...components.map(({ peerSet }) => peerSet), kubeSystem];
  const unique = new Map(
    all.map(({ remote, ...heading }) => {
      // "Everyone else" of one component may not be that of another, so it leaves out everyone with a heading of their own.
      const listed = heading.except.filter((set) => !isObviousException(endpointOf(set, [], components)));
      const except = listed.length < heading.except.length ? [...obvious, ...listed] : listed;
      const isBlock = isAddressLimited(remote);
      const endpoint = endpointOf(isBlock ? { ...remote, pods: undefined } : remote, except, components);
      return [endpointKey(endpoint), { ...heading, remote, except, endpoint }];
    }),
  );
  const kubeSystemKey = endpointKey(endpointOf(kubeSystem, [], []));
  const rank = (endpoint: ResultEndpoint) => {
    if (endpointKey(endpoint) === kubeSystemKey || endpoint.kind === "component") return 0;
    if (endpoint.peers.ipBlocks !== undefined) return 1;
    return endpoint.peers.pods === true ? 2 : 3;
  };
  return [...unique]
    .filter(([, { endpoint }]) => endpoint.kind === "peers")
    .sort(([a, { endpoint: x }], [b, { endpoint: y }]) => rank(x) - rank(y) || (a < b ? -1 : 1))
    .map(([, heading]) => heading);
}

/** The ports that are open to all peers of a heading. */
function cellOf(space: ConnectionSpace, access: Access | undefined, { remote, except }: Heading): Cell {
  const { diagrams } = space;
  const { existing = NONE, allowed = NONE, undecided = { connections: NONE } } = access ?? {};
  const excluded = diagrams.union(except.map((set) => space.peers("remote", set)));
  const peers = diagrams.and(existing, diagrams.minus(space.peers("remote", remote), excluded));
  // Without and with everything that unevaluated policies may change.
  const [least, most] = [
    openToAll(space, peers, diagrams.minus(allowed, undecided.connections)),
    openToAll(space, peers, diagrams.union([allowed, undecided.connections])),
  ];
  if (JSON.stringify(least) === JSON.stringify(most) && least.certain.length > 0)
    return { verdict: "allowed", ports: least.certain };
  // Access may also depend on the labels of Vald's namespace.
  return { verdict: most.possible.length > 0 ? "unknown" : "denied", ports: most.possible };
}

/** The ports on which all peers are connected to every pod of a component, and those that depend on the pod's namespace. */
function openToAll(
  space: ConnectionSpace,
  peers: Node,
  allowed: Node,
): { certain: PortRange[]; possible: PortRange[] } {
  const { diagrams } = space;
  const closedToSome = space.forSomeRemote(diagrams.minus(peers, allowed));
  const open = diagrams.minus(space.forSomeRemote(peers), closedToSome);
  return {
    certain: space.portsIn(diagrams.not(space.ports(space.portsIn(closedToSome)))),
    possible: space.portsIn(open),
  };
}

/** With unevaluated policies, ports may be open that other policies deny, or the other way around. */
function cellOfAnswer({ certain, possible, egress, ingress }: Decision): Cell {
  const facts = [...egress.unknownFacts, ...ingress.unknownFacts];
  const dependsOnUnevaluated = facts.some(({ code }) => code === "policy-not-evaluated");
  if (dependsOnUnevaluated && possible.length > 0) return { verdict: "unknown", ports: portRanges(possible) };
  if (certain.length > 0) return { verdict: "allowed", ports: portRanges(certain) };
  return { verdict: possible.length > 0 ? "unknown" : "denied", ports: portRanges(possible) };
}
