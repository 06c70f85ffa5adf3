import type { FindingId } from "../core";

/** YAML values or manifests that trigger a finding, and a near miss that does not. */
interface FindingCase {
  fires: string;
  passes: string;
}

const custom = (rules: string) => `defaults:
  networkPolicy:
    custom:
${rules.replace(/^(?=.)/gm, "      ")}`;

const policy = (spec: string) => `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: vald-agent-allow, namespace: vald }
spec:
  podSelector: { matchLabels: { app: vald-agent } }
${spec.replace(/^(?=.)/gm, "  ")}`;

const denyAll =
  "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: deny-all }\nspec:\n  podSelector: {}\n  policyTypes: ";

const pod = (name: string, app: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: vald, labels: { app: ${app} } }
`;

const controllerPolicy = policy(
  "ingress:\n  - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ingress } }, podSelector: { matchLabels: { app: controller } } }]\negress: []\n",
);

const controllerPod = (name: string) => `---
apiVersion: v1
kind: Pod
metadata: { name: ${name}, namespace: ingress, labels: { app: controller } }
spec: { hostNetwork: true }
`;

const ciliumPolicy = (namespace: string) => `apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { name: agent, namespace: ${namespace} }
spec:
  endpointSelector: { matchLabels: { app: vald-agent } }
`;

const agentService = `---
apiVersion: v1
kind: Service
metadata: { name: vald-agent, namespace: vald }
spec:
  selector: { app: vald-agent }
  ports: [{ port: 80, targetPort: 8081 }]
`;

const shopOn80 =
  "ingress:\n  - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]\n    ports: [{ port: 80 }]\n";

const agentPod = (containerPorts: string) =>
  `${pod("vald-agent-0", "vald-agent")}spec: { containers: [{ ports: [${containerPorts}] }] }\n`;

const ports = (count: number) => Array.from({ length: count }, (_, i) => `{ port: ${5001 + 2 * i} }`).join(", ");

/** One case for each finding. docs/findings.md shows them. */
export const findingCases: { readonly [I in FindingId]: FindingCase } = {
  everyone: {
    fires: custom("ingress:\n  - ports: [{ port: 8081 }]\n"),
    passes: custom(
      "ingress:\n  - from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } } }]\n    ports: [{ port: 8081 }]\n",
    ),
  },
  "split-peer": {
    fires: custom(
      "ingress:\n  - from:\n      - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }\n      - podSelector: { matchLabels: { app: search } }\n",
    ),
    passes: custom(
      "ingress:\n  - from:\n      - namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: shop } }\n        podSelector: { matchLabels: { app: search } }\n",
    ),
  },
  "one-sided-edge": {
    fires:
      "components:\n  discoverer:\n    custom:\n      egress:\n        - to: [{ podSelector: { matchLabels: { app: vald-lb-gateway } } }]\n",
    passes: "edges:\n  - from: { component: discoverer }\n    to: { component: lbGateway }\n",
  },
  "policy-not-evaluated": {
    fires: `${policy("ingress: []\negress: []\n")}---\n${ciliumPolicy("vald")}`,
    passes: `${policy("ingress: []\negress: []\n")}---\n${ciliumPolicy("shop")}`,
  },
  "policies-off": {
    fires: "defaults:\n  networkPolicy:\n    enabled: false\n",
    passes: "defaults:\n  networkPolicy:\n    enabled: true\n",
  },
  "not-isolated": {
    fires: `${denyAll}[Ingress]\n`,
    passes: `${denyAll}[Ingress, Egress]\n`,
  },
  "rule-without-policy-type": {
    fires: policy("policyTypes: [Ingress]\negress:\n  - to: [{ ipBlock: { cidr: 192.0.2.0/24 } }]\n"),
    passes: policy("egress:\n  - to: [{ ipBlock: { cidr: 192.0.2.0/24 } }]\n"),
  },
  "no-dns": {
    fires: policy(
      "policyTypes: [Egress]\negress:\n  - to: [{ ipBlock: { cidr: 192.0.2.0/24 } }]\n    ports: [{ port: 443 }]\n",
    ),
    passes: policy(
      "policyTypes: [Egress]\negress:\n  - to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: kube-system } } }]\n    ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]\n",
    ),
  },
  "no-effect": {
    fires: "edges:\n  - from: { namespace: shop }\n    to: { component: mirrorGateway }\n",
    passes:
      "components:\n  mirrorGateway: { enabled: true }\nedges:\n  - from: { namespace: shop }\n    to: { component: mirrorGateway }\n",
  },
  "every-namespace": {
    fires: "edges:\n  - from: { namespaceLabels: {}, podLabels: { app: search } }\n    to: { component: lbGateway }\n",
    passes: "edges:\n  - from: { namespace: shop, podLabels: { app: search } }\n    to: { component: lbGateway }\n",
  },
  "namespace-by-label": {
    fires: "edges:\n  - from: { namespaceLabels: { team: search } }\n    to: { component: lbGateway }\n",
    passes:
      "edges:\n  - from: { namespace: shop, namespaceLabels: { team: search } }\n    to: { component: lbGateway }\n",
  },
  "bare-pod-selector": {
    fires: "edges:\n  - from: { podLabels: { app: search } }\n    to: { component: lbGateway }\n",
    passes:
      "namespace: vald\nedges:\n  - from: { namespace: vald, podLabels: { app: search } }\n    to: { component: lbGateway }\n",
  },
  "cidr-covers-pods": {
    fires: "edges:\n  - from: { component: agent }\n    to: { cidrs: [10.0.0.0/8] }\n    ports: [{ port: 443 }]\n",
    passes: "edges:\n  - from: { component: agent }\n    to: { cidrs: [10.20.0.0/16] }\n    ports: [{ port: 443 }]\n",
  },
  "half-dns": {
    fires:
      "edges:\n  - from: { component: every }\n    to: { cidrs: [192.0.2.53/32] }\n    ports: [{ protocol: UDP, port: 53 }]\n",
    passes:
      "edges:\n  - from: { component: every }\n    to: { cidrs: [192.0.2.53/32] }\n    ports: [{ protocol: UDP, port: 53 }, { protocol: TCP, port: 53 }]\n",
  },
  "dns-by-address": {
    fires: "edgePorts: vald\ndns:\n  - preset: nodeLocal\n",
    passes: "edgePorts: vald\ndns:\n  - preset: nodeLocal\n  - preset: kubeSystem\n",
  },
  "openshift-dns-port": {
    fires: "dns:\n  - { namespace: openshift-dns, port: 53 }\n",
    passes: "dns:\n  - { namespace: openshift-dns, port: 5353 }\n",
  },
  "version-label": {
    fires: "components:\n  agent:\n    podLabels: { app: vald-agent, app.kubernetes.io/version: v1.7.17 }\n",
    passes: "components:\n  agent:\n    podLabels: { app: vald-agent, app.kubernetes.io/instance: vald }\n",
  },
  "pod-on-host-network": {
    fires: `${policy("policyTypes: [Ingress, Egress]\n")}${pod("agent-0", "vald-agent").replace("metadata:", "spec: { hostNetwork: true }\nmetadata:")}`,
    passes: `${policy("policyTypes: [Ingress, Egress]\n")}${pod("agent-0", "vald-agent")}${pod("node-exporter", "exporter").replace("metadata:", "spec: { hostNetwork: true }\nmetadata:")}`,
  },
  "peer-on-host-network": {
    fires: `${controllerPolicy}${controllerPod("node-1")}`,
    passes: `${controllerPolicy}${controllerPod("node-1")}${controllerPod("web").replace("spec: { hostNetwork: true }\n", "")}`,
  },
  "pod-without-policy": {
    fires: `${policy("policyTypes: [Ingress, Egress]\n")}${pod("agent-0", "vald-agent")}${pod("agent-1", "vald-agnet")}`,
    passes: `${policy("policyTypes: [Ingress, Egress]\n")}${pod("agent-0", "vald-agent")}`,
  },
  "policy-selects-no-pod": {
    fires: `${policy("policyTypes: [Ingress, Egress]\n")}${pod("web-0", "web")}`,
    passes: `${policy("policyTypes: [Ingress, Egress]\n")}${pod("agent-0", "vald-agent")}${pod("web-0", "web")}`,
  },
  "peer-selects-no-pod": {
    fires: `${policy("egress:\n  - to: [{ podSelector: { matchLabels: { app: serach } } }]\n")}${pod("search-0", "search")}`,
    passes: `${policy("egress:\n  - to: [{ podSelector: { matchLabels: { app: search } } }]\n")}${pod("search-0", "search")}`,
  },
  "component-off": {
    fires: "components:\n  filterGateway: { enabled: false }\n",
    passes: "components:\n  filterGateway: { enabled: true }\n",
  },
  "one-family": {
    fires:
      "edges:\n  - from: { component: agent }\n    to: { cidrs: [0.0.0.0/0], except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10] }\n    ports: [{ port: 443 }]\n",
    passes:
      'edges:\n  - from: { component: agent }\n    to:\n      cidrs: [0.0.0.0/0, "::/0"]\n      except: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, "fc00::/7"]\n    ports: [{ port: 443 }]\n',
  },
  "redundant-rule": {
    fires:
      "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n  - from: { namespace: shop, podLabels: { app: search } }\n    to: { component: lbGateway }\n    ports: [{ port: 8081 }]\n",
    passes:
      "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ port: 8081 }]\n  - from: { namespace: shop, podLabels: { app: search } }\n    to: { component: lbGateway }\n",
  },
  "api-server-by-namespace": {
    fires: "namespace: vald\n",
    passes: "apiServer:\n  cidrs: [10.96.0.1/32, 172.18.0.2/32]\n",
  },
  "port-name-to-range": {
    fires: "edges:\n  - from: { component: agent }\n    to: { cidrs: [192.0.2.0/24] }\n    ports: [{ port: https }]\n",
    passes: "edges:\n  - from: { component: agent }\n    to: { cidrs: [192.0.2.0/24] }\n    ports: [{ port: 443 }]\n",
  },
  "unknown-port-name": {
    fires: "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ port: grcp }]\n",
    passes: "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ port: grpc }]\n",
  },
  "port-not-served": {
    fires:
      "components:\n  lbGateway:\n    ports: { grpc: 9181 }\nedges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ port: 8081 }]\n",
    passes:
      "components:\n  lbGateway:\n    ports: { grpc: 9181 }\nedges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ port: 9181 }]\n",
  },
  "except-cuts-others": {
    fires: custom(
      "egress:\n  - to:\n      - ipBlock: { cidr: 52.0.0.0/8 }\n      - ipBlock: { cidr: 52.219.0.0/16, except: [52.219.8.0/24] }\n",
    ),
    passes: custom(
      "egress:\n  - to:\n      - ipBlock: { cidr: 52.0.0.0/8 }\n      - ipBlock: { cidr: 52.219.0.0/21 }\n",
    ),
  },
  "part-of-ipv6": {
    fires:
      'edges:\n  - from: { component: agent }\n    to: { cidrs: ["::/0"], except: ["fc00::/7"] }\n    ports: [{ port: 443 }]\n',
    passes:
      'edges:\n  - from: { component: agent }\n    to: { cidrs: ["::/0"], except: ["fc00::/8", "fd00::/8"] }\n    ports: [{ port: 443 }]\n',
  },
  "range-in-cluster": {
    fires: "apiServer:\n  cidrs: [172.18.0.2/32]\n",
    passes: "apiServer:\n  cidrs: [203.0.113.7/32]\n",
  },
  "service-address": {
    fires: "apiServer:\n  cidrs: [10.96.0.1/32]\n",
    passes: "apiServer:\n  cidrs: [10.96.0.1/32, 172.18.0.2/32]\n",
  },
  "no-service-address": {
    fires: "apiServer:\n  cidrs: [192.168.64.0/24]\n",
    passes: "apiServer:\n  cidrs: [192.168.64.0/24, 172.20.0.1/32]\n",
  },
  "cloud-metadata": {
    fires: "edges:\n  - from: { component: agent }\n    to: { cidrs: [169.254.0.0/16] }\n    ports: [{ port: 80 }]\n",
    passes:
      "edges:\n  - from: { component: agent }\n    to: { cidrs: [169.254.0.0/16], except: [169.254.169.254/32] }\n    ports: [{ port: 80 }]\n",
  },
  "metadata-server": {
    fires:
      "edges:\n  - from: { component: agent }\n    to: { cidrs: [169.254.169.252/32] }\n    ports: [{ port: 988 }]\n",
    passes:
      "edges:\n  - from: { component: agent }\n    to: { cidrs: [169.254.169.252/32] }\n    ports: [{ port: 988 }]\n  - from: { component: agent }\n    to: { cidrs: [169.254.169.254/32] }\n    ports: [{ port: 80 }]\n",
  },
  "service-port": {
    fires: `${policy("egress: []\n" + shopOn80)}${agentService}${agentPod("{ containerPort: 8081 }")}`,
    passes: `${policy("egress: []\n" + shopOn80)}${agentService}${agentPod("{ containerPort: 8081 }, { containerPort: 80 }")}`,
  },
  "too-many-ports": {
    fires: `edges:\n  - from: { namespace: filters }\n    to: { component: filterGateway }\n    ports: [${ports(25)}]\n`,
    passes: `edges:\n  - from: { namespace: filters }\n    to: { component: filterGateway }\n    ports: [${ports(24)}]\n`,
  },
  "end-port": {
    fires:
      "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ port: 8080, endPort: 8081 }]\n",
    passes:
      "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ port: 8080 }, { port: 8081 }]\n",
  },
  sctp: {
    fires:
      "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ protocol: SCTP, port: 8081 }]\n",
    passes:
      "edges:\n  - from: { namespace: shop }\n    to: { component: lbGateway }\n    ports: [{ protocol: TCP, port: 8081 }]\n",
  },
  "unused-ignore": {
    fires: "ignore:\n  - { id: everyone, reason: the clients are not known yet }\n",
    passes: `${custom("ingress:\n  - ports: [{ port: 8081 }]\n")}ignore:\n  - { id: everyone, reason: the clients are not known yet }\n`,
  },
};
