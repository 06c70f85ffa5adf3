import { isDeepStrictEqual } from "node:util";
import type { Problem, ProblemCode } from "../../policy/problem";
import { isNumberOfPort, isOutsideThePolicy } from "./outsideThePolicy";

/** Something that `validate` refuses although the API server takes it, and why that is right. */
interface Stricter {
  code: ProblemCode;
  /** Which problems of this code, beside `all` of the same args; default: each. */
  when?: (problem: Problem, all: readonly Problem[]) => boolean;
  reason: string;
}

/** What decides what is sent or told, and is not itself in a policy. */
const choices = ["component", "preset", "edgePorts", "cni", "id", "reason"];

/** The whole list: where we say no, the server says no too, or the reason stands here. */
export const stricter: readonly Stricter[] = [
  {
    code: "null-value",
    reason:
      "the server drops a null, or reads it as empty: a rule without its peers means everyone, a port entry without its port all of them",
  },
  {
    code: "conflicting-peer",
    when: besideNull,
    reason: "a selector that is null counts as given beside an ipBlock; the server drops it",
  },
  {
    code: "invalid-end-port",
    when: besideNull,
    reason: "an endPort that is null counts as given; the server drops it",
  },
  {
    code: "invalid-cidr",
    when: ({ value = "" }) => value.includes(":"),
    reason:
      "IPv6 in another spelling than the canonical one: the server takes it with a warning, and the same range would have many texts",
  },
  {
    code: "invalid-port",
    when: ({ value = "" }) => ["NaN", "Infinity"].includes(value),
    reason: "no number of JSON: on its way to the server it becomes null, which is every port",
  },
  {
    code: "empty-pod-labels",
    reason: "the server takes an empty podSelector as every pod of the namespace, which no component is",
  },
  {
    code: "reserved-label",
    reason: "the package sets the label itself, over the user's, so the server never sees what was given",
  },
  {
    code: "invalid-label-value",
    when: besideReservedLabel,
    reason: "the value of such a label, wrong by itself",
  },
  {
    code: "invalid-label-key",
    when: ({ path: [top, key] }) => top === "annotations" && String(key) !== String(key).toLowerCase(),
    reason:
      "the server reads an annotation's key in lower case before it checks the DNS name before the slash; we hold it to the rule for labels",
  },
  {
    code: "invalid-name",
    when: ({ path: [top], value = `""` }) => top === "namePrefix" && JSON.parse(value).length > 63,
    reason: "a prefix may be as long as a name, 63 characters; the server takes 253 for the two and -allow together",
  },
  {
    code: "wrong-type",
    when: ({ path: [top] }) => top === "namePrefix",
    reason: "what is no text would stand before the name as text",
  },
  {
    code: "name-collision",
    reason: "the server sees one policy after the other: the second would replace the first",
  },
  {
    code: "no-component",
    reason: "no policy of the package would hold such an edge, so the server never sees it",
  },
  {
    code: "missing-field",
    when: ({ path: [top, , ...end] }) => top === "edges" && end.length === 1,
    reason: "an edge without one of its ends: the server takes a rule without its peers as everyone",
  },
  {
    code: "missing-field",
    when: ({ path: [top] }) => top === "ignore",
    reason: "a finding that is ignored without its id or a reason, of which the server sees nothing",
  },
  {
    code: "empty-list",
    when: ({ path }) => path.at(-1) === "cidrs",
    reason: "the server takes an empty list of peers as everyone",
  },
  {
    code: "empty-list",
    when: ({ path }) => path.at(-1) === "ports",
    reason: "the server takes an empty list of ports as all of them",
  },
  {
    code: "empty-list",
    when: ({ path: [top, ...more] }) => top === "dns" && more.length === 0,
    reason: "DNS nowhere: nothing is sent, and no component would find another by its name",
  },
  {
    code: "conflicting-end",
    when: ({ expected }) => expected === "component alone",
    reason: "a component's labels stand in its settings; with others beside them, the server selects pods of fewer",
  },
  {
    code: "conflicting-end",
    when: ({ expected }) => expected.startsWith("a preset"),
    reason: "of a preset and a place of one's own only one can be sent",
  },
  {
    code: "conflicting-end",
    when: ({ path }) => path.at(-1) === "kubernetes.io/metadata.name",
    reason: "of two names for one namespace only one can be sent",
  },
  {
    code: "conflicting-end",
    when: (problem, all) => besideNull(problem, all) || hasEmptyList(problem, all),
    reason: "a field that is null or an empty list counts as given; the server drops it",
  },
  {
    code: "invalid-values",
    when: ({ path }) => isOutsideThePolicy(path) && choices.includes(String(path.at(-1))),
    reason: "a choice of ours, which decides what is sent and is not itself in a policy",
  },
  {
    code: "wrong-type",
    when: ({ path, value = "" }) => isNumberOfPort(path) && value.startsWith('"'),
    reason: "the name of a port where the args take a number alone: DNS and Vald's servers are known by numbers",
  },
  {
    code: "unknown-field",
    when: ({ path }) => isOutsideThePolicy(path.slice(0, -1)),
    reason: "an arg that no policy has a field for: ignored, it would drop the rules that it was meant to hold",
  },
  {
    code: "wrong-type",
    when: (problem, all) => isOutsideThePolicy(problem.path) || besideReservedLabel(problem, all),
    reason: "an arg that decides what is sent and is not itself in a policy; or the value of a reserved label",
  },
];

/** Whether the label that has the value is reported too, as one that the package sets. */
function besideReservedLabel({ path }: Problem, all: readonly Problem[]): boolean {
  return all.some(({ code, path: at }) => code === "reserved-label" && JSON.stringify(at) === JSON.stringify(path));
}

/** Whether a null stands in the object that the problem is about, and is itself reported. */
function besideNull({ path }: Problem, all: readonly Problem[]): boolean {
  const nulls = all.filter(({ code }) => code === "null-value").map(({ path: at }) => JSON.stringify(at));
  const object = JSON.stringify(path).slice(0, -1);
  return nulls.some((at) => at === JSON.stringify(path) || at.startsWith(`${object},`));
}

/** Whether the object that the problem is about has a list that is reported as empty. */
function hasEmptyList({ path }: Problem, all: readonly Problem[]): boolean {
  return all.some(({ code, path: at }) => code === "empty-list" && isDeepStrictEqual(at.slice(0, -1), path));
}
