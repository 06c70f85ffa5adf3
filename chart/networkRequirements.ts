import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import type { ValueKinds, NetworkPoliciesArgs } from "../args/args";
import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import { valueAt } from "../args/schema/valueAt";
import { type Workload, workloads } from "./workloads";

/** The codes of all warnings about chart values. They are stable. */
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
  "init-container",
  "index-operator",
  "chart-policies",
  "unknown-key",
] as const;

/** The code of a chart warning, such as `object-storage`. `chartWarningCodes` lists all of them. */
export type ChartWarningCode = (typeof chartWarningCodes)[number];

/** Chart settings that need network access that the chart's values cannot express. */
export interface NetworkRequirement {
  readonly code: ChartWarningCode;
  /**
   * The components that may have such a setting. If several components share a setting, the warning names the first one.
   * Default: all components.
   */
  readonly of?: readonly Component[];
  /** The directions in which the component needs a rule. */
  readonly directions: readonly ("ingress" | "egress")[];
  /** Whether rules for all components may meet the requirement. Default: false. */
  readonly sharedRulesCount?: boolean;
  /** Whether a rule for one of the components is enough. Default: false. */
  readonly oneComponentSuffices?: boolean;
  /** The workload's settings that cause the requirement, as paths in the chart's values. */
  settings(chart: unknown, workload: Workload, args: NetworkPoliciesArgs<ValueKinds>): Path[];
  /** `all` are the deployed components that lack a rule, including this one. */
  advice(component: Component, all: readonly Component[]): ChartAdvice;
}

/** What a setting causes, and what to do about it. */
export interface ChartAdvice {
  message: string;
  remediation: string;
}

/** The gateways. If several are deployed, clients call the first one in this list. */
const gateways: readonly Component[] = ["filterGateway", "mirrorGateway", "lbGateway"];

/** The setting that turns policies on. */
export const policiesEnabledPath: Path = ["defaults", "networkPolicy", "enabled"];

/** Settings that expose a workload outside the cluster. */
const exposingSettings = own(
  (value) => isTrue(value) || isExternalType(value),
  ["ingress", "enabled"],
  ["serviceType"],
);

/** All requirements of the settings in `charts/vald/values.yaml` of github.com/vdaas/vald, version 1.7.17. */
export const networkRequirements: readonly NetworkRequirement[] = [
  {
    code: "object-storage",
    of: ["agent"],
    directions: ["egress"],
    // Both settings belong to the same feature, so only one is reported.
    settings: (chart, workload) =>
      own(isTrue, ["sidecar", "enabled"], ["sidecar", "initContainerEnabled"])(chart, workload).slice(0, 1),
    advice: () => ({
      message: "with this setting, the agent stores backups in object storage",
      remediation: "add an edge from `agent` to the object storage",
    }),
  },
  {
    code: "mirror-peers",
    of: ["mirrorGateway"],
    directions: ["ingress", "egress"],
    settings: own(isTrue, ["enabled"]),
    advice: () => ({
      message: "the chart's values do not specify the mirror gateways in other clusters",
      remediation: "add edges between `mirrorGateway` and those gateways, one in each direction",
    }),
  },
  {
    code: "filters",
    of: ["filterGateway"],
    directions: ["egress"],
    settings: own(hasEntries, ["gateway_config", "ingress_filter"], ["gateway_config", "egress_filter"]),
    advice: () => ({
      message: "the filter gateway calls your filters",
      remediation: "add an edge from `filterGateway` to the filters",
    }),
  },
  {
    code: "clients",
    directions: ["ingress"],
    settings: exposingSettings,
    advice: (component) => ({
      message: `this setting makes the ${valdGraph.components[component].title} available to clients outside the cluster`,
      remediation: `add an edge from these clients to \`${component}\``,
    }),
  },
  {
    code: "clients",
    of: gateways,
    directions: ["ingress"],
    sharedRulesCount: true,
    oneComponentSuffices: true,
    // Settings that expose a gateway have a separate warning.
    settings: (chart, _, { components }) =>
      gateways.some((c) => components?.[c]?.enabled === true && exposingSettings(chart, workloads[c]).length > 0)
        ? []
        : [policiesEnabledPath],
    advice: (component) => ({
      message: "no policy allows clients to connect to a gateway",
      remediation: `add an edge from your clients to \`${component}\``,
    }),
  },
  {
    code: "clients",
    of: ["agent"],
    directions: ["ingress"],
    settings: (chart) =>
      ofSidecar(isTrue, ["service", "enabled"])(chart).length === 0
        ? []
        : ofSidecar(isExternalType, ["service", "type"])(chart),
    advice: () => ({
      message: "the agent's sidecar has a Service for clients outside the cluster",
      remediation: "add an edge from these clients to `agent`",
    }),
  },
  {
    code: "api-server",
    of: ["agent"],
    directions: ["egress"],
    settings: own(isTrue, ["ngt", "enable_export_index_info_to_k8s"]),
    advice: () => ({
      message: "with this setting, the agent writes to the API server",
      remediation: "add an edge from `agent` to the API server",
    }),
  },
  {
    code: "api-server",
    of: componentNames.filter((component) => isCaller(component)),
    directions: ["egress"],
    settings: (_chart, _workload, { apiServer }) => (apiServer === undefined ? [policiesEnabledPath] : []),
    advice: (_, all) => ({
      message: `these components call the API server: ${all.map((one) => valdGraph.components[one].title).join(", ")}; the policies allow this only if the API server is a pod in kube-system`,
      remediation: "otherwise, set `apiServer.cidrs` to the API server's addresses",
    }),
  },
  {
    code: "telemetry",
    directions: ["egress"],
    sharedRulesCount: true,
    // The chart's templates cannot turn telemetry off for a single workload.
    settings: (chart, { servers, at }) =>
      [
        [...(servers ?? at), "observability", "enabled"],
        ["defaults", "observability", "enabled"],
      ].filter((path) => isTrue(valueAt(chart, path))),
    advice: () => ({
      message: "with this setting, telemetry is sent to a collector",
      remediation: "add an egress rule for all components, or edges to the collector",
    }),
  },
  {
    code: "telemetry",
    of: ["agent"],
    directions: ["egress"],
    sharedRulesCount: true,
    settings: ofSidecar(isTrue, ["observability", "enabled"]),
    advice: () => ({
      message: "with this setting, the sidecar sends telemetry to a collector",
      remediation: "add an egress rule for all components, or an edge from `agent` to the collector",
    }),
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
    advice: () => ({
      message: "with this setting, a profiler fetches profiles",
      remediation: "add an ingress rule for all components, or edges from the profiler",
    }),
  },
  {
    code: "profiling",
    of: ["agent"],
    directions: ["ingress"],
    sharedRulesCount: true,
    settings: ofSidecar(isTrue, ["server_config", "metrics", "pprof", "enabled"]),
    advice: () => ({
      message: "with this setting, a profiler fetches the sidecar's profiles",
      remediation: "add an ingress rule for all components, or an edge from the profiler to `agent`",
    }),
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
    advice: (component) => ({
      message: `the ${valdGraph.components[component].title} connects to these addresses`,
      remediation: `for each address that does not belong to a Vald component, add an edge from \`${component}\``,
    }),
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
        // The index correction template uses the index manager's setting.
      )(chart, workload === workloads.indexCorrection ? workloads.indexManager : workload),
    advice: (component) => ({
      message: "according to this setting, the agents run in another namespace",
      remediation: `add an edge from \`${component}\` to the agents`,
    }),
  },
];

/** The paths of the workload's own settings that have a relevant value. */
function own(isRelevant: (value: unknown) => boolean, ...settings: Path[]) {
  return (chart: unknown, { at }: Workload): Path[] =>
    settings.map((path) => [...at, ...path]).filter((path) => isRelevant(valueAt(chart, path)));
}

/** The path of a sidecar setting, if the agent's sidecar is enabled and the setting has a relevant value. */
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

/** Whether a namespace differs from Vald's own namespace. If Vald's namespace is not known yet, the two may be the same. */
function isOther(namespace: string, own: unknown): boolean {
  return own === undefined || (typeof own === "string" && own !== namespace);
}

function isTrue(value: unknown): boolean {
  return value === true;
}

/** Whether clients outside the cluster can reach a Service of this type. */
function isExternalType(type: unknown): boolean {
  return type === "LoadBalancer" || type === "NodePort";
}

/** Whether a value is an object with at least one setting that is not empty. */
function hasEntries(value: unknown): boolean {
  return isRecord(value) && Object.values(value).some(isFilled);
}

function isFilled(value: unknown): boolean {
  return (Array.isArray(value) || typeof value === "string") && value.length > 0;
}
