import type { ChartName } from "./renderCharts";

/** Connections on all ports that only the chart's policies or only our policies allow. */
export interface KnownDifference {
  /** Endpoints as `endpointText` formats them. */
  from: string[];
  to: string[];
  reason: string;
  /** The template of the chart rules that differ, in `charts/` of github.com/vdaas/vald, version 1.7.17. */
  source: string;
}

/** Chart values, and the differences between the chart's own policies and the needs of a deployment with these values. */
export interface ChartCase {
  values: object;
  charts: readonly ChartName[];
  /** The connections that the chart's policies allow although the deployment does not need them. */
  unexpected: KnownDifference[];
  /** The connections that the deployment needs although the chart's policies deny them. */
  missing: KnownDifference[];
}

const policy = (folder: string) => `vald/templates/${folder}/networkpolicy.yaml`;

const fromKubeSystem = (...to: string[]): KnownDifference => ({
  from: ["kube-system"],
  to,
  reason:
    "all policies except those of agents, read replicas and filter gateways admit kube-system; in the documented table, nothing in kube-system connects to Vald",
  source: policy("*"),
});

/** The chart's policies admit these peers even if they are not deployed. */
const fromDisabledJobs = (jobs: readonly string[], to: string[]): KnownDifference => ({
  from: jobs.map((job) => `index ${job}`),
  to,
  reason: "disabled jobs are admitted too",
  source: `${policy("agent")}, ${policy("discoverer")}`,
});
const fromDisabledCorrection: KnownDifference = {
  from: ["index correction"],
  to: ["lb gateway"],
  reason: "index correction is admitted even if it is disabled",
  source: policy("gateway/lb"),
};
const fromDisabledGateways = (...gateways: string[]): KnownDifference => ({
  from: gateways,
  to: ["lb gateway"],
  reason: "disabled gateways are admitted too",
  source: policy("gateway/lb"),
});

const fromFilterGateway = (...to: string[]): KnownDifference => ({
  from: ["filter gateway"],
  to,
  reason:
    "the filter gateway may connect to everything, because its filters may be anywhere; we require an edge for each filter",
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
      fromDisabledGateways("filter gateway", "mirror gateway"),
    ],
    missing: [],
  },
  "the filter gateway": {
    values: { ...enabled, gateway: { filter: { enabled: true } } },
    charts: ["vald"],
    unexpected: [
      fromFilterGateway("everyone else"),
      toFilterGateway,
      fromKubeSystem(...tableComponents),
      fromDisabledJobs(allJobs, ["agent", "discoverer"]),
      fromDisabledCorrection,
      fromDisabledGateways("mirror gateway"),
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
      fromFilterGateway("everyone else except pods app=collector in namespace vald"),
      fromKubeSystem(...tableComponents),
      fromDisabledJobs(allJobs, ["agent", "discoverer"]),
      fromDisabledCorrection,
      fromDisabledGateways("mirror gateway"),
    ],
    missing: [],
  },
  "a filter gateway and no other gateway": {
    values: { ...enabled, gateway: { filter: { enabled: true }, lb: { enabled: false } } },
    charts: ["vald"],
    unexpected: [
      fromFilterGateway("everyone else"),
      toFilterGateway,
      fromKubeSystem("discoverer", "index manager"),
      fromDisabledJobs(allJobs, ["agent", "discoverer"]),
      {
        from: ["lb gateway"],
        to: ["agent", "discoverer"],
        reason: "the lb gateway is admitted even if it is disabled",
        source: `${policy("agent")}, ${policy("discoverer")}`,
      },
    ],
    missing: [
      {
        from: ["filter gateway"],
        to: ["agent"],
        reason:
          "without another gateway, the filter gateway calls the agents (see its configmap.yaml), which do not admit it",
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
      fromFilterGateway("everyone else"),
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
        reason:
          "the filter gateway calls the mirror gateway if there is one (see its configmap.yaml), but the mirror gateway does not admit it",
        source: policy("gateway/mirror"),
      },
      {
        from: ["index deletion"],
        to: ["agent", "discoverer"],
        reason: "index deletion's own policy allows both, but neither of them admits index deletion",
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
      fromDisabledGateways("filter gateway", "mirror gateway"),
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
