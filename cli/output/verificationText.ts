import type { PodFinding } from "../../analysis/queries/podFindings";
import type { Verification } from "../../analysis/queries/verify";
import { peerText } from "../../analysis/text/endpointText";
import { connectionLines } from "./connectionLines";
import { listText } from "../../analysis/text/listText";
import { undecidedText } from "../../analysis/text/undecidedText";

export const verificationHolds =
  "The policies allow exactly the connections that the documented table and the values declare.";

export const verificationTitles = {
  unexpected: "Open, but not declared",
  missing: "Declared, but not open",
  pods: "Pods without a policy, and policies without pods",
  undecided: "Not decided",
} as const;

/** The result of `verify` as human-readable text. */
export function verificationText({ verdict, unexpected, missing, pods, undecided }: Verification): string {
  if (verdict === "holds") return `${verificationHolds}\n`;
  const sections: [string, string[]][] = [
    [verificationTitles.unexpected, connectionLines(unexpected)],
    [verificationTitles.missing, connectionLines(missing)],
    [verificationTitles.pods, pods.map((finding) => `  ${podFindingText(finding)}`)],
    [verificationTitles.undecided, undecided.map((reason) => `  ${undecidedText(reason)}`)],
  ];
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${[`${title}:`, ...lines].join("\n")}\n`)
    .join("\n");
}

/** A pod, or a policy without pods, in words. */
export function podFindingText(finding: PodFinding): string {
  switch (finding.code) {
    case "pod-on-host-network":
      return `${finding.code}: policies do not apply to ${peerText(finding.pod)}, which is on the host network`;
    case "pod-without-policy":
      return `${finding.code}: no policy isolates ${peerText(finding.pod)} for ${listText(finding.open, "or")}; check the pod's labels`;
    case "policy-selects-no-pod":
      return `${finding.code}: ${finding.policy} selects no pods; check the labels of the pods that it should select, or, if the component is not deployed, turn it off in the values`;
  }
}
