import { maxManifestBytes } from "./readManifests";
import { readText } from "./readText";

/**
 * What a file, or stdin for `-`, contains: the output of `pulumi preview`, Kubernetes manifests, or values. The values have no
 * field with the name of a Kubernetes object's field. A single ValdRelease counts as values.
 */
export function fileKind(file: string): "preview" | "manifests" | "values" {
  const text = readText(file, maxManifestBytes);
  if (/^\s*\{/.test(text) && text.includes('"changeSummary":')) return "preview";
  const isRelease = /^["']?kind["']?: *["']?ValdRelease["']?\s*$/m.test(text);
  if (isRelease && text.match(/^["']?apiVersion["']?:/gm)?.length === 1) return "values";
  return blockObject.test(text) || flowObject.test(text) ? "manifests" : "values";
}

const key = `["']?(apiVersion|kind|metadata|spec|items)["']?`;
const blockObject = new RegExp(`^(- +)?${key}:(\\s|$)`, "m");
const flowObject = new RegExp(`^\\s*[[{][\\s[{]*${key}\\s*:`);
