import type { Mistakes } from "./mistake";
import { addDnsPlace, someApiServer } from "../edgePlaces";
import { define, list, replaced } from "../tree";
import { validPlace } from "../validEdges";

export const platformMistakes: Mistakes = {
  "DNS nowhere": (made) => (made.args["dns"] = []),
  "DNS not a list": (made) =>
    (made.args["dns"] = made.draw.pick<unknown>([null, "kubeSystem", { preset: "nodeLocal" }, 53, true])),
  "place of DNS not an object": (made) =>
    list(made.args, "dns").push(made.draw.pick<unknown>([null, undefined, "kubeSystem", [], 53, "10.96.0.10"])),
  "place of DNS that says nothing": (made) =>
    replaced(addDnsPlace(made), made.draw.pick<Record<string, unknown>>([{}, { port: 53 }])),
  "preset misspelt": (made) =>
    replaced(addDnsPlace(made), {
      preset: made.draw.pick(["openshift", "nodelocal", "kube-system", "kubeSystem ", "coredns", ""]),
    }),
  "preset not text": (made) =>
    replaced(addDnsPlace(made), { preset: made.draw.pick<unknown>([null, undefined, 5, {}, ["nodeLocal"]]) }),
  "preset and a place": (made) =>
    Object.assign(replaced(addDnsPlace(made), validPlace(made.draw)), {
      preset: made.draw.pick(["kubeSystem", "nodeLocal", "openShift"]),
    }),
  "port of DNS wrong": (made) =>
    (addDnsPlace(made)["port"] = made.draw.pick<unknown>([0, -1, 65536, 53.5, 2 ** 31, "53", NaN, null, undefined])),
  "port of DNS not a number": (made) =>
    (addDnsPlace(made)["port"] = made.draw.pick<unknown>(["dns", "dns-tcp", "domain", true, {}, [53]])),
  "unknown field in a place of DNS": (made) =>
    define(
      addDnsPlace(made),
      made.draw.pick(["ports", "component", "protocol", "Preset", "cidr", "constructor"]),
      made.draw.pick<unknown>([[], "agent", "UDP", {}]),
    ),
  "API server of another kind": (made) =>
    (made.args["apiServer"] = made.draw.pick<unknown>([null, "10.0.0.1/32", ["10.0.0.1/32"], [], 6443, true])),
  "API server without ranges": (made) =>
    replaced(someApiServer(made), made.draw.pick<Record<string, unknown>>([{}, { ports: [{ port: 6443 }] }])),
  "API server nowhere": (made) => (someApiServer(made)["cidrs"] = []),
  "ranges of the API server wrong": (made) =>
    (someApiServer(made)["cidrs"] = made.draw.pick<unknown>([null, undefined, "10.0.0.1/32", {}, [null], [5]])),
  "ports of the API server wrong": (made) =>
    (someApiServer(made)["ports"] = made.draw.pick<unknown>([null, undefined, 6443, {}, [6443], [null], "https"])),
  "API server on no port": (made) => (someApiServer(made)["ports"] = []),
  "unknown field of the API server": (made) =>
    define(
      someApiServer(made),
      made.draw.pick(["port", "cidr", "except", "namespace", "host", "__proto__"]),
      made.draw.pick<unknown>([6443, "10.0.0.1/32", [], {}]),
    ),
  "edgePorts wrong": (made) =>
    (made.args["edgePorts"] = made.draw.pick<unknown>(["all", "Vald", "", "none", true, null, [], ["vald"], 8081])),
};
