import { type Column, columnMaker } from "./column";
import { Families } from "./families";
import { InternedLists } from "./internedLists";
import type { PodKind } from "./podKinds";
import type { PortSet } from "../portSet";
import type { PortSets } from "./portSets";
import type { Term, Terms } from "./terms";

/** What reaches each kind of pod: the distinct columns, and for each kind which of them is its own. */
export interface TargetColumns {
  columns: readonly Column[];
  columnOf: Int32Array;
}

export function targetColumns(
  kinds: readonly PodKind[],
  { ingress, egress, isolatedTargets, freeSources }: Terms,
  everyone: Term["sources"],
  portSets: PortSets,
  addressBounds: readonly bigint[],
): TargetColumns {
  const makeColumn = columnMaker(kinds.length, portSets);
  const ingressTerms = termsByTarget(ingress, kinds.length);
  const egressTerms = termsByTarget(egress, kinds.length);
  const portsAt = portResolver(kinds, portSets);
  const families = new Families(kinds, addressBounds, everyone);

  const situations = new InternedLists();
  const columns = new InternedLists();
  /** The column of each situation. */
  const results: number[] = [];
  const columnOf = new Int32Array(kinds.length);
  for (let target = 0; target < kinds.length; target++) {
    const into = ingressTerms[target]!.map((t) => ingress[t]!);
    const goals = egressTerms[target]!.map((t) => egress[t]!);
    const isIsolated = isolatedTargets.has(target);
    const ends = families.endsAt(target);

    // All that the column depends on: targets in the same situation need not be looked at again.
    const situation = situations.idOf(
      Int32Array.from(
        [Number(isIsolated), ends.situation, into.length, ...ingressTerms[target]!, ...egressTerms[target]!].concat(
          [...into, ...goals].map(({ ports }) => portsAt(ports, target)),
        ),
      ),
    );
    results[situation] ??= columns.idOf(
      makeColumn(
        ends.passes.map(({ among, isLooked }) => {
          const admissions = (terms: readonly Term[]) =>
            terms.filter(isLooked).map(({ sources, ports }) => ({ sources, ports: portsAt(ports, target) }));
          return {
            among,
            ingress: isIsolated ? admissions(into) : [{ sources: everyone, ports: portSets.all }],
            egress: [{ sources: freeSources, ports: portSets.all }, ...admissions(goals)],
          };
        }),
      ),
    );
    columnOf[target] = results[situation]!;
  }
  return { columns: columns.lists, columnOf };
}

function termsByTarget(terms: readonly Term[], size: number): number[][] {
  const byTarget = Array.from({ length: size }, (): number[] => []);
  for (const [t, { targets }] of terms.entries()) targets.forEach((target) => byTarget[target]!.push(t));
  return byTarget;
}

/** Only names of ports depend on the target, and only on the ports it declares under them. */
function portResolver(kinds: readonly PodKind[], portSets: PortSets): (ports: PortSet, target: number) => number {
  const byNamedPorts = new Map<string, Map<PortSet, number>>();
  return (ports, target) => {
    const { namedPorts, pod } = kinds[target]!;
    const known = byNamedPorts.get(namedPorts) ?? new Map<PortSet, number>();
    byNamedPorts.set(namedPorts, known);
    const id = known.get(ports) ?? portSets.idAt(ports, pod);
    known.set(ports, id);
    return id;
  };
}
