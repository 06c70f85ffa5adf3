import type { PortSet } from "../model/portSet";
import { AddressFamilies } from "./addressFamilies";
import type { EquivalenceClass } from "./equivalenceClasses";
import type { Grant, Grants } from "./grants";
import { InternedLists } from "./internedLists";
import type { PortSetTable } from "./portSetTable";
import { type TargetRow, targetRowMaker } from "./targetRow";

/** The distinct rows of all targets, and the row index of each equivalence class. */
export interface TargetRows {
  rows: readonly TargetRow[];
  rowOf: Int32Array;
}

export function targetRows(
  classes: readonly EquivalenceClass[],
  { ingress, egress, isolatedTargets, freeSources }: Grants,
  everyone: Grant["sources"],
  portSets: PortSetTable,
  addressBounds: readonly bigint[],
): TargetRows {
  const makeRow = targetRowMaker(classes.length, portSets);
  const ingressByTarget = grantsByTarget(ingress, classes.length);
  const egressByTarget = grantsByTarget(egress, classes.length);
  const portsAt = portResolver(classes, portSets);
  const families = new AddressFamilies(classes, addressBounds, everyone);

  const signatures = new InternedLists();
  const rows = new InternedLists();
  /** The row index for each signature. */
  const rowOfSignature: number[] = [];
  const rowOf = new Int32Array(classes.length);
  for (let target = 0; target < classes.length; target++) {
    const ingressGrants = Array.from(ingressByTarget[target]!, (g) => ingress[g]!);
    const egressGrants = Array.from(egressByTarget[target]!, (g) => egress[g]!);
    const isIsolated = isolatedTargets.has(target);
    const family = families.passesTo(target);

    // Everything that the row depends on: targets with equal signatures share a row.
    const signature = signatures.idOf(
      Int32Array.from(
        [
          Number(isIsolated),
          family.signature,
          ingressGrants.length,
          ...ingressByTarget[target]!,
          ...egressByTarget[target]!,
        ].concat([...ingressGrants, ...egressGrants].map(({ ports }) => portsAt(ports, target))),
      ),
    );
    rowOfSignature[signature] ??= rows.idOf(
      makeRow(
        family.passes.map(({ sources, applies }) => {
          const toSourceGrants = (all: readonly Grant[]) =>
            all.filter(applies).map((grant) => ({ sources: grant.sources, ports: portsAt(grant.ports, target) }));
          return {
            sources,
            ingress: isIsolated ? toSourceGrants(ingressGrants) : [{ sources: everyone, ports: portSets.all }],
            egress: [{ sources: freeSources, ports: portSets.all }, ...toSourceGrants(egressGrants)],
          };
        }),
      ),
    );
    rowOf[target] = rowOfSignature[signature]!;
  }
  return { rows: rows.lists, rowOf };
}

/** The indexes of the grants for each target, in one array, because there may be a hundred million of them. */
function grantsByTarget(grants: readonly Grant[], size: number): Int32Array[] {
  const ends = new Int32Array(size + 1);
  for (const { targets } of grants) targets.forEach((target) => ends[target + 1]!++);
  for (let target = 0; target < size; target++) ends[target + 1]! += ends[target]!;
  const all = new Int32Array(ends[size]!);
  const next = ends.slice(0, size);
  for (const [g, { targets }] of grants.entries()) targets.forEach((target) => (all[next[target]!++] = g));
  return Array.from({ length: size }, (_, target) => all.subarray(ends[target], ends[target + 1]));
}

/**
 * Ports depend on the target only if they have names, so results are cached by the ports that the target declares under these
 * names.
 */
function portResolver(
  classes: readonly EquivalenceClass[],
  portSets: PortSetTable,
): (ports: PortSet, target: number) => number {
  const byNamedPorts = new Map<string, Map<PortSet, number>>();
  return (ports, target) => {
    const { namedPorts, pod } = classes[target]!;
    const known = byNamedPorts.get(namedPorts) ?? new Map<PortSet, number>();
    byNamedPorts.set(namedPorts, known);
    const id = known.get(ports) ?? portSets.idAt(ports, pod);
    known.set(ports, id);
    return id;
  };
}
