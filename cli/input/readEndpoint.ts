import type { AnalysisInput } from "../../analysis/model/analysisInput";
import type { Peer } from "../../analysis/model/peer";
import { podsWithAddress } from "../../analysis/model/podsWithAddress";
import { listText } from "../../analysis/text/listText";
import { cidr, labelKeyIssue, labelValue, namespace as namespaceSchema } from "../../args/scalarSchemas";
import { escapeText } from "../../args/schema/issue";
import type { ResolvedArgs } from "../../args/resolvedArgs";
import type { RelativeIssue } from "../../args/schema/schema";
import { componentNamed } from "../../graph/componentNamed";
import type { Component } from "../../graph/components";
import { canonicalCidr, isIPv4Mapped, normalizedCidr, parseAddress, parseCidr } from "../../kubernetes/cidr";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import { assertNoPort, kubectlNameHint, type NamedObjects, notReadable } from "./endpointHint";
import { objectKindNames, objectKindOf } from "./objectKinds";
import { podNamed, type PodLists } from "./podNamed";
import { UsageError } from "./usageError";

/** The components and the names that the values give them. */
export type NamedComponents = readonly Pick<ResolvedArgs["components"][number], "component" | "name">[];

/**
 * Reads one end of a connection: a component (`lbGateway`, `lb gateway`, `vald-lb-gateway`, or its name in `components`), an
 * address, a CIDR block, `namespace/key=value,key=value`, or the name of an object in the input: `namespace/name`, or
 * `namespace/kind/name`. The address of a Pod object refers to that pod, unless it is its node's address. With `mayBeService`,
 * errors also mention Services. Throws `UsageError`, which lists the accepted forms.
 */
export function readEndpoint(
  text: string,
  objects: Pick<AnalysisInput, "namespaces"> & NamedObjects,
  { components = [], mayBeService = false }: { components?: NamedComponents; mayBeService?: boolean } = {},
): Component | Peer {
  assertNoPort(text);
  const component = components.find(({ name }) => name === text)?.component ?? componentNamed(text);
  if (component !== undefined) return component;
  if (isAddress(text)) return podWithAddress(text, objects) ?? { address: text };
  const slash = text.indexOf("/");
  const [namespace, rest] = [text.slice(0, Math.max(slash, 0)), text.slice(slash + 1)];
  if (namespace === "") throw new UsageError(notReadable(text, objects));
  // A namespace name cannot contain a dot or a colon, so the user intended a CIDR block.
  if (/^[\d.]*\.[\d.]*$|:/.test(namespace)) assertValid(text, text, cidr.check?.(text));
  assertValid(text, namespace, namespaceSchema.check?.(namespace));
  if (rest === "" || rest.includes("=")) {
    const labels = readLabels(rest, text, objects);
    const { namespaces = {} } = objects;
    const namespaceLabels = Object.hasOwn(namespaces, namespace) ? namespaces[namespace] : undefined;
    return { namespace, labels, ...(namespaceLabels !== undefined && { namespaceLabels }) };
  }
  const [kind, name] = kindAndName(rest, text, mayBeService);
  const pod = podNamed(namespace, kind, name, objects);
  if (pod !== undefined) return pod;
  const missing = kind === undefined ? missingObjects(objects, mayBeService) : `no ${kind} with this name`;
  const hint = kubectlNameHint(namespace, rest, objects);
  if (hint !== undefined) throw new UsageError(`${escapeText(text)}: ${hint}`);
  throw new UsageError(
    `${escapeText(text)}: the input contains ${missing}; specify the pod's labels instead: ${namespace}/key=value,...`,
  );
}

/** What the input does not contain, if it contains nothing with a name. */
function missingObjects({ pods, services }: Pick<AnalysisInput, "pods" | "services">, mayBeService: boolean): string {
  const kinds = [
    { isKnown: pods !== undefined, one: ["Pod object", "workload"], all: ["Pod objects", "workloads"] },
    ...(mayBeService ? [{ isKnown: services !== undefined, one: ["Service"], all: ["Services"] }] : []),
  ];
  const [known, unknown] = [kinds.filter(({ isKnown }) => isKnown), kinds.filter(({ isKnown }) => !isKnown)];
  return listText([
    ...(known.length > 0
      ? [
          `no ${listText(
            known.flatMap(({ one }) => one),
            "or",
          )} with this name`,
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `no ${listText(
            unknown.flatMap(({ all }) => all),
            "or",
          )}`,
        ]
      : []),
  ]);
}

/** Reads `kind/name`, or a name without a kind. */
function kindAndName(rest: string, text: string, mayBeService: boolean): [kind: string | undefined, name: string] {
  const [first = "", name, ...more] = rest.split("/");
  if (name === undefined) return [undefined, first];
  const kind = objectKindOf(first);
  if (kind !== undefined && name !== "" && more.length === 0) return [kind, name];
  throw new UsageError(
    `${escapeText(text)}: expected namespace/kind/name with one of these kinds: ${[...objectKindNames, ...(mayBeService ? ["Service"] : [])].join(", ")}`,
  );
}

function isAddress(text: string): boolean {
  const mapped = parseCidr(text.includes("/") ? text : `${text}/128`);
  if (mapped !== undefined && isIPv4Mapped(mapped))
    throw new UsageError(
      `${text}: connections to IPv4-mapped addresses use IPv4; write ${(normalizedCidr(canonicalCidr(mapped)) ?? text).replace(/\/32$/, "")}`,
    );
  if (parseAddress(text) !== undefined) return true;
  const block = parseCidr(text);
  if (block === undefined) return false;
  const start = parseAddress(text.slice(0, text.indexOf("/")));
  if (start?.value === block.first) return true;
  throw new UsageError(
    `${text}: a CIDR block must begin with its first address (did you mean ${canonicalCidr(block)}?)`,
  );
}

/** Users copy addresses from logs. If the pod also has an address of the other family, only the given address counts. */
function podWithAddress(text: string, { pods }: PodLists): Peer | undefined {
  const [pod] = podsWithAddress(text, pods);
  return pod && { ...pod, ips: [text] };
}

function readLabels(labels: string, text: string, objects: NamedObjects): LabelMap {
  const read = new Map<string, string>();
  for (const pair of labels === "" ? [] : labels.split(",")) {
    const [key = "", value, ...more] = pair.split("=");
    if (value === undefined || more.length > 0) throw new UsageError(notReadable(text, objects));
    assertValid(text, key, labelKeyIssue(key));
    assertValid(text, value, labelValue.check?.(value));
    if (read.has(key)) throw new UsageError(`${text}: the label key \`${key}\` appears twice`);
    read.set(key, value);
  }
  return Object.fromEntries(read);
}

function assertValid(text: string, part: string, issue: RelativeIssue | undefined): void {
  if (issue === undefined) return;
  throw new UsageError(`${escapeText(text)}: got "${escapeText(part)}"; expected ${issue.expected}`);
}
