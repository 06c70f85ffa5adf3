import assert from "node:assert/strict";
import { type PodMatrix, podMatrix } from "../../../analysis/allPairs/podMatrix";
import type { Pod } from "../../../analysis/model/peer";
import type { NetworkPolicyManifest } from "../../../core";

const pod = (name: string, app: string, overrides: Partial<Pod> = {}): Pod => ({
  name,
  namespace: "vald",
  namespaceLabels: { "kubernetes.io/metadata.name": "vald" },
  labels: { app },
  ips: ["10.0.0.1"],
  ports: [],
  ...overrides,
});
const policy = (spec: NetworkPolicyManifest["spec"]): NetworkPolicyManifest => ({
  metadata: { name: "policy", namespace: "vald" },
  spec,
});
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const tcp = (first: number, last = first) => [{ protocol: "TCP", first, last }];
const everyPort = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));

/** Connections with the names of classes instead of their indexes. */
const namedConnections = ({ sources, targets, connections }: PodMatrix) =>
  [...connections].map(({ from, to, ports, pairs }) => [sources[from]?.name, targets[to]?.name, ports, pairs]);

describe("podMatrix", () => {
  it("is empty without pods", () => {
    const { connections, ...rest } = podMatrix([policy({})], []);
    assert.deepEqual([...connections], []);
    assert.deepEqual(rest, {
      sources: [],
      targets: [],
      allPairs: 0,
      pairs: 0,
      unknownFacts: { withoutAddress: 0, withoutNamespaceLabels: 0, withoutPorts: 0 },
      unknownPairs: 0,
      unevaluated: [],
    });
  });

  it("has one class with every connection if there is no policy", () => {
    const matrix = podMatrix([], [pod("b", "web"), pod("a", "db"), pod("c", "web", { namespace: "shop" })]);
    assert.deepEqual(matrix.sources, [{ name: "shop/c +2", pods: ["shop/c", "vald/a", "vald/b"] }]);
    assert.deepEqual(matrix.targets, matrix.sources);
    assert.deepEqual([...matrix.connections], [{ from: 0, to: 0, ports: everyPort, pairs: 6, verdict: "allowed" }]);
    assert.equal(matrix.pairs, 6);
  });

  it("contains the ports that both ends allow, and does not pair a pod with itself", () => {
    const ingressPorts = [
      { port: 80, endPort: 90 },
      { port: 53, protocol: "UDP" },
    ];
    const matrix = podMatrix(
      [
        policy({ ...app("db"), ingress: [{ from: [app("web")], ports: ingressPorts }] }),
        policy({
          ...app("web"),
          policyTypes: ["Egress"],
          egress: [{ to: [app("db")], ports: [{ port: 85, endPort: 99 }] }],
        }),
      ],
      [pod("db", "db"), pod("web-0", "web"), pod("web-1", "web")],
    );
    assert.deepEqual(namedConnections(matrix), [
      ["vald/db", "vald/web-0 +1", everyPort, 2],
      ["vald/web-0 +1", "vald/db", tcp(85, 90), 2],
    ]);
    assert.equal(matrix.pairs, 4);
  });

  const replicas = [pod("agent-0", "agent"), pod("agent-1", "agent"), pod("agent-2", "agent")];
  const allReplicas = { name: "vald/agent-0 +2", pods: ["vald/agent-0", "vald/agent-1", "vald/agent-2"] };

  it("keeps replicas that cannot connect to each other in one class", () => {
    const { sources, targets, pairs } = podMatrix([policy({ ...app("agent"), policyTypes: ["Ingress"] })], replicas);
    assert.deepEqual([sources, targets, pairs], [[allReplicas], [allReplicas], 0]);
  });

  it("keeps replicas that can connect to each other in one class", () => {
    const ingress = [{ from: [app("agent")], ports: [{ port: 80 }] }];
    const matrix = podMatrix([policy({ ...app("agent"), ingress })], replicas);
    assert.deepEqual([matrix.sources, matrix.targets], [[allReplicas], [allReplicas]]);
    assert.deepEqual(namedConnections(matrix), [[allReplicas.name, allReplicas.name, tcp(80), 6]]);
  });

  for (const size of [31, 32, 33, 64, 65]) {
    it(`distinguishes ${size} classes`, () => {
      const ids = [...Array(size).keys()].map((i) => String(i + 10));
      const matrix = podMatrix(
        ids.map((id, i) => policy({ ...app(id), ingress: [{ from: [app(ids[(i + 1) % size]!)] }] })),
        ids.map((id) => pod(id, id)),
      );
      assert.deepEqual(
        namedConnections(matrix),
        ids.map((id, i) => [`vald/${id}`, `vald/${ids.at(i - 1)}`, everyPort, 1]),
      );
    });
  }

  it("resolves a port name at each target", () => {
    const matrix = podMatrix(
      [policy({ podSelector: {}, ingress: [{ ports: [{ port: "http" }] }] })],
      [
        pod("a", "web", { ports: [{ name: "http", containerPort: 80 }] }),
        pod("b", "web", { ports: [{ name: "http", containerPort: 8080 }] }),
        pod("c", "web", { ports: [{ name: "http", containerPort: 80, protocol: "UDP" }] }),
      ],
    );
    assert.deepEqual(namedConnections(matrix), [
      ["vald/a +2", "vald/a", tcp(80), 2],
      ["vald/a +2", "vald/b", tcp(8080), 2],
    ]);
  });

  it("puts targets with equal ports into one class, regardless of notation", () => {
    const matrix = podMatrix(
      [
        policy({ ...app("db"), ingress: [{ from: [app("web")], ports: [{ port: 80 }, { port: 81, endPort: 90 }] }] }),
        policy({ ...app("cache"), ingress: [{ from: [app("web")], ports: [{ port: 80, endPort: 90 }] }] }),
      ],
      [pod("cache", "cache"), pod("db", "db"), pod("web", "web")],
    );
    assert.deepEqual(
      matrix.targets.map(({ name }) => name),
      ["vald/cache +1", "vald/web"],
    );
  });

  it("matches any of a pod's addresses against an ipBlock and its exceptions", () => {
    const block = { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } };
    const matrix = podMatrix(
      [policy({ ...app("db"), ingress: [{ from: [block] }] })],
      [
        pod("db", "db"),
        pod("inside", "x", { ips: ["10.2.0.1"] }),
        pod("excluded", "x", { ips: ["10.1.255.255"] }),
        pod("outside", "x", { ips: ["11.0.0.0"] }),
        pod("one-of-two", "x", { ips: ["fd00::1", "10.255.255.255"] }),
      ],
    );
    assert.deepEqual(
      namedConnections(matrix).filter(([, to]) => to === "vald/db"),
      [["vald/db +2", "vald/db", everyPort, 2]],
    );
    assert.deepEqual(matrix.sources[0]?.pods, ["vald/db", "vald/inside", "vald/one-of-two"]);
  });

  it("requires ipBlocks of the same address family at both ends", () => {
    const dualStack = { ips: ["10.0.0.1", "fd00::1"] };
    const [v4, v6] = [{ ipBlock: { cidr: "10.0.0.0/8" } }, { ipBlock: { cidr: "fd00::/8" } }];
    const pairs = (to: typeof v4) =>
      podMatrix(
        [
          policy({ ...app("db"), ingress: [{ from: [v4] }] }),
          policy({ ...app("web"), policyTypes: ["Ingress", "Egress"], egress: [{ to: [to] }] }),
        ],
        [pod("db", "db", dualStack), pod("web", "web", dualStack)],
      ).pairs;
    assert.deepEqual([pairs(v4), pairs(v6)], [1, 0]);
  });

  it("counts the pods with unknown facts to which a rule refers, and treats such facts as not matching", () => {
    const rules = [
      { from: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: "http" }] },
      { from: [{ namespaceSelector: { matchLabels: { team: "sales" } } }] },
    ];
    const matrix = podMatrix(
      [policy({ ...app("db"), ingress: rules })],
      [pod("db", "db"), { name: "unknown", namespace: "shop", labels: {} }],
    );
    assert.deepEqual(matrix.unknownFacts, { withoutAddress: 1, withoutNamespaceLabels: 1, withoutPorts: 1 });
    assert.deepEqual(namedConnections(matrix), [["shop/unknown +1", "shop/unknown", everyPort, 1]]);
  });

  const blockRows: [cidrs: string[], pairs: number, unknownPairs: number][] = [
    [["0.0.0.0/0"], 1, 1],
    [["0.0.0.0/0", "::/0"], 2, 0],
  ];
  for (const [cidrs, pairs, unknownPairs] of blockRows) {
    it(`decides whether pods with unknown addresses match ${cidrs.join(" and ")} only if that is certain`, () => {
      const from = cidrs.map((cidr) => ({ ipBlock: { cidr } }));
      const matrix = podMatrix(
        [policy({ ...app("db"), ingress: [{ from }] })],
        ["db", "web"].map((name) => ({ name, namespace: "vald", labels: { app: name } })),
      );
      assert.deepEqual([matrix.pairs, matrix.unknownPairs], [pairs, unknownPairs]);
    });
  }

  it("does not count unknown facts to which no rule refers", () => {
    const byName = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
    const matrix = podMatrix(
      [policy({ ...app("db"), ingress: [{ from: [byName] }] })],
      [pod("db", "db"), { name: "unknown", namespace: "shop", labels: {} }],
    );
    assert.deepEqual(matrix.unknownFacts, { withoutAddress: 0, withoutNamespaceLabels: 0, withoutPorts: 0 });
    assert.equal(matrix.pairs, 2);
  });

  it("treats two pods with the same namespace and name as one pod, and identifies a pod without a name by its labels", () => {
    const { sources } = podMatrix(
      [],
      [pod("a", "web"), pod("a", "web"), { namespace: "vald", labels: { b: "2", a: "1" } }],
    );
    assert.deepEqual(sources, [{ name: "vald/a +1", pods: ["vald/a", "vald/a=1,b=2"] }]);
  });

  it("pairs a workload with itself, because it may have several pods", () => {
    const workload = { kind: "StatefulSet", name: "agent" };
    const agents = { workload, namespace: "vald", labels: { app: "agent" } };
    const toAgents = policy({ ...app("agent"), ingress: [{ from: [{ podSelector: app("agent").podSelector }] }] });
    const matrix = podMatrix([toAgents], [agents, pod("db", "db")]);
    assert.deepEqual(namedConnections(matrix), [
      ["vald/StatefulSet/agent", "vald/StatefulSet/agent", everyPort, 1],
      ["vald/StatefulSet/agent", "vald/db", everyPort, 1],
    ]);
    assert.deepEqual([matrix.pairs, matrix.allPairs], [2, 3]);
  });

  it("leaves out pods on the host network", () => {
    assert.deepEqual(podMatrix([], [pod("a", "web"), pod("b", "web", { hostNetwork: true })]).sources, [
      { name: "vald/a", pods: ["vald/a"] },
    ]);
  });

  it("yields the same connections in every iteration", () => {
    const { connections } = podMatrix([], replicas);
    assert.deepEqual([...connections], [...connections]);
  });
});
