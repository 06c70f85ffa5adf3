import type { Cni } from "../../args/cni";
import type { FindingId } from "../../args/findingIds";
import type { Path } from "../../args/schema/issue";
import { formatLocation } from "../../args/ignores";
import type { Detection } from "./detection";
import type { RuleModule } from "./ruleModule";
import type { Severity } from "./severity";

/** A rule or setting that is valid but risky. `formatFinding` formats it as text. */
export interface Finding {
  /** The stable id of the rule that found it, such as `everyone`. `chart-setting` is a warning about the chart's values. */
  id: FindingId | "chart-setting";
  /** `error`, `warning`, or `info`. */
  severity: Severity;
  /** The location in the args, or in the object if there is one. */
  path: Path;
  /**
   * The manifest that contains the location, such as `NetworkPolicy vald/vald-agent-allow`. If absent, the location is in the
   * args.
   */
  object?: string;
  /** The exact subject of the finding, if the location does not identify it. */
  detail?: string;
  /** The reason for the finding. */
  message: string;
  /** How to resolve the finding. */
  remediation: string;
  /** URL that documents the network plugin's behavior. Only plugin-specific findings have one. */
  source?: string;
}

/** The finding for a detection, with the rule's texts for a network plugin. */
export function findingOf(rule: RuleModule<FindingId>, detection: Detection, cni: Cni | undefined): Finding {
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

/** A finding as one line of text, without its severity: `half-dns: edges[0].ports[0] (UDP 53): ...; allow both protocols`. */
export function formatFinding({ id, detail, message, remediation, ...location }: Finding): string {
  const place = formatLocation(location);
  const where = detail === undefined ? place : place === "" ? detail : `${place} (${detail})`;
  return `${id}: ${where === "" ? "" : `${where}: `}${message}; ${remediation}`;
}
