import { isRecord } from "../policy/isRecord";
import { type Path, pathText, printable, problemLines } from "../policy/problem";
import { InputError } from "./inputError";
import type { Flaw } from "./manifestObjects";
import { largestManifests, type Manifests, manifestsIn } from "./readManifests";
import { readText, shownName } from "./readText";

/** What the engine writes in place of a value that is known only in a deployment. */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What the engine writes in place of a secret. */
const hiddenValue = "[secret]";

/** The types whose inputs are manifests that are read. */
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
 * Reads what `pulumi preview --json --show-sames` printed (`-` is stdin): the policies before and after. Throws
 * `InputError` when the engine left unchanged steps out, hid a secret in a policy, or does not know a part of one yet: what
 * is not seen would count as not there, and without a policy everything is open.
 */
export function readPreview(file: string): { before: Manifests; after: Manifests } {
  const name = shownName(file);
  const steps = stepsIn(readText(file, name, largestManifests), name);
  const manifests = steps.filter((step) => manifestTypes.includes((step.newState ?? step.oldState)?.type ?? ""));
  const hidden = manifests.flatMap(({ urn, newState, oldState }) =>
    [oldState, newState].flatMap((state) =>
      unreadable(state?.inputs, []).map((why) => `${name}: ${printable(urn)}: ${why}`),
    ),
  );
  if (hidden.length > 0) throw new InputError(problemLines([...new Set(hidden)], (line) => line).join("\n"));
  const side = (state: "oldState" | "newState") => {
    // A replacement has several steps on one resource.
    const byUrn = new Map(manifests.flatMap((step) => (step[state] ? [[step.urn, step[state].inputs]] : [])));
    const linesOf = (flaws: readonly Flaw[]) => flaws.map(({ text }) => `${name}: ${text}`);
    return manifestsIn([...byUrn.values()], "default", linesOf).manifests;
  };
  const notes = [...otherPolicies(steps), ...helmReleases(steps)];
  const [before, after] = [side("oldState"), side("newState")];
  const none = (when: string, { policies }: Manifests) =>
    policies.length === 0 ? [`no NetworkPolicy ${when} the change`] : [];
  return {
    before: { ...before, notes: [...none("before", before), ...before.notes] },
    after: { ...after, notes: [...none("after", after), ...after.notes, ...notes] },
  };
}

function stepsIn(text: string, name: string): Step[] {
  let preview: unknown;
  try {
    preview = JSON.parse(text);
  } catch {
    throw new InputError(`${name}: no JSON; it is made by pulumi preview --json --show-sames`);
  }
  if (!isRecord(preview) || !Array.isArray(preview["steps"]) || !isRecord(preview["changeSummary"])) {
    throw new InputError(`${name}: no preview; it is made by pulumi preview --json --show-sames`);
  }
  if (!preview["steps"].every(isStep)) throw new InputError(`${name}: no preview; a step of it is no step`);
  const steps = preview["steps"];
  const dropped = Number(preview["changeSummary"]["same"] ?? 0) - steps.filter(({ op }) => op === "same").length;
  if (dropped > 0) {
    throw new InputError(
      `${name}: ${dropped} unchanged ${dropped === 1 ? "step was" : "steps were"} left out; make it with pulumi preview --json --show-sames`,
    );
  }
  return steps;
}

function isStep(step: unknown): step is Step {
  if (!isRecord(step) || typeof step["op"] !== "string" || typeof step["urn"] !== "string") return false;
  return [step["oldState"], step["newState"]].every(
    (state) => state === undefined || state === null || (isRecord(state) && typeof state["type"] === "string"),
  );
}

/** Where inputs are not to be seen, and why. */
function unreadable(value: unknown, path: Path): string[] {
  const where = path.length === 0 ? "all of it" : pathText(path);
  if (value === hiddenValue)
    return [`${where} is a secret, which a preview hides; compare values or manifests instead`];
  if (value === unknownValue) return [`${where} is not known before the deployment`];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    unreadable(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Policies of other kinds, and lists and patches: they count too, and nothing here reads them. */
function otherPolicies(steps: readonly Step[]): string[] {
  const types = steps
    .map((step) => (step.newState ?? step.oldState)?.type ?? "")
    .filter((type) => /networkpolicy(list|patch)?$/i.test(type) && !manifestTypes.includes(type));
  return [...new Set(types)].sort().map((type) => {
    const count = types.filter((other) => other === type).length;
    return `not read: ${count} ${printable(type)}; ${count === 1 ? "it" : "they"} may open or close more`;
  });
}

function helmReleases(steps: readonly Step[]): string[] {
  const count = steps.filter(({ newState }) => newState?.type === "kubernetes:helm.sh/v3:Release").length;
  return count === 0
    ? []
    : [
        `not seen: what ${count} Helm ${count === 1 ? "release deploys" : "releases deploy"} by kubernetes:helm.sh/v3:Release`,
      ];
}
