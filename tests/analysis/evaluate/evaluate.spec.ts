import assert from "node:assert/strict";
import { type Connection, evaluate, type Verdict } from "../../../analysis/evaluate/evaluate";
import type { ExternalAddress, Pod } from "../../../analysis/model/peer";
import type { UnknownFact } from "../../../analysis/model/tristate";
import { networkPolicies, type NetworkPolicyManifest, type NetworkPolicyPeer } from "../../../core";

const pod = (namespace: string, labels: Record<string, string>): Pod => ({
  namespace,
  namespaceLabels: { "kubernetes.io/metadata.name": namespace, team: namespace === "shop" ? "sales" : "search" },
  labels,
  ips: ["10.1.0.7"],
  ports: [{ name: "grpc", containerPort: 8081 }],
});
const db = pod("vald", { app: "db" });
const web = pod("shop", { app: "web", tier: "front" });
const webToDb: Connection = { from: web, to: db };
const dbToWeb: Connection = { from: db, to: web };
const externalAddress = (address: string): ExternalAddress => ({ address });

/** A policy for the pods with label `app: db` in namespace `vald`. */
const dbPolicy = (spec: Partial<NetworkPolicyManifest["spec"]>): NetworkPolicyManifest => ({
  metadata: { name: "db", namespace: "vald" },
  spec: { podSelector: { matchLabels: { app: "db" } }, ...spec },
});
const admitting = (...from: NetworkPolicyPeer[]) => dbPolicy({ ingress: [{ from }] });

describe("the verdict of evaluate", () => {
  const rows: [why: string, policy: NetworkPolicyManifest, expected: Verdict, question: Connection][] = [
    ["no policy selects the pod", dbPolicy({ podSelector: { matchLabels: { app: "x" } } }), "allowed", webToDb],
    [
      "a policy selects no pods of another namespace",
      { ...dbPolicy({}), metadata: { name: "db", namespace: "shop" } },
      "allowed",
      webToDb,
    ],
    ["absent policyTypes isolate ingress", dbPolicy({}), "denied", webToDb],
    ["absent policyTypes do not isolate egress without an egress rule", dbPolicy({}), "allowed", dbToWeb],
    ["empty policyTypes are equivalent to absent policyTypes", dbPolicy({ policyTypes: [] }), "denied", webToDb],
    [
      "absent policyTypes do not isolate egress with an empty list of rules",
      dbPolicy({ egress: [] }),
      "allowed",
      dbToWeb,
    ],
    [
      "absent policyTypes isolate egress with an egress rule",
      dbPolicy({ egress: [{ ports: [{ port: 53 }] }] }),
      "denied",
      { ...dbToWeb, port: 80 },
    ],
    ["policyTypes with only Egress do not isolate ingress", dbPolicy({ policyTypes: ["Egress"] }), "allowed", webToDb],
    [
      "policyTypes with only Ingress do not isolate egress, despite an egress rule",
      dbPolicy({ policyTypes: ["Ingress"], egress: [{ ports: [{ port: 1 }] }] }),
      "allowed",
      { ...dbToWeb, port: 2 },
    ],
    ["an empty rule admits every pod", dbPolicy({ ingress: [{}] }), "allowed", webToDb],
    [
      "an empty rule admits every address",
      dbPolicy({ ingress: [{}] }),
      "allowed",
      { from: externalAddress("8.8.8.8"), to: db },
    ],
    ["an empty list of peers admits everyone", dbPolicy({ ingress: [{ from: [] }] }), "allowed", webToDb],
    [
      "an empty list of ports means all ports",
      dbPolicy({ ingress: [{ ports: [] }] }),
      "allowed",
      { ...webToDb, protocol: "SCTP", port: 9 },
    ],
    ["an empty namespaceSelector selects every pod", admitting({ namespaceSelector: {} }), "allowed", webToDb],
    [
      "an empty namespaceSelector selects no address",
      admitting({ namespaceSelector: {} }),
      "denied",
      { from: externalAddress("8.8.8.8"), to: db },
    ],
    [
      "a podSelector alone selects pods of the policy's own namespace",
      admitting({ podSelector: {} }),
      "denied",
      webToDb,
    ],
    [
      "two selectors in one item must both match",
      admitting({ namespaceSelector: { matchLabels: { team: "sales" } }, podSelector: { matchLabels: { app: "x" } } }),
      "denied",
      webToDb,
    ],
    [
      "one of two items must match",
      admitting(
        { namespaceSelector: { matchLabels: { team: "sales" } } },
        { podSelector: { matchLabels: { app: "x" } } },
      ),
      "allowed",
      webToDb,
    ],
    ["an ipBlock matches a pod by its address", admitting({ ipBlock: { cidr: "10.1.0.0/16" } }), "allowed", webToDb],
    [
      "an ipBlock does not match its exceptions",
      admitting({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }),
      "denied",
      webToDb,
    ],
    ["an IPv6 block matches no IPv4 address", admitting({ ipBlock: { cidr: "::/0" } }), "denied", webToDb],
    [
      "an IPv6 block matches IPv6 addresses",
      admitting({ ipBlock: { cidr: "2001:db8::/32" } }),
      "allowed",
      { from: externalAddress("2001:db8::7"), to: db },
    ],
    [
      "a connection may use either family if both pods have both",
      admitting({ ipBlock: { cidr: "fd00::/8" } }),
      "allowed",
      { from: { ...web, ips: ["10.1.0.7", "fd00::7"] }, to: { ...db, ips: ["10.1.0.8", "fd00::8"] } },
    ],
    [
      "a connection cannot use a family that one pod does not have",
      admitting({ ipBlock: { cidr: "fd00::/8" } }),
      "denied",
      { from: { ...web, ips: ["10.1.0.7", "fd00::7"] }, to: db },
    ],
    [
      "the target may have IPv4 only",
      admitting({ ipBlock: { cidr: "fd00::/8" } }),
      "unknown",
      { from: { ...web, ips: ["10.1.0.7", "fd00::7"] }, to: { namespace: db.namespace, labels: db.labels, ports: [] } },
    ],
    [
      "every address of the block is admitted",
      admitting({ ipBlock: { cidr: "10.0.0.0/8" } }),
      "allowed",
      { from: externalAddress("10.1.0.0/16"), to: db },
    ],
    [
      "a range includes endPort",
      dbPolicy({ ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }),
      "allowed",
      { ...webToDb, port: 90 },
    ],
    [
      "a range ends at endPort",
      dbPolicy({ ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }),
      "denied",
      { ...webToDb, port: 91 },
    ],
    [
      "a port without a protocol is TCP",
      dbPolicy({ ingress: [{ ports: [{ port: 53 }] }] }),
      "denied",
      { ...webToDb, port: 53, protocol: "UDP" },
    ],
    [
      "a protocol without a port means all its ports",
      dbPolicy({ ingress: [{ ports: [{ protocol: "UDP" }] }] }),
      "allowed",
      { ...webToDb, port: 9, protocol: "UDP" },
    ],
    [
      "the target declares the number of a port name",
      dbPolicy({ ingress: [{ ports: [{ port: "grpc" }] }] }),
      "allowed",
      { ...webToDb, port: 8081 },
    ],
    [
      "a port name counts only for the declared protocol",
      dbPolicy({ ingress: [{ ports: [{ port: "grpc", protocol: "UDP" }] }] }),
      "denied",
      { ...webToDb, port: 8081, protocol: "UDP" },
    ],
    [
      "a port name that the target does not declare opens nothing",
      dbPolicy({ ingress: [{ ports: [{ port: "rest" }] }] }),
      "denied",
      webToDb,
    ],
    [
      "a query may identify a port by name",
      dbPolicy({ ingress: [{ ports: [{ port: 8081 }] }] }),
      "allowed",
      { ...webToDb, port: "grpc" },
    ],
    [
      "an address has no port names",
      dbPolicy({ egress: [{ ports: [{ port: "grpc" }] }] }),
      "denied",
      { from: db, to: externalAddress("8.8.8.8") },
    ],
    [
      "a pod can always connect to itself",
      dbPolicy({ ingress: [], egress: [], policyTypes: ["Ingress", "Egress"] }),
      "allowed",
      { from: { ...db, name: "db-0" }, to: { ...db, name: "db-0" } },
    ],
    [
      "pods with equal labels and different names are different pods",
      dbPolicy({}),
      "denied",
      { from: { ...db, name: "db-1" }, to: { ...db, name: "db-0" } },
    ],
  ];
  for (const [why, policy, expected, question] of rows) {
    it(`is ${expected}: ${why}`, () => {
      assert.equal(evaluate([policy], question).verdict, expected);
    });
  }

  it("is allowed if one of several policies allows the connection", () => {
    const policies = [dbPolicy({ ingress: [] }), admitting({ namespaceSelector: {} })];
    assert.equal(evaluate(policies, webToDb).verdict, "allowed");
  });

  it("is denied if only one end allows the connection, and each end has its own verdict", () => {
    const [agent, lb] = [pod("vald", { app: "vald-agent" }), pod("vald", { app: "vald-lb-gateway" })];
    const policies = networkPolicies({ namespace: "vald", components: { lbGateway: { custom: { ingress: [{}] } } } });
    const { verdict, egress, ingress } = evaluate(policies, { from: agent, to: lb });
    assert.deepEqual([verdict, egress.verdict, ingress.verdict], ["denied", "denied", "allowed"]);
  });

  it("is allowed by a namespace's name even if the namespace's labels are unknown", () => {
    const policy = admitting({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } });
    assert.equal(evaluate([policy], { from: omit(web, "namespaceLabels"), to: db }).verdict, "allowed");
  });

  const webReference = { namespace: "shop", labels: { app: "web", tier: "front" } };
  const dbReference = { namespace: "vald", labels: { app: "db" } };
  const unknowns: [what: string, policy: NetworkPolicyManifest, question: Connection, expected: UnknownFact][] = [
    [
      "a pod's address",
      admitting({ ipBlock: { cidr: "10.0.0.0/8" } }),
      { from: omit(web, "ips"), to: db },
      { code: "pod-addresses", pod: webReference },
    ],
    [
      "the address in a block",
      admitting({ ipBlock: { cidr: "10.0.0.0/8" } }),
      { from: externalAddress("0.0.0.0/0"), to: db },
      { code: "address-in-block", cidr: "0.0.0.0/0" },
    ],
    [
      "a namespace's labels",
      admitting({ namespaceSelector: { matchLabels: { team: "sales" } } }),
      { from: omit(web, "namespaceLabels"), to: db },
      { code: "namespace-labels", namespace: "shop" },
    ],
    [
      "the number of a named port in a rule",
      dbPolicy({ ingress: [{ ports: [{ port: "grpc" }] }] }),
      { from: web, to: omit(db, "ports"), port: 8081 },
      { code: "port-number", port: "grpc", target: dbReference },
    ],
    [
      "the number of a named port in the query",
      dbPolicy({ ingress: [{ ports: [{ port: 8081 }] }] }),
      { from: web, to: omit(db, "ports"), port: "grpc" },
      { code: "port-number", port: "grpc", target: dbReference },
    ],
    [
      "a pod's other labels",
      dbPolicy({ podSelector: { matchLabels: { tier: "back" } } }),
      { from: web, to: { ...db, mayHaveMoreLabels: true } },
      { code: "pod-labels", pod: dbReference },
    ],
  ];
  for (const [what, policy, question, expected] of unknowns) {
    it(`is unknown if it depends on ${what}, and the result lists this fact`, () => {
      const { verdict, unknownFacts } = evaluate([policy], question);
      assert.deepEqual([verdict, unknownFacts], ["unknown", [expected]]);
    });
  }

  it("has no unknown facts if none of them would change the verdict", () => {
    const policy = dbPolicy({ ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 80 }] }] });
    const { verdict, unknownFacts } = evaluate([policy], { from: omit(web, "ips"), to: db, port: 81 });
    assert.deepEqual([verdict, unknownFacts], ["denied", []]);
  });
});

describe("evaluate", () => {
  it("lists the policies that isolate each end and the rules that allow the connection", () => {
    const [lb, agent] = [pod("vald", { app: "vald-lb-gateway" }), pod("vald", { app: "vald-agent" })];
    assert.deepEqual(evaluate(networkPolicies({ namespace: "vald" }), { from: lb, to: agent, port: 8081 }), {
      verdict: "allowed",
      ports: [{ protocol: "TCP", first: 8081, last: 8081 }],
      hasPort: true,
      unknownFacts: [],
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

  it("omits a rule that may allow a connection if another rule certainly allows it", () => {
    const ingress = [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }, { from: [{ namespaceSelector: {} }] }];
    const evaluation = evaluate([dbPolicy({ ingress })], { from: omit(web, "ips"), to: db });
    assert.deepEqual(evaluation.ingress.rules, [{ policy: "vald/db", index: 1 }]);
  });

  it("rejects an invalid address", () => {
    const policy = admitting({ ipBlock: { cidr: "10.0.0.0/8" } });
    assert.throws(() => evaluate([policy], { from: externalAddress("example"), to: db }), {
      message:
        'Invalid args:\n  from.address: got "example"; expected an IP address or a CIDR block, such as 10.0.0.7 or 10.0.0.0/8',
    });
  });
});

function omit<K extends "ips" | "ports" | "namespaceLabels">(from: Pod, key: K): Pod {
  const { [key]: _, ...rest } = from;
  return rest as Pod;
}
