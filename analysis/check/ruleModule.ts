import type { Cni } from "../../args/cni";
import type { Path } from "../../args/schema/issue";
import type { CheckContext } from "./context";
import type { Detection } from "./detection";
import type { FindingRule } from "./findingRule";

/** A rule together with the function that detects its findings. */
export interface RuleModule<Id extends string = string> extends FindingRule<Id> {
  /**
   * For rules that report a missing setting: whether the finding may disappear when unresolved values become known. Receives the
   * paths of all unresolved values. Default: false.
   */
  mayVanishWhenResolved?: (unresolvedPaths: readonly Path[]) => boolean;
  check: (context: CheckContext) => Detection[];
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
