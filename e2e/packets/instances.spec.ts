import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies } from "../../index";
import { networkPolicies } from "../../core";
import { cluster, stackOf, waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";
import { allPairs, observe, queriesFor, type TriedPort } from "./observe";

const grpc: TriedPort = { protocol: "TCP", port: 8081 };
const otherPorts: TriedPort[] = [
  { protocol: "TCP", port: 443 },
  { protocol: "UDP", port: 53 },
];
const familySuffixes = [" IPv4", " IPv6"] as const;

describe("packets: two Vald clusters in one namespace", () => {
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
  const instanceLabels = (name: string) => ({ "app.kubernetes.io/instance": "vald", "vdaas.org/cluster": name });
  const pods: Host[] = [];
  let stack: Stack;
  let withoutInstanceLabels: string[];
  let withInstanceLabels: string[];

  before(async () => {
    const { addNamespace, addPod, setPolicies } = await cluster();
    await addNamespace("twins");
    for (const instance of ["blue", "green"])
      for (const app of apps)
        pods.push(await addPod("twins", `${instance}-${app}`, { app: `vald-${app}`, ...instanceLabels(instance) }));
    await setPolicies("twins", networkPolicies({ namespace: "twins" }));
    await waitForEngine();
    withoutInstanceLabels = await connectedPairs(pods, [], [grpc, ...otherPorts], [...within, ...across]);
    await setPolicies("twins", []);

    stack = await stackOf("twins", async () => {
      for (const instance of ["blue", "green"])
        new ValdNetworkPolicies(instance, {
          namespace: "twins",
          instanceLabels: instanceLabels(instance),
          namePrefix: `${instance}-`,
        });
    });
    await stack.up();
    await waitForEngine();
    withInstanceLabels = await connectedPairs(pods, [], [grpc, ...otherPorts], within);
  });
  after(() => stack.destroy());

  it("connects both clusters without instance labels", () =>
    assert.deepEqual(withoutInstanceLabels, [...within, ...across].sort()));

  it("keeps the clusters apart with instance labels", () => assert.deepEqual(withInstanceLabels, within.sort()));
});

describe("packets: mirror gateways in three namespaces and another Vald cluster", () => {
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
  let onOtherPorts: string[];

  before(async () => {
    const { addPod, addExternalHost } = await cluster();
    // The stack is not destroyed. There is no kubelet to end pods, so its namespaces would never be deleted.
    const stack = await stackOf("mirrors", async () => {
      await import("../../examples/mirrors/index.js");
    });
    await stack.setAllConfig({
      kubeContext: { value: "kind-vald" },
      namespaces: { value: JSON.stringify(namespaces) },
      externalCidrs: { value: JSON.stringify(["203.0.113.0/28"]) },
    });
    await stack.up();
    const valdPods: Host[] = [];
    const others = [
      await addExternalHost("elsewhere", { ipv4: "203.0.113.7" }),
      await addExternalHost("stray", { ipv4: "203.0.113.77" }),
    ];
    for (const name of namespaces) {
      for (const app of ["agent", "lb-gateway", "filter-gateway", "mirror-gateway"])
        valdPods.push(await addPod(name, `${name}-${app.replace("-gateway", "")}`, { app: `vald-${app}` }));
      others.push(await addPod(name, `${name}-neighbor`, { app: "neighbor" }));
    }
    await waitForEngine();
    onGrpc = await connectedPairs(valdPods, others, [grpc], [...within, ...between]);
    onOtherPorts = await connectedPairs(valdPods, others, otherPorts, within);
  });

  it("connects all mirror gateways on the gRPC port", () => assert.deepEqual(onGrpc, [...within, ...between].sort()));

  it("allows no connection between the clusters on other ports", () => assert.deepEqual(onOtherPorts, within.sort()));
});

/**
 * The pairs that include at least one of `pods` and connect on all ports. If a pair connects over only one address family, it has
 * a suffix. Only `expected` pairs get a second attempt. Fails if a pair connects on only some of the ports.
 */
async function connectedPairs(
  pods: readonly Host[],
  others: readonly Host[],
  ports: readonly TriedPort[],
  expected: readonly string[],
): Promise<string[]> {
  const pairs = allPairs([...pods, ...others]).filter((pair) => pair.some((host) => pods.includes(host)));
  const pairText = (from: Host, to: Host) => `${from.name} -> ${to.name}`;
  const observations = await observe(queriesFor(pairs, ports), ({ from, to, family }) =>
    [pairText(from, to), pairText(from, to) + familySuffixes[family]].some((text) => expected.includes(text)),
  );
  return pairs
    .flatMap(([from, to]) => {
      const families = ([0, 1] as const).filter((family) => {
        const outcomes = new Set(
          observations
            .filter(({ query }) => query.from === from && query.to === to && query.family === family)
            .map(({ outcome }) => outcome),
        );
        assert.equal(outcomes.size, 1, `${pairText(from, to)}${familySuffixes[family]}: ${[...outcomes].join()}`);
        return outcomes.has("connected");
      });
      return families.length === 2
        ? [pairText(from, to)]
        : families.map((family) => pairText(from, to) + familySuffixes[family]);
    })
    .sort();
}
