import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import { type ObjectsRead, readObjects } from "./readObjects";

/** The policies before and after a change. */
export interface PreviewRead {
  before: ObjectsRead;
  after: ObjectsRead;
  notes: PreviewNote[];
}

/** A note about resources in a preview that the analysis ignores. The codes are stable. */
export type PreviewNote =
  /** Policies of another resource type, which may open or close more connections. */
  | { code: "policy-resources-not-read"; type: string; count: number }
  /** Helm releases. A preview does not show the resources that they deploy. */
  | { code: "helm-releases"; count: number };

/** A reason why a preview cannot be read. The codes are stable. */
export type PreviewIssue =
  | { code: "not-a-preview" }
  | { code: "invalid-step" }
  /** Unchanged resources are missing because the preview was created without `--show-sames`. */
  | { code: "unchanged-steps-omitted"; count: number }
  /** A secret in a policy, which the preview hides. `path` is the secret's path in the resource's inputs. */
  | { code: "secret"; urn: string; path: Path }
  /** A value in a policy that is known only during the deployment. */
  | { code: "unknown-value"; urn: string; path: Path }
  | { code: "nested-too-deeply"; urn: string };

/** Thrown if a preview cannot be read. */
export class InvalidPreviewError extends Error {
  override readonly name = "InvalidPreviewError";

  constructor(readonly issues: readonly PreviewIssue[]) {
    super(`invalid preview: ${issues.map(({ code }) => code).join(", ")}`);
  }
}

/** The engine's placeholder for a value that is known only during a deployment. */
const unknownMarker = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** No manifest that an API server accepts is nested nearly as deeply. */
const maxDepth = 100;

/** The engine's placeholder for a secret. */
const secretMarker = "[secret]";

/** The types of resources whose inputs are read as manifests. */
const manifestTypes = ["kubernetes:networking.k8s.io/v1:NetworkPolicy", "kubernetes:core/v1:Namespace"];

interface Step {
  op: string;
  urn: string;
  oldState?: State | null;
  newState?: State | null;
}

interface State {
  type: string;
  inputs?: unknown;
}

/**
 * Reads the parsed output of `pulumi preview --json --show-sames`. Throws `InvalidPreviewError` if unchanged steps are missing,
 * or if a policy contains a secret or an unknown value. Otherwise, hidden policies and values would count as absent, and the
 * result would be wrong. Throws `InvalidManifestsError` if a policy is invalid.
 */
export function readPreview(preview: unknown): PreviewRead {
  const steps = stepsOf(preview);
  const manifests = steps.filter((step) => manifestTypes.includes(typeOf(step)));
  const unreadable = manifests.flatMap(({ urn, newState, oldState }) =>
    [oldState, newState].flatMap((state) => unreadableValues(state?.inputs, urn, [])),
  );
  if (unreadable.length > 0) throw new InvalidPreviewError(uniqueIssues(unreadable));
  const side = (state: "oldState" | "newState") => {
    // A replacement has several steps for one resource.
    const byUrn = new Map(manifests.flatMap((step) => (step[state] ? [[step.urn, step[state].inputs]] : [])));
    return readObjects([...byUrn.values()]);
  };
  return {
    before: side("oldState"),
    after: side("newState"),
    notes: [...otherPolicies(steps), ...helmReleases(steps)],
  };
}

function stepsOf(preview: unknown): Step[] {
  if (!isRecord(preview) || !Array.isArray(preview["steps"]) || !isRecord(preview["changeSummary"]))
    throw new InvalidPreviewError([{ code: "not-a-preview" }]);
  if (!preview["steps"].every(isStep)) throw new InvalidPreviewError([{ code: "invalid-step" }]);
  const steps = preview["steps"];
  const omitted = Number(preview["changeSummary"]["same"] ?? 0) - steps.filter(({ op }) => op === "same").length;
  if (omitted > 0) throw new InvalidPreviewError([{ code: "unchanged-steps-omitted", count: omitted }]);
  return steps;
}

function isStep(step: unknown): step is Step {
  if (!isRecord(step) || typeof step["op"] !== "string" || typeof step["urn"] !== "string") return false;
  return [step["oldState"], step["newState"]].every(
    (state) => state === undefined || state === null || (isRecord(state) && typeof state["type"] === "string"),
  );
}

function typeOf({ newState, oldState }: Step): string {
  return (newState ?? oldState)?.type ?? "";
}

function unreadableValues(root: unknown, urn: string, rootPath: Path): PreviewIssue[] {
  const issues: PreviewIssue[] = [];
  // A loop, because a value may be nested more deeply than calls may be.
  const queue = [{ value: root, path: rootPath }];
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

function uniqueIssues(issues: readonly PreviewIssue[]): PreviewIssue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}

/** Notes about other types of policies, including lists and patches. They also affect connections but are not read. */
function otherPolicies(steps: readonly Step[]): PreviewNote[] {
  const types = steps
    .map(typeOf)
    .filter((type) => /networkpolicy(list|patch)?$/i.test(type) && !manifestTypes.includes(type));
  return [...new Set(types)].sort().map((type) => {
    const count = types.filter((other) => other === type).length;
    return { code: "policy-resources-not-read", type, count };
  });
}

function helmReleases(steps: readonly Step[]): PreviewNote[] {
  const count = steps.filter(({ newState }) => newState?.type === "kubernetes:helm.sh/v3:Release").length;
  return count === 0 ? [] : [{ code: "helm-releases", count }];
}
