import type { Draw, Tree } from "../draw";
import type { Made } from "../made";
import type { Mistakes } from "./mistake";
import { someSettings } from "../places";
import { record } from "../tree";

export const servedPortMistakes: Mistakes = {
  "served port out of range": (made) =>
    (somePorts(made)[someName(made.draw)] = made.draw.pick([0, -1, 65536, 80.5, 1e21, 2 ** 31])),
  "served port as text": (made) =>
    (somePorts(made)[someName(made.draw)] = made.draw.pick(["8081", "grpc", "grpc", "http", "", "Http"])),
  "served port of another kind": (made) =>
    (somePorts(made)[someName(made.draw)] = made.draw.pick<unknown>([null, true, {}, [8081], NaN, { port: 8081 }])),
  "unknown port": (made) =>
    (somePorts(made)[made.draw.pick(["http", "metrics", "GRPC", "liveness", "port", "toString"])] = 8081),
  "served ports not an object": (made) =>
    (someParent(made)["ports"] = made.draw.pick<unknown>([null, 8081, [8081], [], "grpc", true, [{ port: 8081 }]])),
};

function somePorts(made: Made): Tree {
  return record(someParent(made), "ports");
}

function someParent(made: Made): Tree {
  return made.draw.chance(50) ? record(made.args, "defaults") : someSettings(made);
}

function someName(draw: Draw): string {
  return draw.pick(["grpc", "rest", "readiness"]);
}
