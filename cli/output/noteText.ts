import { escapeControlCharacters, formatPath } from "../../args/schema/issue";
import { formatPosition } from "../filePosition";
import type { Note } from "../note";
import { findingLine } from "./checkText";

const maxNames = 3;

/** A note in one line. */
export function noteText(note: Note): string {
  switch (note.code) {
    case "pods-on-host-network": {
      const pods = note.count === 1 ? "1 pod" : `${note.count} pods`;
      return `left out: ${pods} on the host network, to which policies do not apply`;
    }
    case "pods-ended":
      return `left out: ${note.count === 1 ? "1 pod that has" : `${note.count} pods that have`} terminated`;
    case "policies-not-read":
      return notRead(`${note.kind} of ${note.apiVersion}`, note.count);
    case "policy-resources-not-read":
      return notRead(note.type, note.count);
    case "objects-skipped":
      return `skipped: ${note.count} ${note.count === 1 ? "object" : "objects"} of other kinds`;
    case "no-policies":
      return "no NetworkPolicy of networking.k8s.io/v1 in the manifests";
    case "no-policies-on-a-side":
      return `no NetworkPolicy ${note.side} the change`;
    case "helm-releases": {
      const releases = note.count === 1 ? "1 Helm release deploys" : `${note.count} Helm releases deploy`;
      return `not visible in the preview: what ${releases} with kubernetes:helm.sh/v3:Release`;
    }
    case "chart-policies-off":
      return "The chart's values leave policies off. To turn them on, set defaults.networkPolicy.enabled: true, preferably in a values file for -f.";
    case "chart-warning":
      return `${note.at === undefined ? "--chart-values" : formatPosition(note.at)}: warning: ${formatPath(note.warning.path)}: ${note.warning.text}`;
    case "finding":
      return findingLine({ ...note.finding, at: note.at });
    case "nothing-rendered":
      return "Nothing to render: the values turn policies off. Policies that are in a cluster stay there.";
    case "namespace-inferred":
      return `assuming that Vald runs in namespace ${note.namespace}, where its policies are`;
    case "no-policy-selects-a-component":
      return `no policy selects a component of Vald in namespace ${note.namespace}; use -n to choose another namespace`;
    case "unmatched-policies":
      return unmatchedPoliciesText(note.policies);
    case "own-policies-verified":
      return "Verified the policies of the values themselves. Pass --manifests to verify those of a cluster.";
    case "component-off":
      return `components.${note.component} is off in the values: it has no policy and no edges.`;
    case "pods-with-unknown-facts":
      return unknownFactsText(note.fact, note.count);
    case "pod-pairs":
      return podPairsText(note.allowed, note.pods);
  }
}

function unknownFactsText(fact: "address" | "namespace labels" | "ports", count: number): string {
  const [pods, them] = count === 1 ? ["1 pod", "it"] : [`${count} pods`, "them"];
  switch (fact) {
    case "address":
      return `unknown: the address of ${pods}, so no ipBlock matches ${them}`;
    case "namespace labels":
      return `unknown: the namespace labels of ${pods}, except for the name`;
    case "ports":
      return `unknown: the ports of ${pods}, so no port name matches ${them}`;
  }
}

/** `3 of 12 pairs of pods are allowed` */
export function podPairsText(allowed: number, pods: number): string {
  return `${allowed} of ${pods * (pods - 1)} pairs of pods are allowed`;
}

export function unmatchedPoliciesText(policies: readonly string[]): string {
  const more = policies.length > maxNames ? ` and ${policies.length - maxNames} more` : "";
  const names = `${policies.slice(0, maxNames).join(", ")}${more}`;
  return `policies of Vald that select no known component: ${names}; pass the values that name the components (-f or --chart-values)`;
}

function notRead(type: string, count: number): string {
  const shown = escapeControlCharacters(type.length > 200 ? `${type.slice(0, 200)}…` : type);
  return `not read: ${count} ${shown}, which may open or close more`;
}
