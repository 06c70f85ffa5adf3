import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  type ChartWarningCode,
  chartWarningCodes,
  type EdgeArgs,
  fromChartValues,
  type NetworkPoliciesArgs,
  pathText,
} from "../../policies";

const gateway = (name: string, settings: object) => ({ gateway: { [name]: { enabled: true, ...settings } } });
const index = (name: string, settings: object) => ({ manager: { index: { [name]: settings } } });

/** Policies that values of the package turn on. */
const turnedOn = { defaults: { networkPolicy: { enabled: true } } };

/** What each setting is warned of, by the code and the path. */
const warned: [code: ChartWarningCode, paths: string[], values: object][] = [
  ["object-storage", ["agent.sidecar.enabled"], { agent: { sidecar: { enabled: true } } }],
  ["object-storage", ["agent.sidecar.initContainerEnabled"], { agent: { sidecar: { initContainerEnabled: true } } }],
  ["object-storage", ["agent.sidecar.enabled"], { agent: { sidecar: { enabled: true, initContainerEnabled: true } } }],
  ["mirror-peers", ["gateway.mirror.enabled"], gateway("mirror", {})],
  [
    "filters",
    ["gateway.filter.gateway_config.ingress_filter"],
    gateway("filter", { gateway_config: { ingress_filter: { vectorizer: "filter:8081" } } }),
  ],
  [
    "filters",
    ["gateway.filter.gateway_config.egress_filter"],
    gateway("filter", { gateway_config: { egress_filter: { object_filters: ["filter:8081"] } } }),
  ],
  ["clients", ["gateway.lb.ingress.enabled"], gateway("lb", { ingress: { enabled: true } })],
  ["clients", ["gateway.filter.ingress.enabled"], gateway("filter", { ingress: { enabled: true } })],
  ["clients", ["gateway.lb.serviceType"], gateway("lb", { serviceType: "LoadBalancer" })],
  ["clients", ["agent.serviceType"], { agent: { serviceType: "NodePort" } }],
  [
    "api-server",
    ["agent.ngt.enable_export_index_info_to_k8s"],
    { agent: { ngt: { enable_export_index_info_to_k8s: true } } },
  ],
  ["telemetry", ["defaults.observability.enabled"], { defaults: { observability: { enabled: true } } }],
  [
    "telemetry",
    ["agent.observability.enabled", "discoverer.observability.enabled"],
    { agent: { observability: { enabled: true } }, discoverer: { observability: { enabled: true } } },
  ],
  [
    "profiling",
    ["defaults.server_config.metrics.pprof.enabled"],
    { defaults: { server_config: { metrics: { pprof: { enabled: true } } } } },
  ],
  [
    "profiling",
    ["discoverer.server_config.metrics.pprof.enabled"],
    { discoverer: { server_config: { metrics: { pprof: { enabled: true } } } } },
  ],
  [
    "other-addresses",
    ["gateway.lb.gateway_config.discoverer.client.addrs"],
    gateway("lb", { gateway_config: { discoverer: { client: { addrs: ["other:8081"] } } } }),
  ],
  [
    "other-addresses",
    ["manager.index.creator.target_addrs"],
    index("creator", { enabled: true, target_addrs: ["a:1"] }),
  ],
  [
    "other-namespace",
    ["gateway.lb.gateway_config.agent_namespace"],
    gateway("lb", { gateway_config: { agent_namespace: "agents" } }),
  ],
  ["index-operator", ["manager.index.operator.enabled"], index("operator", { enabled: true })],
  ["unknown-key", ["gateway.fitler"], { gateway: { fitler: { enabled: true } } }],
  ["unknown-key", ["agent.sidecar.enabeld"], { agent: { sidecar: { enabeld: true } } }],
  ["unknown-key", ["gateway.lb.nam", "gateway.lb.Enabled"], { gateway: { lb: { nam: "a", Enabled: false } } }],
  ["unknown-key", ["agents"], { agents: {} }],
  [
    "unknown-key",
    ["defaults.server_config.servers.grpc.ports"],
    { defaults: { server_config: { servers: { grpc: { ports: 9081 } } } } },
  ],
];

/** The place of what is warned of whatever else the values say. */
const on = "defaults.networkPolicy.enabled";

function warnings(values: object, custom = {}): string[] {
  const { defaults = {}, ...others } = values as { defaults?: object };
  return fromChartValues({
    ...others,
    defaults: { ...defaults, networkPolicy: { enabled: true, custom } },
  })
    .warnings.map(({ code, path }) => `${code} ${pathText(path)}`)
    .filter((warning) => !warning.endsWith(` ${on}`));
}

describe("warnings about a chart's values", () => {
  for (const [code, paths, values] of warned) {
    it(`are ${code} for ${paths.join(" and ")}`, () => {
      assert.deepEqual(
        warnings(values),
        paths.map((path) => `${code} ${path}`),
      );
    });
  }

  it("are all tried here", () => {
    const codes = new Set<string>([...warned.map(([code]) => code), "chart-policies"]);
    assert.deepEqual([...codes].sort(), [...chartWarningCodes].sort());
  });

  it("say what is missing and what to do", () => {
    const values = {
      defaults: { networkPolicy: { enabled: true } },
      gateway: { mirror: { enabled: true }, lb: { serviceType: "LoadBalancer" } },
    };
    assert.deepEqual(fromChartValues(values).warnings, [
      {
        code: "mirror-peers",
        path: ["gateway", "mirror", "enabled"],
        text: "mirror gateways of other clusters are no part of these values: give edges from and to mirrorGateway",
      },
      {
        code: "clients",
        path: ["gateway", "lb", "serviceType"],
        text: "clients come to the lb gateway from outside: give an edge from them to lbGateway",
      },
      {
        code: "api-server",
        path: ["defaults", "networkPolicy", "enabled"],
        text: "the discoverer needs the API server, which the policies let it reach only as a pod of kube-system: say in apiServer where it is",
      },
      {
        code: "chart-policies",
        path: ["defaults", "networkPolicy", "enabled"],
        text: "the chart makes policies of its own, of the same names: leave them off in its values, and turn these on in values of the package",
      },
    ]);
  });

  describe("that every Vald needs, where policies are on,", () => {
    const all = ["filter", "mirror", "lb"] as const;
    /** Of Vald with these gateways, with policies that are turned on in values of the package. */
    const left = (own: NetworkPoliciesArgs, on: readonly (typeof all)[number][] = ["lb"]) => {
      const values = { gateway: Object.fromEntries(all.map((name) => [name, { enabled: on.includes(name) }])) };
      const defaults = { networkPolicy: { enabled: true, ...own.defaults?.networkPolicy } };
      return fromChartValues(values, { ...own, defaults }).warnings.filter(({ code }) => code !== "mirror-peers");
    };
    const apiServer = { cidrs: ["10.96.0.1/32"] };
    const client = { namespace: "shop" };

    it("are clients, and the API server for who calls it", () => {
      assert.deepEqual(
        left({}).map(({ code, path }) => [code, pathText(path)]),
        [
          ["clients", on],
          ["api-server", on],
        ],
      );
    });

    it("name the gateway that clients call", () => {
      const named = (gateways: Parameters<typeof left>[1]) => left({ apiServer }, gateways).map(({ text }) => text);
      const text = (component: string) => [
        `the policies admit no client to a gateway: give an edge from who calls Vald to ${component}`,
      ];
      assert.deepEqual(named(all), text("filterGateway"));
      assert.deepEqual(named(["mirror", "lb"]), text("mirrorGateway"));
      assert.deepEqual(named(["lb"]), text("lbGateway"));
      assert.deepEqual(named([]), []);
    });

    it("are said: clients by an edge to any of the gateways, or by a rule", () => {
      for (const component of ["filterGateway", "mirrorGateway", "lbGateway", "every"] as const)
        assert.deepEqual(left({ apiServer, edges: [{ from: client, to: { component } }] }, all), []);
      const custom = { ingress: [{ from: [{ podSelector: {} }] }] };
      assert.deepEqual(left({ apiServer, defaults: { networkPolicy: { custom } } }), []);
      assert.equal(left({ apiServer, edges: [{ from: client, to: { component: "agent" } }] }).length, 1);
      assert.equal(left({ apiServer, edges: [{ from: { component: "lbGateway" }, to: client }] }).length, 1);
    });

    it("are said: the API server by apiServer, or by an edge from who calls it", () => {
      const edges: EdgeArgs[] = [{ from: client, to: { component: "lbGateway" } }];
      assert.deepEqual(left({ apiServer, edges }), []);
      assert.deepEqual(left({ edges: [...edges, { from: { component: "discoverer" }, to: apiServer }] }), []);
      assert.deepEqual(left({ edges: [...edges, { from: { component: "every" }, to: apiServer }] }).length, 1);
    });

    it("are taken as said by what comes late", () => {
      const late = pulumi.output({ ingress: [{}], egress: [{}] });
      const own = {
        namespace: pulumi.output("vald"),
        ...turnedOn,
        components: { lbGateway: { custom: late }, discoverer: { custom: late } },
      };
      const { args, warnings } = fromChartValues(
        { gateway: { lb: { gateway_config: { agent_namespace: "vald" } } } },
        own,
      );
      assert.deepEqual(warnings, []);
      assert.equal(args.namespace, own.namespace);
      assert.equal(args.components.lbGateway.custom, late);
    });
  });

  it("are of policies of the chart's own only where its values turn them on", () => {
    const codes = (spec: object) => {
      const { warnings } = fromChartValues({ kind: "ValdRelease", spec }, turnedOn);
      return warnings.map(({ code, path }) => [code, pathText(path)]);
    };
    const found = ["chart-policies", `spec.${on}`];
    assert.deepEqual(codes({ defaults: { networkPolicy: { enabled: true } } }).slice(-1), [found]);
    assert.equal(codes({ defaults: { networkPolicy: { enabled: false } } }).length, 2);
    assert.equal(codes({}).length, 2);
  });

  it("point into the spec of a ValdRelease", () => {
    const spec = { defaults: { networkPolicy: { enabled: true } }, gateway: { mirror: { enabled: true } } };
    const [warning] = fromChartValues({ kind: "ValdRelease", spec }).warnings;
    assert.deepEqual(warning?.path, ["spec", "gateway", "mirror", "enabled"]);
  });

  it("name the key that was meant, and pass over those that are none of ours", () => {
    const values = { agent: { enabeld: false, kind: "StatefulSet", nme_of_mine: 1 }, global: {}, anchors: {} };
    assert.deepEqual(
      fromChartValues(values, turnedOn).warnings.filter(({ code }) => code === "unknown-key"),
      [{ code: "unknown-key", path: ["agent", "enabeld"], text: "no setting of the chart: did you mean enabled?" }],
    );
  });

  it("are none where policies are off", () => {
    assert.deepEqual(
      warned.map(([, , values]) => fromChartValues(values).warnings),
      warned.map(() => []),
    );
  });

  it("are none of a component that is off", () => {
    const values = {
      gateway: { filter: { ingress: { enabled: true } }, lb: { enabled: false, serviceType: "NodePort" } },
    };
    assert.deepEqual(warnings(values), []);
  });

  it("are none of telemetry and profiling where custom rules may be for them", () => {
    const values = {
      defaults: { observability: { enabled: true }, server_config: { metrics: { pprof: { enabled: true } } } },
    };
    assert.deepEqual(warnings(values, { egress: [{}] }), ["profiling defaults.server_config.metrics.pprof.enabled"]);
    assert.deepEqual(warnings(values, { ingress: [{}] }), ["telemetry defaults.observability.enabled"]);
    assert.deepEqual(warnings(values, { ingress: [{}], egress: [{}] }), []);
  });

  it("are of the agent's sidecar too, where there is one", () => {
    const settings = {
      service: { enabled: true, type: "NodePort" },
      server_config: { metrics: { pprof: { enabled: true } } },
      observability: { enabled: true },
    };
    assert.deepEqual(warnings({ agent: { sidecar: { enabled: true, ...settings } } }), [
      "object-storage agent.sidecar.enabled",
      "clients agent.sidecar.service.type",
      "telemetry agent.sidecar.observability.enabled",
      "profiling agent.sidecar.server_config.metrics.pprof.enabled",
    ]);
    assert.deepEqual(warnings({ agent: { sidecar: settings } }), []);
  });

  it("are of the namespace in which index correction looks for agents, which is the index manager's", () => {
    const corrector = { enabled: true, agent_namespace: "agents" };
    const indexer = { agent_namespace: "agents" };
    assert.deepEqual(warnings({ manager: { index: { enabled: false, indexer, corrector } } }), [
      "other-namespace manager.index.indexer.agent_namespace",
    ]);
    assert.deepEqual(warnings({ manager: { index: { enabled: false, corrector } } }), []);
  });

  it("stay for the needs of one component, whatever the rules for all are", () => {
    const sidecar = { agent: { sidecar: { enabled: true } } };
    assert.deepEqual(warnings(sidecar, { egress: [{}] }), ["object-storage agent.sidecar.enabled"]);
  });

  it("are none where an edge may be for them", () => {
    const values = {
      defaults: { networkPolicy: { enabled: true }, observability: { enabled: true } },
      agent: { sidecar: { enabled: true } },
      gateway: { mirror: { enabled: true } },
    };
    const left = (edges: EdgeArgs[]) =>
      fromChartValues(values, { edges })
        .warnings.filter(({ path }) => pathText(path) !== on)
        .map(({ code }) => code);
    const peers = { cidrs: ["192.0.2.0/24"] };
    assert.deepEqual(left([]), ["object-storage", "mirror-peers", "telemetry"]);
    assert.deepEqual(left([{ from: { component: "agent" }, to: peers }]), ["mirror-peers", "telemetry"]);
    assert.deepEqual(left([{ from: peers, to: { component: "agent" } }]), [
      "object-storage",
      "mirror-peers",
      "telemetry",
    ]);
    assert.deepEqual(left([{ from: { component: "every" }, to: peers }]), ["object-storage", "mirror-peers"]);
    const out: EdgeArgs = { from: { component: "mirrorGateway" }, to: peers };
    const into: EdgeArgs = { from: peers, to: { component: "mirrorGateway" } };
    assert.deepEqual(left([out]), ["object-storage", "mirror-peers", "telemetry"]);
    assert.deepEqual(left([out, into]), ["object-storage", "telemetry"]);
    assert.deepEqual(left([{ from: { component: "agent" }, to: { component: "lbGateway" } }]), left([]));
  });

  it("leave what is wrong in values of the package to who takes them", () => {
    const values = { defaults: { networkPolicy: { enabled: true } }, agent: { sidecar: { enabled: true } } };
    for (const edges of ["agent", [null], [{}], [{ from: null }]])
      assert.deepEqual(
        fromChartValues(values, { edges: edges as EdgeArgs[] }).warnings.map(({ code }) => code),
        fromChartValues(values).warnings.map(({ code }) => code),
      );
  });

  it("follow the chart where one workload says otherwise", () => {
    // Profiling can be switched off for one; telemetry cannot, as the templates combine the two.
    const off = { enabled: false };
    const everyone = Object.fromEntries(
      ["agent", "discoverer"].map((key) => [key, { observability: off, server_config: { metrics: { pprof: off } } }]),
    );
    const values = {
      ...everyone,
      gateway: { lb: { enabled: false } },
      manager: { index: { enabled: false } },
      defaults: { observability: { enabled: true }, server_config: { metrics: { pprof: { enabled: true } } } },
    };
    assert.deepEqual(warnings(values), ["telemetry defaults.observability.enabled"]);
  });

  it("are none of a namespace that is Vald's own", () => {
    const lb = (agent_namespace: string) => ({
      kind: "ValdRelease",
      metadata: { namespace: "vald" },
      spec: {
        defaults: { networkPolicy: { enabled: true } },
        gateway: { lb: { gateway_config: { agent_namespace } } },
      },
    });
    const isWarned = (own: string) => fromChartValues(lb(own)).warnings.some(({ code }) => code === "other-namespace");
    assert.deepEqual(["vald", "_MY_POD_NAMESPACE_", "agents"].map(isWarned), [false, false, true]);
  });
});
