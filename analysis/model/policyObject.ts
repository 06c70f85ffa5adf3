import { escapeText } from "../../args/schema/issue";
import { uniqueByValue } from "./uniqueByValue";

/** The kind and the name of an object. */
export interface PolicyObject {
  apiVersion: string;
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

/**
 * Why an object is not evaluated: a NetworkPolicy that cannot be read, a NetworkPolicy with a version of the API that no server
 * has today, such as extensions/v1beta1, or a policy of another kind.
 */
export function whyNotEvaluated({ apiVersion, kind }: Pick<PolicyObject, "apiVersion" | "kind">): WhyNotEvaluated {
  if (kind !== "NetworkPolicy") return "other-kind";
  if (apiVersion === "networking.k8s.io/v1") return "unreadable";
  const [group = ""] = apiVersion.split("/");
  // Groups of other projects are domain names. Kubernetes' own groups may have no dot.
  return group === "networking.k8s.io" || !group.includes(".") ? "other-version" : "other-kind";
}

export type WhyNotEvaluated = "unreadable" | "other-version" | "other-kind";

/** The kind of an object in messages. */
export function kindText({ kind }: PolicyObject): string {
  return escapeText(kind);
}

/** Each object once. */
export function uniqueObjects(all: readonly PolicyObject[]): PolicyObject[] {
  return uniqueByValue(all.map(policyObject));
}
