import { append, type Edits, replace, set } from "../edits";
import { apiServer, dnsEndpoint, root } from "../locations";

export const platformMistakes: Edits = {
  "no DNS": set(root, "dns", [[]]),
  "DNS that is not a list": set(root, "dns", [null, "kubeSystem", { preset: "nodeLocal" }, 53, true]),
  "DNS endpoint that is not an object": append(root, "dns", [null, undefined, "kubeSystem", [], 53, "10.96.0.10"]),
  "empty DNS endpoint": replace(dnsEndpoint, [{}, { port: 53 }]),
  "wrong preset": replace(
    dnsEndpoint,
    [
      ...["openshift", "nodelocal", "kube-system", "kubeSystem ", "coredns", ""],
      ...[null, undefined, 5, {}, ["nodeLocal"]],
    ].map((preset) => ({ preset })),
  ),
  "preset with an endpoint": replace(dnsEndpoint, [
    { preset: "kubeSystem", namespace: "dns" },
    { preset: "nodeLocal", podLabels: { app: "dns" } },
    { preset: "openShift", cidrs: ["10.96.0.10/32"] },
  ]),
  "wrong DNS port": set(dnsEndpoint, "port", [
    ...[0, -1, 65536, 53.5, 2 ** 31, "53", NaN, null, undefined, true, {}, [53]],
  ]),
  "name instead of a DNS port": set(dnsEndpoint, "port", ["dns", "dns-tcp", "domain"]),
  "unknown field in a DNS endpoint": set(
    dnsEndpoint,
    ["ports", "component", "protocol", "Preset", "cidr", "constructor"],
    [[], "agent", "UDP", {}],
  ),
  "API server that is not an object": set(root, "apiServer", [
    ...[null, "10.0.0.1/32", ["10.0.0.1/32"], [], 6443, true],
  ]),
  "API server without CIDR blocks": replace(apiServer, [{}, { ports: [{ port: 6443 }] }, { cidrs: [] }]),
  "wrong CIDR blocks for the API server": set(apiServer, "cidrs", [null, undefined, "10.0.0.1/32", {}, [null], [5]]),
  "wrong ports for the API server": set(apiServer, "ports", [null, undefined, 6443, {}, [6443], [null], "https", []]),
  "unknown field for the API server": set(
    apiServer,
    ["port", "cidr", "except", "namespace", "host", "__proto__"],
    [6443, "10.0.0.1/32", [], {}],
  ),
  "wrong edgePorts": set(root, "edgePorts", ["all", "Vald", "", "none", true, null, [], ["vald"], 8081]),
};
