import { type Component, componentNames, optionalComponents } from "./components";
import type { Edge, Endpoint, Graph, Platform, Use } from "./graph";

/** An edge of Vald's, and how we know of it. */
export interface ValdEdge extends Edge {
  /** What the source needs of the target; of an edge in the documented table, that it is there. */
  readonly why: string;
  /** Where Vald says so. */
  readonly source: string;
}

const kubeSystem: Endpoint = { kind: "pods", namespace: "kube-system" };
const dns: Platform = { kind: "platform", service: "dns" };
const apiServer: Platform = { kind: "platform", service: "apiServer" };

/** Where Vald documents its table. */
export const documentedTable = "https://vald.vdaas.org/docs/user-guides/network-policy/";
/** Of the chart's version 1.7.17, in github.com/vdaas/vald. */
const chart = "charts/vald/templates";
const filterConfig = `${chart}/gateway/filter/configmap.yaml`;
const mirrorConfig = `${chart}/gateway/mirror/configmap.yaml`;
const lbConfig = `${chart}/gateway/lb/configmap.yaml`;
const jobConfig = (job: string) => `${chart}/index/job/${job}/configmap.yaml`;
const discovererRole = `${chart}/discoverer/clusterrole.yaml`;
const mirrorRole = `${chart}/gateway/mirror/clusterrole.yaml`;
const rotatorRole = `${chart}/index/job/readreplica/rotate/clusterrole.yaml`;
const names = "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/";

const jobs = {
  creation: "indexCreation",
  save: "indexSave",
  correction: "indexCorrection",
  deletion: "indexDeletion",
} as const;

/** The init containers of most wait until the target is ready (values.yaml of the chart). */
const requestsWhenReady: readonly Use[] = [{ service: "requests" }, { service: "readiness" }];
const requests: readonly Use[] = [{ service: "requests" }];

/**
 * Who may talk to whom: the minimum that a Vald cluster needs to work, as Vald documents it in its page on network policies,
 * and what each workload beside the documented ones needs, as the configuration says that Vald's Helm chart gives it. An edge
 * is there when the components at its ends are. The names and labels are those of the chart.
 *
 * The documented table is coarse about kube-system: all of it, on all ports. What it is there for are the edges to DNS and to
 * the API server, which count where a user says where these are or wants no more to be open than that.
 */
export const valdGraph: Graph<ValdEdge> = {
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
    // Requests go to the mirror gateway where that is there; the lb gateway is waited for all the same.
    ...row("filterGateway", ["lbGateway", kubeSystem], {
      uses: [{ service: "requests", without: ["mirrorGateway"] }, { service: "readiness" }],
    }),
    ...row("lbGateway", ["agent", "discoverer", kubeSystem], { uses: requestsWhenReady }),
    ...row("indexManager", ["agent", "discoverer", kubeSystem], { uses: requestsWhenReady }),

    edge("filterGateway", "mirrorGateway", "requests, of which it is the next gateway", filterConfig, {
      uses: requests,
    }),
    edge("filterGateway", "agent", "requests, with no gateway behind it", filterConfig, {
      uses: requests,
      without: ["lbGateway", "mirrorGateway"],
    }),
    edge("mirrorGateway", "lbGateway", "requests to this cluster", mirrorConfig, { uses: requestsWhenReady }),
    edge("lbGateway", "agentReadreplica", "searches", lbConfig, { uses: requests }),
    ...(["creation", "save", "deletion", "correction"] as const).flatMap((job) => [
      edge(jobs[job], "agent", "the index that it works on", jobConfig(job), { uses: requestsWhenReady }),
      edge(jobs[job], "discoverer", "the list of agents", jobConfig(job), { uses: requestsWhenReady }),
    ]),
    edge("indexCorrection", "lbGateway", "the vectors to write again", jobConfig("correction"), { uses: requests }),

    ...optionalComponents.map((component) =>
      edge(component, kubeSystem, "DNS, as for the documented components", names, { coarse: true }),
    ),

    ...componentNames.map((component) => edge(component, dns, "DNS", names)),
    edge("discoverer", apiServer, "the list of agents and nodes", discovererRole),
    edge("mirrorGateway", apiServer, "the list of clusters that it mirrors to", mirrorRole),
    edge("readreplicaRotator", apiServer, "the replicas that it replaces", rotatorRole),
  ],
};

/** The row of one component in the documented table: every ✅ in it, left to right. */
function row(
  from: Component,
  to: readonly (Component | typeof kubeSystem)[],
  more: Pick<ValdEdge, "uses"> = {},
): ValdEdge[] {
  return to.map((target) =>
    edge(from, target, "the documented table", documentedTable, target === kubeSystem ? { coarse: true } : more),
  );
}

function edge(
  from: Component,
  to: Component | Endpoint | Platform,
  why: string,
  source: string,
  more: Pick<ValdEdge, "uses" | "without" | "coarse"> = {},
): ValdEdge {
  return {
    from: { kind: "component", component: from },
    to: typeof to === "string" ? { kind: "component", component: to } : to,
    why,
    source,
    ...more,
  };
}
