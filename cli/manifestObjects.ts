import { isRecord } from "../policy/isRecord";
import { type Path, type Problem, problemText, valueText } from "../policy/problem";

/** A Kubernetes object and where in its file it stands. */
export interface ManifestObject {
  apiVersion: string;
  kind: string;
  value: Readonly<Record<string, unknown>>;
  /** The number of its document, from 0, and the keys that lead to it. */
  path: Path;
}

/** What is wrong in a file of manifests: where, and in words. */
export interface Flaw {
  path: Path;
  text: string;
}

const versionsRead = new Set(["v1", "networking.k8s.io/v1"]);

/** Misspelt, they would be passed over as other kinds are. */
const kindsRead = ["NetworkPolicy", "Pod", "Namespace", "List"];

/** All objects of the documents, those of lists one by one; a document with nothing in it is passed over. */
export function manifestObjects(documents: readonly unknown[]): { objects: ManifestObject[]; wrong: Flaw[] } {
  const objects: ManifestObject[] = [];
  const wrong: Flaw[] = [];
  documents.forEach((document, i) => {
    if (document === null || document === undefined) return;
    const found = objectOf(document, [i]);
    if (Array.isArray(found)) {
      wrong.push(...found);
      return;
    }
    const { apiVersion, kind, value, path } = found;
    if (!isList(found)) {
      objects.push(found);
      return;
    }
    // The API server writes null for a list of nothing.
    const items = value["items"] === null ? [] : value["items"];
    if (!Array.isArray(items)) {
      wrong.push(flaw([...path, "items"], "wrong-type", "a list of objects", items));
      return;
    }
    // The API server leaves the kind out of the items of a list of one kind.
    const ofItems = kind === "List" ? undefined : { apiVersion, kind: kind.slice(0, -"List".length) };
    items.forEach((item: unknown, j) => {
      const inner = objectOf(item, [...path, "items", j], ofItems);
      if (Array.isArray(inner)) for (const each of inner) wrong.push(each);
      else if (isList(inner))
        wrong.push(flaw([...inner.path, "kind"], "wrong-type", "no list inside a list", inner.kind));
      else objects.push(inner);
    });
  });
  return { objects, wrong };
}

/** Where an object stands, in words: `document 1`, `document 1, items[3]`. */
export function placeText([document, , item]: Path): string {
  return `document ${Number(document) + 1}${item === undefined ? "" : `, items[${item}]`}`;
}

function objectOf(value: unknown, path: Path, given?: { apiVersion: string; kind: string }): ManifestObject | Flaw[] {
  if (!isRecord(value)) {
    return [{ path, text: `${placeText(path)}: ${valueText(value)} given; expected a Kubernetes object` }];
  }
  const { apiVersion = given?.apiVersion, kind = given?.kind } = value;
  if (typeof apiVersion === "string" && typeof kind === "string") {
    const meant = kindsRead.find(
      (known) => versionsRead.has(apiVersion) && known !== kind && known.toLowerCase() === kind.toLowerCase(),
    );
    return meant === undefined
      ? { apiVersion, kind, value, path }
      : [flaw([...path, "kind"], "wrong-type", meant, kind)];
  }
  const hint = kind === undefined && apiVersion === undefined ? "values are given with -f" : undefined;
  return [
    ...(typeof kind === "string"
      ? []
      : [flaw([...path, "kind"], "missing-field", "the kind of a Kubernetes object", kind, hint)]),
    ...(typeof apiVersion === "string"
      ? []
      : [flaw([...path, "apiVersion"], "missing-field", "the group and version of a Kubernetes object", apiVersion)]),
  ];
}

/** Other groups may have a kind whose own name ends so, as `AllowList`. */
function isList({ apiVersion, kind, value }: ManifestObject): boolean {
  return kind.endsWith("List") && (versionsRead.has(apiVersion) || Array.isArray(value["items"]));
}

function flaw(path: Path, code: Problem["code"], expected: string, value: unknown, hint?: string): Flaw {
  const depth = path.length - 1;
  const problem = {
    code,
    path: path.slice(depth),
    expected,
    ...(value !== undefined && { value: valueText(value) }),
    ...(hint !== undefined && { hint }),
  };
  return { path, text: `${placeText(path.slice(0, depth))}: ${problemText(problem)}` };
}
