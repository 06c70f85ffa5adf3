import assert from "node:assert/strict";
import fc from "fast-check";
import { effectivePolicies } from "../../analysis/model/effectivePolicy";
import { selectsPod } from "../../analysis/model/matching";
import {
  componentNames,
  type NetworkPoliciesArgs,
  networkPolicies,
  type NetworkPolicy,
  type NetworkPolicyPeer,
} from "../../core";
import { valdGraph } from "../../graph/valdGraph";
import { recipes } from "../../testing/documents/recipes";
import { randomSeed, sampleSize } from "../sampling";
import { Comparison, evaluateQuery, rulePeers } from "./comparison";
import { configurations } from "./configurations";
import { cluster, waitForEngine } from "../cluster/fixture";
import type { Host } from "../cluster/host";
import { allPairs, type Query, queriesFor, type TriedPort } from "./observe";

const namespace = "options";

/** Pods that recipes and configurations select, and some near misses. */
const pods: [namespace: string, name: string, labels: Record<string, string>][] = [
  ["options", "neighbor", { app: "neighbor", tier: "a" }],
  ["kube-system", "dns", { "k8s-app": "kube-dns" }],
  ["kube-system", "traefik", { "app.kubernetes.io/name": "traefik" }],
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
const externalHosts: [name: string, ipv4: string][] = [
  ["public", "52.219.0.1"],
  ["private", "10.1.2.3"],
  ["api-server", "172.18.0.2"],
  ["api-service", "10.96.0.1"],
  ["node-dns", "169.254.20.10"],
  ["pod-identity", "169.254.170.23"],
  ["balancer", "35.191.8.1"],
];

/** New names for namespaces in recipes, so that no other spec uses these namespaces. All other namespaces get the prefix `o-`. */
const renamedNamespaces: Record<string, string> = {
  shop: "shop2",
  default: "observability",
  "kube-system": "kube-system",
};

const scenarios: [title: string, args: NetworkPoliciesArgs][] = [
  ...configurations,
  // instances.spec.ts tests the recipes for several Vald clusters in one namespace.
  ...recipes()
    .filter(({ args }) => args.instanceLabels === undefined)
    .map(({ heading, args }): [string, NetworkPoliciesArgs] => [
      `the recipe ${heading}`,
      JSON.parse(JSON.stringify(args), (key, value: unknown) =>
        key === "namespace" && typeof value === "string" ? (renamedNamespaces[value] ?? `o-${value}`) : value,
      ) as NetworkPoliciesArgs,
    ]),
];

describe("packets: every option", () => {
  const comparisons = new Map<string, Comparison>();

  before(async function () {
    this.timeout(1_200_000);
    const percentage = sampleSize("percent of the attempts that no rule allows", 25, 100);
    const seed = randomSeed();
    const { addNamespace, addPod, addExternalHost, setPolicies } = await cluster();
    for (const name of new Set([namespace, ...pods.map(([podNamespace]) => podNamespace)])) {
      if (name !== "kube-system") await addNamespace(name, name === "shop2" ? { team: "sales" } : {});
    }
    const components: Host[] = [];
    for (const component of componentNames) {
      const { app, selectorLabelKey = "app" } = valdGraph.components[component];
      components.push(
        await addPod(namespace, `o-${app.replace("vald-", "")}`, { [selectorLabelKey]: app, tier: "vald" }),
      );
    }
    const others: Host[] = [];
    for (const [podNamespace, name, labels] of pods) others.push(await addPod(podNamespace, `o-${name}`, labels));
    for (const [name, ipv4] of externalHosts) others.push(await addExternalHost(`o-${name}`, { ipv4 }));
    // Hosts for peers that match none of the hosts above.
    const added: Host[] = [];
    for (const [title, args] of scenarios) {
      const policies = networkPolicies({ ...args, namespace });
      const peers = rulePeers(policies);
      for (const { name, peer, matches } of peers) {
        if ([...components, ...others, ...added].some((host) => host.peers.some(matches))) continue;
        const host = await addHostFor(`o-added-${added.length}`, peer ?? {});
        assert.ok(host.peers.some(matches), `${title}: no host matches ${name}`);
        added.push(host);
      }
      const named = added.filter((host) => peers.some(({ matches }) => host.peers.some(matches)));
      const effective = effectivePolicies(policies);
      const isValdPod = (host: Host) =>
        components.includes(host) ||
        host.peers.some((peer) => !("address" in peer) && effective.some((one) => selectsPod(one, peer) === true));
      const pairs = allPairs([...components, ...others, ...named]).filter((pair) => pair.some(isValdPod));
      const isAllowedByRule = (query: Query) => {
        const { verdict, egress, ingress } = evaluateQuery(policies, query);
        return verdict === "allowed" && egress.rules.length + ingress.rules.length > 0;
      };
      const queries = queriesFor(pairs, portsFor(policies));
      const length = Math.ceil((queries.length * percentage) / 100);
      const subarray = fc.subarray(queries, { minLength: length, maxLength: length });
      const sample = new Set(fc.sample(subarray, { numRuns: 1, seed })[0]);
      await setPolicies(namespace, policies);
      await waitForEngine();
      const comparison = new Comparison();
      await comparison.add(
        queries.filter((query) => sample.has(query) || isAllowedByRule(query)),
        policies,
      );
      comparisons.set(title, comparison);
    }
    await setPolicies(namespace, []);
  });

  for (const [title] of scenarios) {
    it(`packets agree with evaluate: ${title}`, () => {
      const { agreed, explained, mismatches } = comparisons.get(title) ?? assert.fail("not observed");
      assert.deepEqual(mismatches, []);
      assert.ok(agreed.connected > 0 && agreed["timed out"] > 0, JSON.stringify(agreed));
      assert.deepEqual([...explained.keys()], []);
    });

    it(`every peer in a rule connects: ${title}`, () =>
      assert.deepEqual([...(comparisons.get(title)?.unusedPeers ?? assert.fail("not observed"))], []));
  }
});

/** Adds a host that a peer without expressions matches. */
async function addHostFor(name: string, { ipBlock, namespaceSelector, podSelector }: NetworkPolicyPeer): Promise<Host> {
  const { addNamespace, addExternalHost, addPod } = await cluster();
  if (ipBlock !== undefined) return addExternalHost(name, addressIn(ipBlock.cidr));
  const podNamespace = namespaceSelector?.matchLabels?.["kubernetes.io/metadata.name"] ?? namespace;
  await addNamespace(podNamespace);
  return addPod(podNamespace, name, podSelector?.matchLabels ?? {});
}

/** The second address in a CIDR block, or its only address. */
function addressIn(cidr: string): { ipv4: string } | { ipv6: string } {
  const [base = "", length] = cidr.split("/");
  if (base.includes(":")) return { ipv6: length === "128" ? base : `${base}1` };
  return { ipv4: length === "32" ? base : base.replace(/\d+$/, (last) => String(Number(last) + 1)) };
}

/** The ports in policies, and some other ports. */
function portsFor(policies: readonly NetworkPolicy[]): TriedPort[] {
  const inRules = policies
    .flatMap(({ spec }) => [...spec.ingress, ...spec.egress])
    .flatMap(({ ports = [] }) => ports)
    .flatMap(({ protocol = "TCP", port, endPort }) => {
      if ((protocol !== "TCP" && protocol !== "UDP") || typeof port !== "number") return [];
      const numbers = endPort === undefined ? [port] : [port, endPort, endPort + 1];
      return numbers.map((number) => ({ protocol, port: number }) as const);
    });
  const others = [
    { protocol: "TCP", port: 81 },
    { protocol: "TCP", port: 8081 },
    { protocol: "UDP", port: 53 },
  ] as const;
  return [...new Map([...inRules, ...others].map((one) => [`${one.protocol} ${one.port}`, one])).values()];
}
