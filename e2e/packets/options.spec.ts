import assert from "node:assert/strict";
import { isolates } from "../../analysis/admits";
import { isolations } from "../../analysis/isolation";
import { componentNames } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";
import { type NetworkPoliciesArgs, networkPolicies, type NetworkPolicy, type NetworkPolicyPeer } from "../../policies";
import { recipes } from "../../tests/documents/recipes";
import { configurations } from "./configurations";
import type { Host } from "./host";
import { Judged, peersIn } from "./judged";
import { pairsOf, type TriedPort } from "./observed";
import { canary, cluster } from "./world";

const namespace = "options";

/** Those whom recipes and configurations name, and some whom they miss by a little. */
const pods: [namespace: string, name: string, labels: Record<string, string>][] = [
  ["options", "neighbour", { app: "neighbour", tier: "a" }],
  ["kube-system", "dns", { "k8s-app": "kube-dns" }],
  ["shop2", "search", { app: "search" }],
  ["shop2", "cart", { app: "cart" }],
  ["observability", "pyroscope", { "app.kubernetes.io/name": "pyroscope" }],
  [
    "observability",
    "collector",
    {
      "app.kubernetes.io/component": "opentelemetry-collector",
      "app.kubernetes.io/instance": "default.opentelemetry-collector",
    },
  ],
  ["filters", "vectorizer", { app: "vectorizer" }],
];
const outside: [name: string, ipv4: string][] = [
  ["public", "52.219.0.1"],
  ["private", "10.1.2.3"],
  ["api-server", "172.18.0.2"],
  ["api-service", "10.96.0.1"],
  ["node-dns", "169.254.20.10"],
  ["pod-identity", "169.254.170.23"],
  ["balancer", "35.191.8.1"],
];

/** Recipes name namespaces of their own; here they have names that nobody else uses. */
const renamed: Record<string, string> = { shop: "shop2", default: "observability", "kube-system": "kube-system" };

const all: [about: string, args: NetworkPoliciesArgs][] = [
  ...configurations,
  // Those for one of several Valds are tried where there are several.
  ...recipes()
    .filter(({ args }) => args.instanceLabels === undefined)
    .map(({ heading, args }): [string, NetworkPoliciesArgs] => [
      `the recipe ${heading}`,
      JSON.parse(JSON.stringify(args), (key, value: unknown) =>
        key === "namespace" && typeof value === "string" ? (renamed[value] ?? `o-${value}`) : value,
      ) as NetworkPoliciesArgs,
    ]),
];

describe("every option, by packets", () => {
  const judged = new Map<string, Judged>();

  before(async function () {
    this.timeout(1_200_000);
    const { addNamespace, addPod, addOutside, setPolicies } = await cluster();
    const engine = await canary();
    for (const name of new Set([namespace, ...pods.map(([own]) => own)])) {
      if (name !== "kube-system") await addNamespace(name, name === "shop2" ? { team: "sales" } : {});
    }
    const components: Host[] = [];
    for (const component of componentNames) {
      const { app, selectedBy = "app" } = valdGraph.components[component];
      components.push(await addPod(namespace, `o-${app.replace("vald-", "")}`, { [selectedBy]: app, tier: "vald" }));
    }
    const others: Host[] = [];
    for (const [own, name, labels] of pods) others.push(await addPod(own, `o-${name}`, labels));
    for (const [name, ipv4] of outside) others.push(await addOutside(`o-${name}`, { ipv4 }));
    const named: Host[] = [];
    for (const [about, args] of all) {
      const policies = networkPolicies({ ...args, namespace });
      const peers = peersIn(policies);
      const isNamed = (host: Host) => peers.some(({ admits }) => host.parties.some(admits));
      for (const { name, peer, admits } of peers) {
        if ([...components, ...others, ...named].some(({ parties }) => parties.some(admits))) continue;
        const host = await hostOf(`o-named-${named.length}`, peer ?? {});
        assert.ok(host.parties.some(admits), `${about}: nobody is ${name}`);
        named.push(host);
      }
      const hosts = [...components, ...others, ...named.filter(isNamed)];
      const isolated = isolations(policies);
      const isOwn = (host: Host) =>
        components.includes(host) ||
        host.parties.some((party) => !("address" in party) && isolated.some((one) => isolates(one, party) === true));
      // What is between others is none of Vald's.
      const pairs = pairsOf(hosts).filter((pair) => pair.some(isOwn));
      await setPolicies(namespace, policies);
      await engine.programmed();
      const one = new Judged();
      await one.observe(pairs, portsNear(policies), policies);
      judged.set(about, one);
    }
    await setPolicies(namespace, []);
  });

  for (const [about] of all) {
    it(`lets through what evaluate says: ${about}`, () => {
      const { seen, late, settled, wrong } = judged.get(about) ?? assert.fail("not observed");
      assert.deepEqual(wrong, []);
      assert.ok(seen.connected > 0 && seen["timed out"] > 0, JSON.stringify(seen));
      assert.deepEqual([...settled.keys()], []);
      assert.ok(late <= seen.connected / 50, `${late} of ${seen.connected} late`);
    });

    it(`lets everyone through whom a rule names: ${about}`, () =>
      assert.deepEqual([...(judged.get(about)?.unmet ?? assert.fail("not observed"))], []));
  }
});

/** A host that a peer means, which has no expressions. */
async function hostOf(name: string, { ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer): Promise<Host> {
  const { addNamespace, addOutside, addPod } = await cluster();
  if (ipBlock !== undefined) return addOutside(name, addressIn(ipBlock.cidr));
  const own = namespaceSelector?.matchLabels?.["kubernetes.io/metadata.name"] ?? namespace;
  await addNamespace(own);
  return addPod(own, name, podSelector?.matchLabels ?? {});
}

/** The only address of a range, or the second. */
function addressIn(cidr: string): { ipv4: string } | { ipv6: string } {
  const [base = "", length] = cidr.split("/");
  if (base.includes(":")) return { ipv6: length === "128" ? base : `${base}1` };
  return { ipv4: length === "32" ? base : base.replace(/\d+$/, (last) => String(Number(last) + 1)) };
}

/** The ports that policies name, and some that they do not. */
function portsNear(policies: readonly NetworkPolicy[]): TriedPort[] {
  const named = policies
    .flatMap(({ spec }) => [...spec.ingress, ...spec.egress])
    .flatMap(({ ports = [] }) => ports)
    .flatMap(({ protocol = "TCP", port, endPort }) => {
      if ((protocol !== "TCP" && protocol !== "UDP") || typeof port !== "number") return [];
      const ports = endPort === undefined ? [port] : [port, endPort, endPort + 1];
      return ports.map((one) => ({ protocol, port: one }) as const);
    });
  const unnamed = [
    { protocol: "TCP", port: 81 },
    { protocol: "TCP", port: 8081 },
    { protocol: "UDP", port: 53 },
  ] as const;
  return [...new Map([...named, ...unnamed].map((one) => [`${one.protocol} ${one.port}`, one])).values()];
}
