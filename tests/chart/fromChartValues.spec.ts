import assert from "node:assert/strict";
import { type Component, fromChartValues, InvalidArgsError, networkPolicies, formatIssue } from "../../core";

/** The components that the chart deploys by default. */
const defaultComponents = {
  agent: { enabled: true },
  discoverer: { enabled: true },
  filterGateway: { enabled: false },
  lbGateway: { enabled: true },
  indexManager: { enabled: true },
  mirrorGateway: { enabled: false },
  agentReadreplica: { enabled: false },
  indexCreation: { enabled: false },
  indexSave: { enabled: false },
  indexCorrection: { enabled: false },
  indexDeletion: { enabled: false },
  readreplicaRotator: { enabled: false },
};

const policiesOn = { defaults: { networkPolicy: { enabled: true } } };

function issues(values: unknown): string[] {
  try {
    fromChartValues(values);
  } catch (error) {
    if (error instanceof InvalidArgsError) return error.issues.map(formatIssue);
    throw error;
  }
  return [];
}

describe("fromChartValues", () => {
  it("leaves policies off by default, as the chart does", () => {
    assert.deepEqual(fromChartValues({}), {
      args: { defaults: { networkPolicy: { enabled: false } }, components: defaultComponents },
      warnings: [],
    });
    assert.deepEqual(networkPolicies(fromChartValues({}).args), []);
  });

  it("produces one policy for each workload that the chart deploys by default, if policies are on", () => {
    const names = networkPolicies(fromChartValues(policiesOn).args).map(({ metadata }) => metadata.name);
    assert.deepEqual(names, [
      "vald-agent-allow",
      "vald-discoverer-allow",
      "vald-lb-gateway-allow",
      "vald-manager-index-allow",
    ]);
  });

  const switches: [setting: string, values: unknown, changed: Partial<Record<Component, boolean>>][] = [
    ["the agent is off", { agent: { enabled: false } }, { agent: false }],
    ["the discoverer is off", { discoverer: { enabled: false } }, { discoverer: false }],
    ["the filter gateway is on", { gateway: { filter: { enabled: true } } }, { filterGateway: true }],
    ["the lb gateway is off", { gateway: { lb: { enabled: false } } }, { lbGateway: false }],
    ["the mirror gateway is on", { gateway: { mirror: { enabled: true } } }, { mirrorGateway: true }],
    ["the index manager is off", { manager: { index: { enabled: false } } }, { indexManager: false }],
    ["index creation is on", { manager: { index: { creator: { enabled: true } } } }, { indexCreation: true }],
    ["index save is on", { manager: { index: { saver: { enabled: true } } } }, { indexSave: true }],
    ["index correction is on", { manager: { index: { corrector: { enabled: true } } } }, { indexCorrection: true }],
    ["index deletion is on", { manager: { index: { deleter: { enabled: true } } } }, { indexDeletion: true }],
    [
      "read replicas are on, and with them the rotator",
      { agent: { readreplica: { enabled: true } } },
      { agentReadreplica: true, readreplicaRotator: true },
    ],
    [
      "read replicas need an agent that is a StatefulSet",
      { agent: { kind: "Deployment", readreplica: { enabled: true } } },
      {},
    ],
    ["read replicas need an agent", { agent: { enabled: false, readreplica: { enabled: true } } }, { agent: false }],
  ];
  for (const [setting, values, changed] of switches) {
    it(`reads which components are deployed: ${setting}`, () => {
      const changes = Object.entries(changed).map(([component, enabled]) => [component, { enabled }]);
      const expected = { ...defaultComponents, ...(Object.fromEntries(changes) as object) };
      assert.deepEqual(fromChartValues(values).args.components, expected);
    });
  }

  it("reads the name of every component", () => {
    const { components } = fromChartValues({
      agent: { name: "a", readreplica: { component_name: "b", name: "replica-of-a" } },
      discoverer: { name: "c" },
      gateway: { filter: { name: "d" }, lb: { name: "e" }, mirror: { name: "f" } },
      manager: {
        index: {
          name: "g",
          creator: { name: "h" },
          saver: { name: "i" },
          corrector: { name: "j" },
          deleter: { name: "k" },
          readreplica: { rotator: { name: "l" } },
        },
      },
    }).args;
    assert.deepEqual(
      Object.entries(components ?? {}).map(([component, settings]) => [component, settings?.name]),
      [
        ["agent", "a"],
        ["discoverer", "c"],
        ["filterGateway", "d"],
        ["lbGateway", "e"],
        ["indexManager", "g"],
        ["mirrorGateway", "f"],
        ["agentReadreplica", "b"],
        ["indexCreation", "h"],
        ["indexSave", "i"],
        ["indexCorrection", "j"],
        ["indexDeletion", "k"],
        ["readreplicaRotator", "l"],
      ],
    );
  });

  it("keeps the name of the mirror gateway's policy if the values repeat the component's default name", () => {
    const values = { ...policiesOn, gateway: { mirror: { enabled: true, name: "vald-mirror-gateway" } } };
    const names = networkPolicies(fromChartValues(values).args).map(({ metadata }) => metadata.name);
    assert.equal(names.at(-1), "mirror-allow");
  });

  const rest = (settings: object) => ({ server_config: { servers: { rest: settings } } });
  const ports: [description: string, values: object, agent: object | undefined, discoverer: object | undefined][] = [
    [
      "none if they equal this package's defaults",
      { defaults: { server_config: { servers: { grpc: { port: 8081 } } } } },
      undefined,
      undefined,
    ],
    [
      "shared ports for every component",
      { defaults: { server_config: { servers: { grpc: { port: 9081 } }, healths: { readiness: { port: 9001 } } } } },
      { grpc: 9081, readiness: 9001 },
      { grpc: 9081, readiness: 9001 },
    ],
    [
      "a component's own ports instead of shared ports",
      {
        defaults: { server_config: { servers: { grpc: { port: 9081 } } } },
        agent: { server_config: { servers: { grpc: { port: 8081 } } } },
      },
      undefined,
      { grpc: 9081 },
    ],
    [
      "the REST port if REST is on for all components",
      { defaults: rest({ enabled: true }) },
      { rest: 8080 },
      { rest: 8080 },
    ],
    [
      "the REST port if REST is on for one component",
      { defaults: rest({ port: 9080 }), agent: rest({ enabled: true }) },
      { rest: 9080 },
      undefined,
    ],
    [
      "no REST port if REST is off for one component",
      { defaults: rest({ enabled: true }), agent: rest({ enabled: false, port: 9080 }) },
      undefined,
      { rest: 8080 },
    ],
  ];
  for (const [description, values, agent, discoverer] of ports) {
    it(`reads ports: ${description}`, () => {
      const { components } = fromChartValues(values).args;
      assert.deepEqual([components?.agent?.ports, components?.discoverer?.ports], [agent, discoverer]);
    });
  }

  it("uses the agent's ports for read replicas", () => {
    const { components } = fromChartValues({ agent: rest({ enabled: true }) }).args;
    assert.deepEqual(components?.agentReadreplica?.ports, { rest: 8080 });
  });

  it("returns the custom rules unchanged", () => {
    const custom = { ingress: [{ from: [{ podSelector: {} }] }], egress: [] };
    const { args } = fromChartValues({ defaults: { networkPolicy: { enabled: true, custom } } });
    assert.deepEqual(args.defaults, { networkPolicy: { enabled: true, custom } });
  });

  it("reads the namespace and the spec of a ValdRelease", () => {
    const release = {
      apiVersion: "vald.vdaas.org/v1",
      kind: "ValdRelease",
      metadata: { name: "vald-cluster", namespace: "vald" },
      spec: { ...policiesOn, agent: { name: "search-agent" } },
      status: { phase: "Succeeded" },
    };
    assert.deepEqual(fromChartValues(release).args, {
      namespace: "vald",
      defaults: { networkPolicy: { enabled: true } },
      components: { ...defaultComponents, agent: { enabled: true, name: "search-agent" } },
    });
  });

  it("merges the given args over the chart's args, as Helm merges values; undefined counts as absent", () => {
    const custom = { egress: [{ to: [{ podSelector: {} }] }] };
    const values = { defaults: { networkPolicy: { custom } }, agent: { name: "search-agent" } };
    const own = {
      ...policiesOn,
      labels: undefined,
      components: { agent: { podLabels: { app: "a" } }, lbGateway: undefined },
    };
    const { args } = fromChartValues(values, own);
    assert.deepEqual(args.defaults, { networkPolicy: { enabled: true, custom } });
    assert.deepEqual(args.components, {
      ...defaultComponents,
      agent: { enabled: true, name: "search-agent", podLabels: { app: "a" } },
    });
  });

  it("ignores settings that do not concern the network", () => {
    const values = {
      nameOverride: "x",
      agent: { ngt: { dimension: 784 }, resources: null },
      gateway: { lb: { hpa: 1 } },
    };
    assert.deepEqual(fromChartValues(values), fromChartValues({}));
  });

  it("rejects values of a chart that depends on Vald's chart, because all of them would be ignored", () => {
    const vald = { gateway: { lb: { name: "search-lb" } } };
    assert.deepEqual(issues({ global: {}, vald }), [
      "vald: unknown field; expected one of `agent`, `discoverer`, `gateway`, `manager`, `defaults` (if Vald's chart is a dependency of your chart, pass only the values under `vald`)",
    ]);
    assert.deepEqual(issues({ ...vald, other: { agent: {} } }), []);
    assert.deepEqual(issues({ global: { image: {} } }), []);
  });

  const noVald =
    "unknown field; expected one of `agent`, `discoverer`, `gateway`, `manager`, `defaults` (Vald's chart has none of the keys in these values; are they the values of another chart?)";
  for (const [title, values, issue] of [
    [
      "of the chart vald-operator",
      { name: "vald-operator", default_vrs: { spec: { gateway: {} } }, operator: { vrs: { agent: {} } } },
      "default_vrs: unknown field; expected one of `agent`, `discoverer`, `gateway`, `manager`, `defaults` (these are values of the chart `vald-operator`; Vald's values are below `default_vrs.spec`, so pass only those)",
    ],
    ["of another chart", { global: {}, controller: { replicaCount: 2 }, rbac: {} }, `controller: ${noVald}`],
    ["of another chart in a ValdRelease", { kind: "ValdRelease", spec: { rbac: {} } }, `spec.rbac: ${noVald}`],
    [
      "of this package, with a key that other charts may have",
      { namespace: "vald" },
      "namespace: unknown field; expected one of `agent`, `discoverer`, `gateway`, `manager`, `defaults` (this is a setting of vald-network-policy; put it into a separate values file)",
    ],
    [
      "whose only key is misspelled",
      { gatway: { lb: { name: "search-lb" } } },
      "gatway: unknown field; expected one of `agent`, `discoverer`, `gateway`, `manager`, `defaults` (did you mean `gateway`?)",
    ],
  ] as const)
    it(`rejects values ${title}, which would be read as the defaults`, () => assert.deepEqual(issues(values), [issue]));

  it("reads values without any key as the defaults", () => {
    assert.deepEqual(fromChartValues({}).args, fromChartValues({ defaults: { time_zone: "UTC" } }).args);
  });

  it("does not change the values", () => {
    const values = { agent: { name: "search-agent" }, ...policiesOn };
    const before = structuredClone(values);
    fromChartValues(values);
    assert.deepEqual(values, before);
  });

  const mistakes: [mistake: string, values: unknown, expected: string[]][] = [
    ["null", null, ["args: got null; expected an object with chart values"]],
    [
      "a boolean in quotes",
      { gateway: { lb: { enabled: "false" } } },
      ['gateway.lb.enabled: got "false"; expected the boolean `true` or `false`'],
    ],
    [
      "a boolean that is null",
      { agent: { enabled: null } },
      ["agent.enabled: got null; expected the boolean `true` or `false`"],
    ],
    [
      "a name with a capital letter",
      { discoverer: { name: "A" } },
      [
        'discoverer.name: got "A"; expected an app label that is also a DNS name: at most 63 lowercase letters, digits, "-", or "."; each part between dots must start and end with a letter or digit',
      ],
    ],
    [
      "two components with the same name",
      { agent: { name: "x" }, gateway: { lb: { name: "x" } } },
      ['gateway.lb.name: got "x"; expected a name that the component `agent` does not use'],
    ],
    [
      "a read replica with the name of another component",
      { agent: { name: "x", readreplica: { enabled: true, component_name: "x" } } },
      ['agent.readreplica.component_name: got "x"; expected a name that the component `agent` does not use'],
    ],
    ["settings that are a list", { gateway: [] }, ["gateway: got []; expected an object with gateway settings"]],
    [
      "an invalid custom rule",
      { defaults: { networkPolicy: { custom: { ingress: [{ to: [] }] } } } },
      [
        "defaults.networkPolicy.custom.ingress[0].to: unknown field; expected `from` or `ports` (an ingress rule lists its peers in `from`)",
      ],
    ],
    [
      "a misspelled enabled",
      { defaults: { networkPolicy: { enable: true } } },
      ["defaults.networkPolicy.enable: unknown field; expected `enabled` or `custom` (did you mean `enabled`?)"],
    ],
    [
      "a misspelled networkPolicy",
      { defaults: { networkPolicies: { enabled: true } } },
      ["defaults.networkPolicies: unknown field; expected `networkPolicy` (did you mean `networkPolicy`?)"],
    ],
    [
      "this package's settings among the chart's settings",
      { components: {}, edges: [], apiServer: { cidrs: [] }, labels: {} },
      ["components", "edges", "apiServer"].map(
        (key) =>
          `${key}: unknown field; expected one of \`agent\`, \`discoverer\`, \`gateway\`, \`manager\`, \`defaults\` (this is a setting of vald-network-policy; put it into a separate values file)`,
      ),
    ],
    ["an object that is not a ValdRelease", { kind: "Service" }, ['kind: got "Service"; expected `ValdRelease`']],
    ...(
      [
        ["HelmRelease", "pass only the values under `spec.values`"],
        ["HelmChart", "pass only the values in `spec.valuesContent`"],
        ["Application", "pass only the values under `spec.source.helm.valuesObject`"],
        ["ApplicationSet", "pass only the values under `spec.template.spec.source.helm.valuesObject`"],
        [
          "ValdOperatorRelease",
          "pass the ValdRelease that the operator creates: `kubectl get valdrelease NAME -o yaml`",
        ],
      ] as const
    ).map(([kind, hint]): [string, object, string[]] => [
      `an object of the kind ${kind}`,
      { kind, spec: { values: { gateway: {} } } },
      [`kind: got "${kind}"; expected \`ValdRelease\` (${hint})`],
    ]),
    [
      "settings outside the spec of a ValdRelease",
      { kind: "ValdRelease", agent: {} },
      ["agent: unknown field; expected one of `apiVersion`, `kind`, `metadata`, `spec`, `status`"],
    ],
    [
      "an invalid value in a ValdRelease",
      { kind: "ValdRelease", spec: { agent: { enabled: 1 } } },
      ["spec.agent.enabled: got 1; expected the boolean `true` or `false`"],
    ],
    [
      "two components with the same name in a ValdRelease",
      { kind: "ValdRelease", spec: { agent: { name: "x" }, discoverer: { name: "x" } } },
      ['spec.discoverer.name: got "x"; expected a name that the component `agent` does not use'],
    ],
  ];
  for (const [mistake, values, expected] of mistakes) {
    it(`rejects ${mistake}`, () => assert.deepEqual(issues(values), expected));
  }
});
