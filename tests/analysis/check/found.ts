import { formatLocation } from "../../../args/ignores";
import { check, type CheckInput, type FindingId } from "../../../core";

/** All findings, each as an id and a location. */
export function found(input: CheckInput): string[] {
  return check(input).findings.map((finding) => `${finding.id} ${formatLocation(finding)}`);
}

/** The locations of one finding. */
export function locationsOf(id: FindingId, input: CheckInput): string[] {
  return check(input)
    .findings.filter((finding) => finding.id === id)
    .map(formatLocation);
}

/** The details of one finding, by location. */
export function detailsOf(id: FindingId, input: CheckInput): (string | undefined)[] {
  return check(input)
    .findings.filter((finding) => finding.id === id)
    .map(({ detail }) => detail);
}
