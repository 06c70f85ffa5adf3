import type { Mistakes } from "./mistake";
import { addEdge } from "../edgePlaces";
import { define, list } from "../tree";
import { validPlace } from "../validEdges";

export const edgeMistakes: Mistakes = {
  "edges not a list": (made) =>
    (made.args["edges"] = made.draw.pick<unknown>([
      {},
      "all",
      1,
      true,
      null,
      { from: { component: "agent" }, to: { component: "lbGateway" } },
    ])),
  "edge not an object": (made) =>
    list(made.args, "edges").push(made.draw.pick<unknown>([null, undefined, "agent -> lbGateway", 1, [], true])),
  "edge without an end": (made) => void Reflect.deleteProperty(addEdge(made), made.draw.pick(["from", "to"])),
  "unknown field in an edge": (made) =>
    define(
      addEdge(made),
      made.draw.pick(["port", "protocol", "form", "From", "action", "component", "__proto__", "constructor"]),
      made.draw.pick<unknown>([8081, "x", [], null, {}]),
    ),
  "null in an edge": (made) =>
    (addEdge(made)[made.draw.pick(["from", "to", "ports"])] = made.draw.pick<unknown>([
      null,
      undefined,
      [null],
      [undefined],
    ])),
  "end not an object": (made) =>
    (addEdge(made)[made.draw.pick(["from", "to"])] = made.draw.pick<unknown>([
      "agent",
      ["agent"],
      [{ component: "agent" }],
      [],
      5,
      true,
      "10.0.0.0/8",
    ])),
  "ports of an edge not a list": (made) =>
    (addEdge(made)["ports"] = made.draw.pick<unknown>([{}, "", "grpc", 8081, { port: 8081 }, [8081]])),
  "edge on no port": (made) => (addEdge(made)["ports"] = []),
  "edge between others": (made) =>
    Object.assign(addEdge(made), { from: validPlace(made.draw), to: validPlace(made.draw) }),
  "client that goes to a bucket": (made) =>
    Object.assign(addEdge(made), { from: { podLabels: { app: "client" } }, to: { cidrs: ["203.0.113.0/24"] } }),
};
