import { podFindings } from "../../queries/podFindings";
import { peerText } from "../../text/endpointText";
import { objectName } from "../context";
import type { FindingRule } from "../findingRule";

export const podWithoutPolicy = {
  id: "pod-without-policy",
  severity: "warning",
  message: "in at least one direction, no policy isolates this pod",
  remediation: "give the pod its component's labels, or create a policy for it",
  needsManifests: true,
  check: (context) =>
    podFindings(context).flatMap((finding) =>
      finding.code === "pod-without-policy" && context.isManifests
        ? [
            {
              object: objectName("Pod", peerText(finding.pod)),
              path: ["metadata", "labels"],
              detail: finding.open.join(" and "),
            },
          ]
        : [],
    ),
} as const satisfies FindingRule;
