import { isDeepStrictEqual } from "node:util";
import type { Issue, IssueCode } from "../../core";
import { isObject } from "./json";
import { isPortNumber, isSentToServer } from "./policyPaths";

/** Something that `validate` rejects although the API server accepts it. */
interface KnownDifference {
  code: IssueCode;
  /** Which issues of this code. Default: all. */
  when?: (context: Context) => boolean;
  reason: string;
}

interface Context {
  issue: Issue;
  path: Issue["path"];
  /** The value in the args that the issue is about. */
  value: unknown;
  /** All issues of the same args. */
  issues: readonly Issue[];
}

/** The known differences that explain an issue. */
export function differencesFor(issue: Issue, issues: readonly Issue[], args: unknown): KnownDifference[] {
  const value = issue.path.reduce((parent, key) => (parent as Record<string, unknown> | undefined)?.[key], args);
  const context = { issue, path: issue.path, value, issues };
  return knownDifferences.filter(({ code, when }) => code === issue.code && (when?.(context) ?? true));
}

/** Keys of choices that decide what is sent and are not part of a policy. */
const choices = ["component", "preset", "edgePorts", "cni", "id", "reason"];

/** If the validator rejects args, the server rejects them too, or the reason is in this list. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    code: "null-value",
    reason:
      "the server drops a null or reads it as empty: a rule without peers means everyone, a port entry without a port all ports",
  },
  {
    code: "conflicting-peer",
    when: hasNull,
    reason: "a selector that is null counts as present beside an ipBlock; the server drops it",
  },
  {
    code: "invalid-end-port",
    when: hasNull,
    reason: "an endPort that is null counts as present; the server drops it",
  },
  {
    code: "invalid-cidr",
    when: ({ value }) => String(value).includes(":"),
    reason:
      "IPv6 in another notation than the canonical one: the server accepts it with a warning, and one block would have several texts",
  },
  {
    code: "invalid-port",
    when: ({ value }) => typeof value === "number" && !Number.isFinite(value),
    reason: "JSON has no such number: it is sent as null, which means every port",
  },
  {
    code: "empty-pod-labels",
    reason: "to the server, an empty podSelector means all pods of the namespace, which are no component",
  },
  {
    code: "reserved-label",
    reason: "the package overrides the label, so the server never sees the user's value",
  },
  {
    code: "invalid-label-value",
    when: isReservedLabel,
    reason: "the value of a reserved label, which is invalid in itself",
  },
  {
    code: "invalid-label-key",
    when: ({ path: [top, key] }) => top === "annotations" && String(key) !== String(key).toLowerCase(),
    reason:
      "the server lower-cases the key of an annotation before it checks the DNS name in it; we apply the rules for labels",
  },
  {
    code: "invalid-name",
    when: ({ path: [top], value }) => top === "namePrefix" && String(value).length > 63,
    reason: "a prefix may be as long as a name, 63 characters; the server accepts 253 for the whole name",
  },
  {
    code: "wrong-type",
    when: ({ path: [top] }) => top === "namePrefix",
    reason: "a value that is not a string would become part of the name as text",
  },
  {
    code: "name-collision",
    reason: "the server sees one policy at a time: the second would replace the first",
  },
  {
    code: "no-component",
    reason: "no policy would contain such an edge, so the server never sees it",
  },
  {
    code: "missing-field",
    when: ({ path: [top, , ...rest] }) => top === "edges" && rest.length === 1,
    reason: "an edge with one end: to the server, a rule without peers means everyone",
  },
  {
    code: "missing-field",
    when: ({ path: [top] }) => top === "ignore",
    reason: "an ignored finding without an id or a reason, which the server never sees",
  },
  {
    code: "empty-list",
    when: ({ path }) => path.at(-1) === "cidrs",
    reason: "to the server, an empty list of peers means everyone",
  },
  {
    code: "empty-list",
    when: ({ path }) => path.at(-1) === "ports",
    reason: "to the server, an empty list of ports means all ports",
  },
  {
    code: "empty-list",
    when: ({ path: [top, ...rest] }) => top === "dns" && rest.length === 0,
    reason: "no DNS: no rule is sent, and no component could resolve a name",
  },
  {
    code: "conflicting-end",
    when: ({ value }) => isObject(value) && "component" in value,
    reason: "a component has its labels in its settings; with more labels, the rule would select fewer pods",
  },
  {
    code: "conflicting-end",
    when: ({ value }) => isObject(value) && "preset" in value,
    reason: "only one of a preset and an endpoint can be sent",
  },
  {
    code: "conflicting-end",
    when: ({ path }) => path.at(-1) === "kubernetes.io/metadata.name",
    reason: "only one of two names of a namespace can be sent",
  },
  {
    code: "conflicting-end",
    when: (context) => hasNull(context) || hasEmptyList(context),
    reason: "a field that is null or an empty list counts as present; the server drops it",
  },
  {
    code: "invalid-values",
    when: ({ path }) => !isSentToServer(path) && choices.includes(String(path.at(-1))),
    reason: "a choice that decides what is sent and is not part of a policy",
  },
  {
    code: "wrong-type",
    when: ({ path, value }) => isPortNumber(path) && typeof value === "string",
    reason: "the name of a port where the args accept only numbers, as for DNS and Vald's servers",
  },
  {
    code: "unknown-field",
    when: ({ path }) => !isSentToServer(path.slice(0, -1)),
    reason: "a policy has no field for such an arg; ignoring it would drop the rules that it was meant to contain",
  },
  {
    code: "wrong-type",
    when: (context) => !isSentToServer(context.path) || isReservedLabel(context),
    reason: "an arg that decides what is sent and is not part of a policy, or the value of a reserved label",
  },
];

function isReservedLabel({ path, issues }: Context): boolean {
  return issues.some(({ code, path: other }) => code === "reserved-label" && isDeepStrictEqual(other, path));
}

/** Whether the value is or contains a null, which is also reported. */
function hasNull({ path, issues }: Context): boolean {
  return issues.some(
    ({ code, path: nullPath }) => code === "null-value" && isDeepStrictEqual(nullPath.slice(0, path.length), path),
  );
}

/** Whether the value has an empty list, which is also reported. */
function hasEmptyList({ path, issues }: Context): boolean {
  return issues.some(
    ({ code, path: listPath }) => code === "empty-list" && isDeepStrictEqual(listPath.slice(0, -1), path),
  );
}
