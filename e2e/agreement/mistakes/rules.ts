import type { Mistakes } from "./mistake";
import { addPeer, addPort, addRule, someCustom } from "../places";
import { define, list } from "../tree";

export const ruleMistakes: Mistakes = {
  "peers of the other direction": (made) => {
    const { rule, peers } = addRule(made);
    rule[peers === "from" ? "to" : "from"] = made.draw.pick<unknown>([[], [{ podSelector: {} }], null]);
  },
  "unknown field in a rule": (made) =>
    define(
      addRule(made).rule,
      made.draw.pick(["form", "From", "port", "action", "podSelector", "__proto__", "constructor"]),
      made.draw.pick<unknown>([[], "x", null, {}]),
    ),
  "null in a rule": (made) => {
    const { rule, peers } = addRule(made);
    rule[made.draw.pick([peers, "ports"])] = made.draw.pick<unknown>([null, undefined, [null], [undefined]]);
  },
  "null in a port": (made) =>
    (addPort(made)[made.draw.pick(["port", "protocol", "endPort"])] = made.draw.pick([null, undefined])),
  "null in a selector": (made) =>
    (addPeer(made)["podSelector"] = {
      [made.draw.pick(["matchLabels", "matchExpressions"])]: made.draw.pick<unknown>([null, undefined]),
    }),
  "rule not an object": (made) =>
    list(someCustom(made), made.draw.pick(["ingress", "egress"])).push(
      made.draw.pick<unknown>([null, undefined, "all", 1, [], true]),
    ),
  "rules not a list": (made) =>
    (someCustom(made)[made.draw.pick(["ingress", "egress"])] = made.draw.pick<unknown>([
      {},
      "all",
      1,
      true,
      null,
      { from: [] },
    ])),
  "peers not a list": (made) => {
    const { rule, peers } = addRule(made);
    rule[made.draw.pick([peers, "ports"])] = made.draw.pick<unknown>([{}, "all", 80, { podSelector: {} }, ""]);
  },
  "everyone, as it may be written": (made) =>
    void list(someCustom(made), made.draw.pick(["ingress", "egress"])).push({}),
};
