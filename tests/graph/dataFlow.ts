import { type Component, componentNames } from "../../graph/components";

/** One component calls another if both are deployed and `when` holds. */
export interface Flow {
  from: Component;
  to: Component;
  /** 8081 serves gRPC requests. 3001 serves readiness, which init containers poll over HTTP. */
  port: 8081 | 3001;
  when?: (deployed: readonly Component[]) => boolean;
  /** The file in github.com/vdaas/vald, version 1.7.17, that configures the target's address. */
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

const hasNoMirrorGateway = (deployed: readonly Component[]) => !deployed.includes("mirrorGateway");

/**
 * The calls between Vald's components, according to the configuration and the init containers that Vald's chart renders for each
 * workload. The graph is tested against this list, so the list is maintained separately.
 */
export const dataFlow: readonly Flow[] = [
  // client.addrs in the gateway, discoverer and read replica sections; init containers wait-for-agent and wait-for-discoverer.
  { from: "lbGateway", to: "agent", port: 8081, source: `${chart}/gateway/lb/configmap.yaml` },
  { from: "lbGateway", to: "agent", port: 3001, source: `${values}, gateway.lb.initContainers` },
  { from: "lbGateway", to: "discoverer", port: 8081, source: `${chart}/gateway/lb/configmap.yaml` },
  { from: "lbGateway", to: "discoverer", port: 3001, source: `${values}, gateway.lb.initContainers` },
  { from: "lbGateway", to: "agentReadreplica", port: 8081, source: `${chart}/gateway/lb/configmap.yaml` },
  {
    from: "filterGateway",
    to: "lbGateway",
    port: 8081,
    when: hasNoMirrorGateway,
    source: `${chart}/gateway/filter/configmap.yaml`,
  },
  // The init container wait-for-gateway-lb waits even if a mirror gateway is the next gateway.
  { from: "filterGateway", to: "lbGateway", port: 3001, source: `${values}, gateway.filter.initContainers` },
  { from: "filterGateway", to: "mirrorGateway", port: 8081, source: `${chart}/gateway/filter/configmap.yaml` },
  {
    from: "filterGateway",
    to: "agent",
    port: 8081,
    when: (deployed) => hasNoMirrorGateway(deployed) && !deployed.includes("lbGateway"),
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

/** The calls to the platform. Every component resolves names. The chart gives an RBAC role to each caller of the API server. */
export const platformFlow: readonly { from: Component; to: "dns" | "apiServer"; source: string }[] = [
  ...componentNames.map((from) => ({
    from,
    to: "dns" as const,
    source: "every address in the configuration is a DNS name",
  })),
  { from: "discoverer", to: "apiServer", source: `${chart}/discoverer/clusterrole.yaml` },
  { from: "mirrorGateway", to: "apiServer", source: `${chart}/gateway/mirror/clusterrole.yaml` },
  { from: "readreplicaRotator", to: "apiServer", source: `${chart}/index/job/readreplica/rotate/clusterrole.yaml` },
];
