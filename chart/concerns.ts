import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import type { ArgValues, NetworkPoliciesArgs } from "../policy/args";
import { isRecord } from "../policy/isRecord";
import type { Path } from "../policy/problem";
import { valueAt } from "./valueAt";
import { type Workload, workloads } from "./workloads";

/** What warnings can be about; the codes are stable. */
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

/** Settings of the chart that need something of the network that the chart's values cannot say. */
export interface Concern {
  readonly code: ChartWarningCode;
  /** The components that may have such a setting; of several at one place the first is named. Default: all. */
  readonly of?: readonly Component[];
  /** In which directions the component needs a rule for it. */
  readonly needs: readonly ("ingress" | "egress")[];
  /** Whether rules for all components may be meant for it: where it can concern all. Default: false. */
  readonly isForAll?: boolean;
  /** Whether it is enough that one of the components has a rule. Default: false. */
  readonly isForOne?: boolean;
  /** The settings of one workload that do need it, as paths in the chart's values. */
  settings(chart: unknown, workload: Workload, args: NetworkPoliciesArgs<ArgValues>): Path[];
  text(component: Component): string;
}

/** The gateways, that first which clients call where there are several. */
const gateways: readonly Component[] = ["filterGateway", "mirrorGateway", "lbGateway"];

/** The setting that closes what is not in the table. */
export const policiesOn: Path = ["defaults", "networkPolicy", "enabled"];

/** What brings connections from outside the cluster to a workload. */
const outsideServices = own((value) => isTrue(value) || isOutside(value), ["ingress", "enabled"], ["serviceType"]);

/** Every such setting of `charts/vald/values.yaml` in github.com/vdaas/vald, version 1.7.17. */
export const concerns: readonly Concern[] = [
  {
    code: "object-storage",
    of: ["agent"],
    needs: ["egress"],
    // Two halves of one thing.
    settings: (chart, workload) =>
      own(isTrue, ["sidecar", "enabled"], ["sidecar", "initContainerEnabled"])(chart, workload).slice(0, 1),
    text: () => "backups of the agent are in object storage: give an edge from agent to it",
  },
  {
    code: "mirror-peers",
    of: ["mirrorGateway"],
    needs: ["ingress", "egress"],
    settings: own(isTrue, ["enabled"]),
    text: () => "mirror gateways of other clusters are no part of these values: give edges from and to mirrorGateway",
  },
  {
    code: "filters",
    of: ["filterGateway"],
    needs: ["egress"],
    settings: own(hasEntries, ["gateway_config", "ingress_filter"], ["gateway_config", "egress_filter"]),
    text: () => "the filter gateway calls filters of yours: give an edge from filterGateway to them",
  },
  {
    code: "clients",
    needs: ["ingress"],
    settings: outsideServices,
    text: (component) =>
      `clients come to the ${valdGraph.components[component].title} from outside: give an edge from them to ${component}`,
  },
  {
    code: "clients",
    of: gateways,
    needs: ["ingress"],
    isForAll: true,
    isForOne: true,
    // Said already where a gateway's own settings bring clients in.
    settings: (chart, _, { components }) =>
      gateways.some((c) => components?.[c]?.enabled === true && outsideServices(chart, workloads[c]).length > 0)
        ? []
        : [policiesOn],
    text: (component) => `the policies admit no client to a gateway: give an edge from who calls Vald to ${component}`,
  },
  {
    code: "clients",
    of: ["agent"],
    needs: ["ingress"],
    settings: (chart) =>
      ofSidecar(isTrue, ["service", "enabled"])(chart).length === 0
        ? []
        : ofSidecar(isOutside, ["service", "type"])(chart),
    text: () => "the agent's sidecar has a Service for clients outside: give an edge from them to agent",
  },
  {
    code: "api-server",
    of: ["agent"],
    needs: ["egress"],
    settings: own(isTrue, ["ngt", "enable_export_index_info_to_k8s"]),
    text: () => "the agent writes to the API server: give an edge from agent to it",
  },
  {
    code: "api-server",
    of: componentNames.filter((component) => isCaller(component)),
    needs: ["egress"],
    settings: (_chart, _workload, { apiServer }) => (apiServer === undefined ? [policiesOn] : []),
    text: (component) =>
      `the ${valdGraph.components[component].title} needs the API server, which the policies let it reach only as a pod of kube-system: say in apiServer where it is`,
  },
  {
    code: "telemetry",
    needs: ["egress"],
    isForAll: true,
    // The chart's templates cannot switch it off for one workload again.
    settings: (chart, { servers, at }) =>
      [
        [...(servers ?? at), "observability", "enabled"],
        ["defaults", "observability", "enabled"],
      ].filter((path) => isTrue(valueAt(chart, path))),
    text: () => "telemetry goes to a collector: give an egress rule for all, or edges to it",
  },
  {
    code: "telemetry",
    of: ["agent"],
    needs: ["egress"],
    isForAll: true,
    settings: ofSidecar(isTrue, ["observability", "enabled"]),
    text: () =>
      "telemetry of the sidecar goes to a collector: give an egress rule for all, or an edge from agent to it",
  },
  {
    code: "profiling",
    needs: ["ingress"],
    isForAll: true,
    settings: (chart, { servers, at }) => {
      const pprof = ["server_config", "metrics", "pprof", "enabled"];
      const said = [
        [...(servers ?? at), ...pprof],
        ["defaults", ...pprof],
      ].find((path) => valueAt(chart, path) !== undefined);
      return said !== undefined && isTrue(valueAt(chart, said)) ? [said] : [];
    },
    text: () => "profiles are fetched from outside: give an ingress rule for all, or edges from who fetches them",
  },
  {
    code: "profiling",
    of: ["agent"],
    needs: ["ingress"],
    isForAll: true,
    settings: ofSidecar(isTrue, ["server_config", "metrics", "pprof", "enabled"]),
    text: () => "profiles of the sidecar are fetched from outside: give an ingress rule for all, or an edge to agent",
  },
  {
    code: "other-addresses",
    needs: ["egress"],
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
      `the ${valdGraph.components[component].title} connects to these addresses instead of Vald's own: where they are others, give edges from ${component} to them`,
  },
  {
    code: "other-namespace",
    of: ["lbGateway", "indexManager", "indexCreation", "indexSave", "indexCorrection", "indexDeletion"],
    needs: ["egress"],
    settings: (chart, workload, { namespace }) =>
      own(
        (value) => typeof value === "string" && value !== "_MY_POD_NAMESPACE_" && isOther(value, namespace),
        ["gateway_config", "agent_namespace"],
        ["indexer", "agent_namespace"],
        ["agent_namespace"],
        // Its template takes that of the index manager.
      )(chart, workload === workloads.indexCorrection ? workloads.indexManager : workload),
    text: (component) => `the agents are in another namespace: give an edge from ${component} to them`,
  },
];

/** Settings below the workload's own, where they stand with a value that matters. */
function own(matters: (value: unknown) => boolean, ...settings: Path[]) {
  return (chart: unknown, { at }: Workload): Path[] =>
    settings.map((path) => [...at, ...path]).filter((path) => matters(valueAt(chart, path)));
}

/** Such settings of the agent's sidecar, where there is one. */
function ofSidecar(matters: (value: unknown) => boolean, setting: Path) {
  const sidecar = ["agent", "sidecar"];
  return (chart: unknown): Path[] =>
    isTrue(valueAt(chart, [...sidecar, "enabled"])) && matters(valueAt(chart, [...sidecar, ...setting]))
      ? [[...sidecar, ...setting]]
      : [];
}

/** Whether the graph has it call the API server. */
function isCaller(component: Component): boolean {
  return valdGraph.edges.some(
    ({ from, to }) =>
      from.kind === "component" && from.component === component && to.kind === "platform" && to.service === "apiServer",
  );
}

/** Whether Vald is elsewhere for all that is known: a namespace that comes late may be the same. */
function isOther(namespace: string, own: unknown): boolean {
  return own === undefined || (typeof own === "string" && own !== namespace);
}

function isTrue(value: unknown): boolean {
  return value === true;
}

/** Whether it is a type of a Service that clients outside the cluster reach. */
function isOutside(type: unknown): boolean {
  return type === "LoadBalancer" || type === "NodePort";
}

/** Whether any setting in it names something. */
function hasEntries(value: unknown): boolean {
  return isRecord(value) && Object.values(value).some(isFilled);
}

function isFilled(value: unknown): boolean {
  return (Array.isArray(value) || typeof value === "string") && value.length > 0;
}
