import { cidrText, randomCidr, randomSubnet } from "./cidrs";
import { assign, type Edits, replace, set } from "./edits";
import { objectAt, valueAt } from "./json";
import {
  annotations,
  dnsEndpoint,
  emptyEndpoint,
  expression,
  insertCidr,
  labelMap,
  port,
  root,
  servedPorts,
  settings,
} from "./locations";

export const labelKeys = [
  ...["app", "a", "Tier", "a_b.c-d", "9", "n".repeat(63), `${"x".repeat(62)}9`],
  ...["example.com/app", "app.kubernetes.io/a", "a/a", `${"p".repeat(253)}/${"n".repeat(63)}`, "0-0.x/9"],
];
export const labelValues = ["", "x", "vald-agent", "A.b_c-9", "0", "true", "1e3", "v".repeat(63)];
export const names = ["vald", "a", "0", "agent.v2", "my-agent", "a-b.c-d", "n".repeat(63)];
export const namespaces = ["vald", "v", "0", "vald-2", "n".repeat(63)];
export const portNames = ["http", "grpc-api", "a", "1a", "x-1-y", "abcdefghijklm-0"];

/** Valid values that are unusual or at the limit of validity. */
export const limits: Edits = {
  namespace: set(root, "namespace", namespaces),
  prefix: set(root, "namePrefix", ["", "blue-", "a.b.", "0", "n".repeat(63)]),
  "ports of edges": set(root, "edgePorts", ["any", "vald"]),
  "network plugin": set(root, "cni", ["cilium", "kube-router"]),
  ignore: set(root, "ignore", [[], [{ id: "everyone", reason: "intended" }]]),
  "enabled component": set(settings, "enabled", [true, false]),
  "component name": (draft) => {
    const name = draft.random.pick(names);
    const components = Object.values(objectAt(draft.args, "components"));
    if (!components.some((component) => valueAt(component, "name") === name)) settings(draft)["name"] = name;
  },
  label: (draft) => (labelMap(draft)[draft.random.pick(labelKeys)] = draft.random.pick(labelValues)),
  annotation: (draft) =>
    (annotations(draft)[draft.random.pick(labelKeys)] = draft.random.pick([
      ...["", "text of any length", "é\n\t\0", "\ud800", "{}", "x".repeat(1000)],
    ])),
  "label selector": (draft) =>
    Object.assign(
      expression(draft),
      { key: draft.random.pick(labelKeys) },
      draft.random.pick([
        { operator: "In", values: [...labelValues] },
        { operator: "NotIn", values: [""] },
        { operator: "Exists", values: [] },
        { operator: "DoesNotExist" },
      ]),
    ),
  "numeric port": replace(port, [
    ...[{ port: 1 }, { port: 65535, protocol: "SCTP" }, { protocol: "UDP" }, {}],
    ...[
      { port: 1, endPort: 65535 },
      { port: 65535, endPort: 65535, protocol: "UDP" },
      { port: 8081, endPort: 8081 },
    ],
  ]),
  "named port": set(port, "port", portNames),
  "served port": set(servedPorts, ["grpc", "rest", "readiness"], [1, 53, 65535]),
  "port of DNS": set(dnsEndpoint, "port", [1, 53, 5353, 65535]),
  "CIDR block": (draft) => insertCidr(draft, cidrText(randomCidr(draft.random))),
  "CIDR block with an exception": (draft) => {
    const outer = randomCidr(draft.random, { max: 31 });
    insertCidr(draft, cidrText(outer), cidrText(randomSubnet(draft.random, outer, outer.length + 1)));
  },
  "CIDR blocks with exceptions": assign(emptyEndpoint, [
    { cidrs: ["0.0.0.0/0", "::/0"], except: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"] },
    { cidrs: ["0.0.0.0/0", "10.0.0.0/8"], except: ["10.1.0.0/16", "192.168.0.0/16"] },
    { cidrs: ["10.0.0.0/31", "10.0.0.2/31"], except: ["10.0.0.3/32"] },
    { cidrs: ["10.0.0.0/8", "10.0.0.0/8"], except: [] },
  ]),
  "selected pods": assign(emptyEndpoint, [
    ...[{ podLabels: {} }, { namespaceLabels: {} }, { namespaceLabels: { "kubernetes.io/metadata.name": "shop" } }],
    ...[{ namespace: "n".repeat(63) }, { namespace: "shop", namespaceLabels: { tier: "a" }, podLabels: { app: "a" } }],
  ]),
};
