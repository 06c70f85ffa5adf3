import type { Mistakes } from "./mistake";
import { addExpression, addPeer } from "../places";

export const selectorMistakes: Mistakes = {
  "unknown field in a selector": (made) =>
    (addPeer(made)["podSelector"] = {
      [made.draw.pick(["app", "matchlabels", "matchExpression", "constructor"])]: "x",
    }),
  "operator wrong": (made) =>
    (addExpression(made)["operator"] = made.draw.pick([
      "in",
      "IN",
      "Equals",
      "",
      "=",
      "Exist",
      "Gt",
      "exists",
      "Notin",
    ])),
  "In without values": (made) => {
    const expression = Object.assign(addExpression(made), { operator: made.draw.pick(["In", "NotIn"]), values: [] });
    if (made.draw.chance(50)) Reflect.deleteProperty(expression, "values");
  },
  "Exists with values": (made) =>
    Object.assign(addExpression(made), {
      operator: made.draw.pick(["Exists", "DoesNotExist"]),
      values: made.draw.pick([["a"], ["a", "b"], [""]]),
    }),
  "expression without a field": (made) =>
    void Reflect.deleteProperty(addExpression(made), made.draw.pick(["key", "operator"])),
  "expression with an unknown field": (made) => (addExpression(made)[made.draw.pick(["value", "Key", "op"])] = "x"),
  "values as text": (made) => Object.assign(addExpression(made), { operator: "In", values: "a" }),
  "values of numbers": (made) =>
    Object.assign(addExpression(made), { operator: "In", values: [made.draw.pick<unknown>([1, true, null, {}])] }),
  "operator in other letters": (made) =>
    (addExpression(made)["operator"] = made.draw.pick(["in", "NOTIN", "notIn", "exists", "doesNotExist"])),
};
