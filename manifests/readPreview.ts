import { assertInput } from "../analysis/model/assertInput";
import { listOf } from "../analysis/model/inputSchemas";
import { uniqueByValue } from "../analysis/model/uniqueByValue";
import { anyString } from "../args/scalarSchemas";
import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import type { UnevaluatedPolicy } from "../analysis/model/unevaluatedPolicy";
import { unevaluatedPolicyNotes } from "./manifestNotes";
import { type PreviewObject, previewObjects } from "./previewObjects";
import { previewNotes } from "./previewNotes";
import { isPreviewStep, objectTypeOf, type PreviewStep, providerOf, type ResourceState, typeOf } from "./previewStep";
import { type ObjectsRead, readObjects } from "./readObjects";
import { unevaluatedPolicy, unknownPolicy, unseenPolicy } from "./unevaluatedPolicy";

/**
 * The policies before and after a change. A Helm release whose step changes it is a policy that is not evaluated, because a preview
 * does not show the objects of a release.
 */
export interface PreviewRead {
  /** What the stack contains before the change. */
  before: ObjectsRead;
  /** What the stack will contain after the change. */
  after: ObjectsRead;
}

/** A reason why a preview cannot be read. The codes are stable. */
export type PreviewIssue =
  /** The value is not the output of `pulumi preview --json`. */
  | { code: "not-a-preview" }
  /** A step of the preview lacks fields that every step has. */
  | { code: "invalid-step" }
  /** The preview failed, so steps are missing. `message` is the engine's first error. */
  | { code: "failed-preview"; message: string }
  /** Unchanged resources are missing because the preview was created without `--show-sames`. */
  | { code: "unchanged-steps-omitted"; count: number }
  /** The preview is of a refresh, which compares the state with the cluster and does not run the program. */
  | { code: "refresh-only" }
  /** A secret in a policy, which the preview hides. `path` is the secret's path in the resource's inputs. */
  | { code: "secret"; urn: string; path: Path }
  /** A value in a policy that is known only during the deployment. */
  | { code: "unknown-value"; urn: string; path: Path }
  /** A policy is nested so deeply that no API server accepts it. */
  | { code: "nested-too-deeply"; urn: string }
  /** Policies of several providers, which may belong to several clusters. `providers` are the names of the resources. */
  | { code: "several-providers"; providers: string[] }
  /** No policy has one of the selected providers. */
  | { code: "unknown-provider"; provider: string; providers: string[] };

/** Thrown by `readPreview` if a preview cannot be read. */
export class InvalidPreviewError extends Error {
  /** The class's name. It identifies the error even if two copies of the package are loaded, so that `instanceof` fails. */
  override readonly name = "InvalidPreviewError";

  constructor(
    /** The reasons, at least one. The message contains only their codes. */
    readonly issues: readonly PreviewIssue[],
  ) {
    super(`invalid preview: ${issues.map(({ code }) => code).join(", ")}`);
  }
}

/** The engine's placeholder for a value that is known only during a deployment. */
const unknownMarker = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** No manifest that an API server accepts is nested nearly as deeply. */
const maxDepth = 100;

const providersSchema = listOf("names of providers", anyString);

/** The engine's placeholder for a secret. */
const secretMarker = "[secret]";

/**
 * Reads the parsed output of `pulumi preview --json --show-sames`. A stack with several clusters has a provider for each. With
 * `providers`, only their policies are read. Throws `InvalidPreviewError` if the preview failed, if unchanged steps are missing, if
 * a policy contains a secret or an unknown value, or if policies have several providers and `providers` is empty. Otherwise,
 * policies and values that are hidden, or that another cluster's policies replace, would count as absent, and the result would be
 * wrong. Invalid policies are treated as `readObjects` treats them.
 */
export function readPreview(preview: unknown, providers: readonly string[] = []): PreviewRead {
  assertInput(providers, providersSchema, ["providers"]);
  const { before, after } = previewObjects(ofProviders(stepsOf(preview), providers));
  const unreadable = [...before, ...after]
    .filter(({ type }) => isManifestType(type))
    .flatMap(({ urn, content }) => unreadableValues(content, urn));
  if (unreadable.length > 0) throw new InvalidPreviewError(uniqueByValue(unreadable));
  return { before: sideOf(before), after: sideOf(after) };
}

/** The steps of the resources that have one of the providers. */
function ofProviders(steps: readonly PreviewStep[], providers: readonly string[]): PreviewStep[] {
  const known = steps
    .filter((step) => hasPolicies(step))
    .flatMap((step) => [step.oldState, step.newState].flatMap((state) => (state ? [providerOf(state)] : [])));
  const names = [...new Set(known)].sort();
  const unknown = providers.filter((provider) => !names.includes(provider));
  if (unknown.length > 0)
    throw new InvalidPreviewError(
      unknown.map((provider) => ({ code: "unknown-provider", provider, providers: names })),
    );
  if (names.length > 1 && providers.length === 0)
    throw new InvalidPreviewError([{ code: "several-providers", providers: names }]);
  const ofSelected = (state: ResourceState | null | undefined) =>
    state && (providers.length === 0 || providers.includes(providerOf(state))) ? state : null;
  return steps.map((step) => ({ ...step, oldState: ofSelected(step.oldState), newState: ofSelected(step.newState) }));
}

/** Whether a step is about policies. A Helm release matters only if it changes. */
function hasPolicies(step: PreviewStep): boolean {
  const type = typeOf(step);
  return type === helmReleaseType ? step.op !== "same" : isPolicyType(type);
}

function sideOf(objects: readonly PreviewObject[]): ObjectsRead {
  const documents: unknown[] = [];
  const unknown: UnevaluatedPolicy[] = [];
  for (const { type, name, content, op, reason } of objects) {
    const [apiVersion, kind] = objectTypeOf(type);
    if (reason === "deleted-last") continue;
    if (isManifestType(type)) {
      if (content !== undefined) documents.push(content);
      const isUnknown = content === undefined || reason === "imported";
      if (isUnknown && isPolicyType(type)) unknown.push(unseenPolicy(apiVersion, kind, name, content !== undefined));
    } else if (type === helmReleaseType) {
      if (op !== "same" && reason !== "read" && reason !== "retained")
        unknown.push(unknownPolicy(apiVersion, kind, name));
    } else if (isUnevaluated(type)) {
      if (isRecord(content) && unreadableValues(content, "").length === 0)
        documents.push({ ...content, apiVersion, kind });
      else unknown.push(unknownPolicy(apiVersion, kind, name));
    }
  }
  const read = readObjects(documents);
  const unevaluatedPolicies = [...(read.input.unevaluatedPolicies ?? []), ...unknown];
  const policies = objects.filter(({ type }) => isPolicyType(type));
  return {
    ...read,
    ...(unevaluatedPolicies.length > 0 && { input: { ...read.input, unevaluatedPolicies } }),
    notes: [...read.notes, ...previewNotes(policies), ...unevaluatedPolicyNotes(unknown)],
  };
}

/** Whether the inputs of this type of resource are read as manifests. */
function isManifestType(type: string): boolean {
  return /^kubernetes:(networking\.k8s\.io\/v1:NetworkPolicy(List)?|core\/v1:Namespace(List)?)$/.test(type);
}

function isPolicyType(type: string): boolean {
  return isManifestType(type) ? !type.includes(":Namespace") : isUnevaluated(type);
}

/** Whether resources of this type are policies that are not evaluated. */
function isUnevaluated(type: string): boolean {
  if (!type.startsWith("kubernetes:") || isManifestType(type)) return false;
  const [apiVersion, kind] = objectTypeOf(type);
  return unevaluatedPolicy({ apiVersion, kind: kind.replace(/List$/, ""), value: {} }, "") !== undefined;
}

const helmReleaseType = "kubernetes:helm.sh/v3:Release";

function stepsOf(preview: unknown): PreviewStep[] {
  if (!isRecord(preview) || !Array.isArray(preview["steps"]) || !isRecord(preview["changeSummary"]))
    throw new InvalidPreviewError([{ code: "not-a-preview" }]);
  const failure = failureOf(preview["diagnostics"]);
  if (failure !== undefined) throw new InvalidPreviewError([failure]);
  if (!preview["steps"].every(isPreviewStep)) throw new InvalidPreviewError([{ code: "invalid-step" }]);
  const steps = preview["steps"];
  // A deployment that refreshes first has a step for the stack, too.
  if (steps.length > 0 && steps.every(({ op }) => op === "refresh"))
    throw new InvalidPreviewError([{ code: "refresh-only" }]);
  const omitted = Number(preview["changeSummary"]["same"] ?? 0) - steps.filter(({ op }) => op === "same").length;
  if (omitted > 0) throw new InvalidPreviewError([{ code: "unchanged-steps-omitted", count: omitted }]);
  return steps;
}

/** An error among the engine's messages. The preview then ended before its last step. */
function failureOf(diagnostics: unknown): PreviewIssue | undefined {
  const all: unknown[] = Array.isArray(diagnostics) ? diagnostics : [];
  const [error] = all.filter(isRecord).filter(({ severity }) => severity === "error");
  return error && { code: "failed-preview", message: String(error["message"] ?? "").trim() };
}

function unreadableValues(root: unknown, urn: string): PreviewIssue[] {
  const issues: PreviewIssue[] = [];
  // A loop, because a value may be nested more deeply than calls may be.
  const queue: { value: unknown; path: Path }[] = [{ value: root, path: [] }];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { value, path } = next;
    if (path.length > maxDepth) return [{ code: "nested-too-deeply", urn }];
    if (value === secretMarker) issues.push({ code: "secret", urn, path });
    if (value === unknownMarker) issues.push({ code: "unknown-value", urn, path });
    if (value === null || typeof value !== "object") continue;
    const inner = Object.entries(value).map(([key, one]: [string, unknown]) => ({
      value: one,
      path: [...path, Array.isArray(value) ? Number(key) : key],
    }));
    queue.push(...inner.reverse());
  }
  return issues;
}
