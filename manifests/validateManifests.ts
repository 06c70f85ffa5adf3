import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import type { ObjectSchema } from "../args/schema/schema";
import { validateSchema } from "../args/schema/validateSchema";
import type { LabelMap } from "../kubernetes/networkPolicy";
import { asStored, type Normalization } from "./asStored";
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

/** The objects of one kind. */
export interface ValidatedManifests<T> {
  /** The valid objects, sorted by namespace and name. */
  manifests: T[];
  invalid: { object: ManifestObject; issues: ManifestIssue[] }[];
  /** The path of each valid object, by kind and name. */
  locations: ReadonlyMap<string, Path>;
  /** The values that the valid objects contain in another form. `object` is the object's kind and name. */
  normalizations: (Normalization & { object: string })[];
}

/**
 * Validates objects of one kind. If `schema.rejectUndefined` is true, a field that the schema does not list is an issue; otherwise,
 * such fields are ignored. Of objects with the same name, which several dumps of a cluster may contain, the `first` one counts, or
 * all are `invalid`, because it is not known which of them counts. Objects that do not specify a namespace are assumed to be in
 * `namespace`, which is undefined for cluster-scoped kinds.
 */
export function validateManifests<T extends Manifest>(
  objects: readonly ManifestObject[],
  schema: ObjectSchema,
  namespace: string | undefined,
  ofSameName: "first" | "invalid" = "invalid",
): ValidatedManifests<T> {
  const valid = new Map<string, { object: ManifestObject; manifest: T; normalizations: Normalization[] }>();
  const duplicates = new Map<string, Path>();
  const invalid: ValidatedManifests<T>["invalid"] = [];
  for (const object of objects) {
    const normalizations: Normalization[] = [];
    const manifest = relevantFields(object, schema, (normalization) => normalizations.push(normalization));
    const name = objectName(object, manifest["metadata"], namespace);
    const about = { ...(name === undefined ? { kind: object.kind } : { object: name }), objectPath: object.path };
    const issues = validateSchema(manifest, schema, []);
    // A valid object has a name.
    const key = name ?? "";
    const first = valid.get(key)?.object.path ?? duplicates.get(key);
    if (issues.length > 0) {
      invalid.push({ object, issues: issues.map((issue) => ({ ...about, issue })) });
    } else if (first !== undefined) {
      if (ofSameName === "first") continue;
      const hint = `also defined in ${documentName(first)}`;
      const expected = "an object that is defined only once";
      const issue: ManifestIssue = { ...about, issue: { code: "name-collision", path: [], expected, hint } };
      invalid.push({ object, issues: [issue] });
      duplicates.set(key, first);
    } else {
      const metadata = { namespace: namespace ?? "", ...(manifest["metadata"] as object) };
      // Cast: the schema has validated the object.
      valid.set(key, { object, manifest: { ...manifest, metadata } as T, normalizations });
    }
  }
  for (const key of duplicates.keys()) {
    const first = valid.get(key);
    // The issue is reported at the second object.
    if (first !== undefined) invalid.push({ object: first.object, issues: [] });
    valid.delete(key);
  }
  const all = [...valid];
  return {
    manifests: all.map(([, { manifest }]) => manifest).sort(byNamespaceAndName),
    invalid,
    locations: new Map(all.map(([key, { object }]) => [key, object.path])),
    normalizations: all.flatMap(([object, one]) => one.normalizations.map((each) => ({ ...each, object }))),
  };
}

function relevantFields(
  { value }: ManifestObject,
  schema: ObjectSchema,
  report: (normalization: Normalization) => void,
): Record<string, unknown> {
  const { apiVersion, kind, status, metadata, ...rest } = value;
  // Casts: asStored keeps objects.
  if (schema.rejectUndefined !== true) return asStored(value, schema, "dropped") as Record<string, unknown>;
  const known = asStored(
    { ...(metadata !== undefined && { metadata: asStored(metadata, metadataSchema, "dropped") }), ...rest },
    schema,
    "kept",
    report,
  ) as Record<string, unknown>;
  if (!Object.hasOwn(schema.fields, "spec") || known["spec"] !== undefined) return known;
  report({ code: "no-spec", path: ["spec"], value: "null", as: "{}" });
  return { ...known, spec: {} };
}

/** `NetworkPolicy vald/agent`; undefined if the object has no printable name. */
function objectName({ kind }: ManifestObject, metadata: unknown, namespace: string | undefined): string | undefined {
  const { name, namespace: own = namespace } = isRecord(metadata) ? metadata : {};
  if (!isPrintableName(name)) return undefined;
  if (namespace === undefined || !isPrintableName(own)) return `${kind} ${name}`;
  return `${kind} ${own}/${name}`;
}

export function isPrintableName(name: unknown): name is string {
  return typeof name === "string" && /^[\w.-]{1,253}$/.test(name);
}

function byNamespaceAndName({ metadata: a }: Manifest, { metadata: b }: Manifest): number {
  return compare(a.namespace, b.namespace) || compare(a.name, b.name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
