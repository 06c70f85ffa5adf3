import { groupBy } from "../analysis/model/groupBy";
import { isRecord } from "../args/schema/isRecord";
import { objectNameOf, type PreviewStep, type ResourceState } from "./previewStep";

/** An object on one side of a change. */
export interface PreviewObject {
  urn: string;
  /** `namespace/name` */
  name: string;
  type: string;
  /** The object's fields. Undefined if the preview does not contain them. For the reason `imported`, those after the import. */
  content: unknown;
  /** Why the content is missing, or what else is special about the object. Absent if nothing is. */
  reason?: "read" | "imported" | "unknown-step" | "retained" | "deleted-first" | "deleted-last" | undefined;
  op: string;
}

type Side = "before" | "after";

/**
 * The objects in the cluster before and after the deployment. A step of an unknown kind may do anything, so its object is on both
 * sides without its content. An object that is deleted after its replacement, or another resource, was created under the same name
 * is on the side `after` with the reason `deleted-last`, although it is gone then.
 */
export function previewObjects(steps: readonly PreviewStep[]): Record<Side, PreviewObject[]> {
  const sides = { before: new Map<string, PreviewObject>(), after: new Map<string, PreviewObject>() };
  const imported = new Set(steps.filter(importsObject).map(({ urn }) => urn));
  for (const step of steps) {
    const { before, after } = sidesOf(step, imported.has(step.urn));
    // A refresh first reports the objects that the last deployment left. If one is gone, the program creates it again.
    if (step.op === "create") for (const key of sides.before.keys()) if (isOf(key, step.urn)) sides.before.delete(key);
    for (const object of before) sides.before.set(keyOf(object), object);
    for (const object of after) {
      const key = keyOf(object);
      // What a replacement declares counts more than that the replaced object is retained.
      if (object.reason !== "retained" || !sides.after.has(key)) sides.after.set(key, object);
    }
  }
  for (const { key, isFirst } of deletionOrders(steps)) {
    const [side, reason] = isFirst ? [sides.before, "deleted-first" as const] : [sides.after, "deleted-last" as const];
    const object = side.get(key);
    // The provider's create updates an object that has the same name, and the stack then deletes this object.
    if (object?.content !== undefined && object.reason === undefined) side.set(key, { ...object, reason });
  }
  const deletions = deletionsByObject(steps);
  for (const [key, object] of sides.after) {
    const ofObject = deletions.get(objectKeyOf(object)) ?? [];
    // For example, a renamed resource without an alias: the engine deletes the old resource, and thus the object, at the end.
    if (object.content !== undefined && object.reason === undefined && ofObject.some(({ urn }) => urn !== object.urn))
      sides.after.set(key, { ...object, reason: "deleted-last" });
  }
  return { before: withoutDuplicates(sides.before), after: withoutDuplicates(sides.after) };
}

function sidesOf(step: PreviewStep, isImported: boolean): Record<Side, PreviewObject[]> {
  const { op, urn, oldState, newState } = step;
  const object = (
    state: ResourceState | null | undefined,
    content: "declared" | "live" | undefined,
    reason?: PreviewObject["reason"],
  ): PreviewObject[] => {
    if (!state) return [];
    const own = state.external === true ? undefined : content;
    return [
      {
        urn,
        op,
        type: state.type,
        name: objectNameOf(urn, state),
        content: own === undefined ? undefined : own === "live" ? liveContent(state) : state.inputs,
        reason: reason ?? (state.external === true ? "read" : undefined),
      },
    ];
  };
  // Once an object is imported, the engine compares it with the program. Its state is then the object in the cluster.
  const isLive = isImported && oldState?.importID !== undefined && oldState.importID === oldState.id;
  const old = isLive && isRecord(oldState.outputs) ? object(oldState, "live") : object(oldState, "declared");
  const kept =
    oldState?.external === true
      ? old
      : oldState?.retainOnDelete === true
        ? object(oldState, "declared", "retained")
        : [];
  switch (op) {
    case "create":
      return { before: [], after: object(newState, "declared") };
    case "same":
    case "update":
      return { before: old, after: object(newState, "declared") };
    case "replace":
    case "create-replacement":
      if (importsObject(step)) {
        const live = object(newState, "live");
        return { before: [...old, ...live], after: [...kept, ...live] };
      }
      return {
        before: [...old, ...(newState?.external === true ? object(newState, undefined) : [])],
        after: [...kept, ...object(newState, "declared")],
      };
    case "delete":
    case "delete-replaced":
    case "discard":
    case "discard-replaced":
      return { before: kept.length > 0 ? kept : old, after: kept };
    case "import":
    case "import-replacement":
      return {
        before: [...old, ...object(newState, "declared", "imported")],
        after: object(newState, "declared"),
      };
    case "read":
      // The stack stops managing an object, which stays as it is.
      if (oldState && oldState.external !== true) return { before: old, after: object(oldState, "declared") };
      return { before: object(newState, undefined), after: object(newState, undefined) };
    case "read-replacement":
      return { before: [...old, ...object(newState, undefined)], after: [...kept, ...object(newState, undefined)] };
    // Further steps say what the refresh found. The object of a pending replacement is deleted already.
    case "refresh":
    case "remove-pending-replace":
      return { before: [], after: [] };
    default: {
      const unknown = object(newState ?? oldState, undefined, "unknown-step");
      return { before: unknown, after: unknown };
    }
  }
}

/** Whether the step imports an object. Unless all steps of a replacement are shown, only its `replace` step tells. */
function importsObject({ op, oldState, newState }: PreviewStep): boolean {
  if (op === "import" || op === "import-replacement") return true;
  const { importID, id } = newState ?? {};
  return op === "replace" && importID !== undefined && importID === id && oldState?.id !== id;
}

/** The objects that are replaced and deleted, and whether they are deleted before their replacements are created. */
function deletionOrders(steps: readonly PreviewStep[]): { key: string; isFirst: boolean }[] {
  const deleted = new Set<string>();
  const orders: { key: string; isFirst: boolean }[] = [];
  for (const { op, urn, oldState } of steps) {
    if (!oldState || staysInCluster(oldState)) continue;
    const key = keyOf({ urn, name: objectNameOf(urn, oldState) });
    if (op === "delete" || op === "delete-replaced") deleted.add(key);
    if (op !== "replace" && op !== "create-replacement") continue;
    if (oldState.delete === true) orders.push({ key, isFirst: false });
    else if (deleted.has(key) || oldState.pendingReplacement === true) orders.push({ key, isFirst: true });
  }
  return orders;
}

/** The steps that delete an object without replacing it, by object. */
function deletionsByObject(steps: readonly PreviewStep[]): ReadonlyMap<string, readonly PreviewStep[]> {
  return groupBy(steps, ({ op, urn, oldState }) =>
    op === "delete" && oldState && !staysInCluster(oldState)
      ? [objectKeyOf({ type: oldState.type, name: objectNameOf(urn, oldState) })]
      : [],
  );
}

/** Whether deleting the resource leaves the object in the cluster. */
function staysInCluster({ retainOnDelete, external }: ResourceState): boolean {
  return retainOnDelete === true || external === true;
}

/** The object in the cluster, without the fields that the provider adds. */
function liveContent({ outputs }: ResourceState): unknown {
  if (!isRecord(outputs)) return undefined;
  return Object.fromEntries(Object.entries(outputs).filter(([key]) => !key.startsWith("__")));
}

function keyOf({ urn, name }: Pick<PreviewObject, "urn" | "name">): string {
  return `${urn}\n${name}`;
}

function objectKeyOf({ type, name }: Pick<PreviewObject, "type" | "name">): string {
  return `${type}\n${name}`;
}

function isOf(key: string, urn: string): boolean {
  return key.startsWith(`${urn}\n`);
}

/** An object that one resource declares is known, even if another resource reads or retains it. */
function withoutDuplicates(objects: ReadonlyMap<string, PreviewObject>): PreviewObject[] {
  const all = [...objects.values()];
  const isDeclared = ({ content, reason }: PreviewObject) => content !== undefined && reason !== "retained";
  const declared = new Set(all.filter(isDeclared).map(objectKeyOf));
  return all.filter((object) => isDeclared(object) || !declared.has(objectKeyOf(object)));
}
