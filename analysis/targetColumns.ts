import { type Column, columnMaker } from "./column";
import { InternedLists } from "./internedLists";
import type { PodKind } from "./podKinds";
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
): TargetColumns {
  const makeColumn = columnMaker(kinds.length, portSets);
  const ingressTerms = termsByTarget(ingress, kinds.length);
  const egressTerms = termsByTarget(egress, kinds.length);
  const portsAt = portResolver(kinds, portSets);

  const situations = new InternedLists();
  const columns = new InternedLists();
  /** The column of each situation. */
  const results: number[] = [];
  const columnOf = new Int32Array(kinds.length);
  for (let target = 0; target < kinds.length; target++) {
    const admission = (term: Term) => ({ sources: term.sources, ports: portsAt(term, target) });
    const consents = ingressTerms[target]!;
    const goals = egressTerms[target]!;
    const isIsolated = isolatedTargets.has(target);

    // All that the column depends on: targets in the same situation need not be looked at again.
    const situation = situations.idOf(
      Int32Array.from([
        Number(isIsolated),
        consents.length,
        ...consents.flatMap((t) => [t, portsAt(ingress[t]!, target)]),
        ...goals.flatMap((t) => [t, portsAt(egress[t]!, target)]),
      ]),
    );
    results[situation] ??= columns.idOf(
      makeColumn(
        isIsolated ? consents.map((t) => admission(ingress[t]!)) : [{ sources: everyone, ports: portSets.all }],
        [{ sources: freeSources, ports: portSets.all }, ...goals.map((t) => admission(egress[t]!))],
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

/** Only names of ports depend on the target, so the other terms are looked up once. */
function portResolver(kinds: readonly PodKind[], portSets: PortSets): (term: Term, target: number) => number {
  const fixed = new Map<Term, number>();
  return (term, target) => {
    const known = fixed.get(term);
    if (known !== undefined) return known;
    const id = portSets.idAt(term.ports, kinds[target]!.pod);
    if (term.ports.every(({ names }) => names.length === 0)) fixed.set(term, id);
    return id;
  };
}
