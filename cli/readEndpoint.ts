import type { Given } from "../analysis/given";
import type { Party } from "../analysis/party";
import { type Component, componentNames } from "../graph/components";
import { parseAddress, parseCidr } from "../policy/cidr";
import { nearest } from "../policy/nearest";
import type { LabelMap } from "../policy/notation";
import { printable } from "../policy/problem";

/** An end of a connection that cannot be read; the message says what can. */
export class EndpointError extends Error {}

/**
 * Reads an end of a connection: a component, an address or a range in CIDR notation, `namespace/key=value,key=value`, or
 * `namespace/pod` where pods are given.
 */
export function readEndpoint(text: string, given: Given): Component | Party {
  if (isComponent(text)) return text;
  if (parseAddress(text) !== undefined || parseCidr(text) !== undefined) return { address: text };
  const slash = text.indexOf("/");
  const [namespace, rest] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  if (namespace === "") throw new EndpointError(notReadable(text));
  if (rest === "" || rest.includes("=")) {
    const labels = readLabels(rest);
    if (labels === undefined) throw new EndpointError(notReadable(text));
    const namespaceLabels = Object.hasOwn(given.namespaces ?? {}, namespace)
      ? given.namespaces?.[namespace]
      : undefined;
    return { namespace, labels, ...(namespaceLabels !== undefined && { namespaceLabels }) };
  }
  const pod = given.pods?.find((candidate) => candidate.namespace === namespace && candidate.name === rest);
  if (pod !== undefined) return pod;
  const why = given.pods === undefined ? "no pods are given" : "it is not among the pods given";
  throw new EndpointError(
    `${printable(text)}: ${why}; describe it by its labels: ${printable(namespace)}/key=value,...`,
  );
}

function isComponent(text: string): text is Component {
  return (componentNames as readonly string[]).includes(text);
}

function readLabels(text: string): LabelMap | undefined {
  if (text === "") return {};
  const pairs = text.split(",").map((pair) => pair.split("="));
  const isSound = pairs.every(([key, value, ...more]) => key !== "" && value !== undefined && more.length === 0);
  return isSound ? (Object.fromEntries(pairs) as LabelMap) : undefined;
}

function notReadable(text: string): string {
  const near = nearest(text, componentNames);
  return (
    `"${printable(text)}" is none of: a component (${componentNames.join(", ")}), namespace/key=value,key=value, ` +
    `namespace/pod, an address, a range in CIDR notation${near === undefined ? "" : ` (did you mean ${near}?)`}`
  );
}
