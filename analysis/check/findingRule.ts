import type { Cni } from "../../args/cni";
import type { Path } from "../../args/schema/issue";
import type { CheckContext } from "./context";
import type { Severity } from "./severity";
import type { Detection } from "./detection";

/** A rule of `check`: the texts of its findings, and the function that detects them. */
export interface FindingRule<Id extends string = string> {
  /** Stable. */
  id: Id;
  severity: Severity;
  /** The reason for the finding. */
  message: string;
  /** How to resolve the finding. */
  remediation: string;
  /**
   * The network plugins for which the rule is reported, with plugin-specific texts. If absent, the rule is reported for all
   * plugins.
   */
  cniOverrides?: { readonly [C in Cni]?: CniOverride };
  /** Whether a rule with overrides is also reported if the network plugin has no override or is not specified. Default: false. */
  appliesToAllCnis?: true;
  /** Whether only manifests can have this finding. Default: false. */
  needsManifests?: true;
  /**
   * For rules that report a missing setting: whether the finding may disappear when unresolved values become known. Receives the
   * paths of all unresolved values. Default: false.
   */
  mayVanishWhenResolved?: (unresolvedPaths: readonly Path[]) => boolean;
  check: (context: CheckContext) => Detection[];
}

export interface CniOverride {
  /** Default: the rule's severity. */
  severity?: Severity;
  message: string;
  /** Default: the rule's remediation. */
  remediation?: string;
  /** URL that documents this plugin behavior. */
  source: string;
}

/** Whether a rule is reported for a network plugin. */
export function appliesTo({ cniOverrides, appliesToAllCnis }: FindingRule, cni: Cni | undefined): boolean {
  if (cniOverrides === undefined || appliesToAllCnis === true) return true;
  return cni !== undefined && cniOverrides[cni] !== undefined;
}

/** For rules that report a missing setting: any value that is not known yet may provide that setting. */
export function hasUnresolved(unresolvedPaths: readonly Path[]): boolean {
  return unresolvedPaths.length > 0;
}
