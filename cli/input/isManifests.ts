import { maxManifestBytes } from "./readManifests";
import { readText } from "./readText";

/**
 * Whether a file, or stdin for `-`, contains Kubernetes manifests rather than values. Manifests have an `apiVersion`. A single
 * ValdRelease also has an `apiVersion`, but counts as values.
 */
export function isManifests(file: string): boolean {
  const text = readText(file, maxManifestBytes);
  const objects = text.match(/^apiVersion:/gm)?.length ?? 0;
  if (objects === 1 && /^kind: *ValdRelease *$/m.test(text)) return false;
  return objects > 0 || /^\s*\{\s*"(apiVersion|kind|items)"\s*:/.test(text);
}
