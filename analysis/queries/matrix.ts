import { connection, type PortAnswer } from "../evaluate/connection";
import type { Verdict } from "../evaluate/evaluate";
import type { AnalysisInput } from "../model/analysisInput";
import type { Direction, EffectivePolicy } from "../model/effectivePolicy";
import type { Pod } from "../model/peer";
import { type PortRange, portRanges } from "../model/portRange";
import { normalizePorts, subtractPorts } from "../model/portSet";
import { exposureEndpoint } from "../compare/exposureEndpoint";
import type { Mode } from "../sets/allowedPeers";
import type { ComponentPods } from "../sets/componentPods";
import { type Exposure, uncoveredPorts } from "../sets/exposure";
import { exposures } from "../sets/exposures";
import { areDisjoint, isAddressLimited } from "../sets/peerSet";
import { componentEndpoint, endpointOf, kubeSystem, type ResultEndpoint } from "../sets/resultEndpoint";
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

/** Computes the table from policies, regardless of who wrote them. Throws `InvalidArgsError` and `NamespaceError`. */
export function matrix(input: AnalysisInput): Matrix {
  const context = analysisContext(input);
  return matrixOf(context, context.components);
}

/** The table for these components. */
export function matrixOf(
  { effectivePolicies: policies }: Pick<AnalysisContext, "effectivePolicies">,
  components: readonly ComponentPods[],
): Matrix {
  const between = components.map((from) => components.map((to) => connection(policies, from.pod, to.pod)));
  const transposed = components.map((_, j) => between.flatMap((row) => row[j] ?? []));
  const outward = components.map(({ pod }) => exposuresInModes(policies, pod, "egress"));
  const inward = components.map(({ pod }) => exposuresInModes(policies, pod, "ingress"));
  const documented = {
    endpoint: endpointOf(kubeSystem, [], []),
    exposure: { peers: kubeSystem, except: [], ports: [] },
  };
  const columns = sortedHeadings([documented, ...headings(outward, between, components)]);
  const rows = sortedHeadings(headings(inward, transposed, components));
  return {
    sources: [...components.map(componentEndpoint), ...rows.map(({ endpoint }) => endpoint)],
    targets: [...components.map(componentEndpoint), ...columns.map(({ endpoint }) => endpoint)],
    cells: [
      ...between.map((cells, i) => [
        ...cells.map(cellOf),
        ...columns.map(({ exposure }) => cellOf(portsOpenTo(exposure, outward[i] ?? noExposures))),
      ]),
      ...rows.map(({ exposure }) => [
        ...inward.map((modes) => cellOf(portsOpenTo(exposure, modes))),
        ...columns.map(() => null),
      ]),
    ],
  };
}

/**
 * A key for endpoints in a table or a picture. Two endpoints that differ only in the peers they exclude have equal keys if both
 * exclude some peers.
 */
export function endpointKey(endpoint: ResultEndpoint): string {
  if (endpoint.kind === "component") return JSON.stringify(endpoint);
  const { ipBlocks, podLabels, namespaceLabels, pods } = endpoint.peers;
  return JSON.stringify([ipBlocks ?? [], podLabels ?? [], namespaceLabels ?? [], pods, endpoint.except !== undefined]);
}

/** One component's exposures in one direction. */
type ExposureModes = Readonly<Record<Mode, readonly Exposure[]>>;

const noExposures: ExposureModes = { certain: [], possible: [] };

function exposuresInModes(policies: readonly EffectivePolicy[], pod: Pod, direction: Direction): ExposureModes {
  return {
    certain: exposures(policies, pod, direction, "certain"),
    possible: exposures(policies, pod, direction, "possible"),
  };
}

/** A row or column for an endpoint other than a component. */
interface Heading {
  endpoint: ResultEndpoint;
  exposure: Exposure;
}

/** The exposures that the cells between components do not show. */
function headings(
  all: readonly ExposureModes[],
  cells: readonly (readonly PortAnswer[])[],
  components: readonly ComponentPods[],
): Heading[] {
  return all.flatMap(({ possible }, i) =>
    possible
      .filter((exposure) => {
        const isCell = components.some(({ peerSet }, j) => {
          const ports = cells[i]?.[j]?.possible ?? [];
          return uncoveredPorts(exposure, [{ peers: peerSet, except: [], ports }]).length === 0;
        });
        // A CIDR block has its own heading, which also represents the pods in the block.
        const isPodsInBlock = isAddressLimited(exposure.peers) && exposure.peers.pods === true;
        return !isCell && !isPodsInBlock;
      })
      .map((exposure) => ({ endpoint: exposureEndpoint(exposure, components), exposure })),
  );
}

/** Headings without duplicates: first kube-system, as in the documented table, then addresses, pods, and everyone. */
function sortedHeadings(all: readonly Heading[]): Heading[] {
  const unique = new Map(all.map((heading) => [endpointKey(heading.endpoint), heading]));
  const kubeSystemKey = endpointKey(endpointOf(kubeSystem, [], []));
  const rank = ({ endpoint }: Heading) => {
    if (endpointKey(endpoint) === kubeSystemKey || endpoint.kind === "component") return 0;
    if (endpoint.peers.ipBlocks !== undefined) return 1;
    return endpoint.peers.pods === true ? 2 : 3;
  };
  return [...unique.values()].sort(
    (a, b) => rank(a) - rank(b) || (endpointKey(a.endpoint) < endpointKey(b.endpoint) ? -1 : 1),
  );
}

/** The ports that exposures open to all of the heading's peers. */
function portsOpenTo(heading: Exposure, modes: ExposureModes): PortAnswer {
  const inMode = (mode: Mode) => {
    const meeting = modes[mode].filter((exposure) => !areDisjoint(exposure.peers, heading.peers));
    const open = normalizePorts(meeting.flatMap(({ ports }) => ports));
    const closed = uncoveredPorts({ ...heading, ports: open }, meeting);
    return open.flatMap((ports) => subtractPorts(ports, closed) ?? []);
  };
  return { certain: inMode("certain"), possible: inMode("possible") };
}

function cellOf({ certain, possible }: PortAnswer): Cell {
  if (certain.length > 0) return { verdict: "allowed", ports: portRanges(certain) };
  return { verdict: possible.length > 0 ? "unknown" : "denied", ports: portRanges(possible) };
}
