import { podFindings } from "../../queries/podFindings";
import { peerText } from "../../text/endpointText";
import { objectName } from "../context";
import type { FindingRule } from "../findingRule";

export const podOnHostNetwork = {
  id: "pod-on-host-network",
  severity: "warning",
  message: "this pod of a component is on the host network, so policies do not apply to it",
  remediation: "remove `hostNetwork: true` from the pod's specification",
  needsManifests: true,
  check: (context) =>
    podFindings(context).flatMap((finding) =>
      finding.code === "pod-on-host-network" && context.isManifests
        ? [{ object: objectName("Pod", peerText(finding.pod)), path: ["spec", "hostNetwork"] }]
        : [],
    ),
} as const satisfies FindingRule;
