import { largestManifests } from "./readManifests";
import { readText, shownName } from "./readText";

/**
 * Whether a file, `-` for stdin, holds Kubernetes manifests and not values: an object of theirs has an apiVersion. A
 * ValdRelease has one too, and is values.
 */
export function isManifests(file: string): boolean {
  const text = readText(file, shownName(file), largestManifests);
  if (/^kind: *ValdRelease *$/m.test(text)) return false;
  return /^apiVersion:/m.test(text) || /^\s*\{\s*"(apiVersion|kind|items)"\s*:/.test(text);
}
