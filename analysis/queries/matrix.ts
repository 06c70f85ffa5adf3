import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import { connection, type Decision } from "../evaluate/connection";
import type { Verdict } from "../evaluate/evaluate";
import type { AnalysisInput } from "../model/analysisInput";
import { type Direction, directions } from "../model/effectivePolicy";
import type { Pod } from "../model/peer";
import { type PolicyObject, uniqueObjects } from "../model/policyObject";
import { type PortRange, portRanges, portSetOf } from "../model/portRange";
import { intersectPorts } from "../model/portSet";
import type { ComponentPods } from "../sets/componentPods";
import type { ConnectionSpace } from "../sets/connectionSpace";
import { ALL, type Node, NONE } from "../sets/diagrams";
import { allPeers, isAddressLimited, type PeerSet, uniqueSets } from "../sets/peerSet";
import { type PolicySets, policySets, unevaluatedSets } from "../sets/policySets";
import { componentEndpoint, kubeSystem, type ResultEndpoint } from "../sets/resultEndpoint";
import { spaceOf } from "../sets/spaceOf";
import { type Access, accessOf } from "./access";
import { type AnalysisContext, analysisContext } from "./analysisContext";
import { type Heading, headingsOf, sortedHeadings } from "./headings";

/**
 * The allowed connections in the layout of the documented table: one row for each source and one column for each target.
 * Additional rows and columns show other endpoints that the policies allow.
 */
export interface Matrix {
  /** The rows: components in the order of the documented table, and then other sources. */
  sources: ResultEndpoint[];
  /** The columns: components in the order of the documented table, then kube-system, and then other targets. */
  targets: ResultEndpoint[];
  /** `cells[i][j]`: from source i to target j. Null if neither is a component, because Vald's policies have no say there. */
  cells: (Cell | null)[][];
  /** The policies that are not evaluated and on which cells depend. Their verdict is `unknown`. */
  unevaluated: PolicyObject[];
}

/** Whether the peers in one row may connect to the peers in one column. */
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
  return tableOf([context], components).matrix;
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

/** A matrix, with details for further queries. */
export interface Table extends Headings {
  matrix: Matrix;
  /** Returns a function that finds an example of the row or column that a cell and a component share. */
  exampleFinder: (given: readonly GivenExample[]) => ExampleFinder;
}

/** A pod that may be an example, or a namespace whose pods may be. */
export interface GivenExample {
  pod?: Pod;
  namespace: string;
  namespaceLabels: LabelMap;
}

/** Some peers that all policies treat alike. The first given pod or namespace that is possible is among them. */
export interface Example {
  peers: PeerSet;
  given?: GivenExample;
}

/**
 * Returns some peers to which no port is open, or, if there are none, others. Undefined if both ends are components, if neither is,
 * or if there are no such peers.
 */
export type ExampleFinder = (row: number, column: number) => Example | undefined;

/**
 * The table of the connections that all of several sets of policies allow, in one namespace. For example, if one set admits all
 * pods of namespace `shop` and the other one admits pods `app=web` of every namespace, a row is "pods app=web in namespace shop".
 * The rows and columns in `included` are part of the table in any case.
 */
export function tableOf(
  inputs: readonly [MatrixInput, ...MatrixInput[]],
  components: readonly ComponentPods[],
  included: Headings = { rows: [], columns: [] },
): Table {
  const sides = inputs.map(({ effectivePolicies, unevaluatedPolicies = [] }) => ({
    sets: effectivePolicies.map(policySets).map(withExternalBlocks),
    unevaluated: unevaluatedPolicies.map(unevaluatedSets),
  }));
  const sets = sides.flatMap((side) => side.sets);
  const componentSets = uniqueSets(components.map(({ peerSet }) => peerSet));
  const { namespace } = inputs[0].resolved;
  const namespaces = Object.fromEntries(inputs.flatMap((input) => Object.entries(input.namespaces ?? {})));
  const { space, possible } = spaceOf(
    sets,
    [...componentSets, ...[...included.rows, ...included.columns].flatMap(({ remote, except }) => [remote, ...except])],
    { namespace, namespaces, allComponents: [] },
    sides.flatMap((side) => side.unevaluated),
  );
  const access = (direction: Direction) =>
    components.map((component) => accessOf(space, sides, component, direction, possible));
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
        ...components.map((to) => commonCell(inputs.map((input) => cellOfAnswer(connection(input, from.pod, to.pod))))),
        ...columns.map((column) => cellOf(space, outward[i], column)),
      ]),
      ...rows.map((row) => [...inward.map((one) => cellOf(space, one, row)), ...columns.map(() => null)]),
    ],
    unevaluated: [],
  };
  const isUnknown = matrix.cells.flat().some((cell) => cell?.verdict === "unknown");
  if (isUnknown) matrix.unevaluated = uniqueObjects([...outward, ...inward].flatMap(({ unevaluated }) => unevaluated));
  const exampleFinder: Table["exampleFinder"] = (given) => {
    const find = exampleFinderIn(space, namespace, given);
    return (i, j) => {
      const [row, column] = [rows[i - components.length], columns[j - components.length]];
      if (row !== undefined) return find(inward[j], row);
      return column && find(outward[i], column);
    };
  };
  return { matrix, rows, columns, exampleFinder };
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

/** The ports that are open to all peers of a heading. */
function cellOf(space: ConnectionSpace, access: Access | undefined, heading: Heading): Cell {
  const { certain = NONE, possible = NONE } = access ?? {};
  const peers = peersOf(space, access, heading);
  // Without and with everything that unevaluated policies may change.
  const [least, most] = [openToAll(space, peers, certain), openToAll(space, peers, possible)];
  if (JSON.stringify(least) === JSON.stringify(most) && least.certain.length > 0)
    return { verdict: "allowed", ports: least.certain };
  // Access may also depend on the labels of Vald's namespace.
  return { verdict: most.possible.length > 0 ? "unknown" : "denied", ports: most.possible };
}

function peersOf(space: ConnectionSpace, access: Access | undefined, { remote, except }: Heading): Node {
  const { diagrams } = space;
  const excluded = diagrams.union(except.map((set) => space.peers("remote", set)));
  return diagrams.and(access?.existing ?? NONE, diagrams.minus(space.peers("remote", remote), excluded));
}

function exampleFinderIn(
  space: ConnectionSpace,
  namespace: string,
  given: readonly GivenExample[],
): (access: Access | undefined, heading: Heading) => Example | undefined {
  const { diagrams } = space;
  const classes = new Map<Node, GivenExample>();
  for (const one of given) {
    const node = space.podsLike("remote", one.namespaceLabels, one.pod?.labels);
    if (!classes.has(node)) classes.set(node, one);
  }
  // Without given peers, a pod in Vald's own namespace would be an unusual example.
  const elsewhere = { values: [namespace], negated: true, allowsAbsent: true };
  const others = [space.label("remote", `namespace/${namespaceNameLabel}`, elsewhere), ALL];
  return (access, heading) => {
    const peers = peersOf(space, access, heading);
    const closed = diagrams.minus(peers, space.forSomePort(access?.possible ?? NONE));
    const examples = closed === NONE ? peers : closed;
    for (const node of [...classes.keys(), ...others]) {
      const wanted = diagrams.and(examples, node);
      if (wanted === NONE) continue;
      const one = classes.get(node);
      return { peers: space.someEnds(wanted).remote, ...(one !== undefined && { given: one }) };
    }
    return undefined;
  };
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

/** The cell for what several cells have in common. */
function commonCell(cells: readonly Cell[]): Cell {
  const [first, ...others] = cells;
  if (first === undefined || others.length === 0) return first ?? { verdict: "denied", ports: [] };
  const [ports = [], ...more] = cells.map((cell) => portSetOf(cell.ports));
  const common = portRanges(more.reduce(intersectPorts, ports));
  if (common.length === 0) return { verdict: "denied", ports: [] };
  return { verdict: cells.some(({ verdict }) => verdict === "unknown") ? "unknown" : "allowed", ports: common };
}
