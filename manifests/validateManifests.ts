import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import type { ObjectSchema } from "../args/schema/schema";
import { validateSchema } from "../args/schema/validateSchema";
import type { LabelMap } from "../kubernetes/networkPolicy";
import { dropNulls } from "./dropNulls";
import { documentName, type ManifestIssue, type ManifestObject } from "./manifestObjects";
import { metadataSchema } from "./objectSchemas";

/** A valid object. */
export interface Manifest {
  /** `namespace` is empty for cluster-scoped kinds. */
  metadata: { name: string; namespace: string; labels?: LabelMap; ownerReferences?: OwnerReference[] };
}

/** A reference to the object that created an object. It is in the same namespace. */
export interface OwnerReference {
  kind: string;
  name: string;
  controller?: boolean;
}

/**
 * Validates objects of one kind. Returns the valid objects, sorted by namespace and name, the issues in the other objects, and
 * the path of each valid object, by kind and name. If `schema.rejectUndefined` is true, a field that the schema does not list
 * is an issue; otherwise, such fields are ignored. Objects that do not specify a namespace are assumed to be in `namespace`,
 * which is undefined for cluster-scoped kinds.
 */
export function validateManifests<T extends Manifest>(
  objects: readonly ManifestObject[],
  schema: ObjectSchema,
  namespace: string | undefined,
): { manifests: T[]; issues: ManifestIssue[]; locations: ReadonlyMap<string, Path> } {
  const locations = new Map<string, Path>();
  const manifests: T[] = [];
  const issues: ManifestIssue[] = [];
  for (const object of objects) {
    const manifest = relevantFields(object, schema);
    const name = objectName(object, manifest["metadata"], namespace);
    const about = { ...(name === undefined ? { kind: object.kind } : { object: name }), objectPath: object.path };
    const found = validateSchema(manifest, schema, []);
    for (const issue of found) issues.push({ ...about, issue });
    if (found.length > 0) continue;
    // A valid object has a name.
    const key = name ?? "";
    const other = locations.get(key);
    if (other !== undefined) {
      const hint = `also defined in ${documentName(other)}`;
      issues.push({
        ...about,
        issue: { code: "name-collision", path: [], expected: "an object that is defined only once", hint },
      });
    }
    locations.set(key, object.path);
    const metadata = { namespace: namespace ?? "", ...(manifest["metadata"] as object) };
    // Cast: the schema has validated the object.
    manifests.push({ ...manifest, metadata } as T);
  }
  return { manifests: manifests.sort(byNamespaceAndName), issues, locations };
}

function relevantFields({ value }: ManifestObject, schema: ObjectSchema): Record<string, unknown> {
  const { apiVersion, kind, status, metadata, ...rest } = value;
  if (schema.rejectUndefined !== true) return dropNulls(value, schema, "dropped") as Record<string, unknown>;
  return dropNulls(
    { ...(metadata !== undefined && { metadata: dropNulls(metadata, metadataSchema, "dropped") }), ...rest },
    schema,
    "kept",
  ) as Record<string, unknown>;
}

/** `NetworkPolicy vald/agent`; undefined if the object has no printable name. */
function objectName({ kind }: ManifestObject, metadata: unknown, namespace: string | undefined): string | undefined {
  const { name, namespace: own = namespace } = isRecord(metadata) ? metadata : {};
  if (!isPrintableName(name)) return undefined;
  if (namespace === undefined || !isPrintableName(own)) return `${kind} ${name}`;
  return `${kind} ${own}/${name}`;
}

function isPrintableName(name: unknown): name is string {
  return typeof name === "string" && /^[\w.-]{1,253}$/.test(name);
}

function byNamespaceAndName({ metadata: a }: Manifest, { metadata: b }: Manifest): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
