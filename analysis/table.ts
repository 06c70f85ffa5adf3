import type { NetworkPolicy } from "../policy/notation";
import { mayConnect, type Pod } from "./mayConnect";

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
  return {
    sources: sources.map(({ title }) => title),
    targets: targets.map(({ title }) => title),
    cells: sources.map((source) => targets.map((target) => mayConnect(policies, source.pod, target.pod))),
  };
}
