import type { Undecided } from "../analysis/compare/differencesBeyond";
import type { Finding } from "../analysis/check/finding";
import type { UndeclaredDirections } from "../analysis/model/undeclaredDirections";
import type { ChartWarning } from "../chart/chartWarnings";
import type { Component } from "../graph/components";
import type { FilePosition } from "./filePosition";
import type { ManifestNote } from "../manifests/manifestNotes";

/** A note about the input, for stderr. The codes are stable. */
export type Note =
  | ManifestNote
  /** Policies that are not evaluated and that `--ignore-kind` accepts. */
  | { code: "policies-ignored"; apiVersion: string; kind: string; count: number }
  /**
   * An object in another namespace that cannot be read. `text` contains its position, its name and the reason. `isUnevaluated`: it is
   * a policy, and results depend on it.
   */
  | { code: "object-not-read"; text: string; moreIssues: number; isUnevaluated: boolean }
  | { code: "more-objects-not-read"; count: number }
  /** A value of `--ignore-kind` that is no kind of policy in the input. */
  | { code: "unused-ignore-kind"; kind: string }
  | { code: "no-policies-on-a-side"; side: "before" | "after" }
  /** A file with chart values that contains none, so that the chart's defaults apply. */
  | { code: "empty-chart-values"; file: string }
  /** The chart's values leave policies off. */
  | { code: "chart-policies-off" }
  /** The values turn policies off, so the analysis shows everything as open. */
  | { code: "policies-off" }
  /** No input was passed, so the policies are those that Vald documents. */
  | { code: "documented-defaults" }
  /** There are warnings, and `strict` in the values makes them fail. */
  | { code: "strict-fails"; at: FilePosition | undefined }
  /** A preview contains no policies. */
  | { code: "no-policies-in-preview" }
  /** A field of the values that only the Pulumi component uses. */
  | { code: "ignored-field"; field: "adopt" | "strict"; at: FilePosition | undefined }
  /** `at` is undefined if the chart's values in `files` do not contain the setting. */
  | { code: "chart-warning"; warning: ChartWarning; at: FilePosition | undefined; files: readonly string[] }
  /** A finding about the values that every command reports. */
  | { code: "finding"; finding: Finding; at: FilePosition | undefined }
  /** The values turn policies off, so there is nothing to render. */
  | { code: "nothing-rendered" }
  /** Vald's namespace was inferred from the policies. */
  | { code: "namespace-inferred"; namespace: string }
  /** Values do not specify Vald's namespace. */
  | { code: "namespace-assumed"; namespace: string }
  /** `others` are other namespaces with policies that select components, or else with policies that are labeled as Vald's. */
  | { code: "no-policy-selects-a-component"; namespace: string; others: readonly string[] }
  /** Policies that have Vald's label but select no known component, as `namespace/name`. */
  | { code: "unmatched-policies"; policies: readonly string[] }
  /** A component that the question names is off in the values. */
  | { code: "component-off"; component: string }
  /** Policies with rules that only the declared network plugin enforces. Results follow the API. */
  | ({ code: "undeclared-directions" } & UndeclaredDirections)
  /** Components that are CronJobs and of which the input contains neither a pod nor the CronJob. */
  | { code: "cron-jobs-not-given"; components: readonly Component[] }
  /** Pods with an unknown fact that rules depend on. */
  | { code: "pods-with-unknown-facts"; fact: "address" | "namespace labels" | "ports"; count: number }
  /** A reason why a picture of a change may not be complete. */
  | { code: "undecided"; reason: Undecided }
  | { code: "pod-pairs"; allowed: number; unknown: number; all: number };
