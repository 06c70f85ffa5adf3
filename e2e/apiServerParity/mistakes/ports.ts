import { append, assign, type Edits, replace, set } from "../edits";
import { port, rule, servedPorts, settings } from "../locations";
import { portNames } from "../limits";
import { typo } from "../typo";
import { objectAt } from "../json";

const servedPortNames = ["grpc", "rest", "readiness"];

export const portMistakes: Edits = {
  "port out of range": set(port, "port", [0, -0, -1, 65536, 1e9, 2 ** 31, 2 ** 53, 1e21]),
  "port that is not an integer": set(port, "port", [80.5, 1e-7, NaN, Infinity]),
  "quoted port number": set(port, "port", ["80", "0", "8081", "65536", "080", "1-2"]),
  "wrong port name": set(port, "port", [
    ...["", "HTTP", "Grpc", "a".repeat(16), "-a", "a-", "a--b", "a_b", "a.b", "é", "a b", "http\n", "8080-8090", "*"],
  ]),
  "port name with a typo": (draft) => (port(draft)["port"] = typo(draft.random, draft.random.pick(portNames))),
  "port of a wrong type": set(port, "port", [true, {}, [], [80], { number: 80 }]),
  "wrong protocol": set(port, "protocol", ["tcp", "udp", "sctp", "Tcp", "uDP", "", "HTTP", "ICMP", "TCP ", "ANY", "6"]),
  "protocol of a wrong type": set(port, "protocol", [6, ["TCP"], {}, false]),
  "endPort without port": replace(port, [{ endPort: 90 }, { endPort: 90, protocol: "UDP" }]),
  "endPort with a named port": assign(port, [{ port: "http", endPort: 90 }]),
  "null endPort with a named port": assign(port, [{ port: "http", endPort: null }]),
  "endPort not above port": (draft) => Object.assign(port(draft), { port: 80, endPort: draft.random.integer(1, 80) }),
  "endPort out of range": (draft) =>
    Object.assign(port(draft), {
      port: draft.random.pick([80, 65535]),
      endPort: draft.random.pick([0, -1, 65536, 80.5, "90", 1e12]),
    }),
  "endPort with a wrong port": assign(
    port,
    [0, 65536, "80", null, undefined, 80.5].map((wrong) => ({ port: wrong, endPort: 90 })),
  ),
  "unknown field in a port": set(port, ["name", "Port", "targetPort", "endport", "number"], [80]),
  "port that is not an object": append(rule, "ports", [80, "http", [], null]),

  "served port out of range": set(servedPorts, servedPortNames, [0, -1, 65536, 80.5, 1e21, 2 ** 31]),
  "name instead of a served port": set(servedPorts, servedPortNames, ["8081", "grpc", "grpc", "http", "", "Http"]),
  "served port of a wrong type": set(servedPorts, servedPortNames, [null, true, {}, [8081], NaN, { port: 8081 }]),
  "unknown served port": set(servedPorts, ["http", "metrics", "GRPC", "liveness", "port", "toString"], [8081]),
  "served ports that are not an object": set(
    (draft) => (draft.random.chance(50) ? objectAt(draft.args, "defaults") : settings(draft)),
    "ports",
    [null, 8081, [8081], [], "grpc", true, [{ port: 8081 }]],
  ),
};
