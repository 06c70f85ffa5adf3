import type { NetworkPolicy } from "../policy/notation";
import { connection } from "./connection";
import { isolations } from "./isolation";
import type { Pod } from "./party";

/** A row or a column of the table: its heading and a pod that stands for it. */
export interface Party {
  title: string;
  pod: Pod;
}

/** Who may talk to whom: `cells[i][j]` tells whether source i may connect to target j on any port. */
export interface Table {
  sources: readonly string[];
  targets: readonly string[];
  cells: readonly (readonly boolean[])[];
}

/** Reads the table off the policies, whoever wrote them. */
export function table(policies: readonly NetworkPolicy[], sources: readonly Party[], targets: readonly Party[]): Table {
  const isolating = isolations(policies);
  return {
    sources: sources.map(({ title }) => title),
    targets: targets.map(({ title }) => title),
    cells: sources.map((source) =>
      targets.map((target) => connection(isolating, source.pod, target.pod).certain.length > 0),
    ),
  };
}
