import type { Cni } from "../../args/cni";
import type { Path } from "../../args/schema/issue";
import type { CheckContext } from "./context";
import type { Severity } from "./severity";
import type { Detection } from "./detection";

/** One kind of finding: what it says, and how it is detected. */
export interface FindingRule<Id extends string = string> {
  /** Stable. */
  id: Id;
  severity: Severity;
  /** Why it is reported. */
  message: string;
  /** What to do about it. */
  remediation: string;
  /** The network plugins for which it is reported, and what differs for each. Absent: it is reported for all. */
  cniOverrides?: { readonly [C in Cni]?: CniOverride };
  /** Whether it is also reported if the network plugin has no override or is not given. Default: only without overrides. */
  appliesToAllCnis?: true;
  /** Whether only manifests can have it. Default: false. */
  needsManifests?: true;
  /**
   * Whether a value that is not known yet may make it disappear, because it reports that something is missing. Receives the
   * paths of all such values. Default: no.
   */
  mayVanishWhenResolved?: (unresolvedPaths: readonly Path[]) => boolean;
  check: (context: CheckContext) => Detection[];
}

export interface CniOverride {
  message: string;
  /** Default: the remediation of the rule. */
  remediation?: string;
  /** URL that documents this behavior of the plugin. */
  source: string;
}

/** Whether a rule is reported for a network plugin. */
export function appliesTo({ cniOverrides, appliesToAllCnis }: FindingRule, cni: Cni | undefined): boolean {
  if (cniOverrides === undefined || appliesToAllCnis === true) return true;
  return cni !== undefined && cniOverrides[cni] !== undefined;
}

/** For rules that report the absence of something: any value that is not known yet may be it. */
export function hasUnresolved(unresolvedPaths: readonly Path[]): boolean {
  return unresolvedPaths.length > 0;
}
