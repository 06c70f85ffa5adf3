import { dump } from "js-yaml";
import type { IngressRule, NetworkPolicyManifest, NetworkPolicyPeer, NetworkPolicyPort } from "../core";
import { Random } from "./random";

export interface Size {
  pods: number;
  policies: number;
}

const namespaces = 40;
const apps = 97;
const tiers = 7;
const teams = 8;

/**
 * A synthetic cluster in the format of `kubectl get ns,pods,netpol -A -o yaml`. The same size always produces the same cluster.
 * The numbers of namespaces, apps, and tiers have no common factor, so almost no two pods are alike. This is the worst case,
 * because there are no replicas.
 */
export function manifests(size: Size): string {
  const random = new Random(1);
  const items = [
    ...Array.from({ length: namespaces }, (_, n) => namespaceManifest(n)),
    ...Array.from({ length: size.pods }, (_, i) => podManifest(i)),
    ...Array.from({ length: size.policies }, (_, j) => policyManifest(j, size.pods, random)),
  ];
  return dump({ apiVersion: "v1", kind: "List", items }, { noRefs: true, lineWidth: -1 });
}

function namespaceManifest(n: number) {
  const name = namespaceName(n);
  const labels = {
    "kubernetes.io/metadata.name": name,
    team: `team-${n % teams}`,
    stage: n % 3 === 0 ? "test" : "live",
  };
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
}

function podManifest(i: number) {
  const ip = `10.${i % namespaces}.${(Math.floor(i / namespaces) + 1) >>> 8}.${(Math.floor(i / namespaces) + 1) & 255}`;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `pod-${i}`,
      namespace: namespaceName(i % namespaces),
      labels: { app: `app-${i % apps}`, tier: `tier-${i % tiers}` },
    },
    spec: {
      containers: [
        {
          name: "main",
          image: "registry.example/main:1",
          ports: [
            { name: "http", containerPort: i % 3 === 0 ? 8080 : 80, protocol: "TCP" },
            { name: "metrics", containerPort: 9090, protocol: "TCP" },
          ],
        },
      ],
    },
    status: { phase: "Running", podIP: ip, podIPs: [{ ip }] },
  };
}

function policyManifest(j: number, pods: number, random: Random): NetworkPolicyManifest & object {
  const n = j % namespaces;
  const hasEgress = random.percent(60);
  const hasIngress = !hasEgress || random.percent(60);
  const rules = () => Array.from({ length: 1 + random.below(3) }, () => rule(n, pods, random));
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: `policy-${j}`, namespace: namespaceName(n) },
    spec: {
      // A few policies select the whole namespace.
      podSelector: random.percent(3) ? {} : podSelector(n, pods, random),
      policyTypes: [...(hasIngress ? ["Ingress"] : []), ...(hasEgress ? ["Egress"] : [])],
      ...(hasIngress && { ingress: rules() }),
      ...(hasEgress && { egress: rules().map(({ from, ...rest }) => ({ ...rest, ...(from && { to: from }) })) }),
    },
  } as NetworkPolicyManifest & object;
}

function rule(n: number, pods: number, random: Random): IngressRule {
  // A few rules apply to everyone.
  const from = random.percent(3) ? undefined : Array.from({ length: 1 + random.below(2) }, () => peer(n, pods, random));
  const ports = random.percent(15) ? undefined : Array.from({ length: 1 + random.below(2) }, () => port(random));
  return { ...(from && { from }), ...(ports && { ports }) };
}

function peer(n: number, pods: number, random: Random): NetworkPolicyPeer {
  const percentile = random.below(100);
  const other = random.below(namespaces);
  if (percentile < 45) return { podSelector: podSelector(n, pods, random) };
  if (percentile < 85)
    return { namespaceSelector: namespaceSelector(other, random), podSelector: podSelector(other, pods, random) };
  if (percentile < 90) return { namespaceSelector: namespaceSelector(other, random) };
  if (percentile < 95) return { podSelector: {} };
  return { ipBlock: { cidr: `10.${other}.0.0/16`, except: [`10.${other}.0.0/28`] } };
}

function namespaceSelector(n: number, random: Random) {
  return random.percent(50)
    ? { matchLabels: { "kubernetes.io/metadata.name": namespaceName(n) } }
    : { matchLabels: { team: `team-${n % teams}`, stage: n % 3 === 0 ? "test" : "live" } };
}

/** Uses the labels of an existing pod, so that most selectors match at least one pod. */
function podSelector(n: number, pods: number, random: Random) {
  const i = n + namespaces * random.below(Math.max(1, Math.ceil((pods - n) / namespaces)));
  if (random.percent(60)) return { matchLabels: { app: `app-${i % apps}` } };
  if (random.percent(80)) return { matchLabels: { tier: `tier-${i % tiers}` } };
  return { matchExpressions: [{ key: "app", operator: "In", values: [`app-${i % apps}`, `app-${(i + 1) % apps}`] }] };
}

function port(random: Random): NetworkPolicyPort {
  return random.pick<NetworkPolicyPort>([
    { port: 80 },
    { port: 443, protocol: "TCP" },
    { port: 8080, protocol: "TCP" },
    { port: "http" },
    { port: "metrics", protocol: "TCP" },
    { port: 8000, endPort: 8100 },
    { port: 30000, endPort: 32767, protocol: "TCP" },
    { port: 53, protocol: "UDP" },
    { protocol: "UDP" },
  ]);
}

function namespaceName(n: number): string {
  return `space-${String(n).padStart(2, "0")}`;
}
