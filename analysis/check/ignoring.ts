import type { IgnoreArgs, NetworkPoliciesArgs } from "../../policy/args";
import type { Path } from "../../policy/problem";
import type { Checked } from "./checked";
import { type Finding, findingOf, holds, placeText } from "./finding";
import type { Subject } from "./subject";

/** Found in manifests alone. */
const ofManifests = ["not-isolated", "pod-without-policy", "policy-selects-no-pod"];

/** Findings without those that the args ignore; and where these ignore what is not there, that. */
export function ignoring(
  findings: readonly Finding[],
  { ignore = [] }: NetworkPoliciesArgs,
  { cni, manifests }: Subject,
  unknown: readonly Path[],
): Pick<Checked, "findings" | "ignored"> {
  const isMeant = (finding: Finding, { id, path }: IgnoreArgs) =>
    finding.id === id && (path === undefined || isAt(finding, path));
  // Somebody else's manifests, or what is not known yet, may be what is meant.
  const isWhole = manifests === undefined && unknown.length === 0;
  const unused = ignore.flatMap((one, i): Finding[] => {
    const isOfManifests = ofManifests.includes(one.id) || /^(NetworkPolicy|Pod) /.test(one.path ?? "");
    const isAsked = holds(one.id, cni) && !isOfManifests && one.id !== "unused-ignore";
    const isUnused = isWhole && isAsked && !findings.some((finding) => isMeant(finding, one));
    const about = [one.id, ...(one.path === undefined ? [] : [one.path])].join(" at ");
    const found = { id: "unused-ignore" as const, path: ["ignore", i], about };
    return isUnused ? [findingOf(found, cni)].filter((finding) => finding !== undefined) : [];
  });
  const all = [...findings, ...unused].map((finding) => ({
    finding,
    reason: ignore.findLast((one) => isMeant(finding, one))?.reason,
  }));
  return {
    findings: all.flatMap(({ finding, reason }) => (reason === undefined ? [finding] : [])),
    ignored: all.flatMap(({ finding, reason }) => (reason === undefined ? [] : [{ ...finding, reason }])),
  };
}

/** Whether a finding is at a path or inside it. The name of an object may have dots, and is not inside another. */
function isAt(finding: Finding, path: string): boolean {
  const place = placeText(finding);
  if (place === path || finding.object === path) return true;
  const isInside = place.startsWith(path) && /^[.[]/.test(place.slice(path.length));
  return isInside && path.length > (finding.object?.length ?? 0);
}
