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
  const matching = ({ id, path }: IgnoreArgs) =>
    findings.filter((finding) => finding.id === id && (path === undefined || isAt(finding, path)));
  const reasons = new Map(ignore.flatMap((one) => matching(one).map((finding) => [finding, one.reason])));
  // Somebody else's manifests, or what is not known yet, may be what is meant.
  const isWhole = manifests === undefined && unknown.length === 0;
  const unused = ignore.flatMap((one, i): Finding[] => {
    const isOfManifests = ofManifests.includes(one.id) || /^(NetworkPolicy|Pod) /.test(one.path ?? "");
    const isUnused = isWhole && holds(one.id, cni) && !isOfManifests && matching(one).length === 0;
    const about = [one.id, ...(one.path === undefined ? [] : [one.path])].join(" at ");
    const found = { id: "unused-ignore" as const, path: ["ignore", i], about };
    return isUnused ? [findingOf(found, cni)].filter((finding) => finding !== undefined) : [];
  });
  return {
    findings: [...findings.filter((one) => !reasons.has(one)), ...unused],
    ignored: findings.flatMap((one) => {
      const reason = reasons.get(one);
      return reason === undefined ? [] : [{ ...one, reason }];
    }),
  };
}

/** Whether a finding is at a path or inside it. The name of an object may have dots, and is not inside another. */
function isAt(finding: Finding, path: string): boolean {
  const place = placeText(finding);
  if (place === path || finding.object === path) return true;
  const isInside = place.startsWith(path) && /^[.[]/.test(place.slice(path.length));
  return isInside && path.length > (finding.object?.length ?? 0);
}
