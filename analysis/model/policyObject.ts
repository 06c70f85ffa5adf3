import { escapeText } from "../../args/schema/issue";
import { uniqueByValue } from "./uniqueByValue";

/** The kind and the name of an object. */
export interface PolicyObject {
  /** The API group and version, such as `cilium.io/v2`. */
  apiVersion: string;
  /** The kind, such as `CiliumNetworkPolicy`. */
  kind: string;
  /** `namespace/name`, or only the name if the object has no namespace. */
  name: string;
}

export function policyObject({ apiVersion, kind, name }: PolicyObject): PolicyObject {
  return { apiVersion, kind, name };
}

/** The name of an object in messages: `CiliumNetworkPolicy vald/agent (cilium.io/v2)`. */
export function policyObjectText({ apiVersion, kind, name }: PolicyObject): string {
  return escapeText(`${kind} ${name} (${apiVersion})`);
}

/** Whether an object is a NetworkPolicy of an API version that no server has today, such as extensions/v1beta1. */
export function hasOtherVersion({ apiVersion, kind }: Pick<PolicyObject, "apiVersion" | "kind">): boolean {
  if (kind !== "NetworkPolicy" || apiVersion === "networking.k8s.io/v1") return false;
  const [group = ""] = apiVersion.split("/");
  // Groups of other projects are domain names. Kubernetes' own groups may have no dot.
  return group === "networking.k8s.io" || !group.includes(".");
}

/** The kind of an object in messages. */
export function kindText({ kind }: PolicyObject): string {
  return escapeText(kind);
}

/** Each object once. */
export function uniqueObjects(all: readonly PolicyObject[]): PolicyObject[] {
  return uniqueByValue(all.map(policyObject));
}
