import { append, assign, type Edits, remove, set } from "../edits";
import { customRules, emptyPeer, expression, port, rule, ruleWithPeersKey } from "../locations";

export const ruleMistakes: Edits = {
  "peers for the other direction": (draft) => {
    const { rule, peersKey } = ruleWithPeersKey(draft);
    rule[peersKey === "from" ? "to" : "from"] = draft.random.pick<unknown>([[], [{ podSelector: {} }], null]);
  },
  "unknown field in a rule": set(
    rule,
    ["form", "From", "port", "action", "podSelector", "__proto__", "constructor"],
    [[], "x", null, {}],
  ),
  "null in a rule": (draft) => {
    const { rule, peersKey } = ruleWithPeersKey(draft);
    rule[draft.random.pick([peersKey, "ports"])] = draft.random.pick<unknown>([null, undefined, [null], [undefined]]);
  },
  "peers or ports that are not a list": (draft) => {
    const { rule, peersKey } = ruleWithPeersKey(draft);
    rule[draft.random.pick([peersKey, "ports"])] = draft.random.pick<unknown>([
      ...[{}, "all", 80, { podSelector: {} }, ""],
    ]);
  },
  "rule that is not an object": append(customRules, ["ingress", "egress"], [null, undefined, "all", 1, [], true]),
  "rules that are not a list": set(customRules, ["ingress", "egress"], [{}, "all", 1, true, null, { from: [] }]),
  "empty rule, which is valid": append(customRules, ["ingress", "egress"], [{}]),

  "empty peer": emptyPeer,
  "peer with empty values": assign(emptyPeer, [
    ...[{ podSelector: {} }, { namespaceSelector: {} }, { podSelector: undefined }, { ipBlock: undefined }],
    ...[{ namespaceSelector: null }, { ipBlock: null }, { ipBlock: {} }],
  ]),
  "ipBlock with a selector": (draft) =>
    Object.assign(emptyPeer(draft), {
      ipBlock: { cidr: "10.0.0.0/8" },
      [draft.random.pick(["podSelector", "namespaceSelector"])]: draft.random.pick([
        ...[{}, { matchLabels: { app: "a" } }, null],
      ]),
    }),
  "ipBlock with a null selector": assign(emptyPeer, [{ ipBlock: { cidr: "10.0.0.0/8" }, podSelector: null }]),
  "unknown field in a peer": (draft) =>
    Object.assign(emptyPeer(draft), draft.random.pick([{ podSelector: {} }, { ipBlock: { cidr: "10.0.0.0/8" } }]), {
      [draft.random.pick(["podselector", "matchLabels", "cidr", "ports", "toString"])]: {},
    }),

  "null in a selector": set(emptyPeer, "podSelector", [
    ...[{ matchLabels: null }, { matchLabels: undefined }, { matchExpressions: null }, { matchExpressions: undefined }],
  ]),
  "unknown field in a selector": set(emptyPeer, "podSelector", [
    ...[{ app: "x" }, { matchlabels: "x" }, { matchExpression: "x" }, { constructor: "x" }],
  ]),
  "wrong operator": set(expression, "operator", [
    ...["in", "IN", "NOTIN", "notIn", "Notin", "exists", "Exist", "doesNotExist", "Equals", "", "=", "Gt"],
  ]),
  "In without values": assign(expression, [
    ...[{ operator: "In" }, { operator: "NotIn" }, { operator: "In", values: [] }, { operator: "NotIn", values: [] }],
  ]),
  "Exists with values": assign(expression, [
    ...[{ values: ["a"] }, { operator: "DoesNotExist", values: ["a", "b"] }, { values: [""] }],
  ]),
  "expression without a field": remove(expression, ["key", "operator"]),
  "unknown field in an expression": set(expression, ["value", "Key", "op"], ["x"]),
  "wrong values": assign(
    expression,
    ["a", [1], [true], [null], [{}]].map((values) => ({ operator: "In", values })),
  ),

  "null in a port": set(port, ["port", "protocol", "endPort"], [null, undefined]),
};
