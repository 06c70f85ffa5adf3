import { podFindings } from "../../queries/podFindings";
import { peerText } from "../../text/endpointText";
import { objectName } from "../context";
import type { FindingRule } from "../findingRule";

export const podWithoutPolicy = {
  id: "pod-without-policy",
  severity: "warning",
  message: "no policy isolates this pod in one or both directions",
  remediation: "give it the labels of its component, or a policy of its own",
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
