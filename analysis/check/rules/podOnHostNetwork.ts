import { podFindings } from "../../queries/podFindings";
import type { RuleModule } from "../ruleModule";
import { podLocation } from "../podLocation";

export const podOnHostNetwork = {
  id: "pod-on-host-network",
  severity: "warning",
  message: "this pod of a component is on the host network, so policies do not apply to it",
  remediation: "remove `hostNetwork: true` from the pod's specification",
  needsManifests: true,
  check: (context) =>
    podFindings(context).flatMap((finding) =>
      finding.code === "pod-on-host-network" && context.isManifests
        ? [podLocation(finding.pod, "spec", "hostNetwork")]
        : [],
    ),
} as const satisfies RuleModule;
