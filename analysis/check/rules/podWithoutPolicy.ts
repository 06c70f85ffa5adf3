import { podFindings } from "../../queries/podFindings";
import type { RuleModule } from "../ruleModule";
import { podLocation } from "../podLocation";

export const podWithoutPolicy = {
  id: "pod-without-policy",
  severity: "warning",
  message: "in at least one direction, no policy isolates this pod, or the pods of this workload",
  remediation: "give the pod, or the workload's pod template, the labels of its component, or create a policy for it",
  needsManifests: true,
  check: (context) =>
    podFindings(context).flatMap((finding) =>
      finding.code === "pod-without-policy" && context.isManifests
        ? [{ ...podLocation(finding.pod, "metadata", "labels"), detail: finding.open.join(" and ") }]
        : [],
    ),
} as const satisfies RuleModule;
