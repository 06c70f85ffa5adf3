import type { NetworkPolicyManifest } from "../core";
import { networkPolicies } from "../core";

/** Inputs that grow in one dimension, and the command that reads them. */
export interface Dimension {
  name: string;
  /** The command, in which `FILE` stands for the input. */
  args: readonly string[];
  sizes: readonly number[];
  /** The input: values or objects. */
  input: (size: number) => object;
}

const documented = networkPolicies({ namespace: "vald" });
const list = (...items: object[]) => ({ apiVersion: "v1", kind: "List", items: [...documented, ...items] });
const policy = (name: string, namespace: string, spec: NetworkPolicyManifest["spec"]) => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name, namespace },
  spec,
});
const verify = ["verify", "-n", "vald", "--manifests", "FILE"];
const numbers = (count: number) => Array.from({ length: count }, (_, i) => i);
const block = (i: number) => `10.${i >> 8}.${i & 255}.0/25`;
const edges = (count: number, edge: (i: number) => object) => ({ namespace: "vald", edges: numbers(count).map(edge) });
const components = ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"];
const toComponent = (i: number) => ({ component: components[i % components.length] });

export const dimensions: readonly Dimension[] = [
  {
    name: "CIDR blocks in one policy of another namespace",
    args: verify,
    sizes: [160, 320, 638, 1280, 2560, 5000, 10000],
    input: (size) =>
      list(
        policy("blocks", "shop", {
          podSelector: {},
          policyTypes: ["Egress"],
          egress: [{ to: numbers(size).map((i) => ({ ipBlock: { cidr: block(i) } })) }],
        }),
      ),
  },
  {
    name: "policies of other applications in Vald's namespace",
    args: verify,
    sizes: [50, 100, 200, 400, 800],
    input: (size) =>
      list(
        ...numbers(size).map((i) =>
          policy(`app-${i}`, "vald", {
            podSelector: { matchLabels: { [`example.com/app-${i}`]: "a" } },
            ingress: [{ from: [{ podSelector: { matchLabels: { role: `r${i}` } } }], ports: [{ port: 1000 + i }] }],
          }),
        ),
      ),
  },
  ...(["render", "check"] as const).map((command) => ({
    name: `edges, in ${command}`,
    args: [command, "-f", "FILE"],
    sizes: [200, 400, 800, 1600],
    input: (size: number) =>
      edges(size, (i) => ({
        from: { namespace: `ns-${i}`, podLabels: { app: `a${i % 50}` } },
        to: toComponent(i),
        ports: [{ port: 1000 + i }],
      })),
  })),
  {
    name: "label keys in edges, in matrix",
    args: ["matrix", "-f", "FILE"],
    sizes: [25, 50, 100, 200, 400],
    input: (size) =>
      edges(size, (i) => ({
        from: { podLabels: { [`key-${i}`]: "a" } },
        to: toComponent(i),
        ports: [{ port: 1000 + i }],
      })),
  },
  {
    name: "exceptions of one block, in check",
    args: ["check", "-f", "FILE"],
    sizes: [1000, 2000, 4000, 8000],
    input: (size) =>
      edges(1, () => ({
        from: { component: "agent" },
        to: { cidrs: ["10.0.0.0/8"], except: numbers(size).map(block) },
      })),
  },
  {
    name: "pods with a policy and port ranges of their own, in matrix --pods",
    args: ["matrix", "--pods", "--manifests", "FILE", "-o", "csv"],
    sizes: [60, 120, 240, 480],
    input: (size) =>
      list(
        ...numbers(size).flatMap((i) => [
          {
            apiVersion: "v1",
            kind: "Pod",
            metadata: { name: `pod-${i}`, namespace: "vald", labels: { pod: String(i) } },
          },
          policy(`pod-${i}`, "vald", {
            podSelector: { matchLabels: { pod: String(i) } },
            policyTypes: ["Ingress", "Egress"],
            ingress: [{ ports: [{ port: 1 + i * 7, endPort: 40000 + i * 11 }] }],
            egress: [{ ports: [{ port: 1 + i * 13, endPort: 30000 + i * 17 }] }],
          }),
        ]),
      ),
  },
];
