import type { Cni } from "../../args/cni";
import type { FindingId } from "../../args/findingIds";
import type { Path } from "../../args/schema/issue";
import { type Detection, formatLocation } from "./detection";
import type { FindingRule } from "./findingRule";
import type { Severity } from "./severity";

/** Something that is valid but risky. `formatFinding` puts it into words. */
export interface Finding {
  id: FindingId;
  severity: Severity;
  /** Location in the args, or in the object. */
  path: Path;
  /** The manifest that has it: `NetworkPolicy vald/vald-agent-allow`. Absent: the args have it. */
  object?: string;
  /** What exactly is concerned, if the location does not tell. */
  detail?: string;
  /** Why it is reported. */
  message: string;
  /** What to do about it. */
  remediation: string;
  /** URL that documents the behavior of the network plugin, for plugin-specific findings. */
  source?: string;
}

/** The finding of a detection, with what the rule says for a network plugin. */
export function findingOf(rule: FindingRule<FindingId>, detection: Detection, cni: Cni | undefined): Finding {
  const { id, severity, message, remediation, cniOverrides } = rule;
  const { path, object, detail } = detection;
  return {
    id,
    severity,
    path,
    ...(object !== undefined && { object }),
    ...(detail !== undefined && { detail }),
    message,
    remediation,
    ...(cni !== undefined && cniOverrides?.[cni]),
  };
}

/** A finding in one line, without its severity: `half-dns: edges[0].ports[0] (UDP 53): ...; allow both`. */
export function formatFinding({ id, detail, message, remediation, ...location }: Finding): string {
  const where = [formatLocation(location), ...(detail === undefined ? [] : [`(${detail})`])].filter(
    (part) => part !== "",
  );
  return `${id}: ${where.length === 0 ? "" : `${where.join(" ")}: `}${message}; ${remediation}`;
}
