import assert from "node:assert/strict";
import { MisuseError } from "../../cli/misuseError";
import { readEndpoint } from "../../cli/readEndpoint";

const nothing = { policies: [] };
const pod = { namespace: "vald", name: "agent-0", labels: { app: "vald-agent" }, ips: ["10.0.0.1", "fd00::1"] };
const known = { policies: [], namespaces: { shop: { team: "search" } }, pods: [pod] };
const forms =
  "a component (agent, discoverer, filterGateway, lbGateway, indexManager, mirrorGateway, agentReadreplica, indexCreation, indexSave, indexCorrection, indexDeletion, readreplicaRotator), namespace/key=value,key=value, " +
  "namespace/pod, an address, a range in CIDR notation";

describe("an end of a connection", () => {
  for (const [what, text, given, expected] of [
    ["a component", "indexManager", nothing, "indexManager"],
    ["an IPv4 address", "192.0.2.7", nothing, { address: "192.0.2.7" }],
    ["an IPv4 range", "10.0.0.0/8", nothing, { address: "10.0.0.0/8" }],
    ["an IPv6 address", "2001:db8::1", nothing, { address: "2001:db8::1" }],
    ["an IPv6 range", "2001:db8::/32", nothing, { address: "2001:db8::/32" }],
    ["a pod by its labels", "shop/app=web,tier=", nothing, { namespace: "shop", labels: { app: "web", tier: "" } }],
    [
      "a label key with a prefix",
      "shop/app.kubernetes.io/name=web",
      nothing,
      { namespace: "shop", labels: { "app.kubernetes.io/name": "web" } },
    ],
    ["a pod without labels", "kube-system/", nothing, { namespace: "kube-system", labels: {} }],
    [
      "labels in a namespace that is given as an object",
      "shop/app=web",
      known,
      { namespace: "shop", labels: { app: "web" }, namespaceLabels: { team: "search" } },
    ],
    [
      "a namespace that is called as a property of every object",
      "constructor/",
      known,
      { namespace: "constructor", labels: {} },
    ],
    ["a pod by its name", "vald/agent-0", known, pod],
    ["a pod by its address, which is then its only one", "10.0.0.1", known, { ...pod, ips: ["10.0.0.1"] }],
    ["a pod by its IPv6 address in another spelling", "fd00:0::1", known, { ...pod, ips: ["fd00:0::1"] }],
    ["an address that no pod has", "10.0.0.2", known, { address: "10.0.0.2" }],
  ] as const) {
    it(`is ${what}: ${text}`, () => assert.deepEqual(readEndpoint(text, given), expected));
  }

  for (const [text, message] of [
    ["lbgateway", `"lbgateway" is none of: ${forms} (did you mean lbGateway?)`],
    ["lb", `"lb" is none of: ${forms} (did you mean lbGateway?)`],
    ["vald-agent", `"vald-agent" is none of: ${forms} (did you mean agent?)`],
    [
      "kube-system",
      `"kube-system" is none of: ${forms} (a pod in namespace kube-system without labels is kube-system/)`,
    ],
    ["vald-lb-gateway", `"vald-lb-gateway" is none of: ${forms} (did you mean lbGateway?)`],
    [
      "10.0.0.0/33",
      '10.0.0.0/33: "10.0.0.0/33" given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32',
    ],
    [
      "2001:db8::/129",
      '2001:db8::/129: "2001:db8::/129" given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32',
    ],
    ["lb gateway", `"lb gateway" is none of: ${forms} (did you mean lbGateway?)`],
    ["", `"" is none of: ${forms}`],
    ["/app=web", `"/app=web" is none of: ${forms}`],
    ["300.0.0.1", `"300.0.0.1" is none of: ${forms}`],
    ["shop/a=b=c", `"shop/a=b=c" is none of: ${forms}`],
    ["shop/a=b,c", `"shop/a=b,c" is none of: ${forms}`],
    ["shop/a=b,a=c", "shop/a=b,a=c: label a is given twice"],
    [
      "Shop/a=b",
      'Shop/a=b: "Shop" given; expected the name of a namespace: lower-case letters, digits and -, at most 63 characters',
    ],
    [
      "app.kubernetes.io/name=web",
      'app.kubernetes.io/name=web: "app.kubernetes.io" given; expected the name of a namespace: lower-case letters, digits and -, at most 63 characters',
    ],
    [
      "shop/=b",
      'shop/=b: "" given; expected a label key: an optional DNS name and /, then at most 63 letters, digits, -, _ and .',
    ],
    [
      "shop/a=-\u0007",
      'shop/a=-\\u0007: "-\\u0007" given; expected a label value: at most 63 letters, digits, -, _ and ., the first and the last a letter or a digit',
    ],
    ["10.0.0.1/8", "10.0.0.1/8: the address is not the first of its range (did you mean 10.0.0.0/8?)"],
    ["2001:db8::1/32", "2001:db8::1/32: the address is not the first of its range (did you mean 2001:db8::/32?)"],
  ] as const) {
    it(`is not ${JSON.stringify(text)}`, () => {
      assert.throws(() => readEndpoint(text, nothing), new MisuseError(message));
    });
  }

  it("is no pod that is not given", () => {
    assert.throws(
      () => readEndpoint("vald/agent-0", nothing),
      new MisuseError("vald/agent-0: no pods are given; describe it by its labels: vald/key=value,..."),
    );
    assert.throws(
      () => readEndpoint("vald/agent-1", known),
      new MisuseError("vald/agent-1: it is not among the pods given; describe it by its labels: vald/key=value,..."),
    );
  });
});
