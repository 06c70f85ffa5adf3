import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  fromChartValues,
  InvalidArgsError,
  networkPolicies,
  ValdNetworkPolicies,
  type ValdNetworkPoliciesArgs,
} from "../../index";
import { deployedPolicies, registered, startRun, unknownOutput, valueOf } from "./recorder";

type Args = Partial<ValdNetworkPoliciesArgs>;

const isOn = { networkPolicy: { enabled: true } };
const apiServer = { cidrs: ["203.0.113.7/32"] };
const clients = { from: { namespace: "shop" }, to: { component: "lbGateway" as const } };
const chartValues = {
  defaults: isOn,
  agent: { name: "my-agent", sidecar: { enabled: true } },
  gateway: { mirror: { enabled: false }, filter: { enabled: true } },
};

describe("chartValues of ValdNetworkPolicies", () => {
  beforeEach(() => startRun());

  const create = (args: Args) => new ValdNetworkPolicies("vald", { namespace: "vald", ...args });
  const findingsOf = async (args: Args) =>
    (await valueOf(create(args).findings)).map(({ id, path, detail }) => [id, path, detail]);

  for (const [title, values] of [
    ["values of the chart", chartValues],
    ["a ValdRelease", { apiVersion: "vald.vdaas.org/v1", kind: "ValdRelease", spec: chartValues }],
  ] as const)
    it(`create the policies of fromChartValues from ${title}, with the other args merged over them`, async () => {
      const own = { namespace: "vald", edges: [clients], components: { filterGateway: { enabled: false } } };
      const { args } = fromChartValues(values, own);
      assert.deepEqual(await deployedPolicies(create({ chartValues: values, ...own })), networkPolicies(args));
    });

  it("leave policies off, as the chart does, and report it", async () => {
    const component = create({ chartValues: {} });
    assert.deepEqual([Object.keys(component.policies), await valueOf(component.policyNames)], [[], {}]);
    assert.deepEqual(await findingsOf({ chartValues: {} }), [
      ["policies-off", "defaults.networkPolicy.enabled", "policies are off"],
    ]);
    assert.deepEqual(await findingsOf({ chartValues: { defaults: { networkPolicy: { enabled: false } } } }), [
      ["policies-off", "chartValues.defaults.networkPolicy.enabled", "policies are off"],
    ]);
  });

  const storage = ["chart-setting", "chartValues.agent.sidecar.enabled", "object-storage"];
  const chartPolicies = ["chart-setting", "chartValues.defaults.networkPolicy.enabled", "chart-policies"];

  it("report the warnings of fromChartValues, which `ignore` accepts", async () => {
    assert.deepEqual(await findingsOf({ chartValues, apiServer, edges: [clients] }), [storage, chartPolicies]);
    const ignore = [{ id: "chart-setting" as const, path: "chartValues.agent", reason: "there is a proxy" }];
    assert.deepEqual(await findingsOf({ chartValues, apiServer, edges: [clients], ignore }), [chartPolicies]);
  });

  it("report the same if other args are not known yet", async () => {
    const edges = [{ from: { namespace: pulumi.output("shop") }, to: clients.to }];
    assert.deepEqual(await findingsOf({ chartValues, apiServer, edges }), [storage, chartPolicies]);
    await startRun({ preview: true });
    const unknown = [{ from: { namespace: unknownOutput<string>() }, to: clients.to }];
    const { policies } = create({ chartValues, apiServer, edges: unknown });
    assert.deepEqual(Object.keys(policies), ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"]);
  });

  it("report a component that is off only if the args turn it off", async () => {
    const values = { defaults: isOn, gateway: { filter: { enabled: false } }, manager: { index: { enabled: false } } };
    const components = { discoverer: { enabled: false } };
    const findings = await findingsOf({ chartValues: values, components, apiServer, edges: [clients] });
    assert.deepEqual(
      findings.filter(([id]) => id === "component-off"),
      [["component-off", "components.discoverer.enabled", undefined]],
    );
  });

  const issuesOf = (args: Args): string[] => {
    try {
      create(args);
    } catch (error) {
      assert.ok(error instanceof InvalidArgsError, String(error));
      return error.issues.map(({ code, path }) => `${code} ${path.join(".")}`);
    }
    return [];
  };
  const rows: [title: string, args: Args, ...issues: string[]][] = [
    [
      "issues in the values and in the other args",
      { chartValues: { agent: { name: 5 } }, namePrefix: "A" },
      "invalid-name namePrefix",
      "wrong-type chartValues.agent.name",
    ],
    ["another object", { chartValues: { kind: "Pod" } }, "wrong-type chartValues.kind"],
    [
      "a name that the values and the args use",
      { chartValues: { defaults: isOn, agent: { name: "same" } }, components: { discoverer: { name: "same" } } },
      "name-collision components.discoverer.name",
    ],
    [
      "Outputs, wherever they are",
      { chartValues: { agent: { name: pulumi.output("a") }, any: [{ image: unknownOutput() }] } },
      "not-plain chartValues.agent.name",
      "not-plain chartValues.any.0.image",
    ],
    ["an Output of all values", { chartValues: pulumi.output({}) as never }, "not-plain chartValues"],
    ["text", { chartValues: "agent: {}" as never }, "wrong-type chartValues"],
  ];
  for (const [title, args, ...issues] of rows)
    it(`reject ${title}, before anything is registered`, () => {
      assert.deepEqual(issuesOf(args), issues);
      assert.deepEqual(registered, []);
    });
});
