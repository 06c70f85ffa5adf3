import type { Mistakes } from "./mistake";
import { addPort, addRule } from "../places";
import { slip } from "../slip";
import { list, replaced } from "../tree";

export const portMistakes: Mistakes = {
  "port out of range": (made) =>
    (addPort(made)["port"] = made.draw.pick([0, -0, -1, 65536, 1e9, 2 ** 31, 2 ** 53, 1e21])),
  "port not whole": (made) => (addPort(made)["port"] = made.draw.pick([80.5, 1e-7])),
  "port number as text": (made) => (addPort(made)["port"] = made.draw.pick(["80", "0", "8081", "65536", "080", "1-2"])),
  "port name wrong": (made) =>
    (addPort(made)["port"] = made.draw.pick([
      "",
      "HTTP",
      "Grpc",
      "a".repeat(16),
      "-a",
      "a-",
      "a--b",
      "a_b",
      "a.b",
      "é",
      "a b",
      "http\n",
      "8080-8090",
      "*",
    ])),
  "port name with a slip": (made) =>
    (addPort(made)["port"] = slip(made.draw, made.draw.pick(["http", "grpc-api", "a", "abcdefghijklm-0"]))),
  "port of a wrong type": (made) =>
    (addPort(made)["port"] = made.draw.pick<unknown>([true, {}, [], [80], { number: 80 }])),
  "protocol wrong": (made) =>
    (addPort(made)["protocol"] = made.draw.pick(["tcp", "udp", "", "HTTP", "ICMP", "Tcp", "TCP ", "ANY", "6"])),
  "protocol of a wrong type": (made) => (addPort(made)["protocol"] = made.draw.pick<unknown>([6, ["TCP"], {}, false])),
  "endPort without port": (made) =>
    replaced(addPort(made), { endPort: 90, ...(made.draw.chance(50) && { protocol: "UDP" }) }),
  "endPort beside a named port": (made) => Object.assign(addPort(made), { port: "http", endPort: 90 }),
  "endPort below port": (made) => Object.assign(addPort(made), { port: 80, endPort: made.draw.integer(1, 80) }),
  "endPort out of range": (made) =>
    Object.assign(addPort(made), {
      port: made.draw.pick([80, 65535]),
      endPort: made.draw.pick<unknown>([0, -1, 65536, 80.5, "90", 1e12]),
    }),
  "port wrong beside endPort": (made) =>
    Object.assign(addPort(made), {
      port: made.draw.pick<unknown>([0, 65536, "80", null, undefined, 80.5]),
      endPort: 90,
    }),
  "unknown field in a port": (made) =>
    (addPort(made)[made.draw.pick(["name", "Port", "targetPort", "endport", "number"])] = 80),
  "port not an object": (made) =>
    list(addRule(made).rule, "ports").push(made.draw.pick<unknown>([80, "http", [], null])),
  "endPort null, which the server drops": (made) => Object.assign(addPort(made), { port: "http", endPort: null }),
  "port that JSON has no number for": (made) => (addPort(made)["port"] = made.draw.pick([NaN, Infinity])),
  "protocol in other letters": (made) =>
    (addPort(made)["protocol"] = made.draw.pick(["tcp", "udp", "sctp", "Tcp", "uDP"])),
};
