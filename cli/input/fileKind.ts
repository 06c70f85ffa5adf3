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
  return text.split(/^---(?=\s|$)/m).some(isObject) ? "manifests" : "values";
}

const key = `["']?(apiVersion|kind|metadata|spec|items)["']?`;
const flowObject = new RegExp(`^\\s*[[{][\\s[{]*${key}\\s*:`);

/** Whether a YAML or JSON document contains a Kubernetes object, or a list of objects. */
function isObject(document: string): boolean {
  const body = document.replace(/^(?:[ \t]*(?:[#%].*)?\r?\n)+/, "");
  const indent = /^ */.exec(body)?.[0] ?? "";
  return flowObject.test(body) || new RegExp(`^${indent}(- +)?${key}:(\\s|$)`, "m").test(body);
}
