import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { networkPolicies } from "../../policies";
import type { Host } from "./host";
import { observed, pairsOf, type TriedPort } from "./observed";
import { canary, cluster, stackOf } from "./world";

/** That of gRPC, and two more. */
const ports: [grpc: TriedPort, ...TriedPort[]] = [
  { protocol: "TCP", port: 8081 },
  { protocol: "TCP", port: 443 },
  { protocol: "UDP", port: 53 },
];
const families = [" IPv4", " IPv6"] as const;

describe("two Valds in one namespace, by packets", () => {
  const apps = ["agent", "discoverer", "filter-gateway", "lb-gateway", "manager-index"];
  const edges = (from: string, to: string) => [
    `${from}-filter-gateway -> ${to}-lb-gateway`,
    ...["lb-gateway", "manager-index"].flatMap((one) => [
      `${from}-${one} -> ${to}-agent`,
      `${from}-${one} -> ${to}-discoverer`,
    ]),
  ];
  const within = [...edges("blue", "blue"), ...edges("green", "green")];
  const across = [...edges("blue", "green"), ...edges("green", "blue")];
  const labelsOf = (name: string) => ({ "app.kubernetes.io/instance": "vald", "vdaas.org/cluster": name });
  const pods: Host[] = [];
  let stack: Stack;
  let alike: string[];
  let apart: string[];

  before(async () => {
    const { addNamespace, addPod, setPolicies } = await cluster();
    await addNamespace("twins");
    for (const instance of ["blue", "green"])
      for (const app of apps)
        pods.push(await addPod("twins", `${instance}-${app}`, { app: `vald-${app}`, ...labelsOf(instance) }));
    await setPolicies("twins", networkPolicies({ namespace: "twins" }));
    await (await canary()).programmed();
    alike = await connected(pods, [], ports, [...within, ...across]);
    await setPolicies("twins", []);

    stack = await stackOf("twins", async () => {
      for (const instance of ["blue", "green"])
        new ValdNetworkPolicies(instance, {
          namespace: "twins",
          instanceLabels: labelsOf(instance),
          namePrefix: `${instance}-`,
        });
    });
    await stack.up();
    await (await canary()).programmed();
    apart = await connected(pods, [], ports, within);
  });
  after(() => stack.destroy());

  it("admit each other's components where these are known by their own labels alone", () =>
    assert.deepEqual(alike, [...within, ...across].sort()));

  it("have the table's edges each, and none between them, with labels of the instance", () =>
    assert.deepEqual(apart, within.sort()));
});

describe("mirrors over three namespaces and another cluster, by packets", () => {
  const namespaces = ["vald-01", "vald-02", "vald-03"];
  const within = namespaces.flatMap((name) => [
    `${name}-mirror -> ${name}-lb`,
    `${name}-lb -> ${name}-agent`,
    `${name}-filter -> ${name}-mirror`,
    `${name}-filter -> ${name}-lb`,
  ]);
  const between = namespaces.flatMap((from) => [
    ...namespaces.filter((to) => to !== from).map((to) => `${from}-mirror -> ${to}-mirror`),
    `${from}-mirror -> elsewhere IPv4`,
    `elsewhere -> ${from}-mirror IPv4`,
  ]);
  let onGrpc: string[];
  let onOthers: string[];

  before(async () => {
    const { addPod, addOutside } = await cluster();
    // It is not destroyed: its namespaces would wait for a kubelet to end their pods.
    const stack = await stackOf("mirrors", async () => {
      await import("../../examples/mirrors/index.js");
    });
    await stack.setAllConfig({
      kubeContext: { value: "kind-vald" },
      namespaces: { value: JSON.stringify(namespaces) },
      elsewhere: { value: JSON.stringify(["203.0.113.0/28"]) },
    });
    await stack.up();
    const valds: Host[] = [];
    const others = [
      await addOutside("elsewhere", { ipv4: "203.0.113.7" }),
      await addOutside("stray", { ipv4: "203.0.113.77" }),
    ];
    for (const name of namespaces) {
      for (const app of ["agent", "lb-gateway", "filter-gateway", "mirror-gateway"])
        valds.push(await addPod(name, `${name}-${app.replace("-gateway", "")}`, { app: `vald-${app}` }));
      others.push(await addPod(name, `${name}-neighbour`, { app: "neighbour" }));
    }
    await (await canary()).programmed();
    const [grpc, ...rest] = ports;
    onGrpc = await connected(valds, others, [grpc], [...within, ...between]);
    onOthers = await connected(valds, others, rest, within);
  });

  it("connect each to each other on the port of gRPC, and beside it only as in a Vald alone", () =>
    assert.deepEqual(onGrpc, [...within, ...between].sort()));

  it("connect on other ports only as in a Vald alone", () => assert.deepEqual(onOthers, within.sort()));
});

/**
 * The pairs, with one of `pods` at one end at least, that connect on all of the ports: over both families, or over the one
 * that is named. Only what is `expected` is tried again when it is late. Fails where some of the ports connect and some do
 * not.
 */
async function connected(
  pods: readonly Host[],
  others: readonly Host[],
  tried: readonly TriedPort[],
  expected: readonly string[],
): Promise<string[]> {
  const pairs = pairsOf([...pods, ...others]).filter((pair) => pair.some((host) => pods.includes(host)));
  const textOf = (from: Host, to: Host) => `${from.name} -> ${to.name}`;
  const isExpected = (text: string, family: string) => expected.includes(text) || expected.includes(text + family);
  const observations = await observed(pairs, tried, ({ from, to, family }) =>
    isExpected(textOf(from, to), families[family]),
  );
  return pairs
    .flatMap(([from, to]) => {
      const open = ([0, 1] as const).filter((family) => {
        const own = observations.filter((one) => one.from === from && one.to === to && one.family === family);
        const outcomes = [...new Set(own.map(({ outcome }) => outcome))];
        assert.equal(outcomes.length, 1, `${textOf(from, to)}${families[family]}: ${outcomes.join()}`);
        return outcomes[0] === "connected";
      });
      return open.length === 2 ? [textOf(from, to)] : open.map((family) => textOf(from, to) + families[family]);
    })
    .sort();
}
