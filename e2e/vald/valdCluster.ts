import { execFileSync, spawn } from "node:child_process";
import { closeSync, cpSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ApiServer } from "../apiServer";
import { output } from "../output";
import { valdCharts } from "../valdCharts";
import type { LabelMap } from "../../core";
import { type Cluster, node } from "../cluster/cluster";
import { busyboxFolder } from "../cluster/busybox";
import { DropLog, type DroppedPacket } from "../cluster/dropLog";
import { cluster, waitForEngine } from "../cluster/fixture";
import { nodeAddresses } from "../cluster/network";
import { Client } from "./client";
import { eventually } from "./eventually";
import { clientNamespace, namespace } from "./namespaces";
import { emptyDirs, type PodSpec, ProgramPod, type ProgramPodOptions } from "./programPod";

const dnsAddress = "10.96.0.10";

interface Workload {
  kind: string;
  metadata: { name: string };
  spec: { replicas?: number; template: PodTemplate; jobTemplate?: { spec: { template: PodTemplate } } };
}

interface PodTemplate {
  metadata: { labels: LabelMap; annotations?: Record<string, string> | null };
  spec: PodSpec;
}

/** The parts of the index operator's configuration that the tests use. */
interface OperatorConfig {
  operator: {
    target_read_replica_id_annotations_key: string;
    job_templates: { rotate: { spec: { template: PodTemplate } } };
  };
}

/** A Vald cluster in the private network. Its pods are created, but not started. */
export class ValdCluster {
  /** The pods by name, such as `vald-agent-0`. */
  readonly pods = new Map<string, ProgramPod>();
  /** The names of all pods by address, including those that were removed. */
  private readonly names: Map<string, string>;
  private jobs = 0;

  private constructor(
    readonly cluster: Cluster,
    readonly dns: ProgramPod,
    /** The client's pod. */
    readonly client: { name: string; folder: string; address: string },
    /** The engine's log of denied packets. Only one program can read it. */
    readonly drops: DropLog,
  ) {
    this.names = new Map([
      [dns.address, "dns"],
      [client.address, "client"],
    ]);
  }

  static async create(): Promise<ValdCluster> {
    const shared = await cluster();
    await startKubeProxy(shared);
    for (const name of [namespace, clientNamespace]) await shared.addNamespace(name);
    await installMetricsApi(shared);
    const dns = await installDns(shared);
    const name = "search";
    const spec = { containers: [{ name: "main", image: "none" }] };
    const [address] = await shared.addEmptyPod(clientNamespace, { metadata: { name, labels: { app: name } }, spec });
    const client = { name, folder: podFolder(shared, name), address };
    return new ValdCluster(shared, dns, client, await DropLog.start());
  }

  /**
   * Installs Vald's chart, or changes its values. Stops all pods, creates a pod for each replica of the chart's workloads, and
   * removes the pods of other workloads. `more` are files with values in addition to values.yaml.
   */
  async install(more: readonly string[] = []): Promise<void> {
    await this.changeRelease(more);
    const { api } = this.cluster;
    await this.stop();
    const obsolete = new Set(this.pods.values());
    for (const path of ["statefulsets", "daemonsets", "deployments"]) {
      const { items } = await api.get<{ items: Workload[] }>(`/apis/apps/v1/namespaces/${namespace}/${path}`);
      for (const { metadata, spec } of items) {
        for (let i = 0; i < (spec.replicas ?? 1); i++) {
          const name = `${metadata.name}-${i}`;
          const pod = this.pods.get(name);
          if (pod === undefined) this.pods.set(name, await this.addPod(name, spec.template));
          else {
            obsolete.delete(pod);
            pod.spec = spec.template.spec;
            await writeFiles(this.cluster, namespace, name, pod.spec);
          }
        }
      }
    }
    for (const pod of obsolete) await this.remove(pod);
  }

  /** Installs Vald's chart, or changes its values, and leaves the pods alone. */
  async changeRelease(more: readonly string[] = []): Promise<void> {
    const { folder, environment } = this.cluster;
    const chart = join(await valdCharts(), "vald");
    const values = ["values.yaml", ...more].flatMap((file) => ["--values", join(__dirname, file)]);
    const home = { HELM_CACHE_HOME: folder, HELM_CONFIG_HOME: folder, HELM_DATA_HOME: folder };
    await output("helm", ["upgrade", "--install", "vald", chart, "--namespace", namespace, ...values], {
      cwd: folder,
      env: { ...process.env, ...environment, ...home },
    });
  }

  /** Starts the client's program. `target` is the name of a Service in Vald's namespace, or an address. */
  startClient(target: string): Client {
    const host = target.startsWith("vald-") ? `${target}.${namespace}.svc.cluster.local` : target;
    return Client.start(this.client.name, this.client.folder, `${host}:8081`);
  }

  /** The pods of a workload, such as `vald-agent`. */
  podsOf(workload: string): ProgramPod[] {
    return [...this.pods.values()].filter(({ name }) => name.replace(/-\d+$/, "") === workload);
  }

  /** Stops all pods, and starts them at the same time. */
  async coldStart(): Promise<void> {
    await this.stop();
    for (const pod of this.pods.values()) pod.start();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.pods.values()].map((pod) => pod.stop()));
  }

  /** Creates a pod for a job that the chart configures, such as `vald-index-save`. */
  async addJob(name: string): Promise<ProgramPod> {
    const path = `/apis/batch/v1/namespaces/${namespace}/cronjobs/${name}`;
    const { spec } = await this.cluster.api.get<Workload>(path);
    const template = spec.jobTemplate?.spec.template;
    if (template === undefined) throw new Error(`${name} is not a CronJob`);
    return this.addPod(`${name}-${this.jobs++}`, template, { isJob: true });
  }

  /**
   * The packets of Vald's pods, of DNS, and of the client that the engine denied after the first `earlier` packets in its log, such as
   * `client -> vald-agent-0, TCP 8081`.
   */
  deniedAfter(earlier: number): string[] {
    return this.drops.packets
      .slice(earlier)
      .filter(({ source, destination }) => this.names.has(source) || this.names.has(destination))
      .map((packet) => this.packetText(packet));
  }

  /** Creates a pod that replaces a read replica's volume, as Vald's index operator does. */
  async addRotator(replica: string): Promise<ProgramPod> {
    const { operator } = parse(await this.configOf("vald-index-operator")) as OperatorConfig;
    const { metadata, spec } = operator.job_templates.rotate.spec.template;
    const annotations = { [operator.target_read_replica_id_annotations_key]: replica };
    const name = `vald-readreplica-rotate-${this.jobs++}`;
    return this.addPod(name, { metadata: { ...metadata, annotations }, spec }, { isJob: true });
  }

  /** The configuration that the chart renders for a workload. */
  async configOf(workload: string): Promise<string> {
    const path = `/api/v1/namespaces/${namespace}/configmaps/${workload}-config`;
    const { data } = await this.cluster.api.get<{ data: Record<string, string> }>(path);
    return data["config.yaml"] ?? "";
  }

  /**
   * Runs a job that the chart configures until its work is done. It ends much later, because Vald closes each connection for twelve
   * seconds.
   */
  async runJob(name: string): Promise<ProgramPod> {
    const pod = await this.addJob(name);
    // Otherwise, the engine could deny the first packets, because it does not know the pod's address yet.
    await waitForEngine();
    pod.start();
    await eventually(() => {
      if (!logText(pod, Infinity).includes("to stop this job"))
        throw new Error(`${pod.name} is ${pod.phase} ${pod.initContainer ?? ""}:\n${logText(pod)}`);
    });
    return pod;
  }

  /** Stops and removes a pod. */
  async remove(pod: ProgramPod): Promise<void> {
    await pod.stop();
    this.pods.delete(pod.name);
    await this.cluster.removeEmptyPod(namespace, pod.name);
  }

  private packetText({ source, destination, protocol, port }: DroppedPacket): string {
    const { names } = this;
    return `${names.get(source) ?? source} -> ${names.get(destination) ?? destination}, ${protocol} ${port}`;
  }

  private async addPod(name: string, template: PodTemplate, options?: { isJob: boolean }): Promise<ProgramPod> {
    const pod = await addProgramPod(this.cluster, name, template, namespace, options);
    this.names.set(pod.address, name);
    return pod;
  }
}

let created: Promise<ValdCluster> | undefined;

/** The Vald cluster that all specs of this group share. */
export function valdCluster(): Promise<ValdCluster> {
  return (created ??= ValdCluster.create());
}

async function addProgramPod(
  shared: Cluster,
  name: string,
  { metadata, spec }: PodTemplate,
  podNamespace: string,
  options: Pick<ProgramPodOptions, "args" | "readiness" | "isJob"> = {},
): Promise<ProgramPod> {
  const { api, addEmptyPod } = shared;
  const [address] = await addEmptyPod(podNamespace, { metadata: { name, labels: metadata.labels }, spec });
  const folder = podFolder(shared, name);
  await writeFiles(shared, podNamespace, name, spec);
  const { serviceAccountName } = spec;
  if (serviceAccountName !== undefined) await writeToken(shared, podNamespace, serviceAccountName, folder);
  const fields: Record<string, string> = {
    "metadata.name": name,
    "metadata.namespace": podNamespace,
    "spec.nodeName": node,
    "status.podIP": address,
  };
  for (const [key, value] of Object.entries(metadata.annotations ?? {}))
    fields[`metadata.annotations['${key}']`] = value;
  const environment: Record<string, string> = {
    KUBERNETES_SERVICE_HOST: "10.96.0.1",
    KUBERNETES_SERVICE_PORT: "443",
    // Otherwise, Vald reads it from the container's cgroup, which these pods do not have.
    GOMAXPROCS: "2",
  };
  for (const { name: variable, valueFrom } of spec.containers[0].env ?? [])
    environment[variable] = fields[valueFrom.fieldRef.fieldPath] ?? "";
  return new ProgramPod(name, podNamespace, metadata.labels, address, spec, {
    api,
    folder,
    environment,
    busybox: busyboxFolder(),
    ...options,
  });
}

/** Creates the folder with a pod's files, which contains a resolv.conf like the one that a kubelet writes. */
function podFolder({ folder }: Cluster, name: string): string {
  const path = join(folder, "pods", name);
  mkdirSync(path, { recursive: true });
  const search = [`${namespace}.svc.cluster.local`, "svc.cluster.local", "cluster.local"].join(" ");
  writeFileSync(join(path, "resolv.conf"), `nameserver ${dnsAddress}\nsearch ${search}\noptions ndots:5\n`);
  return path;
}

/** Writes the files of a pod's ConfigMap into the pod's folder, and empties the pod's writable folders. */
async function writeFiles(shared: Cluster, podNamespace: string, pod: string, spec: PodSpec): Promise<void> {
  for (const { name } of emptyDirs(spec)) {
    const folder = join(podFolder(shared, pod), name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
  }
  const [configMap] = (spec.volumes ?? []).flatMap((volume) => volume.configMap ?? []);
  if (configMap === undefined) return;
  const path = `/api/v1/namespaces/${podNamespace}/configmaps/${configMap.name}`;
  const { data } = await shared.api.get<{ data: Record<string, string> }>(path);
  for (const [file, text] of Object.entries(data)) writeFileSync(join(podFolder(shared, pod), file), text);
}

async function writeToken(
  { api, certificate }: Cluster,
  podNamespace: string,
  account: string,
  folder: string,
): Promise<void> {
  const path = `/api/v1/namespaces/${podNamespace}/serviceaccounts/${account}/token`;
  const { status } = await api.create<{ status: { token: string } }>(path, { spec: { expirationSeconds: 7200 } });
  const files = join(folder, "serviceaccount");
  mkdirSync(files, { recursive: true });
  writeFileSync(join(files, "token"), status.token);
  writeFileSync(join(files, "namespace"), podNamespace);
  cpSync(certificate, join(files, "ca.crt"));
}

/** Starts kube-proxy, and waits until pods can connect to the API server by the address of its Service. */
async function startKubeProxy({ folder, kubeconfig }: Cluster): Promise<void> {
  const file = join(folder, "kube-proxy.log");
  const log = openSync(file, "w");
  const options = [
    "--proxy-mode=iptables",
    `--kubeconfig=${kubeconfig}`,
    `--hostname-override=${node}`,
    "--conntrack-max-per-core=0",
    "--metrics-bind-address=",
    "--healthz-bind-address=",
  ];
  const child = spawn("kube-proxy", options, { stdio: ["ignore", log, log] });
  closeSync(log);
  process.once("exit", () => child.kill("SIGKILL"));
  await eventually(() => {
    const rules = execFileSync("iptables", ["-t", "nat", "-S"], { encoding: "utf8" });
    if (!rules.includes(`--to-destination ${nodeAddresses[0]}:6443`))
      throw new Error(readFileSync(file, "utf8").slice(-4000));
  });
}

/**
 * The discoverer reads the metrics API and does not start without it. There is no kubelet from which a metrics server could read,
 * so custom resources with the same names take its place. They stay empty.
 */
async function installMetricsApi({ api }: Cluster): Promise<void> {
  for (const [kind, plural, scope] of [
    ["PodMetrics", "pods", "Namespaced"],
    ["NodeMetrics", "nodes", "Cluster"],
  ] as const)
    await installStandIn(api, { group: "metrics.k8s.io", version: "v1beta1", kind, plural, scope });
}

/** Installs a custom resource that stands in for an API that this cluster does not have. It accepts every object. */
export async function installStandIn(
  api: ApiServer,
  { group, version, kind, plural, scope }: Record<"group" | "version" | "kind" | "plural" | "scope", string>,
): Promise<void> {
  await api.create("/apis/apiextensions.k8s.io/v1/customresourcedefinitions", {
    metadata: {
      name: `${plural}.${group}`,
      annotations: { "api-approved.kubernetes.io": "unapproved, a stand-in in a test" },
    },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase() },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
        },
      ],
    },
  });
}

const corefile = `.:53 {
  errors
  health
  ready
  kubernetes cluster.local in-addr.arpa ip6.arpa {
    pods insecure
    ttl 30
  }
  cache 30 {
    disable success cluster.local
    disable denial cluster.local
  }
  loop
  reload
  loadbalance
}
`;

/** CoreDNS behind the Service kube-dns, with a Corefile like kubeadm's. It forwards nothing, because nothing is outside. */
async function installDns(shared: Cluster): Promise<ProgramPod> {
  const { api } = shared;
  const labels = { "k8s-app": "kube-dns" };
  const system = "kube-system";
  await api.create(`/api/v1/namespaces/${system}/serviceaccounts`, { metadata: { name: "coredns" } });
  await api.create("/apis/rbac.authorization.k8s.io/v1/clusterroles", {
    metadata: { name: "system:coredns" },
    rules: [
      { apiGroups: [""], resources: ["endpoints", "services", "pods", "namespaces"], verbs: ["list", "watch"] },
      { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
    ],
  });
  await api.create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", {
    metadata: { name: "system:coredns" },
    roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "system:coredns" },
    subjects: [{ kind: "ServiceAccount", name: "coredns", namespace: system }],
  });
  await api.create(`/api/v1/namespaces/${system}/configmaps`, {
    metadata: { name: "coredns" },
    data: { Corefile: corefile },
  });
  await api.create(`/api/v1/namespaces/${system}/services`, {
    metadata: { name: "kube-dns", labels },
    spec: {
      clusterIP: dnsAddress,
      selector: labels,
      ports: [
        { name: "dns", port: 53, protocol: "UDP" },
        { name: "dns-tcp", port: 53, protocol: "TCP" },
      ],
    },
  });
  const template = {
    metadata: { labels },
    spec: {
      containers: [{ image: "coredns", name: "coredns", ports: [{ containerPort: 53, protocol: "UDP" }] }],
      volumes: [{ name: "config", configMap: { name: "coredns" } }],
      serviceAccountName: "coredns",
    },
  } as unknown as PodTemplate;
  const pod = await addProgramPod(shared, "coredns-0", template, system, {
    args: ["-conf", join(podFolder(shared, "coredns-0"), "Corefile")],
    readiness: "8181/ready",
  });
  pod.start();
  if (!(await pod.reaches("ready", 60_000))) throw new Error(`CoreDNS is not ready:\n${logText(pod)}`);
  return pod;
}

export function logText({ log }: ProgramPod, lines = 40): string {
  return log
    .slice(-lines)
    .map(({ container, text }) => `${container}: ${text}`)
    .join("\n");
}

/** Waits until all pods are ready. */
export async function waitUntilReady(pods: Iterable<ProgramPod>, timeout = 120_000): Promise<void> {
  const deadline = Date.now() + timeout;
  for (const pod of pods) {
    if (await pod.reaches("ready", Math.max(0, deadline - Date.now()))) continue;
    throw new Error(`${pod.name} is ${pod.phase} ${pod.initContainer ?? ""}:\n${logText(pod)}`);
  }
}
