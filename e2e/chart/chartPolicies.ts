import type { charts } from "./rendered";

/** Connections that the chart's policies let through and ours do not, or the other way round, on all ports. */
export interface Difference {
  from: string[];
  to: string[];
  why: string;
  /** The template in `charts/` of github.com/vdaas/vald, version 1.7.17, whose rules make the difference. */
  source: string;
}

/** Values, and in what the chart's own policies differ from what they need. */
export interface OptionSet {
  values: object;
  charts: readonly (typeof charts)[number][];
  /** What the chart's policies let through in excess. */
  open: Difference[];
  /** What they lack. */
  closed: Difference[];
}

const policy = (folder: string) => `vald/templates/${folder}/networkpolicy.yaml`;
const pods = (app: string) => `pods app=${app} in namespace vald`;

const fromKubeSystem = (...to: string[]): Difference => ({
  from: ["kube-system"],
  to,
  why: "every policy but those of agents, read replicas and filter gateways admits kube-system; in the documented table nobody there connects to Vald",
  source: policy("*"),
});

/** The chart's policies name these by their labels whether they are deployed or not. */
const ofJobsThatAreOff = (jobs: readonly string[], to: string[]): Difference => ({
  from: jobs.map((job) => pods(`vald-index-${job}`)),
  to,
  why: "jobs that are off are admitted all the same",
  source: `${policy("agent")}, ${policy("discoverer")}`,
});
const correctionThatIsOff: Difference = {
  from: [pods("vald-index-correction")],
  to: ["lb gateway"],
  why: "index correction is admitted all the same where it is off",
  source: policy("gateway/lb"),
};
const gatewaysThatAreOff = (...apps: string[]): Difference => ({
  from: apps.map(pods),
  to: ["lb gateway"],
  why: "gateways that are off are admitted all the same",
  source: policy("gateway/lb"),
});

const fromFilterGateway = (...to: string[]): Difference => ({
  from: ["filter gateway"],
  to,
  why: "the filter gateway's egress is everything, for filters wherever they are; here these take an edge",
  source: policy("gateway/filter"),
});
const toFilterGateway: Difference = {
  from: ["everyone else"],
  to: ["filter gateway"],
  why: "the filter gateway's ingress is isolated only where there are custom rules for it",
  source: policy("gateway/filter"),
};

const allJobs = ["correction", "creation", "save"];
const table = ["discoverer", "lb gateway", "index manager"];
const on = { defaults: { networkPolicy: { enabled: true } } };

export const optionSets: Record<string, OptionSet> = {
  "the default": {
    values: on,
    charts: ["vald"],
    open: [
      fromKubeSystem(...table),
      ofJobsThatAreOff(allJobs, ["agent", "discoverer"]),
      correctionThatIsOff,
      gatewaysThatAreOff("vald-filter-gateway", "vald-mirror-gateway"),
    ],
    closed: [],
  },
  "the filter gateway": {
    values: { ...on, gateway: { filter: { enabled: true } } },
    charts: ["vald"],
    open: [
      fromFilterGateway("filter gateway", "everyone else"),
      toFilterGateway,
      fromKubeSystem(...table),
      ofJobsThatAreOff(allJobs, ["agent", "discoverer"]),
      correctionThatIsOff,
      gatewaysThatAreOff("vald-mirror-gateway"),
    ],
    closed: [],
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
    open: [
      fromFilterGateway("everyone else"),
      fromKubeSystem(...table),
      ofJobsThatAreOff(allJobs, ["agent", "discoverer"]),
      correctionThatIsOff,
      gatewaysThatAreOff("vald-mirror-gateway"),
    ],
    closed: [],
  },
  "a filter gateway without another behind it": {
    values: { ...on, gateway: { filter: { enabled: true }, lb: { enabled: false } } },
    charts: ["vald"],
    open: [
      fromFilterGateway("filter gateway", "everyone else", pods("vald-lb-gateway")),
      toFilterGateway,
      fromKubeSystem("discoverer", "index manager"),
      ofJobsThatAreOff(allJobs, ["agent", "discoverer"]),
      {
        from: [pods("vald-lb-gateway")],
        to: ["agent", "discoverer"],
        why: "the lb gateway is admitted all the same where it is off",
        source: `${policy("agent")}, ${policy("discoverer")}`,
      },
    ],
    closed: [
      {
        from: ["filter gateway"],
        to: ["agent"],
        why: "it calls the agents where there is no other gateway (its configmap.yaml), which do not admit it",
        source: policy("agent"),
      },
    ],
  },
  "every gateway and every job": {
    values: {
      ...on,
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
    open: [
      fromFilterGateway("filter gateway", "everyone else"),
      toFilterGateway,
      fromKubeSystem(...table, "mirror gateway", "index creation", "index save", "index correction", "index deletion"),
    ],
    closed: [
      {
        from: ["filter gateway"],
        to: ["mirror gateway"],
        why: "its next gateway is the mirror gateway where there is one (its configmap.yaml), which does not admit it",
        source: policy("gateway/mirror"),
      },
      {
        from: ["index deletion"],
        to: ["agent", "discoverer"],
        why: "its own policy lets it connect to both, and neither admits it",
        source: `${policy("agent")}, ${policy("discoverer")}`,
      },
    ],
  },
  "read replicas": {
    values: { ...on, agent: { readreplica: { enabled: true } } },
    charts: ["vald", "vald-readreplica"],
    open: [
      fromKubeSystem(...table, "read replica rotator"),
      ofJobsThatAreOff(allJobs, ["agent", "discoverer", "agent read replica"]),
      correctionThatIsOff,
      gatewaysThatAreOff("vald-filter-gateway", "vald-mirror-gateway"),
    ],
    closed: [
      {
        from: ["lb gateway"],
        to: ["agent read replica"],
        why: "replicas admit the lb gateway, whose egress does not name them",
        source: policy("gateway/lb"),
      },
    ],
  },
};
