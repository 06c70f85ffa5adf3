import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  type ChartWarning,
  type ChartWarningCode,
  chartWarningCodes,
  type EdgeArgs,
  formatPath,
  fromChartValues,
  type NetworkPoliciesArgs,
} from "../../core";

const gateway = (name: string, settings: object) => ({ gateway: { [name]: { enabled: true, ...settings } } });
const index = (name: string, settings: object) => ({ manager: { index: { [name]: settings } } });

const waitFor = (...targets: string[]) => ({ initContainers: targets.map((target) => ({ type: "wait-for", target })) });

const policiesOn = { defaults: { networkPolicy: { enabled: true } } };

/** Chart settings with their warnings. Every Vald cluster also has some warnings at `policiesEnabled`. */
const settings: [code: ChartWarningCode, paths: string[], values: object][] = [
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
  [
    "init-container",
    ["gateway.lb.initContainers[1].target", "gateway.lb.initContainers[2].untilCondition"],
    gateway("lb", {
      initContainers: [
        { type: "wait-for", target: "discoverer" },
        { type: "wait-for", target: "gateway-lb" },
        { type: "wait-for", target: "etcd", untilCondition: "nc -z etcd 2379" },
        { type: "limit-vsz", target: "gateway-lb" },
        { name: "sysctl", image: "busybox" },
      ],
    }),
  ],
  ["init-container", ["agent.initContainers[0].target"], { agent: waitFor("discoverer") }],
  ["index-operator", ["manager.index.operator.enabled"], index("operator", { enabled: true })],
  ["unknown-key", ["gateway.fitler"], { gateway: { fitler: { enabled: true } } }],
  ["unknown-key", ["agent.sidecar.enabeld"], { agent: { sidecar: { enabeld: true } } }],
  ["unknown-key", ["gateway.lb.nam", "gateway.lb.Enabled"], { gateway: { lb: { nam: "a", Enabled: false } } }],
  ["unknown-key", ["agents"], { agents: {}, agent: {} }],
  [
    "unknown-key",
    ["defaults.server_config.servers.grpc.ports"],
    { defaults: { server_config: { servers: { grpc: { ports: 9081 } } } } },
  ],
];

/** Warnings that every Vald cluster has are at this setting. */
const policiesEnabled = "defaults.networkPolicy.enabled";

const codesAndPaths = (warnings: readonly ChartWarning[]) =>
  warnings.map(({ code, path }): [ChartWarningCode, string] => [code, formatPath(path)]);

/** The warnings that these settings cause, with policies on. */
function warningsOf(values: object, custom = {}): [ChartWarningCode, string][] {
  const { defaults = {}, ...others } = values as { defaults?: object };
  const networkPolicy = { enabled: true, custom };
  const { warnings } = fromChartValues({ ...others, defaults: { ...defaults, networkPolicy } });
  return codesAndPaths(warnings).filter(([, path]) => path !== policiesEnabled);
}

describe("warnings of fromChartValues", () => {
  for (const [code, paths, values] of settings) {
    it(`include ${code} for ${paths.join(" and ")}`, () => {
      assert.deepEqual(
        warningsOf(values),
        paths.map((path) => [code, path]),
      );
    });
  }

  it("have a case above or below for every code", () => {
    const codes = new Set<string>([...settings.map(([code]) => code), "chart-policies"]);
    assert.deepEqual([...codes].sort(), [...chartWarningCodes].sort());
  });

  it("name the missing access and the remediation", () => {
    const values = { ...policiesOn, gateway: { mirror: { enabled: true }, lb: { serviceType: "LoadBalancer" } } };
    assert.deepEqual(fromChartValues(values).warnings, [
      {
        code: "mirror-peers",
        path: ["gateway", "mirror", "enabled"],
        message: "the chart's values do not specify the mirror gateways in other clusters",
        remediation: "add edges between `mirrorGateway` and those gateways, one in each direction",
      },
      {
        code: "clients",
        path: ["gateway", "lb", "serviceType"],
        message: "this setting makes the lb gateway available to clients outside the cluster",
        remediation: "add an edge from these clients to `lbGateway`",
      },
      {
        code: "api-server",
        path: ["defaults", "networkPolicy", "enabled"],
        message:
          "these components call the API server: discoverer, mirror gateway; the policies allow this only if the API server is a pod in kube-system",
        remediation: "otherwise, set `apiServer.cidrs` to the API server's addresses",
      },
      {
        code: "chart-policies",
        path: ["defaults", "networkPolicy", "enabled"],
        message: "the chart also creates policies, which have the same names",
        remediation:
          "set this field to false in the values that you install the chart with, and to true in the args or the values file of vald-network-policy",
      },
    ]);
  });

  describe("for every Vald cluster with policies", () => {
    const gateways = ["filter", "mirror", "lb"] as const;
    type Gateway = (typeof gateways)[number];
    /** The warnings for a Vald cluster with these gateways, whose policies are on in the args of this package. */
    const warningsFor = (own: NetworkPoliciesArgs, deployed: readonly Gateway[] = ["lb"]) => {
      const gateway = Object.fromEntries(gateways.map((name) => [name, { enabled: deployed.includes(name) }]));
      const defaults = { networkPolicy: { enabled: true, ...own.defaults?.networkPolicy } };
      const { warnings } = fromChartValues({ gateway }, { ...own, defaults });
      return warnings.filter(({ code }) => code !== "mirror-peers");
    };
    const codes = (...args: Parameters<typeof warningsFor>) => warningsFor(...args).map(({ code }) => code);
    const apiServer = { cidrs: ["10.96.0.1/32"] };
    const client = { namespace: "shop" };

    it("ask for clients and for the API server's address", () => {
      assert.deepEqual(codesAndPaths(warningsFor({})), [
        ["clients", policiesEnabled],
        ["api-server", policiesEnabled],
      ]);
    });

    it("name the gateway that clients call", () => {
      const text = (component: string) => `add an edge from your clients to \`${component}\``;
      const texts = (deployed: readonly Gateway[]) =>
        warningsFor({ apiServer }, deployed).map(({ remediation }) => remediation);
      assert.deepEqual(texts(gateways), [text("filterGateway")]);
      assert.deepEqual(texts(["mirror", "lb"]), [text("mirrorGateway")]);
      assert.deepEqual(texts(["lb"]), [text("lbGateway")]);
      assert.deepEqual(texts([]), []);
    });

    it("omit clients if an edge or a rule admits them to any gateway", () => {
      for (const component of ["filterGateway", "mirrorGateway", "lbGateway", "every"] as const)
        assert.deepEqual(codes({ apiServer, edges: [{ from: client, to: { component } }] }, gateways), []);
      const custom = { ingress: [{ from: [{ podSelector: {} }] }] };
      assert.deepEqual(codes({ apiServer, defaults: { networkPolicy: { custom } } }), []);
      assert.deepEqual(codes({ apiServer, edges: [{ from: client, to: { component: "agent" } }] }), ["clients"]);
      assert.deepEqual(codes({ apiServer, edges: [{ from: { component: "lbGateway" }, to: client }] }), ["clients"]);
    });

    it("omit the API server if apiServer is set, or if the component that calls the API server has its own edge to it", () => {
      const edges: EdgeArgs[] = [{ from: client, to: { component: "lbGateway" } }];
      assert.deepEqual(codes({ apiServer, edges }), []);
      assert.deepEqual(codes({ edges: [...edges, { from: { component: "discoverer" }, to: apiServer }] }), []);
      assert.deepEqual(codes({ edges: [...edges, { from: { component: "every" }, to: apiServer }] }), ["api-server"]);
    });

    it("omit access that an unknown rule may allow", () => {
      const custom = pulumi.output({ ingress: [{}], egress: [{}] });
      const own = {
        namespace: pulumi.output("vald"),
        ...policiesOn,
        components: { lbGateway: { custom }, discoverer: { custom } },
      };
      const values = { gateway: { lb: { gateway_config: { agent_namespace: "vald" } } } };
      const { args, warnings } = fromChartValues(values, own);
      assert.deepEqual(warnings, []);
      assert.equal(args.namespace, own.namespace);
      assert.equal(args.components.lbGateway.custom, custom);
    });
  });

  it("include the chart's own policies only if the chart's values turn them on", () => {
    const pathsOf = (spec: object) =>
      fromChartValues({ kind: "ValdRelease", spec }, policiesOn)
        .warnings.filter(({ code }) => code === "chart-policies")
        .map(({ path }) => formatPath(path));
    assert.deepEqual(pathsOf(policiesOn), ["spec.defaults.networkPolicy.enabled"]);
    assert.deepEqual(pathsOf({ defaults: { networkPolicy: { enabled: false } } }), []);
    assert.deepEqual(pathsOf({}), []);
  });

  it("have paths inside a ValdRelease's spec", () => {
    const spec = { ...policiesOn, gateway: { mirror: { enabled: true } } };
    const [warning] = fromChartValues({ kind: "ValdRelease", spec }).warnings;
    assert.deepEqual(warning?.path, ["spec", "gateway", "mirror", "enabled"]);
  });

  it("suggest the intended key for a misspelled key, and ignore keys that resemble no known key", () => {
    const values = { agent: { enabeld: false, kind: "StatefulSet", nme_of_mine: 1 }, global: {}, anchors: {} };
    assert.deepEqual(
      fromChartValues(values, policiesOn).warnings.filter(({ code }) => code === "unknown-key"),
      [
        {
          code: "unknown-key",
          path: ["agent", "enabeld"],
          message: "the chart has no setting with this name",
          remediation: "did you mean `enabled`?",
        },
      ],
    );
  });

  it("are absent if policies are off, except for misspelled keys", () => {
    for (const [, paths, values] of settings) {
      const warnings = fromChartValues(values).warnings.filter(({ code }) => code !== "unknown-key");
      assert.deepEqual(warnings, [], paths.join());
    }
  });

  it("name misspelled keys, also if policies are off because of them", () => {
    const { warnings } = fromChartValues({ default: { networkPolicy: { enabled: true } }, agent: {} });
    assert.deepEqual(
      warnings.map(({ code, path }) => [code, path]),
      [["unknown-key", ["default"]]],
    );
  });

  it("are absent for a component that is off", () => {
    const values = {
      gateway: { filter: { ingress: { enabled: true } }, lb: { enabled: false, serviceType: "NodePort" } },
    };
    assert.deepEqual(warningsOf(values), []);
  });

  it("omit telemetry and profiling if shared custom rules may allow them", () => {
    const values = {
      defaults: { observability: { enabled: true }, server_config: { metrics: { pprof: { enabled: true } } } },
    };
    const codes = (custom: object) => warningsOf(values, custom).map(([code]) => code);
    assert.deepEqual(codes({}), ["telemetry", "profiling"]);
    assert.deepEqual(codes({ egress: [{}] }), ["profiling"]);
    assert.deepEqual(codes({ ingress: [{}] }), ["telemetry"]);
    assert.deepEqual(codes({ ingress: [{}], egress: [{}] }), []);
  });

  it("omit init containers that wait for a component that the policies allow, or that is not deployed", () => {
    const all = ["gateway-lb", "agent", "discoverer", "agent-readreplica"];
    const gateways = { filter: { enabled: true, ...waitFor("gateway-lb") }, lb: waitFor("agent", "discoverer") };
    const ofAll = { agent: waitFor(...all), gateway: gateways };
    const waits = (values: object, own: NetworkPoliciesArgs = {}) =>
      fromChartValues({ ...values, ...policiesOn }, own)
        .warnings.filter(({ code }) => code === "init-container")
        .map(({ remediation }) => /add an edge from `agent` to `(.*)`$/.exec(remediation)?.[1] ?? remediation);
    assert.deepEqual(waits(ofAll), ["lbGateway", "agent", "discoverer"]);
    const edges: EdgeArgs[] = [
      { from: { component: "agent" }, to: { component: "lbGateway" } },
      { from: { component: "every" }, to: { component: "agent" } },
      { from: { component: "discoverer" }, to: { component: "agent" } },
    ];
    assert.deepEqual(waits(ofAll, { edges }), ["discoverer"]);
    const custom = { agent: { custom: { egress: [{}] } }, discoverer: { custom: { ingress: [{}] } } };
    assert.deepEqual(waits(ofAll, { components: custom }), ["lbGateway", "agent"]);
  });

  it("take into account that edgePorts: vald closes the readiness port of components that do not poll it", () => {
    const values = { agent: { readreplica: { enabled: true } }, gateway: { lb: waitFor("agent-readreplica") } };
    const codes = (edgePorts: "any" | "vald") =>
      fromChartValues({ ...values, ...policiesOn }, { edgePorts }).warnings.map(({ code }) => code);
    assert.deepEqual(
      [codes("any"), codes("vald")].map((all) => all.includes("init-container")),
      [false, true],
    );
  });

  it("include the access that the agent's sidecar needs if the sidecar is enabled", () => {
    const sidecar = {
      service: { enabled: true, type: "NodePort" },
      server_config: { metrics: { pprof: { enabled: true } } },
      observability: { enabled: true },
    };
    assert.deepEqual(warningsOf({ agent: { sidecar: { enabled: true, ...sidecar } } }), [
      ["object-storage", "agent.sidecar.enabled"],
      ["clients", "agent.sidecar.service.type"],
      ["telemetry", "agent.sidecar.observability.enabled"],
      ["profiling", "agent.sidecar.server_config.metrics.pprof.enabled"],
    ]);
    assert.deepEqual(warningsOf({ agent: { sidecar } }), []);
  });

  it("read the namespace of index correction's agents from the index manager, as the chart does", () => {
    const corrector = { enabled: true, agent_namespace: "agents" };
    const indexer = { agent_namespace: "agents" };
    assert.deepEqual(warningsOf({ manager: { index: { enabled: false, indexer, corrector } } }), [
      ["other-namespace", "manager.index.indexer.agent_namespace"],
    ]);
    assert.deepEqual(warningsOf({ manager: { index: { enabled: false, corrector } } }), []);
  });

  it("include access that only one component needs even if there are shared custom rules", () => {
    const sidecar = { agent: { sidecar: { enabled: true } } };
    assert.deepEqual(warningsOf(sidecar, { egress: [{}] }), [["object-storage", "agent.sidecar.enabled"]]);
  });

  it("omit access that an edge may allow", () => {
    const values = {
      defaults: { networkPolicy: { enabled: true }, observability: { enabled: true } },
      agent: { sidecar: { enabled: true } },
      gateway: { mirror: { enabled: true } },
    };
    const codes = (...edges: EdgeArgs[]) =>
      fromChartValues(values, { edges })
        .warnings.filter(({ path }) => formatPath(path) !== policiesEnabled)
        .map(({ code }) => code);
    const external = { cidrs: ["192.0.2.0/24"] };
    const all = ["object-storage", "mirror-peers", "telemetry"];
    assert.deepEqual(codes(), all);
    assert.deepEqual(codes({ from: { component: "agent" }, to: external }), ["mirror-peers", "telemetry"]);
    assert.deepEqual(codes({ from: external, to: { component: "agent" } }), all);
    assert.deepEqual(codes({ from: { component: "every" }, to: external }), ["object-storage", "mirror-peers"]);
    const out: EdgeArgs = { from: { component: "mirrorGateway" }, to: external };
    assert.deepEqual(codes(out), all);
    assert.deepEqual(codes(out, { from: external, to: { component: "mirrorGateway" } }), [
      "object-storage",
      "telemetry",
    ]);
    assert.deepEqual(codes({ from: { component: "agent" }, to: { component: "lbGateway" } }), all);
  });

  it("tolerate invalid edges, because the caller validates the args", () => {
    const values = { ...policiesOn, agent: { sidecar: { enabled: true } } };
    const codes = (own: NetworkPoliciesArgs) => fromChartValues(values, own).warnings.map(({ code }) => code);
    for (const edges of ["agent", [null], [{}], [{ from: null }]])
      assert.deepEqual(codes({ edges: edges as EdgeArgs[] }), codes({}));
  });

  it("follow the chart if one workload overrides a default", () => {
    // Profiling can be turned off for one workload. Telemetry cannot, because the templates combine the two settings.
    const off = { enabled: false };
    const override = { observability: off, server_config: { metrics: { pprof: off } } };
    const values = {
      agent: override,
      discoverer: override,
      gateway: { lb: { enabled: false } },
      manager: { index: { enabled: false } },
      defaults: { observability: { enabled: true }, server_config: { metrics: { pprof: { enabled: true } } } },
    };
    assert.deepEqual(warningsOf(values), [["telemetry", "defaults.observability.enabled"]]);
  });

  it("omit agents in Vald's own namespace", () => {
    const hasWarning = (agent_namespace: string) => {
      const spec = { ...policiesOn, gateway: { lb: { gateway_config: { agent_namespace } } } };
      const { warnings } = fromChartValues({ kind: "ValdRelease", metadata: { namespace: "vald" }, spec });
      return warnings.some(({ code }) => code === "other-namespace");
    };
    assert.deepEqual(["vald", "_MY_POD_NAMESPACE_", "agents"].map(hasWarning), [false, false, true]);
  });
});
