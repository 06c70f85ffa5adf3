import type { Component } from "../../graph/components";

/** That one component calls another when both are deployed, and `when` holds. */
export interface Flow {
  from: Component;
  to: Component;
  when?: (deployed: readonly Component[]) => boolean;
  /** Where in github.com/vdaas/vald, version 1.7.17, the address of the callee comes from. */
  source: string;
}

const chart = "charts/vald/templates";
const jobs = [
  ["indexCreation", "creation"],
  ["indexSave", "save"],
  ["indexCorrection", "correction"],
  ["indexDeletion", "deletion"],
] as const;

/**
 * Who calls whom in Vald, read off the configuration that its chart writes for each workload, and its init containers, which
 * wait for others. It is the measure for the graph, so it is written down by itself.
 */
export const dataFlow: readonly Flow[] = [
  // client.addrs of the lb gateway's gateway, discoverer and read replica sections; wait-for-agent, wait-for-discoverer.
  { from: "lbGateway", to: "agent", source: `${chart}/gateway/lb/configmap.yaml` },
  { from: "lbGateway", to: "discoverer", source: `${chart}/gateway/lb/configmap.yaml` },
  { from: "lbGateway", to: "agentReadreplica", source: `${chart}/gateway/lb/configmap.yaml` },
  // wait-for-gateway-lb, whatever the next gateway is.
  { from: "filterGateway", to: "lbGateway", source: "charts/vald/values.yaml, gateway.filter.initContainers" },
  { from: "filterGateway", to: "mirrorGateway", source: `${chart}/gateway/filter/configmap.yaml` },
  {
    from: "filterGateway",
    to: "agent",
    when: (deployed) => !deployed.includes("lbGateway") && !deployed.includes("mirrorGateway"),
    source: `${chart}/gateway/filter/configmap.yaml`,
  },
  { from: "mirrorGateway", to: "lbGateway", source: `${chart}/gateway/mirror/configmap.yaml` },
  { from: "indexManager", to: "agent", source: `${chart}/manager/index/configmap.yaml` },
  { from: "indexManager", to: "discoverer", source: `${chart}/manager/index/configmap.yaml` },
  ...jobs.flatMap(([from, job]): Flow[] => [
    { from, to: "agent", source: `${chart}/index/job/${job}/configmap.yaml` },
    { from, to: "discoverer", source: `${chart}/index/job/${job}/configmap.yaml` },
  ]),
  { from: "indexCorrection", to: "lbGateway", source: `${chart}/index/job/correction/configmap.yaml` },
];
