import assert from "node:assert/strict";
import { type Component, fromChartValues, InvalidArgsError, networkPolicies, problemText } from "../../policies";

/** What the chart deploys when nothing is said. */
const chartDefault = {
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

const on = { defaults: { networkPolicy: { enabled: true } } };

function problems(values: unknown): string[] {
  try {
    fromChartValues(values);
  } catch (error) {
    if (error instanceof InvalidArgsError) return error.problems.map(problemText);
    throw error;
  }
  return [];
}

describe("fromChartValues", () => {
  it("takes nothing as the chart takes it: policies off", () => {
    assert.deepEqual(fromChartValues({}), {
      args: { defaults: { networkPolicy: { enabled: false } }, components: chartDefault },
      warnings: [],
    });
    assert.deepEqual(networkPolicies(fromChartValues({}).args), []);
  });

  it("gives a policy for each workload that the chart deploys by default, once they are on", () => {
    const names = networkPolicies(fromChartValues(on).args).map(({ metadata }) => metadata.name);
    assert.deepEqual(names, [
      "vald-agent-allow",
      "vald-discoverer-allow",
      "vald-lb-gateway-allow",
      "vald-manager-index-allow",
    ]);
  });

  const switches: [what: string, values: unknown, changed: Partial<Record<Component, boolean>>][] = [
    ["the agent", { agent: { enabled: false } }, { agent: false }],
    ["the discoverer", { discoverer: { enabled: false } }, { discoverer: false }],
    ["the filter gateway", { gateway: { filter: { enabled: true } } }, { filterGateway: true }],
    ["the lb gateway", { gateway: { lb: { enabled: false } } }, { lbGateway: false }],
    ["the mirror gateway", { gateway: { mirror: { enabled: true } } }, { mirrorGateway: true }],
    ["the index manager", { manager: { index: { enabled: false } } }, { indexManager: false }],
    ["index creation", { manager: { index: { creator: { enabled: true } } } }, { indexCreation: true }],
    ["index save", { manager: { index: { saver: { enabled: true } } } }, { indexSave: true }],
    ["index correction", { manager: { index: { corrector: { enabled: true } } } }, { indexCorrection: true }],
    ["index deletion", { manager: { index: { deleter: { enabled: true } } } }, { indexDeletion: true }],
    [
      "read replicas, with the rotator",
      { agent: { readreplica: { enabled: true } } },
      { agentReadreplica: true, readreplicaRotator: true },
    ],
    ["read replicas not of a deployment", { agent: { kind: "Deployment", readreplica: { enabled: true } } }, {}],
    ["read replicas not of no agent", { agent: { enabled: false, readreplica: { enabled: true } } }, { agent: false }],
  ];
  for (const [what, values, changed] of switches) {
    it(`switches ${what}`, () => {
      const changes = Object.entries(changed).map(([component, enabled]) => [component, { enabled }]);
      const expected = { ...chartDefault, ...(Object.fromEntries(changes) as object) };
      assert.deepEqual(fromChartValues(values).args.components, expected);
    });
  }

  it("reads every name", () => {
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

  it("leaves the mirror gateway's policy its name where the values only repeat the chart's default", () => {
    const values = { ...on, gateway: { mirror: { enabled: true, name: "vald-mirror-gateway" } } };
    const names = networkPolicies(fromChartValues(values).args).map(({ metadata }) => metadata.name);
    assert.equal(names.at(-1), "mirror-allow");
  });

  const rest = (settings: object) => ({ server_config: { servers: { rest: settings } } });
  const ports: [what: string, values: object, agent: object | undefined, discoverer: object | undefined][] = [
    [
      "none where they are the package's own",
      { defaults: { server_config: { servers: { grpc: { port: 8081 } } } } },
      undefined,
      undefined,
    ],
    [
      "those of the defaults for every component",
      { defaults: { server_config: { servers: { grpc: { port: 9081 } }, healths: { readiness: { port: 9001 } } } } },
      { grpc: 9081, readiness: 9001 },
      { grpc: 9081, readiness: 9001 },
    ],
    [
      "a component's own before those of the defaults",
      {
        defaults: { server_config: { servers: { grpc: { port: 9081 } } } },
        agent: { server_config: { servers: { grpc: { port: 8081 } } } },
      },
      undefined,
      { grpc: 9081 },
    ],
    ["that of REST where it is on for all", { defaults: rest({ enabled: true }) }, { rest: 8080 }, { rest: 8080 }],
    [
      "that of REST where it is on for one",
      { defaults: rest({ port: 9080 }), agent: rest({ enabled: true }) },
      { rest: 9080 },
      undefined,
    ],
    [
      "none of REST where it is off for one",
      { defaults: rest({ enabled: true }), agent: rest({ enabled: false, port: 9080 }) },
      undefined,
      { rest: 8080 },
    ],
  ];
  for (const [what, values, agent, discoverer] of ports) {
    it(`reads as ports ${what}`, () => {
      const { components } = fromChartValues(values).args;
      assert.deepEqual([components?.agent?.ports, components?.discoverer?.ports], [agent, discoverer]);
    });
  }

  it("reads the agent's ports for the read replicas", () => {
    const { components } = fromChartValues({ agent: rest({ enabled: true }) }).args;
    assert.deepEqual(components?.agentReadreplica?.ports, { rest: 8080 });
  });

  it("takes the custom rules as they are", () => {
    const custom = { ingress: [{ from: [{ podSelector: {} }] }], egress: [] };
    const { args } = fromChartValues({ defaults: { networkPolicy: { enabled: true, custom } } });
    assert.deepEqual(args.defaults, { networkPolicy: { enabled: true, custom } });
  });

  it("takes the namespace and the spec of a ValdRelease", () => {
    const release = {
      apiVersion: "vald.vdaas.org/v1",
      kind: "ValdRelease",
      metadata: { name: "vald-cluster", namespace: "vald" },
      spec: { ...on, agent: { name: "search-agent" } },
      status: { phase: "Succeeded" },
    };
    assert.deepEqual(fromChartValues(release).args, {
      namespace: "vald",
      defaults: { networkPolicy: { enabled: true } },
      components: { ...chartDefault, agent: { enabled: true, name: "search-agent" } },
    });
  });

  it("merges args of one's own over them, as Helm merges values; undefined is the same as absent", () => {
    const custom = { egress: [{ to: [{ podSelector: {} }] }] };
    const values = { defaults: { networkPolicy: { custom } }, agent: { name: "search-agent" } };
    const own = { ...on, labels: undefined, components: { agent: { podLabels: { app: "a" } }, lbGateway: undefined } };
    const { args } = fromChartValues(values, own);
    assert.deepEqual(args.defaults, { networkPolicy: { enabled: true, custom } });
    assert.deepEqual(args.components, {
      ...chartDefault,
      agent: { enabled: true, name: "search-agent", podLabels: { app: "a" } },
    });
  });

  it("leaves alone what does not concern the network", () => {
    const values = {
      nameOverride: "x",
      agent: { ngt: { dimension: 784 }, resources: null },
      gateway: { lb: { hpa: 1 } },
    };
    assert.deepEqual(fromChartValues(values), fromChartValues({}));
  });

  it("refuses values of a chart that has Vald's as a dependency, of which nothing would be read", () => {
    const vald = { gateway: { lb: { name: "search-lb" } } };
    assert.deepEqual(problems({ global: {}, vald }), [
      "vald: unknown field; expected one of agent, discoverer, gateway, manager (where Vald's chart is a dependency, its values are what stands below vald)",
    ]);
    assert.deepEqual(problems({ ...vald, other: { agent: {} } }), []);
    assert.deepEqual(problems({ global: { image: {} } }), []);
  });

  it("does not change the values", () => {
    const values = { agent: { name: "search-agent" }, ...on };
    const before = structuredClone(values);
    fromChartValues(values);
    assert.deepEqual(values, before);
  });

  const mistakes: [what: string, values: unknown, expected: string[]][] = [
    [
      "no values at all",
      null,
      [
        "args: null given; expected values of Vald's chart (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
    [
      "text for a switch",
      { gateway: { lb: { enabled: "false" } } },
      ['gateway.lb.enabled: "false" given; expected true or false'],
    ],
    [
      "a switch left empty",
      { agent: { enabled: null } },
      [
        "agent.enabled: null given; expected true or false (to say nothing here, leave the field out; an empty value may stand for everyone)",
      ],
    ],
    [
      "a name that is no label",
      { discoverer: { name: "A" } },
      [
        'discoverer.name: "A" given; expected an app label that is a DNS name: lower-case letters, digits, - and ., at most 63 characters',
      ],
    ],
    [
      "the same name twice",
      { agent: { name: "x" }, gateway: { lb: { name: "x" } } },
      ['gateway.lb.name: "x" given; expected a name of its own, because agent has this one'],
    ],
    [
      "the same name twice, one of a read replica",
      { agent: { name: "x", readreplica: { enabled: true, component_name: "x" } } },
      ['agent.readreplica.component_name: "x" given; expected a name of its own, because agent has this one'],
    ],
    ["a list for settings", { gateway: [] }, ["gateway: [] given; expected settings of gateway"]],
    [
      "a wrong custom rule",
      { defaults: { networkPolicy: { custom: { ingress: [{ to: [] }] } } } },
      [
        "defaults.networkPolicy.custom.ingress[0].to: unknown field; expected one of from, ports (an ingress rule names its peers with from)",
      ],
    ],
    [
      "a misspelt enabled",
      { defaults: { networkPolicy: { enable: true } } },
      ["defaults.networkPolicy.enable: unknown field; expected one of enabled, custom (did you mean enabled?)"],
    ],
    [
      "a misspelt networkPolicy",
      { defaults: { networkPolicies: { enabled: true } } },
      ["defaults.networkPolicies: unknown field; expected networkPolicy (did you mean networkPolicy?)"],
    ],
    [
      "settings of the package among those of the chart",
      { components: {}, edges: [], apiServer: { cidrs: [] }, labels: {} },
      ["components", "edges", "apiServer"].map(
        (key) =>
          `${key}: unknown field; expected one of agent, discoverer, gateway, manager, defaults (the package's own settings stand in values of its own, beside those of the chart)`,
      ),
    ],
    ["another object than a ValdRelease", { kind: "Service" }, ['kind: "Service" given; expected ValdRelease']],
    [
      "values beside the spec of a ValdRelease",
      { kind: "ValdRelease", agent: {} },
      ["agent: unknown field; expected one of apiVersion, kind, metadata, spec, status"],
    ],
    [
      "a wrong value in a ValdRelease",
      { kind: "ValdRelease", spec: { agent: { enabled: 1 } } },
      ["spec.agent.enabled: 1 given; expected true or false"],
    ],
    [
      "the same name twice in a ValdRelease",
      { kind: "ValdRelease", spec: { agent: { name: "x" }, discoverer: { name: "x" } } },
      ['spec.discoverer.name: "x" given; expected a name of its own, because agent has this one'],
    ],
  ];
  for (const [what, values, expected] of mistakes) {
    it(`refuses ${what}`, () => assert.deepEqual(problems(values), expected));
  }
});
