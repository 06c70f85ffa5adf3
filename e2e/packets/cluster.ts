import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ContainerPort, LabelMap, NetworkPolicyManifest } from "../../policies";
import { type ControlPlane, startControlPlane } from "../controlPlane";
import { pulumiFolder } from "../pulumiFolder";
import { Host, type HostOptions } from "./host";
import { makeNetwork, nodeAddresses, podRanges } from "./network";

/** A cluster of one node, made of a real API server, a real policy engine and pods that are network namespaces. */
export interface Cluster extends ControlPlane {
  /** A folder for whatever programs write; it is removed at the end. */
  folder: string;
  /** What the engine has logged last, some lines of it. */
  engineLog(): string;
  /** The environment in which the Pulumi CLI runs. */
  environment: Record<string, string>;
  /** Another spec may have made it before: it gets these labels beside those that it has. */
  addNamespace(name: string, labels?: LabelMap): Promise<void>;
  /** The pod and what policies see of it: its namespace's labels and its ports by name are there too. */
  addPod(
    namespace: string,
    name: string,
    labels: LabelMap,
    options?: Pick<HostOptions, "hearsRefusals">,
  ): Promise<Host>;
  /** Puts these policies in the place of all that a namespace has. */
  setPolicies(namespace: string, policies: readonly NetworkPolicyManifest[]): Promise<void>;
  /** A host that is not of the cluster, with addresses of its own where none are given. */
  addOutside(name: string, addresses?: Pick<HostOptions, "ipv4" | "ipv6">): Promise<Host>;
}

const node = "node-1";

/** What each pod declares. */
export const containerPorts: ContainerPort[] = [
  { name: "grpc", containerPort: 8081 },
  { name: "readiness", containerPort: 3001 },
  { name: "web", containerPort: 80 },
  { name: "dns", containerPort: 53, protocol: "UDP" },
];
const services = ["10.96.0.0/16", "fd00:10:96::/112"];

/** Starts it; it ends with this process. */
export async function startCluster(): Promise<Cluster> {
  makeNetwork();
  const controlPlane = await startControlPlane([
    `--advertise-address=${nodeAddresses[0]}`,
    `--service-cluster-ip-range=${services.join()}`,
  ]);
  const { api, kubeconfig } = controlPlane;
  await api.create("/api/v1/nodes", { metadata: { name: node }, spec: { podCIDR: podRanges[0], podCIDRs: podRanges } });
  await api.patch(`/api/v1/nodes/${node}/status`, {
    status: { addresses: nodeAddresses.map((address) => ({ type: "InternalIP", address })) },
  });
  const { folder, environment } = pulumiFolder("packets", kubeconfig);
  startEngine(folder, kubeconfig);

  let number = 10;
  const namespaces = new Map<string, LabelMap>();
  return {
    ...controlPlane,
    folder,
    engineLog: () => readFileSync(join(folder, "kube-router.log"), "utf8").split("\n").slice(-20).join("\n"),
    environment,
    addNamespace: async (name, labels = {}) => {
      const known = namespaces.get(name);
      if (known === undefined) await api.create("/api/v1/namespaces", { metadata: { name, labels } });
      else await api.patch(`/api/v1/namespaces/${name}`, { metadata: { labels } });
      namespaces.set(name, { ...known, ...labels });
    },
    addPod: async (namespace, name, labels, options = {}) => {
      const namespaceLabels = { ...namespaces.get(namespace), "kubernetes.io/metadata.name": namespace };
      const seen = { name, namespace, labels, namespaceLabels, ports: containerPorts };
      const host = await Host.start(name, "pods", number++, { ...options, pod: seen });
      const path = `/api/v1/namespaces/${namespace}/pods`;
      await api.create(path, {
        metadata: { name, labels },
        spec: { nodeName: node, containers: [{ name: "main", image: "none", ports: containerPorts }] },
      });
      // There is no kubelet to say so.
      await api.patch(`${path}/${name}/status`, {
        status: {
          phase: "Running",
          hostIP: nodeAddresses[0],
          podIP: host.addresses[0],
          podIPs: host.addresses.map((ip) => ({ ip })),
          conditions: [{ type: "Ready", status: "True" }],
        },
      });
      return host;
    },
    setPolicies: async (namespace, policies) => {
      const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
      await api.delete(path);
      for (const policy of policies) await api.create(path, policy);
    },
    addOutside: (name, addresses) => Host.start(name, "outside", number++, addresses),
  };
}

function startEngine(folder: string, kubeconfig: string): void {
  const log = openSync(join(folder, "kube-router.log"), "w");
  const child = spawn(
    "kube-router",
    [
      "--run-firewall=true",
      "--run-router=false",
      "--run-service-proxy=false",
      "--run-loadbalancer=false",
      "--enable-ipv4=true",
      "--enable-ipv6=true",
      `--kubeconfig=${kubeconfig}`,
      `--hostname-override=${node}`,
      `--service-cluster-ip-range=${services.join()}`,
      "--health-port=0",
      "--metrics-port=0",
      "--iptables-sync-period=5s",
      "-v=1",
    ],
    { stdio: ["ignore", log, log] },
  );
  closeSync(log);
  process.once("exit", () => child.kill("SIGKILL"));
}
