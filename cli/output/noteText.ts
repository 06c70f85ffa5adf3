import { hasOtherVersion, type PolicyObject, policyObjectText } from "../../analysis/model/policyObject";
import { componentTitle } from "../../analysis/text/componentTitle";
import { listText } from "../../analysis/text/listText";
import { undecidedText } from "../../analysis/text/undecidedText";
import { undeclaredDirectionsText } from "../../analysis/text/undeclaredDirectionsText";
import { changeVersion } from "../../analysis/text/unevaluatedAdvice";
import { escapeText, formatIssue, formatPath } from "../../args/schema/issue";
import { displayName, formatPosition } from "../filePosition";
import type { Note } from "../note";
import { findingLine } from "./checkText";

const maxNames = 3;

const ignoredFieldUse = {
  adopt: "which only the Pulumi component uses",
  strict: "which only the Pulumi component and `check` use",
} as const;

/** A note as one line of text. */
export function noteText(note: Note): string {
  switch (note.code) {
    case "pods-on-host-network": {
      const pods = note.count === 1 ? "1 pod" : `${note.count} pods`;
      return `skipped: ${pods} on the host network, because policies do not apply to such pods`;
    }
    case "pods-ended":
      return `skipped: ${note.count === 1 ? "1 terminated pod" : `${note.count} terminated pods`}`;
    case "policies-not-evaluated":
      return `not evaluated: ${countText(note)}${versionText(note)}; results that depend on ${note.count === 1 ? "it" : "them"} are unknown`;
    case "policies-ignored":
      return `ignored, because of --ignore-kind: ${countText(note)}`;
    case "unused-ignore-kind":
      return `--ignore-kind ${escapeText(note.kind)}: the input contains no such policy that is not evaluated`;
    case "services-not-read": {
      const { object = note.first.kind ?? "object", issue } = note.first;
      const objects = note.count === 1 ? "1 Service or its endpoints" : `${note.count} Services or their endpoints`;
      return `not read: ${objects}, because they are not valid; the first issue is in ${object}: ${formatIssue(issue)}`;
    }
    case "workloads-not-read": {
      const { object = note.first.kind ?? "object", issue } = note.first;
      const workloads = note.count === 1 ? "1 workload, because it is" : `${note.count} workloads, because they are`;
      return `not read: ${workloads} not valid; the first issue is in ${object}: ${formatIssue(issue)}`;
    }
    case "values-normalized":
      return normalizedText(note);
    case "object-not-read": {
      const more =
        note.moreIssues === 0 ? "" : `, and ${note.moreIssues} more ${note.moreIssues === 1 ? "issue" : "issues"}`;
      return `not read: ${note.text}${more}${note.isUnevaluated ? "; results that depend on this policy are unknown" : ""}`;
    }
    case "more-objects-not-read":
      return `not read: ${note.count} more ${note.count === 1 ? "object" : "objects"}`;
    case "objects-skipped":
      return `skipped: ${note.count} ${note.count === 1 ? "object" : "objects"} of other kinds`;
    case "no-policies":
      return "the manifests contain no NetworkPolicy (networking.k8s.io/v1)";
    case "no-policies-in-preview":
      return "the preview contains no NetworkPolicy (networking.k8s.io/v1)";
    case "strict-fails":
      return `${note.at === undefined ? "" : `${formatPosition(note.at)}: `}warnings fail, because the values set \`strict\`; to fail only for errors, pass --fail-on error`;
    case "policies-read":
      return `unknown: the content of ${objectsText(note.policies)}, because the stack only reads it, and the preview does not show it`;
    case "policies-imported":
      return `unknown: the content of ${objectsText(note.policies)} before the import, because the preview does not show it`;
    case "policies-retained":
      return `kept in the cluster, because of the option \`retainOnDelete\`: ${objectsText(note.policies)}`;
    case "policies-deleted-first":
      return `deleted before the replacement is created: ${objectsText(note.policies)}; in between, only other policies isolate the pods`;
    case "policies-deleted-last":
      return `gone after the change, unless the change fails: ${objectsText(note.policies)}, because the new resource has the same name, and the old one is deleted last; to avoid this, set the option \`deleteBeforeReplace\`, or, for a renamed resource, \`aliases\``;
    case "unknown-step":
      return `unknown: what the step \`${escapeText(note.op)}\` does to ${objectsText(note.policies)}`;
    case "no-policies-on-a-side":
      return `there is no NetworkPolicy ${note.side} the change`;
    case "empty-chart-values":
      return `${displayName(note.file)}: contains no values, so the chart's defaults apply`;
    case "chart-policies-off":
      return "policies are off in the chart's values; to turn policies on, set `defaults.networkPolicy.enabled: true`, preferably in a values file that you pass with -f";
    case "policies-off":
      return "policies are off in the values, so no pod is isolated, and everything is open";
    case "documented-defaults":
      return "no input files: using the policies that Vald documents";
    case "ignored-field":
      return `${note.at === undefined ? "" : `${formatPosition(note.at)}: `}ignored: \`${note.field}\`, ${ignoredFieldUse[note.field]}`;
    case "chart-warning":
      return `${note.at === undefined ? note.files.map(displayName).join(", ") : formatPosition(note.at)}: warning: ${formatPath(note.warning.path)}: ${note.warning.message}; ${note.warning.remediation}`;
    case "finding":
      return findingLine({ ...note.finding, at: note.at });
    case "nothing-rendered":
      return "nothing to render, because the values turn policies off; policies that already exist in a cluster are not deleted";
    case "namespace-inferred":
      return `assuming that Vald runs in namespace ${note.namespace}, because its policies are there`;
    case "namespace-assumed":
      return `assuming that Vald runs in namespace ${note.namespace}, because the values do not specify a namespace; choose another one with -n`;
    case "no-policy-selects-a-component":
      return `no policy in namespace ${note.namespace} selects a Vald component${otherNamespacesText(note.others)}`;
    case "unmatched-policies":
      return unmatchedPoliciesText(note.policies);
    case "component-off":
      return `the component \`${note.component}\` is off in the values, so it has no policy and no edges`;
    case "cron-jobs-not-given":
      return `no pod of ${listText(note.components.map(componentTitle), "or")} is in the input, as is normal between two runs of a CronJob; to check the labels of these pods, add CronJob objects to the input`;
    case "undeclared-directions":
      return undeclaredDirectionsText(note);
    case "pods-with-unknown-facts":
      return unknownFactsText(note.fact, note.count);
    case "undecided":
      return `not decided: ${undecidedText(note.reason, { escape: escapeText, hasTwoSides: true })}`;
    case "pod-pairs":
      return podPairsText(note.allowed, note.unknown, note.all);
  }
}

function normalizedText({ kind, count, first }: Extract<Note, { code: "values-normalized" }>): string {
  const where = `${first.object}: ${formatPath(first.path)}`;
  const more = count === 1 ? "" : ` (and ${count - 1} more)`;
  switch (kind) {
    case "cidr":
      return `${where}: ${first.value} is read as ${first.as}, as API servers read it${more}`;
    case "null-item":
      return `${where}: null is read as ${first.as}, as API servers read it${more}`;
    case "no-spec":
      return `${first.object}: without a spec, a policy isolates all pods of its namespace for ingress${more}`;
  }
}

export function unknownFactsText(fact: "address" | "namespace labels" | "ports", count: number): string {
  const [pods, them] = count === 1 ? ["1 pod", "it"] : [`${count} pods`, "them"];
  switch (fact) {
    case "address":
      return `unknown: the address of ${pods}, so it is unknown whether an \`ipBlock\` matches ${them}`;
    case "namespace labels":
      return `unknown: all namespace labels of ${pods} except \`kubernetes.io/metadata.name\``;
    case "ports":
      return `unknown: the ports of ${pods}, so no port name matches ${them}`;
  }
}

/** `connections are allowed for 3 of 12 pod pairs` */
export function podPairsText(allowed: number, unknown: number, all: number): string {
  const unknownText = unknown === 0 ? "" : `, and unknown for ${unknown}`;
  return `connections are allowed for ${allowed} of ${all} pod pairs${unknownText}`;
}

export function unmatchedPoliciesText(policies: readonly string[]): string {
  const more = policies.length > maxNames ? `, and ${policies.length - maxNames} more` : "";
  const names = `${policies.slice(0, maxNames).join(", ")}${more}`;
  return `these Vald policies select no component that is on: ${names}; pass the values that name and turn on these components with -f or --chart-values`;
}

function otherNamespacesText([first, ...others]: readonly string[]): string {
  if (first === undefined) return "";
  const names = [first, ...others.slice(0, maxNames - 1)].join(", ");
  const more = others.length < maxNames ? "" : `, and ${others.length - maxNames + 1} more`;
  return others.length === 0
    ? `; for the policies in namespace ${first}, use -n ${first}`
    : `; choose another namespace with -n: ${names}${more}`;
}

function objectsText(policies: readonly PolicyObject[]): string {
  const more = policies.length > maxNames ? `, and ${policies.length - maxNames} more` : "";
  return `${policies.slice(0, maxNames).map(policyObjectText).join(", ")}${more}`;
}

/** What is wrong with the version of a NetworkPolicy. Empty for policies of other kinds. */
function versionText(policies: { kind: string; apiVersion: string }): string {
  if (!hasOtherVersion(policies)) return "";
  // https://kubernetes.io/docs/reference/using-api/deprecation-guide/#networkpolicy-v116
  const fact = policies.apiVersion.startsWith("extensions/")
    ? "a version that Kubernetes 1.16 removed"
    : "a version that does not exist";
  return `, ${fact}; ${changeVersion}`;
}

/** `2 CiliumNetworkPolicy (cilium.io/v2)` */
function countText({ count, kind, apiVersion }: { count: number; kind: string; apiVersion: string }): string {
  const text = `${kind} (${apiVersion})`;
  return `${count} ${escapeText(text.length > 200 ? `${text.slice(0, 200)}…` : text)}`;
}
