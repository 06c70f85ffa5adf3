import { isRecord } from "../args/schema/isRecord";

/** A step of a preview: what the engine does with one resource. */
export interface PreviewStep {
  /** https://github.com/pulumi/pulumi/blob/master/pkg/resource/deploy/step.go lists the operations. Later engines may add some. */
  op: string;
  urn: string;
  oldState?: ResourceState | null;
  newState?: ResourceState | null;
}

/** A resource before or after a step. */
export interface ResourceState {
  type: string;
  /** The provider's id of the object: `namespace/name`, or only the name if the object has no namespace. */
  id?: unknown;
  /** What the program declares. */
  inputs?: unknown;
  /** The object as the cluster has it. */
  outputs?: unknown;
  /** `<URN>::<id>` */
  provider?: string;
  /** The id of an object that the program imports, or imported in an earlier deployment. */
  importID?: unknown;
  /** Whether the stack only reads the object, which something else manages. */
  external?: unknown;
  /** Whether the object stays in the cluster when the stack deletes the resource. */
  retainOnDelete?: unknown;
  /** Whether the object is deleted before its replacement is created. */
  pendingReplacement?: unknown;
  /** Whether the object is deleted after its replacement is created. */
  delete?: unknown;
}

export function isPreviewStep(step: unknown): step is PreviewStep {
  if (!isRecord(step) || typeof step["op"] !== "string" || typeof step["urn"] !== "string") return false;
  return [step["oldState"], step["newState"]].every(
    (state) => state === undefined || state === null || (isRecord(state) && typeof state["type"] === "string"),
  );
}

/** The type of the step's resource. Empty if the step has no state. */
export function typeOf({ newState, oldState }: PreviewStep): string {
  return (newState ?? oldState)?.type ?? "";
}

/** The API version and the kind of a resource's type, such as `kubernetes:cilium.io/v2:CiliumNetworkPolicy`. */
export function objectTypeOf(type: string): [apiVersion: string, kind: string] {
  const [, apiVersion = "", kind = ""] = type.split(":");
  return [apiVersion, kind];
}

/** The name of the provider resource. All default providers use the same cluster, whatever their version. */
export function providerOf({ provider = "" }: ResourceState): string {
  const [, name = "default"] = /::([^:]+)::[^:]*$/.exec(provider) ?? [];
  return /^default(_|$)/.test(name) ? "default" : name;
}

/** The name of the object: `namespace/name`, the name alone, or else the name of the resource. */
export function objectNameOf(urn: string, { id, importID, inputs }: ResourceState): string {
  for (const one of [id, importID]) if (typeof one === "string" && one !== "") return one;
  const metadata = isRecord(inputs) && isRecord(inputs["metadata"]) ? inputs["metadata"] : {};
  const { name, namespace } = metadata;
  if (typeof name !== "string") return urn.slice(urn.lastIndexOf("::") + 2);
  return typeof namespace === "string" ? `${namespace}/${name}` : name;
}
