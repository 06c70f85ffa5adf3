import { valdNamespace } from "../components";
import { differenceOf, sides } from "../diff";
import type { Given } from "../given";
import { matrixOf } from "../matrix";
import type { OpenConnection } from "../regions/openConnection";
import { portRanges, portSetOf } from "../portRange";
import { commonPorts } from "../portSet";
import { nodesOf } from "./nodesOf";
import type { Picture, PictureEdge } from "./picture";
import { cellAt } from "./pictureOf";

/** The picture of what a change opens, closes and leaves as it is. Throws as `diff` does. */
export function pictureOfChange(before: Given, after: Given): Picture {
  const both = sides(before, after);
  const { old, next, components } = both;
  const [oldTable, table] = [matrixOf(old, components), matrixOf(next, components)];
  const kept = table.cells.flatMap((row, i) =>
    row.flatMap((cell, j): PictureEdge[] => {
      const [from, to] = [table.sources[i] ?? "", table.targets[j] ?? ""];
      const [portsNow, portsBefore] = [cell, cellAt(oldTable, from, to)].map((one) => portSetOf(one?.ports ?? []));
      const ports = portRanges(commonPorts(portsNow ?? [], portsBefore ?? []));
      return ports.length === 0 ? [] : [{ from, to, ports, kind: "kept", isUnknown: cell?.verdict === "unknown" }];
    }),
  );
  const changed = (connections: readonly OpenConnection[], kind: "opens" | "closes"): PictureEdge[] =>
    connections.map((connection) => ({ ...connection, kind, isUnknown: false }));
  const { opens, closes } = differenceOf(both);
  const edges = [...kept, ...changed(opens, "opens"), ...changed(closes, "closes")];
  const titles = components.map(({ title }) => title);
  return { namespace: valdNamespace(next), nodes: nodesOf(titles, edges), edges };
}
