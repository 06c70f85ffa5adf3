import { isDeepStrictEqual } from "node:util";
import type { Issue, IssueCode } from "../../core";
import { isObject } from "./json";
import { isPortNumber, isSentToServer } from "./policyPaths";

/** A reason for which `validate` rejects args that the API server accepts. */
interface KnownDifference {
  code: IssueCode;
  /** Selects issues of this code. Default: all issues. */
  when?: (context: Context) => boolean;
  reason: string;
}

interface Context {
  issue: Issue;
  path: Issue["path"];
  /** The value in the args that has the issue. */
  value: unknown;
  /** All issues in the same args. */
  issues: readonly Issue[];
}

/** The known differences that explain an issue. */
export function differencesFor(issue: Issue, issues: readonly Issue[], args: unknown): KnownDifference[] {
  const value = issue.path.reduce((parent, key) => (parent as Record<string, unknown> | undefined)?.[key], args);
  const context = { issue, path: issue.path, value, issues };
  return knownDifferences.filter(({ code, when }) => code === issue.code && (when?.(context) ?? true));
}

/** Keys of settings that affect the policies but do not appear in them. */
const choices = ["component", "preset", "edgePorts", "cni", "id", "reason"];

/** If the validator rejects args, either the server rejects the args too, or the reason is in this list. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    code: "null-value",
    reason:
      "the server drops a null or reads it as empty: a rule without peers applies to everyone, a port entry without a port to all ports",
  },
  {
    code: "conflicting-peer",
    when: hasNull,
    reason: "a null selector conflicts with an ipBlock; the server drops the null",
  },
  {
    code: "invalid-end-port",
    when: hasNull,
    reason: "a null endPort counts as present; the server drops it",
  },
  {
    code: "invalid-cidr",
    when: ({ value }) => String(value).includes(":"),
    reason:
      "IPv6 in a notation that is not canonical: the server accepts it with a warning, and one block would have several spellings",
  },
  {
    code: "invalid-port",
    when: ({ value }) => typeof value === "number" && !Number.isFinite(value),
    reason: "JSON has no such number: it is sent as null, which allows every port",
  },
  {
    code: "empty-pod-labels",
    reason:
      "to the server, an empty podSelector selects all pods in the namespace, so it does not identify a component",
  },
  {
    code: "reserved-label",
    reason: "the package overrides the label, so the server never sees the user's value",
  },
  {
    code: "invalid-label-value",
    when: isReservedLabel,
    reason:
      "a reserved label with an invalid value: the package overrides the label, so the server never sees the value",
  },
  {
    code: "invalid-label-key",
    when: ({ path: [top, key] }) => top === "annotations" && String(key) !== String(key).toLowerCase(),
    reason:
      "the server lower-cases an annotation key before it checks the DNS name in the key; we apply the rules for label keys",
  },
  {
    code: "invalid-name",
    when: ({ path: [top], value }) => top === "namePrefix" && String(value).length > 63,
    reason: "we limit a prefix to 63 characters, like a name; the server accepts 253 characters for the whole name",
  },
  {
    code: "wrong-type",
    when: ({ path: [top] }) => top === "namePrefix",
    reason: "a value that is not a string would become part of the name as text",
  },
  {
    code: "name-collision",
    reason: "the server sees one policy at a time, and the second policy would replace the first",
  },
  {
    code: "label-collision",
    reason: "the server does not know which pods belong to which component",
  },
  {
    code: "no-component",
    reason: "no policy would contain such an edge, so the server never sees it",
  },
  {
    code: "missing-field",
    when: ({ path: [top, , ...rest] }) => top === "edges" && rest.length === 1,
    reason: "an edge with one end: to the server, a rule without peers applies to everyone",
  },
  {
    code: "missing-field",
    when: ({ path: [top] }) => top === "ignore",
    reason: "an ignored finding without an id or a reason, which the server never sees",
  },
  {
    code: "empty-list",
    when: ({ path }) => path.at(-1) === "cidrs",
    reason: "to the server, a rule with an empty list of peers applies to everyone",
  },
  {
    code: "empty-list",
    when: ({ path }) => path.at(-1) === "ports",
    reason: "to the server, a rule with an empty list of ports applies to all ports",
  },
  {
    code: "empty-list",
    when: ({ path: [top, ...rest] }) => top === "dns" && rest.length === 0,
    reason: "an empty list of DNS endpoints: no rule is sent, and no component could resolve names",
  },
  {
    code: "conflicting-end",
    when: ({ value }) => isObject(value) && "component" in value,
    reason:
      "a component's labels belong in its settings; with more labels, the rule would select only some of its pods",
  },
  {
    code: "conflicting-end",
    when: ({ value }) => isObject(value) && "preset" in value,
    reason: "a preset and an endpoint cannot both be sent",
  },
  {
    code: "conflicting-end",
    when: ({ path }) => path.at(-1) === "kubernetes.io/metadata.name",
    reason: "two names for one namespace cannot both be sent",
  },
  {
    code: "conflicting-end",
    when: (context) => hasNull(context) || hasEmptyList(context),
    reason: "a field that is null or an empty list counts as present; the server drops it",
  },
  {
    code: "invalid-values",
    when: ({ path }) => !isSentToServer(path) && choices.includes(String(path.at(-1))),
    reason: "a setting that affects the policies but does not appear in them",
  },
  {
    code: "wrong-type",
    when: ({ path, value }) => isPortNumber(path) && typeof value === "string",
    reason: "a port name where the args accept only numbers, as for DNS and Vald's servers",
  },
  {
    code: "unknown-field",
    when: ({ path }) => !isSentToServer(path.slice(0, -1)),
    reason:
      "a policy has no field for such an arg; ignoring the arg would drop the rules that it was supposed to contain",
  },
  {
    code: "wrong-type",
    when: (context) => !isSentToServer(context.path) || isReservedLabel(context),
    reason: "an arg that affects the policies but does not appear in them, or the value of a reserved label",
  },
];

function isReservedLabel({ path, issues }: Context): boolean {
  return issues.some(({ code, path: other }) => code === "reserved-label" && isDeepStrictEqual(other, path));
}

/** Whether the value is null or contains a null, which has an issue of its own. */
function hasNull({ path, issues }: Context): boolean {
  return issues.some(
    ({ code, path: nullPath }) => code === "null-value" && isDeepStrictEqual(nullPath.slice(0, path.length), path),
  );
}

/** Whether one of the value's fields is an empty list. Validation reports the list as a separate issue. */
function hasEmptyList({ path, issues }: Context): boolean {
  return issues.some(
    ({ code, path: listPath }) => code === "empty-list" && isDeepStrictEqual(listPath.slice(0, -1), path),
  );
}
