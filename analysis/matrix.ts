import { type ComponentParty, componentParties, valdNamespace } from "./components";
import { connection } from "./connection";
import type { Verdict } from "./evaluate";
import type { Given } from "./given";
import { kubeSystem, openingHeading } from "./heading";
import { type Direction, type Isolation, isolations } from "./isolation";
import { beyond, type Opening } from "./opening";
import { openings } from "./openings";
import { type PortRange, portRanges } from "./portRange";
import type { Pod } from "./party";
import { joined, type PortSet } from "./portSet";
import type { Mode } from "./reach";
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
export function matrix(given: Given): Matrix {
  const args = given.args ?? {};
  assertValid(args);
  const isolating = isolations(given.policies, valdNamespace(given));
  const components = componentParties(given);
  const sources = beside(isolating, components, "ingress");
  const targets = beside(isolating, components, "egress");
  if (!targets.has("kube-system")) targets.set("kube-system", { parties: kubeSystem, except: [], ports: [] });
  const columns = inOrder(targets);
  const rows = inOrder(sources);
  const between = (from: ComponentParty, to: ComponentParty) => cell(connection(isolating, from.pod, to.pod));
  return {
    sources: [...components.map(({ title }) => title), ...rows.map(([heading]) => heading)],
    targets: [...components.map(({ title }) => title), ...columns.map(([heading]) => heading)],
    cells: [
      ...components.map((from) => [
        ...components.map((to) => between(from, to)),
        ...columns.map(([, to]) => cell(openTo(to, isolating, from.pod, "egress"))),
      ]),
      ...rows.map(([, from]) => [
        ...components.map((to) => cell(openTo(from, isolating, to.pod, "ingress"))),
        ...columns.map(() => null),
      ]),
    ],
  };
}

/** The openings that are no cell between two components, by heading. */
function beside(
  isolating: readonly Isolation[],
  components: readonly ComponentParty[],
  direction: Direction,
): Map<string, Opening> {
  const found = new Map<string, Opening>();
  for (const own of components) {
    const isCell = (opening: Opening) =>
      components.some(({ region, pod }) => {
        const [from, to] = direction === "ingress" ? [pod, own.pod] : [own.pod, pod];
        const { possible } = connection(isolating, from, to);
        return beyond(opening, [{ parties: region, except: [], ports: possible }]).length === 0;
      });
    for (const opening of openings(isolating, own.pod, direction, "possible")) {
      const heading = openingHeading(opening, components);
      // Of a range, the first is what no policy isolates there.
      if (!isCell(opening) && !found.has(heading)) found.set(heading, opening);
    }
  }
  return found;
}

/** kube-system first, as documented; everyone last. */
function inOrder(headings: ReadonlyMap<string, Opening>): [string, Opening][] {
  const rank = (heading: string) => (heading === "kube-system" ? 0 : heading.startsWith("everyone") ? 2 : 1);
  return [...headings].sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The ports that are open between a pod and all of the parties. */
function openTo(
  parties: Opening,
  isolating: readonly Isolation[],
  pod: Pod,
  direction: Direction,
): { certain: PortSet; possible: PortSet } {
  const inMode = (mode: Mode) => {
    const all = openings(isolating, pod, direction, mode);
    const candidates = all.flatMap(({ ports }) => ports);
    return joined(candidates.filter((ports) => beyond({ ...parties, ports: [ports] }, all).length === 0));
  };
  return { certain: inMode("certain"), possible: inMode("possible") };
}

function cell({ certain, possible }: { certain: PortSet; possible: PortSet }): Cell {
  if (certain.length > 0) return { verdict: "allowed", ports: portRanges(certain) };
  return { verdict: possible.length > 0 ? "unknown" : "denied", ports: portRanges(possible) };
}
