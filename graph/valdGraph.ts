import type { Component } from "./components";
import type { Edge, Endpoint, Graph } from "./graph";

/** An edge of Vald's, and how we know of it. */
export interface ValdEdge extends Edge {
  /** What the source wants of the target. */
  readonly why: string;
  /** Where Vald says so. */
  readonly source: string;
}

const kubeSystem: Endpoint = { kind: "namespace", namespace: "kube-system" };

const table = "https://vald.vdaas.org/docs/user-guides/network-policy/";
/** Of the chart's version 1.7.17, in github.com/vdaas/vald. */
const filterConfig = "charts/vald/templates/gateway/filter/configmap.yaml";
const mirrorConfig = "charts/vald/templates/gateway/mirror/configmap.yaml";
const lbConfig = "charts/vald/templates/gateway/lb/configmap.yaml";
const jobConfig = (job: string) => `charts/vald/templates/index/job/${job}/configmap.yaml`;
const rotatorRole = "charts/vald/templates/index/job/readreplica/rotate/clusterrole.yaml";

const jobs = {
  creation: "indexCreation",
  save: "indexSave",
  correction: "indexCorrection",
  deletion: "indexDeletion",
} as const;

/**
 * Who may talk to whom: the minimum that a Vald cluster needs to work, as Vald documents it in its page on network policies,
 * and what each workload beside the documented ones needs, as the configuration says that Vald's Helm chart gives it. An edge
 * is there when the components at its ends are. The names and labels are those of the chart.
 */
export const valdGraph: Graph & { readonly edges: readonly ValdEdge[] } = {
  components: {
    agent: { title: "agent", app: "vald-agent" },
    discoverer: { title: "discoverer", app: "vald-discoverer" },
    filterGateway: { title: "filter gateway", app: "vald-filter-gateway" },
    lbGateway: { title: "lb gateway", app: "vald-lb-gateway" },
    indexManager: { title: "index manager", app: "vald-manager-index" },
    mirrorGateway: { title: "mirror gateway", app: "vald-mirror-gateway", policy: "mirror-allow" },
    // Its pods are called after the replica that they are, in `app` too.
    agentReadreplica: {
      title: "agent read replica",
      app: "agent-readreplica",
      selectedBy: "app.kubernetes.io/component",
    },
    indexCreation: { title: "index creation", app: "vald-index-creation" },
    indexSave: { title: "index save", app: "vald-index-save" },
    indexCorrection: { title: "index correction", app: "vald-index-correction" },
    indexDeletion: { title: "index deletion", app: "vald-index-deletion" },
    readreplicaRotator: { title: "read replica rotator", app: "vald-readreplica-rotate" },
  },
  edges: [
    ...row("agent", [kubeSystem]),
    ...row("discoverer", [kubeSystem]),
    ...row("filterGateway", ["lbGateway", kubeSystem]),
    ...row("lbGateway", ["agent", "discoverer", kubeSystem]),
    ...row("indexManager", ["agent", "discoverer", kubeSystem]),

    edge("filterGateway", "mirrorGateway", "requests, of which it is the next gateway where it is there", filterConfig),
    {
      ...edge("filterGateway", "agent", "requests, where there is no gateway behind it", filterConfig),
      without: ["lbGateway", "mirrorGateway"],
    },
    edge("mirrorGateway", "lbGateway", "requests to this cluster", mirrorConfig),
    edge("lbGateway", "agentReadreplica", "searches", lbConfig),
    ...(["creation", "save", "deletion", "correction"] as const).flatMap((job) => [
      edge(jobs[job], "agent", "the index that it works on", jobConfig(job)),
      edge(jobs[job], "discoverer", "which agents there are", jobConfig(job)),
    ]),
    edge("indexCorrection", "lbGateway", "the vectors to write again", jobConfig("correction")),

    edge("mirrorGateway", kubeSystem, "DNS, and the API server for its targets", mirrorConfig),
    edge("agentReadreplica", kubeSystem, "DNS", table),
    ...(["creation", "save", "deletion", "correction"] as const).map((job) =>
      edge(jobs[job], kubeSystem, "DNS", jobConfig(job)),
    ),
    edge("readreplicaRotator", kubeSystem, "DNS, and the API server for the replicas that it replaces", rotatorRole),
  ],
};

/** The row of one component in the documented table: every ✅ in it, left to right. */
function row(from: Component, to: readonly (Component | typeof kubeSystem)[]): ValdEdge[] {
  return to.map((target) => edge(from, target, "the documented table", table));
}

function edge(from: Component, to: Component | Endpoint, why: string, source: string): ValdEdge {
  return {
    from: { kind: "component", component: from },
    to: typeof to === "string" ? { kind: "component", component: to } : to,
    why,
    source,
  };
}
