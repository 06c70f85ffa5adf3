import { isRecord } from "../args/schema/isRecord";
import { formatValue, type Issue, type Path } from "../args/schema/issue";
import { workloadKinds } from "./workloadKinds";

/** A Kubernetes object and its location. */
export interface ManifestObject {
  apiVersion: string;
  kind: string;
  value: Readonly<Record<string, unknown>>;
  /** The document's index, and the keys inside the document. */
  path: Path;
}

/** An issue in an object. */
export interface ManifestIssue {
  /**
   * The object's kind and name, such as `NetworkPolicy vald/agent`. Absent if the object has no valid kind or no printable
   * name.
   */
  object?: string;
  /** The kind of an object without a printable name. */
  kind?: string;
  /** The document's index, and the keys inside the document that lead to the object. */
  objectPath: Path;
  /** The issue, with its path inside the object. */
  issue: Issue;
}

const readVersions = new Set(["v1", "networking.k8s.io/v1", ...workloadKinds.map(([, version]) => version)]);

/**
 * Kinds that are read. A kind that differs from one of these only in case is an error, because the object would otherwise be
 * skipped.
 */
const readKinds = ["NetworkPolicy", "Pod", "Namespace", "List", ...workloadKinds.map(([kind]) => kind)];

/** 50 lists inside each other, so that reading them needs no deep recursion. */
const maxPathLength = 1 + 2 * 50;

/** Names the object at a path: `document 1`, or `document 1, items[3]`. */
export function documentName([document, ...keys]: Path): string {
  const items = keys.filter((key) => typeof key === "number").map((item) => `items[${item}]`);
  return [`document ${Number(document) + 1}`, ...(items.length === 0 ? [] : [items.join(".")])].join(", ");
}

/**
 * All objects in documents, with lists expanded, also lists in lists. A document may also be an array of objects. Empty documents
 * are skipped.
 */
export function manifestObjects(documents: readonly unknown[]): {
  objects: ManifestObject[];
  issues: ManifestIssue[];
} {
  const objects: ManifestObject[] = [];
  const issues: ManifestIssue[] = [];
  const add = (value: unknown, path: Path, itemType?: ItemType): void => {
    const found = objectOf(value, path, itemType);
    if (path.length > maxPathLength)
      issues.push(issueOf(path, "kind", "wrong-type", "less deeply nested lists", undefined));
    else if (Array.isArray(found)) for (const issue of found) issues.push(issue);
    else if (isList(found)) addItems(found);
    else objects.push(found);
  };
  const addItems = ({ apiVersion, kind, value, path }: ManifestObject): void => {
    // The API server writes null for an empty list.
    const items = value["items"] === null ? [] : value["items"];
    if (!Array.isArray(items)) {
      issues.push(issueOf(path, "items", "wrong-type", "a list of objects", items));
      return;
    }
    // In a list with a specific kind, such as PodList, the API server omits the items' kind.
    const itemType = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -"List".length) };
    items.forEach((item: unknown, i) => add(item, [...path, "items", i], itemType));
  };
  documents.forEach((document, i) => {
    // The output of `jq .items` is a list of objects.
    const items: unknown[] = Array.isArray(document) ? document : [];
    if (Array.isArray(document)) items.forEach((item, j) => add(item, [i, j]));
    else if (document !== null && document !== undefined) add(document, [i]);
  });
  return { objects, issues };
}

/** The type of a list's items that do not specify it. */
interface ItemType {
  apiVersion: string;
  kind: string;
}

function objectOf(value: unknown, path: Path, itemType?: ItemType): ManifestObject | ManifestIssue[] {
  if (!isRecord(value)) {
    const expected = "a Kubernetes object";
    return [{ objectPath: path, issue: { code: "wrong-type", path: [], value: formatValue(value), expected } }];
  }
  const { apiVersion = itemType?.apiVersion, kind = itemType?.kind } = value;
  if (typeof apiVersion === "string" && typeof kind === "string") {
    const intended = readKinds.find(
      (known) => readVersions.has(apiVersion) && known !== kind && known.toLowerCase() === kind.toLowerCase(),
    );
    return intended === undefined
      ? { apiVersion, kind, value, path }
      : [issueOf(path, "kind", "wrong-type", `\`${intended}\``, kind)];
  }
  const hint = kind === undefined && apiVersion === undefined ? "is this a values file?" : undefined;
  return [
    ...(typeof kind === "string"
      ? []
      : [issueOf(path, "kind", "missing-field", "a Kubernetes object's kind, such as `NetworkPolicy`", kind, hint)]),
    ...(typeof apiVersion === "string"
      ? []
      : [
          issueOf(
            path,
            "apiVersion",
            "missing-field",
            "a Kubernetes object's API group and version, such as `networking.k8s.io/v1`",
            apiVersion,
          ),
        ]),
  ];
}

/** Whether an object is a list. Other API groups may have kinds that only end in List, such as `AllowList`. */
function isList({ apiVersion, kind, value }: ManifestObject): boolean {
  return kind.endsWith("List") && (readVersions.has(apiVersion) || Array.isArray(value["items"]));
}

function issueOf(
  objectPath: Path,
  field: string,
  code: Issue["code"],
  expected: string,
  value: unknown,
  hint?: string,
): ManifestIssue {
  return {
    objectPath,
    issue: {
      code,
      path: [field],
      expected,
      ...(value !== undefined && { value: formatValue(value) }),
      ...(hint !== undefined && { hint }),
    },
  };
}
