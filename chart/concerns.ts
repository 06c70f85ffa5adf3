import type { Component } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import type { NetworkPoliciesArgs } from "../policy/args";
import { isRecord } from "../policy/isRecord";
import type { Path } from "../policy/problem";
import { valueAt } from "./valueAt";
import type { Workload } from "./workloads";

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
] as const;

export type ChartWarningCode = (typeof chartWarningCodes)[number];

/** Settings of the chart that need something of the network that the chart's values cannot say. */
export interface Concern {
  readonly code: ChartWarningCode;
  /** The components that may have such a setting. Default: all. */
  readonly of?: readonly Component[];
  /** In which directions the component needs a rule for it. */
  readonly needs: readonly ("ingress" | "egress")[];
  /** Whether rules for all components may be meant for it: where it can concern all. Default: false. */
  readonly isForAll?: boolean;
  /** The settings of one workload that do need it, as paths in the chart's values. */
  settings(chart: unknown, workload: Workload, args: NetworkPoliciesArgs): Path[];
  text(component: Component): string;
}

/** Every such setting of `charts/vald/values.yaml` in github.com/vdaas/vald, version 1.7.17. */
export const concerns: readonly Concern[] = [
  {
    code: "object-storage",
    of: ["agent"],
    needs: ["egress"],
    settings: own(isTrue, ["sidecar", "enabled"], ["sidecar", "initContainerEnabled"]),
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
    settings: own(
      (value) => value === true || value === "LoadBalancer" || value === "NodePort",
      ["ingress", "enabled"],
      ["serviceType"],
    ),
    text: (component) =>
      `clients come to the ${valdGraph.components[component].title} from outside: give an edge from them to ${component}`,
  },
  {
    code: "api-server",
    of: ["agent"],
    needs: ["egress"],
    settings: own(isTrue, ["ngt", "enable_export_index_info_to_k8s"]),
    text: () => "the agent writes to the API server: give an edge from agent to it",
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
        (value) => typeof value === "string" && value !== "_MY_POD_NAMESPACE_" && value !== namespace,
        ["gateway_config", "agent_namespace"],
        ["indexer", "agent_namespace"],
        ["agent_namespace"],
      )(chart, workload),
    text: (component) => `the agents are in another namespace: give an edge from ${component} to them`,
  },
];

/** Settings below the workload's own, where they stand with a value that matters. */
function own(matters: (value: unknown) => boolean, ...settings: Path[]) {
  return (chart: unknown, { at }: Workload): Path[] =>
    settings.map((path) => [...at, ...path]).filter((path) => matters(valueAt(chart, path)));
}

function isTrue(value: unknown): boolean {
  return value === true;
}

/** Whether any setting in it names something. */
function hasEntries(value: unknown): boolean {
  return isRecord(value) && Object.values(value).some(isFilled);
}

function isFilled(value: unknown): boolean {
  return (Array.isArray(value) || typeof value === "string") && value.length > 0;
}
