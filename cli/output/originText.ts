import type { NetworkPoliciesArgs } from "../../args/args";
import type { RuleOrigin } from "../../args/resolvedArgs";
import { formatPath } from "../../args/schema/issue";
import { documentedTable } from "../../graph/valdGraph";
import { type FilePosition, formatPosition } from "../filePosition";

/** The origin of a rule: `the documented table`, `values.yaml:3:5: edges[0]`. `at` is the position of the path, if it is known. */
export function originText(
  origin: RuleOrigin,
  at: FilePosition | undefined,
  edgePorts: NetworkPoliciesArgs["edgePorts"],
): string {
  if (origin.kind === "args") return `${at === undefined ? "" : `${formatPosition(at)}: `}${formatPath(origin.path)}`;
  const { reason, source } = origin.edge;
  const text = source === documentedTable ? reason : `needed for ${reason}`;
  return edgePorts === "vald" ? `${text}, with ports limited by \`edgePorts: vald\`` : text;
}
