import type { NetworkPoliciesArgs } from "../../policy/args";
import { networkPolicies } from "../../policy/networkPolicies";
import { componentParties, valdNamespace } from "../components";
import type { Given } from "../given";
import { inNamespace } from "../inNamespace";
import { type Cell, type Matrix, matrix } from "../matrix";
import { portRanges, portSetOf } from "../portRange";
import { commonPorts, portsBeyond } from "../portSet";
import { nodesOf } from "./nodesOf";
import type { Picture, PictureEdge } from "./picture";

/** The picture of policies, by args that say who the components are. Throws as `matrix` does. */
export function pictureOf(all: Given): Picture {
  const given = inNamespace(all);
  const table = matrix(given);
  const args = withoutOwnRules(given.args ?? {});
  const needed = matrix({ ...given, args, policies: networkPolicies(args) });
  const edges = table.cells.flatMap((row, i) =>
    row.flatMap((cell, j): PictureEdge[] => {
      const [from, to] = [table.sources[i] ?? "", table.targets[j] ?? ""];
      if (cell === null || cell.verdict === "denied") return [];
      const [own, base] = [cell, cellAt(needed, from, to)].map((one) => portSetOf(one?.ports ?? []));
      if (own === undefined || base === undefined) return [];
      const edge = { from, to, isUnknown: cell.verdict === "unknown" };
      return [
        { ...edge, ports: portRanges(commonPorts(own, base)), kind: "graph" as const },
        { ...edge, ports: portRanges(own.flatMap((ports) => portsBeyond(ports, base) ?? [])), kind: "added" as const },
      ].filter(({ ports }) => ports.length > 0);
    }),
  );
  const titles = componentParties(given).map(({ title }) => title);
  return { namespace: valdNamespace(given), nodes: nodesOf(titles, edges), edges };
}

/** The cell of two headings; undefined where the table has none. */
export function cellAt({ sources, targets, cells }: Matrix, from: string, to: string): Cell | undefined {
  return cells[sources.indexOf(from)]?.[targets.indexOf(to)] ?? undefined;
}

/** The same components, ports and places, and nothing that is open beyond what they need. */
function withoutOwnRules({ edges: _, defaults, components = {}, ...args }: NetworkPoliciesArgs): NetworkPoliciesArgs {
  const { ports } = defaults ?? {};
  return {
    ...args,
    ...(ports !== undefined && { defaults: { ports } }),
    components: Object.fromEntries(
      Object.entries(components).map(([component, { custom: _rules, ...settings } = {}]) => [component, settings]),
    ),
  };
}
