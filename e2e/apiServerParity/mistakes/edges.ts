import { cidrText, randomCidr } from "../cidrs";
import { append, assign, type Edits, remove, set } from "../edits";
import { define } from "../json";
import { namespaces } from "../limits";
import { edge, emptyEdgeEndpoint, emptyEndpoint, root } from "../locations";
import { typo } from "../typo";

const endpoints = [
  ...[
    { podLabels: { app: "client" } },
    { namespace: "shop" },
    { cidrs: ["203.0.113.0/24"], except: ["203.0.113.9/32"] },
  ],
];

export const edgeMistakes: Edits = {
  "edges that are not a list": set(root, "edges", [
    ...[{}, "all", 1, true, null, { from: { component: "agent" }, to: { component: "lbGateway" } }],
  ]),
  "edge that is not an object": append(root, "edges", [null, undefined, "agent -> lbGateway", 1, [], true]),
  "edge with one end": remove(edge, ["from", "to"]),
  "unknown field in an edge": set(
    edge,
    ["port", "protocol", "form", "From", "action", "component", "__proto__", "constructor"],
    [8081, "x", [], null, {}],
  ),
  "null in an edge": set(edge, ["from", "to", "ports"], [null, undefined, [null], [undefined]]),
  "endpoint that is not an object": set(
    edge,
    ["from", "to"],
    ["agent", ["agent"], [{ component: "agent" }], [], 5, true, "10.0.0.0/8"],
  ),
  "edge ports that are not a list": set(edge, "ports", [{}, "", "grpc", 8081, { port: 8081 }, [8081]]),
  "edge without ports": set(edge, "ports", [[]]),
  "edge between external endpoints": (draft) =>
    Object.assign(
      edge(draft),
      structuredClone({ from: draft.random.pick(endpoints), to: draft.random.pick(endpoints) }),
    ),

  "empty endpoint": emptyEdgeEndpoint,
  "null in an endpoint": (draft) =>
    Object.assign(emptyEndpoint(draft), structuredClone(draft.random.pick([{}, ...endpoints])), {
      [draft.random.pick(["namespace", "namespaceLabels", "podLabels", "cidrs", "except"])]: draft.random.pick([
        ...[null, undefined, { team: null }, [null]],
      ]),
    }),
  "null component with pods": assign(
    emptyEdgeEndpoint,
    [null, undefined].map((component) => ({ component, podLabels: { app: "a" } })),
  ),
  "unknown field in an endpoint": (draft) =>
    define(
      Object.assign(emptyEndpoint(draft), structuredClone(draft.random.pick(endpoints))),
      draft.random.pick([
        "podSelector",
        "namespaceSelector",
        "ipBlock",
        "cidr",
        "ports",
        "app",
        "Namespace",
        "toString",
      ]),
      draft.random.pick([{}, "x", [], null]),
    ),
  "component with other fields": assign(
    emptyEdgeEndpoint,
    [...endpoints, { podLabels: {} }, { namespaceLabels: { tier: "a" } }].flatMap((endpoint) =>
      ["agent", "every"].map((component) => ({ ...endpoint, component })),
    ),
  ),
  "wrong component": set(emptyEdgeEndpoint, "component", [
    ...["agents", "Agent", "lb-gateway", "vald-agent", "all", "*", "", null, undefined, 5, true, {}, ["agent"]],
  ]),
  "pods with CIDR blocks": (draft) =>
    Object.assign(
      emptyEndpoint(draft),
      { cidrs: draft.random.pick([["10.0.0.0/8"], ["10.0.0.0/8"], [], null]) },
      draft.random.pick([{ namespace: "shop" }, { namespaceLabels: {} }, { podLabels: { app: "a" } }]),
    ),
  "pods with exceptions": assign(emptyEndpoint, [{ podLabels: {}, except: ["10.0.0.0/8"] }]),
  "two names for a namespace": assign(
    emptyEndpoint,
    ["shop", "a"].map((name) => ({
      namespace: "shop",
      namespaceLabels: { "kubernetes.io/metadata.name": name },
    })),
  ),
  "wrong namespace name": set(emptyEndpoint, "namespace", [
    ...["", "Shop", "a.b", "a_b", "-a", "a-", "n".repeat(64), "é", "*", 5, true, {}, ["shop"]],
  ]),
  "namespace name with a typo": (draft) =>
    (emptyEndpoint(draft)["namespace"] = typo(draft.random, draft.random.pick(namespaces))),
  "endpoint labels that are not a map": set(
    emptyEndpoint,
    ["namespaceLabels", "podLabels"],
    [[], "app=a", ["app"], 1, false, { matchLabels: { app: "a" } }, { app: 1 }],
  ),
  "no CIDR blocks": assign(emptyEndpoint, [{ cidrs: [] }, { cidrs: [] }, { cidrs: [], except: ["10.0.0.0/8"] }]),
  "CIDR blocks that are not a list of strings": set(emptyEndpoint, "cidrs", [
    ...["10.0.0.0/8", "", {}, { cidr: "10.0.0.0/8" }, 10, false, [{ cidr: "10.0.0.0/8" }], [["10.0.0.0/8"]], [10]],
  ]),
  "exceptions without CIDR blocks": set(emptyEndpoint, "except", [["10.0.0.0/8"], [], "10.0.0.0/8"]),
  "exceptions that are not a list of strings": assign(
    emptyEndpoint,
    ["10.1.0.0/16", {}, [10], [["10.1.0.0/16"]]].map((except) => ({ cidrs: ["10.0.0.0/8"], except })),
  ),
  "exception outside all CIDR blocks": (draft) =>
    Object.assign(
      emptyEndpoint(draft),
      draft.random.pick([
        { cidrs: ["10.0.0.0/8", "fd00::/8"], except: ["11.0.0.0/16"] },
        { cidrs: ["10.0.0.0/9", "10.128.0.0/9"], except: ["10.0.0.0/8"] },
        { cidrs: ["10.0.0.0/24", "fd00::/8"], except: ["fe80::/64", "10.0.0.1/32"] },
        {
          cidrs: [cidrText(randomCidr(draft.random, { family: 4 }))],
          except: [cidrText(randomCidr(draft.random, { family: 6 }))],
        },
      ]),
    ),
  "exception that covers a CIDR block": assign(emptyEndpoint, [
    { cidrs: ["0.0.0.0/0", "10.0.0.0/8"], except: ["10.0.0.0/8"] },
    { cidrs: ["0.0.0.0/0", "10.1.0.0/16"], except: ["10.0.0.0/8"] },
    { cidrs: ["10.1.0.0/16", "0.0.0.0/0"], except: ["192.168.0.0/16", "10.0.0.0/8"] },
    { cidrs: ["2000::/3", "2001:db8::/32", "10.0.0.0/8"], except: ["2001::/16"] },
  ]),
};
