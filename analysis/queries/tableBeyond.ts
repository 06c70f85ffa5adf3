import { type PortRange, portRanges, portSetOf, rangesWithout } from "../model/portRange";
import { intersectPorts } from "../model/portSet";
import type { ComponentPods } from "../sets/componentPods";
import { endpointKey, type ResultEndpoint } from "../sets/resultEndpoint";
import type { AnalysisContext } from "./analysisContext";
import { type Cell, type Headings, type Matrix, type Table, tableOf } from "./matrix";
import { documentedContext } from "./openings";

/** A table, and what its cells open beyond the documented table. */
export interface TableBeyond extends Table {
  /** The open ports of a cell: those that the documented policies, with the same namespace, names, and labels, open too, and others. */
  portsIn: (row: number, column: number) => { documented: PortRange[]; beyond: PortRange[] };
}

export function tableBeyond(
  context: AnalysisContext,
  components: readonly ComponentPods[],
  included?: Headings,
): TableBeyond {
  const table = tableOf([context], components, included);
  const { matrix: documented } = tableOf([documentedContext(context)], components, table);
  const documentedCell = cellFinder(documented);
  const { sources, targets, cells } = table.matrix;
  return {
    ...table,
    portsIn: (i, j) => {
      const [from, to, cell] = [sources[i], targets[j], cells[i]?.[j]];
      const open = cell?.ports ?? [];
      const base = (from && to && documentedCell(from, to)?.ports) ?? [];
      return {
        documented: portRanges(intersectPorts(portSetOf(open), portSetOf(base))),
        beyond: rangesWithout(open, base),
      };
    },
  };
}

/** Returns a function that looks up the cell between two endpoints. The cell is undefined if the table does not contain it. */
export function cellFinder({
  sources,
  targets,
  cells,
}: Matrix): (from: ResultEndpoint, to: ResultEndpoint) => Cell | undefined {
  const [rows, columns] = [sources.map(endpointKey), targets.map(endpointKey)];
  return (from, to) => cells[rows.indexOf(endpointKey(from))]?.[columns.indexOf(endpointKey(to))] ?? undefined;
}
