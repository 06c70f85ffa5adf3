import { largestManifests } from "./readManifests";
import { readText, shownName } from "./readText";

/**
 * Whether a file, `-` for stdin, holds Kubernetes manifests and not values: an object of theirs has an apiVersion. A
 * ValdRelease alone has one too, and is values.
 */
export function isManifests(file: string): boolean {
  const text = readText(file, shownName(file), largestManifests);
  const objects = text.match(/^apiVersion:/gm)?.length ?? 0;
  if (objects === 1 && /^kind: *ValdRelease *$/m.test(text)) return false;
  return objects > 0 || /^\s*\{\s*"(apiVersion|kind|items)"\s*:/.test(text);
}
