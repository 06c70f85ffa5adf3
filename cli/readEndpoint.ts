import { isDeepStrictEqual } from "node:util";
import type { Given } from "../analysis/given";
import type { Party } from "../analysis/party";
import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { canonicalCidr, parseAddress, parseCidr } from "../policy/cidr";
import { nearest } from "../policy/nearest";
import type { LabelMap } from "../policy/notation";
import { printable } from "../policy/problem";
import { cidr, labelKeyComplaint, labelValue, namespace as namespaceName } from "../policy/scalars";
import type { Complaint } from "../policy/shape";
import { MisuseError } from "./misuseError";

/**
 * Reads an end of a connection: a component, an address or a range in CIDR notation, `namespace/key=value,key=value`, or
 * `namespace/pod` where pods are given; the address of one of them is that pod. Throws `MisuseError`, which says what can be
 * read.
 */
export function readEndpoint(text: string, given: Given): Component | Party {
  if (isComponent(text)) return text;
  if (isAddress(text)) return podWith(text, given) ?? { address: text };
  const slash = text.indexOf("/");
  const [namespace, rest] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  if (namespace === "") throw new MisuseError(notReadable(text));
  // No namespace has a dot or a colon in its name.
  if (/^[\d.]*\.[\d.]*$|:/.test(namespace)) refuse(text, text, cidr.check?.(text));
  refuse(text, namespace, namespaceName.check?.(namespace));
  if (rest === "" || rest.includes("=")) {
    const labels = readLabels(rest, text);
    const namespaceLabels = Object.hasOwn(given.namespaces ?? {}, namespace)
      ? given.namespaces?.[namespace]
      : undefined;
    return { namespace, labels, ...(namespaceLabels !== undefined && { namespaceLabels }) };
  }
  const pod = given.pods?.find((candidate) => candidate.namespace === namespace && candidate.name === rest);
  if (pod !== undefined) return pod;
  const why = given.pods === undefined ? "no pods are given" : "it is not among the pods given";
  throw new MisuseError(`${printable(text)}: ${why}; describe it by its labels: ${namespace}/key=value,...`);
}

function isComponent(text: string): text is Component {
  return (componentNames as readonly string[]).includes(text);
}

function isAddress(text: string): boolean {
  if (parseAddress(text) !== undefined) return true;
  const range = parseCidr(text);
  if (range === undefined) return false;
  const start = parseAddress(text.slice(0, text.indexOf("/")));
  if (start?.value === range.first) return true;
  throw new MisuseError(`${text}: the address is not the first of its range (did you mean ${canonicalCidr(range)}?)`);
}

/** Logs name addresses. Only that one counts of a pod that has another of the other family. */
function podWith(text: string, { pods = [] }: Given): Party | undefined {
  const address = parseAddress(text);
  if (address === undefined) return undefined;
  const isIt = (ip: string) => isDeepStrictEqual(parseAddress(ip), address);
  const pod = pods.find(({ ips = [] }) => ips.some(isIt));
  return pod && { ...pod, ips: [text] };
}

function readLabels(labels: string, text: string): LabelMap {
  const read = new Map<string, string>();
  for (const pair of labels === "" ? [] : labels.split(",")) {
    const [key = "", value, ...more] = pair.split("=");
    if (value === undefined || more.length > 0) throw new MisuseError(notReadable(text));
    refuse(text, key, labelKeyComplaint(key));
    refuse(text, value, labelValue.check?.(value));
    if (read.has(key)) throw new MisuseError(`${text}: label ${key} is given twice`);
    read.set(key, value);
  }
  return Object.fromEntries(read);
}

function refuse(text: string, part: string, complaint: Complaint | undefined): void {
  if (complaint === undefined) return;
  throw new MisuseError(`${printable(text)}: "${printable(part)}" given; expected ${complaint.expected}`);
}

function notReadable(text: string): string {
  const begun = componentNames.filter(
    (c) => valdGraph.components[c].app === text || (text.length > 1 && c.startsWith(text)),
  );
  const near = begun.length === 1 ? begun[0] : nearest(text, componentNames);
  const isNamespace = namespaceName.check?.(text) === undefined;
  const hint =
    near !== undefined
      ? ` (did you mean ${near}?)`
      : isNamespace
        ? ` (a pod in namespace ${text} without labels is ${text}/)`
        : "";
  return (
    `"${printable(text)}" is none of: a component (${componentNames.join(", ")}), namespace/key=value,key=value, ` +
    `namespace/pod, an address, a range in CIDR notation${hint}`
  );
}
