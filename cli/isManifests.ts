import { printable } from "../policy/problem";
import { largestManifests } from "./readManifests";
import { readText } from "./readText";

/**
 * Whether a file holds Kubernetes manifests and not values: an object of theirs has an apiVersion. What comes on stdin is
 * taken for manifests, because it can be read only once.
 */
export function isManifests(file: string): boolean {
  if (file === "-") return true;
  const text = readText(file, printable(file), largestManifests);
  return /^apiVersion:/m.test(text) || /^\s*\{\s*"(apiVersion|kind|items)"\s*:/.test(text);
}
