import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type * as Package from "../../index";
import { assertMakesNoPolicy } from "./assertMakesNoPolicy";
import { registered, startRun, unknownOutput } from "./recorder";

describe("mistakes in the args of ValdNetworkPolicies", () => {
  let ours: typeof Package;
  before(async () => {
    await startRun();
    ours = await import("../../index.js");
  });
  beforeEach(() => startRun());

  const thrown = (args: unknown): Error => {
    try {
      new ours.ValdNetworkPolicies("vald", args as Package.ValdNetworkPoliciesArgs);
    } catch (error) {
      return error as Error;
    }
    return assert.fail("nothing was thrown");
  };

  it("throws a plain mistake with nothing registered", () => {
    assert.equal(
      thrown({ namespace: "Vald" }).message,
      `Vald's network policies were not made:
  namespace: "Vald" given; expected the name of a namespace: lower-case letters, digits and -, at most 63 characters`,
    );
    assert.deepEqual(registered, []);
  });

  it("asks for the namespace", () => {
    assert.match(thrown({}).message, /\n {2}namespace: expected a namespace \(an args object needs it\)$/);
  });

  it("throws an error that Pulumi prints without a stack", () => {
    const error = thrown({ namespace: "Vald" });
    assert.ok(pulumi.RunError.isInstance(error));
    assert.equal(error.stack, error.message);
  });

  const agent = { component: "agent" };
  const plain: [path: string, args: unknown][] = [
    ["args", pulumi.output({})],
    ["defaults", { defaults: pulumi.output({}) }],
    ["defaults.networkPolicy", { defaults: { networkPolicy: pulumi.output({}) } }],
    ["defaults.networkPolicy.enabled", { defaults: { networkPolicy: { enabled: pulumi.output(true) } } }],
    ["components", { components: Promise.resolve({}) }],
    ["components.agent", { components: { agent: pulumi.output({}) } }],
    ["components.agent.enabled", { components: { agent: { enabled: pulumi.output(true) } } }],
    ["components.agent.ports", { components: { agent: { ports: pulumi.output({}) } } }],
    ["defaults.ports", { defaults: { ports: Promise.resolve({}) } }],
    ["edges", { edges: pulumi.output([]) }],
    ["edges[0]", { edges: [pulumi.output({ from: agent, to: agent })] }],
    ["edges[0].from", { edges: [{ from: pulumi.output(agent), to: agent }] }],
    ["edges[0].to", { edges: [{ from: agent, to: Promise.resolve({ cidrs: ["10.0.0.0/8"] }) }] }],
    ["edges[0].to.component", { edges: [{ from: agent, to: { component: pulumi.output("agent") } }] }],
    ["edgePorts", { edgePorts: pulumi.output("vald") }],
    ["adopt", { adopt: pulumi.output(true) }],
    ["dns", { dns: pulumi.output([]) }],
    ["dns[0]", { dns: [pulumi.output({ preset: "nodeLocal" })] }],
    ["dns[0].preset", { dns: [{ preset: pulumi.output("nodeLocal") }] }],
    ["apiServer", { apiServer: pulumi.output({ cidrs: ["10.0.0.1/32"] }) }],
  ];
  for (const [path, args] of plain) {
    it(`refuses an Output or a Promise for ${path}`, () => {
      const given = pulumi.Output.isInstance(args) ? args : { namespace: "vald", ...(args as object) };
      const { problems } = thrown(given) as Package.InvalidArgsError;
      assert.deepEqual(
        problems.map((problem) => [problem.code, ours.pathText(problem.path)]),
        [["not-plain", path === "args" ? "" : path]],
      );
    });
  }

  const secret = pulumi.secret("10.0.0.1");
  const custom = (rules: unknown) => ({ defaults: { networkPolicy: { custom: rules } } });
  const nothing = "to say nothing here, leave the field out; an empty value may stand for everyone";
  const late: [what: string, args: object, expected: string][] = [
    [
      "a port out of range",
      custom({ ingress: [{ ports: [{ port: pulumi.output(70000) }] }] }),
      "defaults.networkPolicy.custom.ingress[0].ports[0].port: 70000 given; expected a whole number from 1 to 65535, or the name of a port",
    ],
    [
      "a list of peers that is undefined, which would admit everyone",
      custom({ ingress: [{ from: pulumi.output(undefined) }] }),
      `defaults.networkPolicy.custom.ingress[0].from: null given; expected a list of peers (${nothing})`,
    ],
    [
      "a list of rules that is null",
      custom({ egress: pulumi.output(null) }),
      `defaults.networkPolicy.custom.egress: null given; expected a list of egress rules (${nothing})`,
    ],
    [
      "a list of rules that is a number",
      custom({ egress: Promise.resolve(7) }),
      "defaults.networkPolicy.custom.egress: 7 given; expected a list of egress rules",
    ],
    [
      "custom rules that are undefined",
      custom(pulumi.output(undefined)),
      `defaults.networkPolicy.custom: null given; expected custom rules (${nothing})`,
    ],
    [
      "a name that is undefined",
      { components: { agent: { name: pulumi.output(undefined) } } },
      `components.agent.name: null given; expected a component's app label (${nothing})`,
    ],
    [
      "a secret address, which stays out of the message",
      custom({ ingress: [{ from: [{ ipBlock: { cidr: secret } }] }] }),
      "defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: a secret value given; expected an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32",
    ],
    [
      "a part of a secret list",
      custom({ ingress: pulumi.secret([{ from: [{ ipBlock: { cidr: "10.0.0.1" } }] }]) }),
      "defaults.networkPolicy.custom.ingress: a secret value given; expected inside it an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32",
    ],
    [
      "a wrong value beside one that is not known yet",
      custom({ ingress: [{ ports: [{ port: unknownOutput<number>() }, { port: pulumi.output(0) }] }] }),
      "defaults.networkPolicy.custom.ingress[0].ports[1].port: 0 given; expected a whole number from 1 to 65535, or the name of a port",
    ],
  ];
  for (const [what, args, expected] of late) {
    it(`makes no policy from ${what}, and says what is wrong`, () => assertMakesNoPolicy(ours, args, expected));
  }
});
