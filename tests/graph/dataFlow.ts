import { type Component, componentNames } from "../../graph/components";

/** That one component calls another when both are deployed, and `when` holds. */
export interface Flow {
  from: Component;
  to: Component;
  /** The port that it calls: gRPC for requests, or readiness, which init containers poll over HTTP. */
  port: 8081 | 3001;
  when?: (deployed: readonly Component[]) => boolean;
  /** Where in github.com/vdaas/vald, version 1.7.17, the address of the callee comes from. */
  source: string;
}

const chart = "charts/vald/templates";
const values = "charts/vald/values.yaml";
const jobs = [
  ["indexCreation", "creation", "creator"],
  ["indexSave", "save", "saver"],
  ["indexCorrection", "correction", "corrector"],
  ["indexDeletion", "deletion", "deleter"],
] as const;

const isNextOfFilter = (deployed: readonly Component[]) => !deployed.includes("mirrorGateway");

/**
 * Who calls whom in Vald, read off the configuration that its chart writes for each workload, and its init containers, which
 * wait for others. It is the measure for the graph, so it is written down by itself.
 */
export const dataFlow: readonly Flow[] = [
  // client.addrs of the lb gateway's gateway, discoverer and read replica sections; wait-for-agent, wait-for-discoverer.
  { from: "lbGateway", to: "agent", port: 8081, source: `${chart}/gateway/lb/configmap.yaml` },
  { from: "lbGateway", to: "agent", port: 3001, source: `${values}, gateway.lb.initContainers` },
  { from: "lbGateway", to: "discoverer", port: 8081, source: `${chart}/gateway/lb/configmap.yaml` },
  { from: "lbGateway", to: "discoverer", port: 3001, source: `${values}, gateway.lb.initContainers` },
  { from: "lbGateway", to: "agentReadreplica", port: 8081, source: `${chart}/gateway/lb/configmap.yaml` },
  {
    from: "filterGateway",
    to: "lbGateway",
    port: 8081,
    when: isNextOfFilter,
    source: `${chart}/gateway/filter/configmap.yaml`,
  },
  // wait-for-gateway-lb, whatever the next gateway is.
  { from: "filterGateway", to: "lbGateway", port: 3001, source: `${values}, gateway.filter.initContainers` },
  { from: "filterGateway", to: "mirrorGateway", port: 8081, source: `${chart}/gateway/filter/configmap.yaml` },
  {
    from: "filterGateway",
    to: "agent",
    port: 8081,
    when: (deployed) => isNextOfFilter(deployed) && !deployed.includes("lbGateway"),
    source: `${chart}/gateway/filter/configmap.yaml`,
  },
  { from: "mirrorGateway", to: "lbGateway", port: 8081, source: `${chart}/gateway/mirror/configmap.yaml` },
  { from: "mirrorGateway", to: "lbGateway", port: 3001, source: `${values}, gateway.mirror.initContainers` },
  ...(["agent", "discoverer"] as const).flatMap((to): Flow[] => [
    { from: "indexManager", to, port: 8081, source: `${chart}/manager/index/configmap.yaml` },
    { from: "indexManager", to, port: 3001, source: `${values}, manager.index.initContainers` },
    ...jobs.flatMap(([from, job, section]): Flow[] => [
      { from, to, port: 8081, source: `${chart}/index/job/${job}/configmap.yaml` },
      { from, to, port: 3001, source: `${values}, manager.index.${section}.initContainers` },
    ]),
  ]),
  { from: "indexCorrection", to: "lbGateway", port: 8081, source: `${chart}/index/job/correction/configmap.yaml` },
];

/** Who calls what the platform has: names are resolved by all, and the chart gives a role to who asks the API server. */
export const platformFlow: readonly { from: Component; to: "dns" | "apiServer"; source: string }[] = [
  ...componentNames.map((from) => ({
    from,
    to: "dns" as const,
    source: "every address in the configuration is a name",
  })),
  { from: "discoverer", to: "apiServer", source: `${chart}/discoverer/clusterrole.yaml` },
  { from: "mirrorGateway", to: "apiServer", source: `${chart}/gateway/mirror/clusterrole.yaml` },
  { from: "readreplicaRotator", to: "apiServer", source: `${chart}/index/job/readreplica/rotate/clusterrole.yaml` },
];
