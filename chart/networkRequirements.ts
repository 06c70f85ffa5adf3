import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import type { ValueKinds, NetworkPoliciesArgs } from "../args/args";
import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import { valueAt } from "./valueAt";
import { type Workload, workloads } from "./workloads";

/** What warnings can be about. The codes are stable. */
export const chartWarningCodes = [
  "object-storage",
  "mirror-peers",
  "filters",
  "clients",
  "api-server",
  "telemetry",
  "profiling",
  "other-addresses",
  "other-namespace",
  "index-operator",
  "chart-policies",
  "unknown-key",
] as const;

export type ChartWarningCode = (typeof chartWarningCodes)[number];

/** Settings of the chart that need network access which the chart's values cannot express. */
export interface NetworkRequirement {
  readonly code: ChartWarningCode;
  /** The components that may have such a setting. If several share it, the warning names the first. Default: all. */
  readonly of?: readonly Component[];
  /** The directions in which the component needs a rule. */
  readonly directions: readonly ("ingress" | "egress")[];
  /** Whether rules for all components may serve it. Default: false. */
  readonly sharedRulesCount?: boolean;
  /** Whether a rule for one of the components is enough. Default: false. */
  readonly oneComponentSuffices?: boolean;
  /** The settings of one workload that require it, as paths in the chart's values. */
  settings(chart: unknown, workload: Workload, args: NetworkPoliciesArgs<ValueKinds>): Path[];
  text(component: Component): string;
}

/** The gateways. If there are several, clients call the first of these. */
const gateways: readonly Component[] = ["filterGateway", "mirrorGateway", "lbGateway"];

/** The setting that turns policies on. */
export const policiesEnabledPath: Path = ["defaults", "networkPolicy", "enabled"];

/** Settings that expose a workload outside the cluster. */
const exposingSettings = own(
  (value) => isTrue(value) || isExternalType(value),
  ["ingress", "enabled"],
  ["serviceType"],
);

/** All such settings of `charts/vald/values.yaml` in github.com/vdaas/vald, version 1.7.17. */
export const networkRequirements: readonly NetworkRequirement[] = [
  {
    code: "object-storage",
    of: ["agent"],
    directions: ["egress"],
    // Both belong to one feature.
    settings: (chart, workload) =>
      own(isTrue, ["sidecar", "enabled"], ["sidecar", "initContainerEnabled"])(chart, workload).slice(0, 1),
    text: () => "the agent keeps backups in object storage; add an edge from agent to it",
  },
  {
    code: "mirror-peers",
    of: ["mirrorGateway"],
    directions: ["ingress", "egress"],
    settings: own(isTrue, ["enabled"]),
    text: () => "these values do not name the mirror gateways of other clusters; add edges from and to mirrorGateway",
  },
  {
    code: "filters",
    of: ["filterGateway"],
    directions: ["egress"],
    settings: own(hasEntries, ["gateway_config", "ingress_filter"], ["gateway_config", "egress_filter"]),
    text: () => "the filter gateway calls your filters; add an edge from filterGateway to them",
  },
  {
    code: "clients",
    directions: ["ingress"],
    settings: exposingSettings,
    text: (component) =>
      `clients outside the cluster call the ${valdGraph.components[component].title}; add an edge from them to ${component}`,
  },
  {
    code: "clients",
    of: gateways,
    directions: ["ingress"],
    sharedRulesCount: true,
    oneComponentSuffices: true,
    // The settings of a gateway that expose it have a warning of their own.
    settings: (chart, _, { components }) =>
      gateways.some((c) => components?.[c]?.enabled === true && exposingSettings(chart, workloads[c]).length > 0)
        ? []
        : [policiesEnabledPath],
    text: (component) => `the policies admit no client to a gateway; add an edge from your clients to ${component}`,
  },
  {
    code: "clients",
    of: ["agent"],
    directions: ["ingress"],
    settings: (chart) =>
      ofSidecar(isTrue, ["service", "enabled"])(chart).length === 0
        ? []
        : ofSidecar(isExternalType, ["service", "type"])(chart),
    text: () => "the agent's sidecar has a Service for clients outside the cluster; add an edge from them to agent",
  },
  {
    code: "api-server",
    of: ["agent"],
    directions: ["egress"],
    settings: own(isTrue, ["ngt", "enable_export_index_info_to_k8s"]),
    text: () => "the agent writes to the API server; add an edge from agent to it",
  },
  {
    code: "api-server",
    of: componentNames.filter((component) => isCaller(component)),
    directions: ["egress"],
    settings: (_chart, _workload, { apiServer }) => (apiServer === undefined ? [policiesEnabledPath] : []),
    text: (component) =>
      `the ${valdGraph.components[component].title} calls the API server, which the policies allow only as a pod of kube-system; set apiServer to its addresses`,
  },
  {
    code: "telemetry",
    directions: ["egress"],
    sharedRulesCount: true,
    // The chart's templates cannot turn it off for a single workload.
    settings: (chart, { servers, at }) =>
      [
        [...(servers ?? at), "observability", "enabled"],
        ["defaults", "observability", "enabled"],
      ].filter((path) => isTrue(valueAt(chart, path))),
    text: () => "telemetry goes to a collector; add an egress rule for all components, or edges to it",
  },
  {
    code: "telemetry",
    of: ["agent"],
    directions: ["egress"],
    sharedRulesCount: true,
    settings: ofSidecar(isTrue, ["observability", "enabled"]),
    text: () =>
      "the sidecar's telemetry goes to a collector; add an egress rule for all components, or an edge from agent to it",
  },
  {
    code: "profiling",
    directions: ["ingress"],
    sharedRulesCount: true,
    settings: (chart, { servers, at }) => {
      const pprof = ["server_config", "metrics", "pprof", "enabled"];
      const configured = [
        [...(servers ?? at), ...pprof],
        ["defaults", ...pprof],
      ].find((path) => valueAt(chart, path) !== undefined);
      return configured !== undefined && isTrue(valueAt(chart, configured)) ? [configured] : [];
    },
    text: () => "a profiler fetches profiles; add an ingress rule for all components, or edges from it",
  },
  {
    code: "profiling",
    of: ["agent"],
    directions: ["ingress"],
    sharedRulesCount: true,
    settings: ofSidecar(isTrue, ["server_config", "metrics", "pprof", "enabled"]),
    text: () =>
      "a profiler fetches profiles of the sidecar; add an ingress rule for all components, or an edge to agent",
  },
  {
    code: "other-addresses",
    directions: ["egress"],
    settings: own(
      isFilled,
      ["gateway_config", "gateway_client", "addrs"],
      ["gateway_config", "client", "addrs"],
      ["gateway_config", "discoverer", "client", "addrs"],
      ["gateway_config", "discoverer", "read_client", "addrs"],
      ["indexer", "discoverer", "client", "addrs"],
      ["indexer", "discoverer", "agent_client_options", "addrs"],
      ["discoverer", "client", "addrs"],
      ["discoverer", "agent_client_options", "addrs"],
      ["gateway", "addrs"],
      ["target_addrs"],
    ),
    text: (component) =>
      `the ${valdGraph.components[component].title} connects to these addresses instead of Vald's own; if they differ, add edges from ${component} to them`,
  },
  {
    code: "other-namespace",
    of: ["lbGateway", "indexManager", "indexCreation", "indexSave", "indexCorrection", "indexDeletion"],
    directions: ["egress"],
    settings: (chart, workload, { namespace }) =>
      own(
        (value) => typeof value === "string" && value !== "_MY_POD_NAMESPACE_" && isOther(value, namespace),
        ["gateway_config", "agent_namespace"],
        ["indexer", "agent_namespace"],
        ["agent_namespace"],
        // Its template uses the setting of the index manager.
      )(chart, workload === workloads.indexCorrection ? workloads.indexManager : workload),
    text: (component) => `the agents are in another namespace; add an edge from ${component} to them`,
  },
];

/** The paths of a workload's own settings that have a relevant value. */
function own(isRelevant: (value: unknown) => boolean, ...settings: Path[]) {
  return (chart: unknown, { at }: Workload): Path[] =>
    settings.map((path) => [...at, ...path]).filter((path) => isRelevant(valueAt(chart, path)));
}

/** The same for a setting of the agent's sidecar, if that is enabled. */
function ofSidecar(isRelevant: (value: unknown) => boolean, setting: Path) {
  const sidecar = ["agent", "sidecar"];
  return (chart: unknown): Path[] =>
    isTrue(valueAt(chart, [...sidecar, "enabled"])) && isRelevant(valueAt(chart, [...sidecar, ...setting]))
      ? [[...sidecar, ...setting]]
      : [];
}

/** Whether the graph has an edge from a component to the API server. */
function isCaller(component: Component): boolean {
  return valdGraph.edges.some(
    ({ from, to }) =>
      from.kind === "component" && from.component === component && to.kind === "platform" && to.service === "apiServer",
  );
}

/** Whether a namespace differs from Vald's own. A namespace that is not known yet may be the same. */
function isOther(namespace: string, own: unknown): boolean {
  return own === undefined || (typeof own === "string" && own !== namespace);
}

function isTrue(value: unknown): boolean {
  return value === true;
}

/** Whether clients outside the cluster reach a type of Service. */
function isExternalType(type: unknown): boolean {
  return type === "LoadBalancer" || type === "NodePort";
}

/** Whether any setting in it is not empty. */
function hasEntries(value: unknown): boolean {
  return isRecord(value) && Object.values(value).some(isFilled);
}

function isFilled(value: unknown): boolean {
  return (Array.isArray(value) || typeof value === "string") && value.length > 0;
}
