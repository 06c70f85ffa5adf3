import { isRecord } from "../policy/isRecord";
import { metadata as metadataShape } from "../policy/manifestShape";
import type { LabelMap } from "../policy/notation";
import { problemText } from "../policy/problem";
import type { ObjectShape } from "../policy/shape";
import { validateShape } from "../policy/validate";
import { type Flaw, type ManifestObject, placeText } from "./manifestObjects";
import { withoutNulls } from "./withoutNulls";

/** An object that is right. */
export interface Manifest {
  /** The namespace is empty for an object that has none. */
  metadata: { name: string; namespace: string; labels?: LabelMap };
}

/**
 * The objects of one kind that are right, sorted by namespace and name, and what is wrong with the others. A field that a
 * strict shape does not know is wrong; other shapes say which fields are of interest. `namespace` is that of objects that
 * name none, undefined for a kind without. `places` are theirs in the file, by kind and name: `NetworkPolicy vald/agent`.
 */
export function soundManifests<T extends Manifest>(
  objects: readonly ManifestObject[],
  shape: ObjectShape,
  namespace: string | undefined,
): { manifests: T[]; wrong: Flaw[]; places: ReadonlyMap<string, ManifestObject["path"]> } {
  const places = new Map<string, ManifestObject["path"]>();
  const manifests: T[] = [];
  const wrong: Flaw[] = [];
  for (const object of objects) {
    const manifest = ofInterest(object, shape);
    const subject = subjectOf(object, manifest["metadata"], namespace);
    const problems = validateShape(manifest, shape, []);
    for (const problem of problems) {
      wrong.push({ path: [...object.path, ...problem.path], text: `${subject}: ${problemText(problem)}` });
    }
    if (problems.length > 0) continue;
    const other = places.get(subject);
    if (other !== undefined) {
      wrong.push({ path: object.path, text: `${subject}: given twice, also as ${placeText(other)}` });
    }
    places.set(subject, object.path);
    const metadata = { namespace: namespace ?? "", ...(manifest["metadata"] as object) };
    // The shape has checked it.
    manifests.push({ ...manifest, metadata } as T);
  }
  return { manifests: manifests.sort(byNamespaceAndName), wrong, places };
}

function ofInterest({ value }: ManifestObject, shape: ObjectShape): Record<string, unknown> {
  const { apiVersion, kind, status, metadata, ...rest } = value;
  if (shape.strict !== true) return withoutNulls(value, shape, "dropped") as Record<string, unknown>;
  return withoutNulls(
    { ...(metadata !== undefined && { metadata: withoutNulls(metadata, metadataShape, "dropped") }), ...rest },
    shape,
    "kept",
  ) as Record<string, unknown>;
}

/** `NetworkPolicy vald/agent`; where it stands, as long as its name is not known. */
function subjectOf({ kind, path }: ManifestObject, metadata: unknown, namespace: string | undefined): string {
  const { name, namespace: own = namespace } = isRecord(metadata) ? metadata : {};
  if (typeof name !== "string" || !isShort(name)) return `${kind} (${placeText(path)})`;
  if (namespace === undefined) return `${kind} ${name}`;
  return typeof own === "string" && isShort(own) ? `${kind} ${own}/${name}` : `${kind} ${name}`;
}

/** Fit to be shown as it is, though it may not be right. */
function isShort(text: string): boolean {
  return /^[\w.-]{1,253}$/.test(text);
}

function byNamespaceAndName({ metadata: a }: Manifest, { metadata: b }: Manifest): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
