import assert from "node:assert/strict";
import { InvalidArgsError, networkPolicies } from "../../core";
import { functions } from "../../provider/functions";

const chartValues = { defaults: { networkPolicy: { enabled: true } }, gateway: { filter: { enabled: false } } };
const edges = [{ from: { podLabels: { app: "search" } }, to: { component: "lbGateway" } }];
const args = { namespace: "vald", edges };

const call = (name: string, inputs: object): Record<string, unknown> => functions[name]?.(inputs) as never;

describe("the functions of the Pulumi package", () => {
  it("are render, check, and explain", () => assert.deepEqual(Object.keys(functions), ["render", "check", "explain"]));

  it("render the policies of the args and of the chart's values", () => {
    const { policies } = call("render", { args: { ...args, chartValues, strict: true, adopt: true } });
    const components = { filterGateway: { enabled: false } };
    assert.deepEqual(policies, networkPolicies({ ...args, components } as never));
  });

  it("check the args and the chart's values, and list the findings that are ignored", () => {
    const ignore = [{ id: "bare-pod-selector", path: "edges[0]", reason: "search runs there" }];
    const result = call("check", { args: { ...args, chartValues, ignore, strict: true } });
    const ids = (key: string) =>
      (result[key] as { id: string; path: string; reason?: string }[]).map(({ id, path, reason }) => [
        id,
        path,
        reason,
      ]);
    assert.deepEqual(ids("findings"), [
      ["chart-setting", "chartValues.defaults.networkPolicy.enabled", undefined],
      ["chart-setting", "chartValues.defaults.networkPolicy.enabled", undefined],
      ["api-server-by-namespace", "apiServer", undefined],
    ]);
    assert.deepEqual(ids("ignored"), [["bare-pod-selector", "edges[0].from", "search runs there"]]);
  });

  const lb = { component: "lbGateway" };
  const rows: [from: object, to: object, more: object, verdict: string, ports: string][] = [
    [{ podLabels: { app: "search" } }, lb, {}, "allowed", "all ports"],
    [{ podLabels: { app: "search" } }, lb, { port: 8081 }, "allowed", "TCP 8081"],
    [{ podLabels: { app: "search" }, namespace: "shop" }, lb, { port: 8081 }, "denied", ""],
    [{ component: "agent" }, { address: "10.0.0.7" }, { protocol: "UDP" }, "denied", ""],
    [{ component: "lbGateway" }, { component: "agent" }, {}, "allowed", "all ports"],
  ];
  for (const [from, to, more, verdict, ports] of rows)
    it(`explain ${JSON.stringify({ from, to, ...more })}: ${verdict}`, () => {
      const result = call("explain", { args, from, to, ...more });
      assert.deepEqual([result["verdict"], result["ports"]], [verdict, ports]);
    });

  it("explain which rules allow a connection, and where they come from", () => {
    const { ingress } = call("explain", { args, from: { podLabels: { app: "search" } }, to: lb, port: 8081 });
    assert.deepEqual(ingress, {
      verdict: "allowed",
      policies: ["vald/vald-lb-gateway-allow"],
      rules: [
        {
          policy: "vald/vald-lb-gateway-allow",
          index: 1,
          peers: ["pods app=search in namespace vald"],
          ports: "all ports",
          origin: "edges[0]",
        },
      ],
    });
  });

  const mistakes: [name: string, inputs: object, ...paths: string[]][] = [
    ["render", {}, "args"],
    [
      "render",
      { args: { namespace: "Vald", chartValues: { agent: { name: 5 } } } },
      "args.namespace",
      "args.chartValues.agent.name",
    ],
    ["check", { args, more: 1 }, "more"],
    [
      "explain",
      { args, from: { component: "lb" }, to: { address: "10.0.0.7", namespace: "a" } },
      "from.component",
      "to",
    ],
    ["explain", { args, from: lb, to: { address: "ten" } }, "to.address"],
  ];
  for (const [name, inputs, ...paths] of mistakes)
    it(`${name} rejects ${JSON.stringify(inputs)}`, () =>
      assert.throws(
        () => call(name, inputs),
        (error) => {
          assert.ok(error instanceof InvalidArgsError, String(error));
          assert.deepEqual(
            error.issues.map(({ path }) => path.join(".")),
            paths,
          );
          return true;
        },
      ));
});
