import type { ChartName } from "./renderCharts";

/** Connections on all ports that only one of two sets of policies allows: the chart's, or ours. */
export interface KnownDifference {
  /** Endpoints in the words of `endpointText`. */
  from: string[];
  to: string[];
  reason: string;
  /** The template of the chart's rules that differ, in `charts/` of github.com/vdaas/vald, version 1.7.17. */
  source: string;
}

/** Values of the chart, and how the chart's own policies differ from what a deployment with these values needs. */
export interface ChartCase {
  values: object;
  charts: readonly ChartName[];
  /** What only the chart's policies allow. */
  unexpected: KnownDifference[];
  /** What the deployment needs and the chart's policies deny. */
  missing: KnownDifference[];
}

const policy = (folder: string) => `vald/templates/${folder}/networkpolicy.yaml`;
const pods = (app: string) => `pods app=${app} in namespace vald`;

const fromKubeSystem = (...to: string[]): KnownDifference => ({
  from: ["kube-system"],
  to,
  reason:
    "all policies except those of agents, read replicas and filter gateways admit kube-system; in the documented table, nothing in kube-system connects to Vald",
  source: policy("*"),
});

/** The chart's policies name these peers whether they are deployed or not. */
const fromDisabledJobs = (jobs: readonly string[], to: string[]): KnownDifference => ({
  from: jobs.map((job) => pods(`vald-index-${job}`)),
  to,
  reason: "disabled jobs are admitted too",
  source: `${policy("agent")}, ${policy("discoverer")}`,
});
const fromDisabledCorrection: KnownDifference = {
  from: [pods("vald-index-correction")],
  to: ["lb gateway"],
  reason: "index correction is admitted even if it is disabled",
  source: policy("gateway/lb"),
};
const fromDisabledGateways = (...apps: string[]): KnownDifference => ({
  from: apps.map(pods),
  to: ["lb gateway"],
  reason: "disabled gateways are admitted too",
  source: policy("gateway/lb"),
});

const fromFilterGateway = (...to: string[]): KnownDifference => ({
  from: ["filter gateway"],
  to,
  reason:
    "the filter gateway may connect to everything, as its filters may be anywhere; we require an edge for each filter",
  source: policy("gateway/filter"),
});
const toFilterGateway: KnownDifference = {
  from: ["everyone else"],
  to: ["filter gateway"],
  reason: "the filter gateway's ingress is isolated only if it has custom rules",
  source: policy("gateway/filter"),
};

const allJobs = ["correction", "creation", "save"];
const tableComponents = ["discoverer", "lb gateway", "index manager"];
const enabled = { defaults: { networkPolicy: { enabled: true } } };

export const chartCases: Record<string, ChartCase> = {
  "default values": {
    values: enabled,
    charts: ["vald"],
    unexpected: [
      fromKubeSystem(...tableComponents),
      fromDisabledJobs(allJobs, ["agent", "discoverer"]),
      fromDisabledCorrection,
      fromDisabledGateways("vald-filter-gateway", "vald-mirror-gateway"),
    ],
    missing: [],
  },
  "the filter gateway": {
    values: { ...enabled, gateway: { filter: { enabled: true } } },
    charts: ["vald"],
    unexpected: [
      fromFilterGateway("filter gateway", "everyone else"),
      toFilterGateway,
      fromKubeSystem(...tableComponents),
      fromDisabledJobs(allJobs, ["agent", "discoverer"]),
      fromDisabledCorrection,
      fromDisabledGateways("vald-mirror-gateway"),
    ],
    missing: [],
  },
  "the filter gateway with custom rules": {
    values: {
      defaults: {
        networkPolicy: {
          enabled: true,
          custom: {
            ingress: [{ from: [{ podSelector: { matchLabels: { app: "pyroscope" } } }] }],
            egress: [{ to: [{ podSelector: { matchLabels: { app: "collector" } } }] }],
          },
        },
      },
      gateway: { filter: { enabled: true } },
    },
    charts: ["vald"],
    unexpected: [
      fromFilterGateway("everyone else"),
      fromKubeSystem(...tableComponents),
      fromDisabledJobs(allJobs, ["agent", "discoverer"]),
      fromDisabledCorrection,
      fromDisabledGateways("vald-mirror-gateway"),
    ],
    missing: [],
  },
  "a filter gateway without another gateway behind it": {
    values: { ...enabled, gateway: { filter: { enabled: true }, lb: { enabled: false } } },
    charts: ["vald"],
    unexpected: [
      fromFilterGateway("filter gateway", "everyone else", pods("vald-lb-gateway")),
      toFilterGateway,
      fromKubeSystem("discoverer", "index manager"),
      fromDisabledJobs(allJobs, ["agent", "discoverer"]),
      {
        from: [pods("vald-lb-gateway")],
        to: ["agent", "discoverer"],
        reason: "the lb gateway is admitted even if it is disabled",
        source: `${policy("agent")}, ${policy("discoverer")}`,
      },
    ],
    missing: [
      {
        from: ["filter gateway"],
        to: ["agent"],
        reason: "without another gateway it calls the agents (see its configmap.yaml), which do not admit it",
        source: policy("agent"),
      },
    ],
  },
  "every gateway and every job": {
    values: {
      ...enabled,
      gateway: { filter: { enabled: true }, mirror: { enabled: true } },
      manager: {
        index: {
          creator: { enabled: true },
          saver: { enabled: true },
          corrector: { enabled: true },
          deleter: { enabled: true },
        },
      },
    },
    charts: ["vald"],
    unexpected: [
      fromFilterGateway("filter gateway", "everyone else"),
      toFilterGateway,
      fromKubeSystem(
        ...tableComponents,
        "mirror gateway",
        "index creation",
        "index save",
        "index correction",
        "index deletion",
      ),
    ],
    missing: [
      {
        from: ["filter gateway"],
        to: ["mirror gateway"],
        reason: "it calls the mirror gateway if there is one (see its configmap.yaml), which does not admit it",
        source: policy("gateway/mirror"),
      },
      {
        from: ["index deletion"],
        to: ["agent", "discoverer"],
        reason: "its own policy allows both, but neither of them admits it",
        source: `${policy("agent")}, ${policy("discoverer")}`,
      },
    ],
  },
  "read replicas": {
    values: { ...enabled, agent: { readreplica: { enabled: true } } },
    charts: ["vald", "vald-readreplica"],
    unexpected: [
      fromKubeSystem(...tableComponents, "read replica rotator"),
      fromDisabledJobs(allJobs, ["agent", "discoverer", "agent read replica"]),
      fromDisabledCorrection,
      fromDisabledGateways("vald-filter-gateway", "vald-mirror-gateway"),
    ],
    missing: [
      {
        from: ["lb gateway"],
        to: ["agent read replica"],
        reason: "replicas admit the lb gateway, but its egress does not include them",
        source: policy("gateway/lb"),
      },
    ],
  },
};
