import assert from "node:assert/strict";
import { type Connection, evaluate } from "../../analysis/evaluate";
import type { Address, Pod } from "../../analysis/party";
import { networkPolicies, type NetworkPolicyManifest } from "../../policies";

const pod = (namespace: string, labels: Record<string, string>, more: Partial<Pod> = {}): Pod => ({
  namespace,
  namespaceLabels: { "kubernetes.io/metadata.name": namespace, team: namespace === "shop" ? "sales" : "search" },
  labels,
  ips: ["10.1.0.7"],
  ports: [{ name: "grpc", containerPort: 8081 }],
  ...more,
});
const db = pod("vald", { app: "db" });
const web = pod("shop", { app: "web", tier: "front" });
const outside = (address: string): Address => ({ address });

/** A policy on the pods `app: db` of `vald`. */
const onDb = (spec: Partial<NetworkPolicyManifest["spec"]>): NetworkPolicyManifest => ({
  metadata: { name: "db", namespace: "vald" },
  spec: { podSelector: { matchLabels: { app: "db" } }, ...spec },
});
const admitting = (...from: NonNullable<NonNullable<NetworkPolicyManifest["spec"]["ingress"]>[number]["from"]>) =>
  onDb({ ingress: [{ from }] });

describe("evaluate", () => {
  const rows: [why: string, policy: NetworkPolicyManifest, expected: string, question: Connection][] = [
    [
      "no policy selects the pod",
      onDb({ podSelector: { matchLabels: { app: "x" } } }),
      "allowed",
      { from: web, to: db },
    ],
    [
      "a policy of another namespace does not count",
      { ...onDb({}), metadata: { name: "db", namespace: "shop" } },
      "allowed",
      { from: web, to: db },
    ],
    ["absent policyTypes isolate for ingress", onDb({}), "denied", { from: web, to: db }],
    ["absent policyTypes without egress rules leave egress alone", onDb({}), "allowed", { from: db, to: web }],
    ["an empty list of policyTypes is as good as none", onDb({ policyTypes: [] }), "denied", { from: web, to: db }],
    ["an empty list of egress rules is no egress rule", onDb({ egress: [] }), "allowed", { from: db, to: web }],
    [
      "absent policyTypes beside an egress rule isolate for egress",
      onDb({ egress: [{ ports: [{ port: 53 }] }] }),
      "denied",
      { from: db, to: web, port: 80 },
    ],
    ["Egress alone leaves ingress alone", onDb({ policyTypes: ["Egress"] }), "allowed", { from: web, to: db }],
    [
      "Ingress alone leaves egress alone, whatever rules there are",
      onDb({ policyTypes: ["Ingress"], egress: [{ ports: [{ port: 1 }] }] }),
      "allowed",
      { from: db, to: web, port: 2 },
    ],
    ["a rule that is an empty object admits everyone", onDb({ ingress: [{}] }), "allowed", { from: web, to: db }],
    [
      "a rule that is an empty object admits addresses too",
      onDb({ ingress: [{}] }),
      "allowed",
      { from: outside("8.8.8.8"), to: db },
    ],
    ["an empty list of peers means everyone", onDb({ ingress: [{ from: [] }] }), "allowed", { from: web, to: db }],
    [
      "an empty list of ports means all",
      onDb({ ingress: [{ ports: [] }] }),
      "allowed",
      { from: web, to: db, protocol: "SCTP", port: 9 },
    ],
    [
      "an empty namespaceSelector selects all pods everywhere",
      admitting({ namespaceSelector: {} }),
      "allowed",
      { from: web, to: db },
    ],
    [
      "an empty namespaceSelector selects no address",
      admitting({ namespaceSelector: {} }),
      "denied",
      { from: outside("8.8.8.8"), to: db },
    ],
    [
      "a podSelector alone means the policy's own namespace",
      admitting({ podSelector: {} }),
      "denied",
      { from: web, to: db },
    ],
    [
      "two selectors in one item are AND",
      admitting({ namespaceSelector: { matchLabels: { team: "sales" } }, podSelector: { matchLabels: { app: "x" } } }),
      "denied",
      { from: web, to: db },
    ],
    [
      "two items are OR",
      admitting(
        { namespaceSelector: { matchLabels: { team: "sales" } } },
        { podSelector: { matchLabels: { app: "x" } } },
      ),
      "allowed",
      { from: web, to: db },
    ],
    [
      "an ipBlock holds a pod by its address",
      admitting({ ipBlock: { cidr: "10.1.0.0/16" } }),
      "allowed",
      { from: web, to: db },
    ],
    [
      "what except names is left out",
      admitting({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }),
      "denied",
      { from: web, to: db },
    ],
    ["the families do not mix", admitting({ ipBlock: { cidr: "::/0" } }), "denied", { from: web, to: db }],
    [
      "IPv6 addresses are inside IPv6 ranges",
      admitting({ ipBlock: { cidr: "2001:db8::/32" } }),
      "allowed",
      { from: outside("2001:db8::7"), to: db },
    ],
    [
      "a connection may be of either family where both pods have both",
      admitting({ ipBlock: { cidr: "fd00::/8" } }),
      "allowed",
      { from: { ...web, ips: ["10.1.0.7", "fd00::7"] }, to: { ...db, ips: ["10.1.0.8", "fd00::8"] } },
    ],
    [
      "an address of a family that the other end has not is of no use",
      admitting({ ipBlock: { cidr: "fd00::/8" } }),
      "denied",
      { from: { ...web, ips: ["10.1.0.7", "fd00::7"] }, to: db },
    ],
    [
      "a range is admitted when all of it is",
      admitting({ ipBlock: { cidr: "10.0.0.0/8" } }),
      "allowed",
      { from: outside("10.1.0.0/16"), to: db },
    ],
    [
      "a range that is admitted in part is unknown",
      admitting({ ipBlock: { cidr: "10.0.0.0/8" } }),
      "unknown",
      { from: outside("0.0.0.0/0"), to: db },
    ],
    [
      "endPort is included",
      onDb({ ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }),
      "allowed",
      { from: web, to: db, port: 90 },
    ],
    [
      "what follows endPort is not",
      onDb({ ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }),
      "denied",
      { from: web, to: db, port: 91 },
    ],
    [
      "a port without a protocol is TCP",
      onDb({ ingress: [{ ports: [{ port: 53 }] }] }),
      "denied",
      { from: web, to: db, port: 53, protocol: "UDP" },
    ],
    [
      "a protocol without a port is all its ports",
      onDb({ ingress: [{ ports: [{ protocol: "UDP" }] }] }),
      "allowed",
      { from: web, to: db, port: 9, protocol: "UDP" },
    ],
    [
      "a port's name is the target's",
      onDb({ ingress: [{ ports: [{ port: "grpc" }] }] }),
      "allowed",
      { from: web, to: db, port: 8081 },
    ],
    [
      "a port's name is of its protocol",
      onDb({ ingress: [{ ports: [{ port: "grpc", protocol: "UDP" }] }] }),
      "denied",
      { from: web, to: db, port: 8081, protocol: "UDP" },
    ],
    [
      "a name that the target does not declare opens nothing",
      onDb({ ingress: [{ ports: [{ port: "rest" }] }] }),
      "denied",
      { from: web, to: db },
    ],
    [
      "a port may be asked by its name",
      onDb({ ingress: [{ ports: [{ port: 8081 }] }] }),
      "allowed",
      { from: web, to: db, port: "grpc" },
    ],
    [
      "an address has no names for its ports",
      onDb({ egress: [{ ports: [{ port: "grpc" }] }] }),
      "denied",
      { from: db, to: outside("8.8.8.8") },
    ],
    [
      "a pod cannot be kept from itself",
      onDb({ ingress: [], egress: [], policyTypes: ["Ingress", "Egress"] }),
      "allowed",
      { from: { ...db, name: "db-0" }, to: { ...db, name: "db-0" } },
    ],
    [
      "two pods with the same labels are two pods",
      onDb({}),
      "denied",
      { from: { ...db, name: "db-1" }, to: { ...db, name: "db-0" } },
    ],
  ];
  for (const [why, policy, expected, question] of rows) {
    it(`${expected}: ${why}`, () => {
      assert.equal(evaluate([policy], question).verdict, expected);
    });
  }

  it("lets through what any one of several policies lets through", () => {
    const policies = [onDb({ ingress: [] }), admitting({ namespaceSelector: {} })];
    assert.equal(evaluate(policies, { from: web, to: db }).verdict, "allowed");
  });

  it("names the policies that isolate each end and the rules that let the connection through", () => {
    const [lb, agent] = [pod("vald", { app: "vald-lb-gateway" }), pod("vald", { app: "vald-agent" })];
    assert.deepEqual(evaluate(networkPolicies({ namespace: "vald" }), { from: lb, to: agent, port: 8081 }), {
      verdict: "allowed",
      ports: [{ protocol: "TCP", first: 8081, last: 8081 }],
      missing: [],
      egress: {
        verdict: "allowed",
        policies: ["vald/vald-lb-gateway-allow"],
        rules: [{ policy: "vald/vald-lb-gateway-allow", index: 0 }],
      },
      ingress: {
        verdict: "allowed",
        policies: ["vald/vald-agent-allow"],
        rules: [{ policy: "vald/vald-agent-allow", index: 0 }],
      },
    });
  });

  it("names of what is allowed no rule that only may let it through", () => {
    const ingress = [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, { from: [{ namespaceSelector: {} }] }];
    const evaluation = evaluate([onDb({ ingress })], { from: without(web, "ips"), to: db });
    assert.deepEqual(evaluation.ingress.rules, [{ policy: "vald/db", index: 1 }]);
  });

  it("denies what only one end allows, and says which", () => {
    const [agent, lb] = [pod("vald", { app: "vald-agent" }), pod("vald", { app: "vald-lb-gateway" })];
    const policies = networkPolicies({ namespace: "vald", components: { lbGateway: { custom: { ingress: [{}] } } } });
    const { verdict, egress, ingress } = evaluate(policies, { from: agent, to: lb });
    assert.deepEqual([verdict, egress.verdict, ingress.verdict], ["denied", "denied", "allowed"]);
  });

  const missing: [what: string, policy: NetworkPolicyManifest, question: Connection, expected: string[]][] = [
    [
      "a pod's address",
      admitting({ ipBlock: { cidr: "10.0.0.0/8" } }),
      { from: without(web, "ips"), to: db },
      ["the address of shop/app=web,tier=front"],
    ],
    [
      "a namespace's labels",
      admitting({ namespaceSelector: { matchLabels: { team: "sales" } } }),
      { from: without(web, "namespaceLabels"), to: db },
      ["the labels of namespace shop"],
    ],
    [
      "the number of a named port",
      onDb({ ingress: [{ ports: [{ port: "grpc" }] }] }),
      { from: web, to: without(db, "ports"), port: 8081 },
      ["the number of port grpc of vald/app=db"],
    ],
    [
      "the number of a port asked by name",
      onDb({ ingress: [{ ports: [{ port: 8081 }] }] }),
      { from: web, to: without(db, "ports"), port: "grpc" },
      ["the number of port grpc of vald/app=db"],
    ],
    [
      "further labels of a pod",
      onDb({ podSelector: { matchLabels: { tier: "back" } } }),
      { from: web, to: { ...db, moreLabels: true } },
      ["the other labels of vald/app=db"],
    ],
  ];
  for (const [what, policy, question, expected] of missing) {
    it(`is unknown without ${what}, and says so`, () => {
      const evaluation = evaluate([policy], question);
      assert.deepEqual([evaluation.verdict, evaluation.missing], ["unknown", expected]);
    });
  }

  it("asks for nothing that would not change the verdict", () => {
    const policy = onDb({ ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 80 }] }] });
    const question = { from: without(web, "ips"), to: db, port: 81 };
    assert.deepEqual(evaluate([policy], question).missing, []);
    assert.equal(evaluate([policy], question).verdict, "denied");
  });

  it("knows a namespace by its name where its labels are not given", () => {
    const policy = admitting({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } });
    assert.equal(evaluate([policy], { from: without(web, "namespaceLabels"), to: db }).verdict, "allowed");
  });

  it("throws on an address that is none", () => {
    assert.throws(
      () => evaluate([admitting({ ipBlock: { cidr: "10.0.0.0/8" } })], { from: outside("example"), to: db }),
      {
        message: '"example" is neither an address nor a range in CIDR notation',
      },
    );
  });
});

function without<K extends "ips" | "ports" | "namespaceLabels">(from: Pod, key: K): Pod {
  const { [key]: _, ...rest } = from;
  return rest as Pod;
}
