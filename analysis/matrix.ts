import { type ComponentParty, componentParties, valdNamespace } from "./components";
import { connection, type Open } from "./connection";
import type { Verdict } from "./evaluate";
import type { Given } from "./given";
import { inNamespace } from "./inNamespace";
import { kubeSystem, openingHeading } from "./regions/heading";
import { type Direction, type Isolation, isolations } from "./isolation";
import { type Opening, portsNotCovered } from "./regions/opening";
import { openings } from "./regions/openings";
import { type PortRange, portRanges } from "./portRange";
import type { Pod } from "./party";
import { joined, portsBeyond } from "./portSet";
import type { Mode } from "./regions/reach";
import { areDisjoint, isRange } from "./regions/region";
import { assertValid } from "../policy/assertValid";

/**
 * Who may talk to whom, in the layout of Vald's documentation: a row for each source and a column for each target. Rows and
 * columns beyond the documented ones are those that the policies open.
 */
export interface Matrix {
  sources: string[];
  targets: string[];
  /** `cells[i][j]` is source i to target j; null where neither is a component, so that no policy of Vald's decides. */
  cells: (Cell | null)[][];
}

export interface Cell {
  /** `allowed` on some ports at least; `unknown` when it depends on what was not given. */
  verdict: Verdict;
  /** The ports that are open for all of the source to all of the target, or, when unknown, may be. */
  ports: PortRange[];
}

/** Reads the table off policies, whoever wrote them. Throws `InvalidArgsError` when the args are wrong. */
export function matrix(all: Given): Matrix {
  assertValid(all.args ?? {});
  const given = inNamespace(all);
  return matrixOf(given, componentParties(given));
}

/** The same of given components. */
export function matrixOf(given: Given, components: readonly ComponentParty[]): Matrix {
  const isolating = isolations(given.policies, valdNamespace(given));
  const between = components.map((from) => components.map((to) => connection(isolating, from.pod, to.pod)));
  const back = components.map((_, j) => between.flatMap((row) => row[j] ?? []));
  const outward = components.map(({ pod }) => openingsOf(isolating, pod, "egress"));
  const inward = components.map(({ pod }) => openingsOf(isolating, pod, "ingress"));
  const documented = new Map([["kube-system", { parties: kubeSystem, except: [], ports: [] }]]);
  const columns = inOrder(new Map([...documented, ...beside(outward, between, components)]));
  const rows = inOrder(beside(inward, back, components));
  return {
    sources: [...components.map(({ title }) => title), ...rows.map(([heading]) => heading)],
    targets: [...components.map(({ title }) => title), ...columns.map(([heading]) => heading)],
    cells: [
      ...between.map((cells, i) => [
        ...cells.map(cell),
        ...columns.map(([, to]) => cell(openTo(to, outward[i] ?? nothing))),
      ]),
      ...rows.map(([, from]) => [...inward.map((own) => cell(openTo(from, own))), ...columns.map(() => null)]),
    ],
  };
}

/** One component's openings in one direction. */
type Openings = Readonly<Record<Mode, readonly Opening[]>>;

const nothing: Openings = { certain: [], possible: [] };

function openingsOf(isolating: readonly Isolation[], pod: Pod, direction: Direction): Openings {
  const inMode = (mode: Mode) => openings(isolating, pod, direction, mode);
  return { certain: inMode("certain"), possible: inMode("possible") };
}

/** The openings that are no cell between two components, by heading. */
function beside(
  all: readonly Openings[],
  cells: readonly (readonly Open[])[],
  components: readonly ComponentParty[],
): Map<string, Opening> {
  const found = new Map<string, Opening>();
  all.forEach(({ possible }, i) => {
    for (const opening of possible) {
      const isCell = components.some(({ region }, j) => {
        const ports = cells[i]?.[j]?.possible ?? [];
        return portsNotCovered(opening, [{ parties: region, except: [], ports }]).length === 0;
      });
      // A range has a heading of its own, which stands for the pods in it too.
      const isOfRange = isRange(opening.parties) && opening.parties.pods === true;
      if (!isCell && !isOfRange) found.set(openingHeading(opening, components), opening);
    }
  });
  return found;
}

/** kube-system first, as documented; everyone last. */
function inOrder(headings: ReadonlyMap<string, Opening>): [string, Opening][] {
  const rank = (heading: string) => (heading === "kube-system" ? 0 : heading.startsWith("everyone") ? 2 : 1);
  return [...headings].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The ports that openings hold for all of the parties. */
function openTo(parties: Opening, openings: Openings): Open {
  const inMode = (mode: Mode) => {
    const meeting = openings[mode].filter((opening) => !areDisjoint(opening.parties, parties.parties));
    const open = joined(meeting.flatMap(({ ports }) => ports));
    const closed = portsNotCovered({ ...parties, ports: open }, meeting);
    return open.flatMap((ports) => portsBeyond(ports, closed) ?? []);
  };
  return { certain: inMode("certain"), possible: inMode("possible") };
}

function cell({ certain, possible }: Open): Cell {
  if (certain.length > 0) return { verdict: "allowed", ports: portRanges(certain) };
  return { verdict: possible.length > 0 ? "unknown" : "denied", ports: portRanges(possible) };
}
