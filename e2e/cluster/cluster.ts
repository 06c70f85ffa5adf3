import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ContainerPort, LabelMap, NetworkPolicyManifest } from "../../core";
import { type ControlPlane, startControlPlane } from "../controlPlane";
import { pulumiFolder } from "../pulumiFolder";
import { Host, type HostOptions } from "./host";
import {
  createNetwork,
  createNetworkNamespace,
  hostAddresses,
  nodeAddresses,
  podCidrs,
  removeNetworkNamespace,
} from "./network";

/** A single-node cluster with a real API server, a real policy engine, and network namespaces as pods. */
export interface Cluster extends ControlPlane {
  /** A folder for files that programs write. It is removed at the end. */
  folder: string;
  /** The last lines of the engine's log. */
  engineLog(): string;
  /** The environment variables for the Pulumi CLI. */
  environment: Record<string, string>;
  /** Creates a namespace, or adds labels to it if it exists. */
  addNamespace(name: string, labels?: LabelMap): Promise<void>;
  /** Adds a pod that answers and makes connection attempts. */
  addPod(
    namespace: string,
    name: string,
    labels: LabelMap,
    options?: Pick<HostOptions, "receivesRejections">,
  ): Promise<Host>;
  /** Adds a pod with its own network namespace, in which nothing runs yet. It receives the engine's rejections. */
  addEmptyPod(namespace: string, pod: EmptyPod): Promise<readonly [ipv4: string, ipv6: string]>;
  /** Removes a pod that `addEmptyPod` added, in which nothing runs anymore. */
  removeEmptyPod(namespace: string, name: string): Promise<void>;
  /** Replaces all policies in a namespace. */
  setPolicies(namespace: string, policies: readonly NetworkPolicyManifest[]): Promise<void>;
  /** Adds a host outside the cluster. */
  addExternalHost(name: string, addresses?: Pick<HostOptions, "ipv4" | "ipv6">): Promise<Host>;
}

/** The parts of a pod that the caller of `addEmptyPod` determines. */
export interface EmptyPod {
  metadata: { name: string; labels: LabelMap };
  spec: object;
}

export const node = "node-1";
const serviceCidrs = ["10.96.0.0/16", "fd00:10:96::/112"];

/** The ports that each pod declares. */
export const containerPorts: ContainerPort[] = [
  { name: "grpc", containerPort: 8081 },
  { name: "readiness", containerPort: 3001 },
  { name: "web", containerPort: 80 },
  { name: "dns", containerPort: 53, protocol: "UDP" },
];

/** Starts a cluster, which ends with this process. */
export async function startCluster(): Promise<Cluster> {
  createNetwork();
  const controlPlane = await startControlPlane({
    address: nodeAddresses[0],
    port: 6443,
    apiServerOptions: [`--service-cluster-ip-range=${serviceCidrs.join()}`],
    controllers: ["endpointslice"],
  });
  const { api, kubeconfig } = controlPlane;
  await api.create("/api/v1/nodes", { metadata: { name: node }, spec: { podCIDR: podCidrs[0], podCIDRs: podCidrs } });
  await api.patch(`/api/v1/nodes/${node}/status`, {
    status: { addresses: nodeAddresses.map((address) => ({ type: "InternalIP", address })) },
  });
  const { folder, environment } = pulumiFolder("cluster", kubeconfig);
  startEngine(folder, kubeconfig);

  let hostNumber = 10;
  // The API server creates kube-system.
  const namespaces = new Map<string, LabelMap>([["kube-system", {}]]);

  const createPod = async (
    namespace: string,
    { metadata, spec }: EmptyPod,
    addresses: readonly string[],
    status: object,
  ): Promise<void> => {
    const path = `/api/v1/namespaces/${namespace}/pods`;
    await api.create(path, { metadata, spec: { ...spec, nodeName: node } });
    // There is no kubelet to set the status.
    await api.patch(`${path}/${metadata.name}/status`, {
      status: {
        hostIP: nodeAddresses[0],
        podIP: addresses[0],
        podIPs: addresses.map((ip) => ({ ip })),
        ...status,
      },
    });
  };

  return {
    ...controlPlane,
    folder,
    engineLog: () => readFileSync(join(folder, "kube-router.log"), "utf8").split("\n").slice(-20).join("\n"),
    environment,
    addNamespace: async (name, labels = {}) => {
      const present = namespaces.get(name);
      if (present === undefined) await api.create("/api/v1/namespaces", { metadata: { name, labels } });
      else await api.patch(`/api/v1/namespaces/${name}`, { metadata: { labels } });
      namespaces.set(name, { ...present, ...labels });
    },
    addPod: async (namespace, name, labels, options = {}) => {
      const namespaceLabels = { ...namespaces.get(namespace), "kubernetes.io/metadata.name": namespace };
      const pod = { name, namespace, labels, namespaceLabels, ports: containerPorts };
      const host = await Host.start(name, "pods", hostNumber++, { ...options, pod });
      const spec = { containers: [{ name: "main", image: "none", ports: containerPorts }] };
      await createPod(namespace, { metadata: { name, labels }, spec }, host.addresses, {
        phase: "Running",
        conditions: [{ type: "Ready", status: "True" }],
      });
      return host;
    },
    addEmptyPod: async (namespace, pod) => {
      const number = hostNumber++;
      const addresses = hostAddresses("pods", number);
      createNetworkNamespace(pod.metadata.name, "pods", number, addresses, true);
      await createPod(namespace, pod, addresses, { phase: "Pending" });
      return addresses;
    },
    removeEmptyPod: async (namespace, name) => {
      // A grace period would wait for a kubelet.
      await api.delete(`/api/v1/namespaces/${namespace}/pods/${name}?gracePeriodSeconds=0`);
      removeNetworkNamespace(name);
    },
    setPolicies: async (namespace, policies) => {
      const path = `/apis/networking.k8s.io/v1/namespaces/${namespace}/networkpolicies`;
      await api.delete(path);
      await Promise.all(policies.map((policy) => api.create(path, policy)));
    },
    addExternalHost: (name, addresses) => Host.start(name, "external", hostNumber++, addresses),
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
      `--service-cluster-ip-range=${serviceCidrs.join()}`,
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
