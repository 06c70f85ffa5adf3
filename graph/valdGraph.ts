import { type Component, componentNames, optionalComponents } from "./components";
import type { Edge, Endpoint, Graph, Platform, Use } from "./graph";

/** An edge that Vald itself needs, with its reason and source. */
export interface ValdEdge extends Edge {
  /** The purpose of the connection, such as `DNS`. */
  readonly reason: string;
  /** The page or chart template that documents or configures the edge. */
  readonly source: string;
}

const kubeSystem: Endpoint = { kind: "pods", namespace: "kube-system" };
const dns: Platform = { kind: "platform", service: "dns" };
const apiServer: Platform = { kind: "platform", service: "apiServer" };

/** The page with Vald's documented table. */
export const documentedTable = "https://vald.vdaas.org/docs/user-guides/network-policy/";
/** Paths in github.com/vdaas/vald, chart version 1.7.17. */
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

/** For sources whose init containers first poll the target's readiness port (see the chart's values.yaml). */
const requestsWhenReady: readonly Use[] = [{ service: "requests" }, { service: "readiness" }];
const requests: readonly Use[] = [{ service: "requests" }];

/**
 * Vald's components and the edges between them. The documented table lists the minimum that a Vald cluster needs to work. The
 * other workloads' edges come from the configuration that Vald's Helm chart renders for these workloads. An edge exists only if
 * the components at both ends are deployed. Names and labels are the same as in the chart.
 *
 * The documented table opens all of kube-system on all ports, so that components can use DNS and the API server. DNS and the
 * API server also have separate edges, which apply if the user configures `dns` or `apiServer`, or sets `edgePorts` to `vald`.
 */
export const valdGraph: Graph<ValdEdge> = {
  components: {
    agent: { title: "agent", app: "vald-agent" },
    discoverer: { title: "discoverer", app: "vald-discoverer" },
    filterGateway: { title: "filter gateway", app: "vald-filter-gateway" },
    lbGateway: { title: "lb gateway", app: "vald-lb-gateway" },
    indexManager: { title: "index manager", app: "vald-manager-index" },
    mirrorGateway: { title: "mirror gateway", app: "vald-mirror-gateway", policy: "mirror-allow" },
    // The pods' `app` label differs from replica to replica.
    agentReadreplica: {
      title: "agent read replica",
      app: "agent-readreplica",
      selectorLabelKey: "app.kubernetes.io/component",
    },
    indexCreation: { title: "index creation", app: "vald-index-creation", isCronJob: true },
    indexSave: { title: "index save", app: "vald-index-save", isCronJob: true },
    indexCorrection: { title: "index correction", app: "vald-index-correction", isCronJob: true },
    indexDeletion: { title: "index deletion", app: "vald-index-deletion", isCronJob: true },
    readreplicaRotator: { title: "read replica rotator", app: "vald-readreplica-rotate", isCronJob: true },
  },
  edges: [
    ...row("agent", [kubeSystem]),
    ...row("discoverer", [kubeSystem]),
    // If a mirror gateway is deployed, it receives the requests instead, but init containers still wait for the lb
    // gateway.
    ...row("filterGateway", ["lbGateway", kubeSystem], {
      uses: [{ service: "requests", unlessDeployed: ["mirrorGateway"] }, { service: "readiness" }],
    }),
    ...row("lbGateway", ["agent", "discoverer", kubeSystem], { uses: requestsWhenReady }),
    ...row("indexManager", ["agent", "discoverer", kubeSystem], { uses: requestsWhenReady }),

    edge("filterGateway", "mirrorGateway", "requests to the next gateway", filterConfig, {
      uses: requests,
    }),
    edge("filterGateway", "agent", "requests, because no other gateway is deployed", filterConfig, {
      uses: requests,
      unlessDeployed: ["lbGateway", "mirrorGateway"],
    }),
    edge("mirrorGateway", "lbGateway", "requests to this cluster", mirrorConfig, { uses: requestsWhenReady }),
    edge("lbGateway", "agentReadreplica", "searches", lbConfig, { uses: requests }),
    ...(["creation", "save", "deletion", "correction"] as const).flatMap((job) => [
      edge(jobs[job], "agent", "index operations", jobConfig(job), { uses: requestsWhenReady }),
      edge(jobs[job], "discoverer", "the list of agents", jobConfig(job), { uses: requestsWhenReady }),
    ]),
    edge("indexCorrection", "lbGateway", "the numbers of vectors on the agents", jobConfig("correction"), {
      uses: requests,
    }),

    ...optionalComponents.map((component) =>
      edge(component, kubeSystem, "DNS, as for the documented components", names, { namespaceWide: true }),
    ),

    ...componentNames.map((component) => edge(component, dns, "DNS", names)),
    edge("discoverer", apiServer, "the list of agents and nodes", discovererRole),
    edge("mirrorGateway", apiServer, "the list of clusters that it mirrors to", mirrorRole),
    edge("readreplicaRotator", apiServer, "replacing read replicas", rotatorRole),
  ],
};

/** One row of the documented table: an edge for every ✅, from left to right. */
function row(
  from: Component,
  to: readonly (Component | typeof kubeSystem)[],
  more: Pick<ValdEdge, "uses"> = {},
): ValdEdge[] {
  return to.map((target) =>
    edge(from, target, "the documented table", documentedTable, target === kubeSystem ? { namespaceWide: true } : more),
  );
}

function edge(
  from: Component,
  to: Component | Endpoint | Platform,
  reason: string,
  source: string,
  more: Pick<ValdEdge, "uses" | "unlessDeployed" | "namespaceWide"> = {},
): ValdEdge {
  return {
    from: { kind: "component", component: from },
    to: typeof to === "string" ? { kind: "component", component: to } : to,
    reason,
    source,
    ...more,
  };
}
