import { assertInput } from "../analysis/model/assertInput";
import { listOf, namespaceNameSchema, partial } from "../analysis/model/inputSchemas";
import type { UnevaluatedPolicy } from "../analysis/model/unevaluatedPolicy";
import { anyString } from "../args/scalarSchemas";
import { isRecord } from "../args/schema/isRecord";
import type { NetworkPolicyManifest } from "../kubernetes/networkPolicy";
import { documentName, type ManifestIssue, type ManifestObject } from "./manifestObjects";
import { readSelector, unseenPolicy, inNamespace } from "./unevaluatedPolicy";
import { isPrintableName } from "./validateManifests";

/** An object that cannot be read. */
export interface InvalidObject {
  /** The object's kind, such as `NetworkPolicy`. */
  kind: string;
  /** The object's namespace. For a Namespace object, its name. */
  namespace: string;
  /** Empty if the issue is reported at another object with the same name. */
  issues: ManifestIssue[];
  /** For a NetworkPolicy: its name and labels, and its pod selector if that can be read. */
  policy?: NetworkPolicyManifest;
}

/** Thrown by `readObjects` and `requireValidObjects` if Kubernetes objects are invalid. */
export class InvalidManifestsError extends Error {
  /** The class's name. It identifies the error even if two copies of the package are loaded, so that `instanceof` fails. */
  override readonly name = "InvalidManifestsError";

  constructor(
    /** Every issue, sorted by the location of the object. The message contains only their number. */
    readonly issues: readonly ManifestIssue[],
  ) {
    super(`invalid manifests: ${issues.length} ${issues.length === 1 ? "issue" : "issues"}`);
  }
}

const invalidObjectsSchema = listOf(
  "invalid objects",
  partial("an invalid object", { namespace: anyString, issues: listOf("issues", partial("an issue", {})) }, [
    "namespace",
    "issues",
  ]),
);

/**
 * Throws `InvalidManifestsError` if objects in Vald's namespace are invalid, because answers about Vald then mean little. Invalid
 * objects in other namespaces only make some results unknown.
 */
export function requireValidObjects(invalid: readonly InvalidObject[], namespace: string): void {
  assertInput(invalid, invalidObjectsSchema, ["invalid"]);
  assertInput(namespace, namespaceNameSchema, ["namespace"]);
  const issues = invalid.filter((object) => object.namespace === namespace).flatMap((object) => object.issues);
  if (issues.length > 0) throw new InvalidManifestsError(issues.sort(byLocation));
}

/**
 * What can be said about an invalid object. Objects without a namespace are in `defaultNamespace`. Undefined if the object's namespace
 * cannot be read.
 */
export function invalidObject(
  { kind, value, path }: ManifestObject,
  issues: ManifestIssue[],
  defaultNamespace: string,
): InvalidObject | undefined {
  const metadata = isRecord(value["metadata"]) ? value["metadata"] : {};
  const name = isPrintableName(metadata["name"]) ? metadata["name"] : undefined;
  if (kind === "Namespace") return name === undefined ? undefined : { kind, namespace: name, issues };
  // Like null, an empty namespace counts as absent.
  const namespace = metadata["namespace"] || defaultNamespace;
  if (!isPrintableName(namespace)) return undefined;
  if (kind !== "NetworkPolicy") return { kind, namespace, issues };
  const labels = readSelector({ matchLabels: metadata["labels"] })?.matchLabels;
  const podSelector = isRecord(value["spec"]) ? readSelector(value["spec"]["podSelector"]) : undefined;
  const policy = {
    metadata: { name: name ?? `(${documentName(path)})`, namespace, ...(labels !== undefined && { labels }) },
    spec: { ...(podSelector !== undefined && { podSelector }) },
  };
  return { kind, namespace, issues, policy };
}

/** An invalid NetworkPolicy as a policy that is not evaluated. It applies to all pods that it may select. */
export function invalidPolicy({ metadata, spec }: NetworkPolicyManifest): UnevaluatedPolicy {
  const namespace = metadata.namespace ?? "";
  return {
    ...unseenPolicy("networking.k8s.io/v1", "NetworkPolicy", `${namespace}/${metadata.name}`, false),
    subjects: [inNamespace(spec, namespace)],
  };
}

/** Sorts by document and then by list item. Issues in the same object keep their order. */
export function byLocation({ objectPath: a }: ManifestIssue, { objectPath: b }: ManifestIssue): number {
  const different = a.findIndex((key, i) => key !== b[i]);
  return different < 0 ? 0 : Number(a[different]) - Number(b[different] ?? -1);
}
