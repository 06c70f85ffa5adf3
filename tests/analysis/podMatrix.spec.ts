import assert from "node:assert/strict";
import { type PodMatrix, podMatrix } from "../../analysis/pods/podMatrix";
import type { Pod } from "../../analysis/party";
import type { NetworkPolicyManifest } from "../../policies";

const pod = (name: string, app: string, more: Partial<Pod> = {}): Pod => ({
  name,
  namespace: "vald",
  namespaceLabels: { "kubernetes.io/metadata.name": "vald" },
  labels: { app },
  ips: ["10.0.0.1"],
  ports: [],
  ...more,
});
const policy = (spec: NetworkPolicyManifest["spec"], namespace = "vald"): NetworkPolicyManifest => ({
  metadata: { name: "policy", namespace },
  spec,
});
const app = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const everything = ["TCP", "UDP", "SCTP"].map((protocol) => ({ protocol, first: 1, last: 65535 }));

/** Class names instead of their places. */
const named = ({ sources, targets, connections }: PodMatrix) =>
  [...connections].map(({ from, to, ports, pairs }) => [sources[from]?.name, targets[to]?.name, ports, pairs]);

describe("the matrix of all pairs of pods", () => {
  it("is empty without pods", () => {
    const { connections, ...rest } = podMatrix([policy({})], []);
    assert.deepEqual([...connections], []);
    assert.deepEqual(rest, {
      sources: [],
      targets: [],
      pairs: 0,
      missing: { withoutAddress: 0, withoutNamespaceLabels: 0, withoutPorts: 0 },
    });
  });

  it("is one class that may do anything where no policy is", () => {
    const matrix = podMatrix([], [pod("b", "web"), pod("a", "db"), pod("c", "web", { namespace: "shop" })]);
    assert.deepEqual(matrix.sources, [{ name: "shop/c +2", pods: ["shop/c", "vald/a", "vald/b"] }]);
    assert.deepEqual(matrix.targets, matrix.sources);
    assert.deepEqual([...matrix.connections], [{ from: 0, to: 0, ports: everything, pairs: 6 }]);
    assert.equal(matrix.pairs, 6);
  });

  it("has what both ends agree on, and no pair of a pod with itself", () => {
    const matrix = podMatrix(
      [
        policy({
          ...app("db"),
          ingress: [
            {
              from: [app("web")],
              ports: [
                { port: 80, endPort: 90 },
                { port: 53, protocol: "UDP" },
              ],
            },
          ],
        }),
        policy({
          ...app("web"),
          policyTypes: ["Egress"],
          egress: [{ to: [app("db")], ports: [{ port: 85, endPort: 99 }] }],
        }),
      ],
      [pod("db", "db"), pod("web-0", "web"), pod("web-1", "web")],
    );
    assert.deepEqual(named(matrix), [
      ["vald/db", "vald/web-0 +1", everything, 2],
      ["vald/web-0 +1", "vald/db", [{ protocol: "TCP", first: 85, last: 90 }], 2],
    ]);
    assert.equal(matrix.pairs, 4);
  });

  const replicas = [pod("agent-0", "agent"), pod("agent-1", "agent"), pod("agent-2", "agent")];
  const all = { name: "vald/agent-0 +2", pods: ["vald/agent-0", "vald/agent-1", "vald/agent-2"] };

  it("keeps replicas that may not reach each other in one class", () => {
    const { sources, targets, pairs } = podMatrix([policy({ ...app("agent"), policyTypes: ["Ingress"] })], replicas);
    assert.deepEqual([sources, targets, pairs], [[all], [all], 0]);
  });

  it("keeps replicas that may reach each other in one class", () => {
    const matrix = podMatrix(
      [policy({ ...app("agent"), ingress: [{ from: [app("agent")], ports: [{ port: 80 }] }] })],
      replicas,
    );
    assert.deepEqual([matrix.sources, matrix.targets], [[all], [all]]);
    assert.deepEqual(named(matrix), [[all.name, all.name, [{ protocol: "TCP", first: 80, last: 80 }], 6]]);
  });

  it("looks a port's name up at each target", () => {
    const matrix = podMatrix(
      [policy({ podSelector: {}, ingress: [{ ports: [{ port: "http" }] }] })],
      [
        pod("a", "web", { ports: [{ name: "http", containerPort: 80 }] }),
        pod("b", "web", { ports: [{ name: "http", containerPort: 8080 }] }),
        pod("c", "web", { ports: [{ name: "http", containerPort: 80, protocol: "UDP" }] }),
      ],
    );
    assert.deepEqual(named(matrix), [
      ["vald/a +2", "vald/a", [{ protocol: "TCP", first: 80, last: 80 }], 2],
      ["vald/a +2", "vald/b", [{ protocol: "TCP", first: 8080, last: 8080 }], 2],
    ]);
  });

  it("joins ranges that meet, and tells equal ports from unequal ones only", () => {
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

  it("matches an ipBlock by the address, without its exceptions", () => {
    const block = { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } };
    const matrix = podMatrix(
      [policy({ ...app("db"), ingress: [{ from: [block] }] })],
      [
        pod("db", "db"),
        pod("in", "x", { ips: ["10.2.0.1"] }),
        pod("excepted", "x", { ips: ["10.1.255.255"] }),
        pod("out", "x", { ips: ["11.0.0.0"] }),
        pod("one-of-two", "x", { ips: ["fd00::1", "10.255.255.255"] }),
      ],
    );
    assert.deepEqual(
      named(matrix).filter(([, to]) => to === "vald/db"),
      [["vald/db +2", "vald/db", everything, 2]],
    );
    assert.deepEqual(matrix.sources[0]?.pods, ["vald/db", "vald/in", "vald/one-of-two"]);
  });

  it("joins only ipBlocks of one address family, as a connection is of one", () => {
    const both = { ips: ["10.0.0.1", "fd00::1"] };
    const [v4, v6] = [{ ipBlock: { cidr: "10.0.0.0/8" } }, { ipBlock: { cidr: "fd00::/8" } }];
    const open = (to: typeof v4) =>
      podMatrix(
        [
          policy({ ...app("db"), ingress: [{ from: [v4] }] }),
          policy({ ...app("web"), policyTypes: ["Ingress", "Egress"], egress: [{ to: [to] }] }),
        ],
        [pod("db", "db", both), pod("web", "web", both)],
      ).pairs;
    assert.deepEqual([open(v4), open(v6)], [1, 0]);
  });

  it("counts the pods that lack what a rule looks at, and takes them not to have it", () => {
    const blind: Pod = { name: "blind", namespace: "shop", labels: {} };
    const rules = [
      { from: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: "http" }] },
      { from: [{ namespaceSelector: { matchLabels: { team: "sales" } } }] },
    ];
    const matrix = podMatrix([policy({ ...app("db"), ingress: rules })], [pod("db", "db"), blind]);
    assert.deepEqual(matrix.missing, { withoutAddress: 1, withoutNamespaceLabels: 1, withoutPorts: 1 });
    assert.deepEqual(named(matrix), [["shop/blind +1", "shop/blind", everything, 1]]);
  });

  it("counts nothing as missing that no rule looks at", () => {
    const byName = { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } };
    const matrix = podMatrix(
      [policy({ ...app("db"), ingress: [{ from: [byName] }] })],
      [pod("db", "db"), { name: "blind", namespace: "shop", labels: {} }],
    );
    assert.deepEqual(matrix.missing, { withoutAddress: 0, withoutNamespaceLabels: 0, withoutPorts: 0 });
    assert.equal(matrix.pairs, 2);
  });

  it("takes two pods of one namespace and name for one, and calls a pod without a name by its labels", () => {
    const { sources } = podMatrix(
      [],
      [pod("a", "web"), pod("a", "web"), { namespace: "vald", labels: { b: "2", a: "1" } }],
    );
    assert.deepEqual(sources, [{ name: "vald/a +1", pods: ["vald/a", "vald/a=1,b=2"] }]);
  });

  it("can be walked through more than once", () => {
    const { connections } = podMatrix([], replicas);
    assert.deepEqual([...connections], [...connections]);
  });
});
