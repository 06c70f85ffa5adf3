import { largestManifests } from "./readManifests";
import { readText, shownName } from "./readText";

/** Whether a file, `-` for stdin, holds Kubernetes manifests and not values: an object of theirs has an apiVersion. */
export function isManifests(file: string): boolean {
  const text = readText(file, shownName(file), largestManifests);
  return /^apiVersion:/m.test(text) || /^\s*\{\s*"(apiVersion|kind|items)"\s*:/.test(text);
}
