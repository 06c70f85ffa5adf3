import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { formatPath, type InvalidArgsError, ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { registered, startRun, unknownOutput } from "./recorder";
import { assertNoPolicies } from "./rejections";

const expectedNamespace =
  'a namespace name: at most 63 lowercase letters, digits, or "-", starting and ending with a letter or digit';

describe("invalid args of ValdNetworkPolicies", () => {
  beforeEach(() => startRun());

  function errorOf(args: unknown): Error {
    try {
      new ValdNetworkPolicies("vald", args as ValdNetworkPoliciesArgs);
    } catch (error) {
      return error as Error;
    }
    return assert.fail("nothing was thrown");
  }

  it("are thrown before anything is registered", () => {
    assert.equal(
      errorOf({ namespace: "Vald" }).message,
      `Invalid args:\n  namespace: got "Vald"; expected ${expectedNamespace}`,
    );
    assert.deepEqual(registered, []);
  });

  it("include a missing namespace", () => {
    assert.equal(errorOf({}).message, "Invalid args:\n  namespace: missing field; expected a namespace");
  });

  it("are thrown as an error that Pulumi prints without a stack", () => {
    const error = errorOf({ namespace: "Vald" });
    assert.ok(pulumi.RunError.isInstance(error));
    assert.equal(error.stack, error.message);
  });

  const agent = { component: "agent" };
  const plainOnly: [path: string, args: unknown][] = [
    ["args", pulumi.output({})],
    ["defaults", { defaults: pulumi.output({}) }],
    ["defaults.networkPolicy", { defaults: { networkPolicy: pulumi.output({}) } }],
    ["defaults.networkPolicy.enabled", { defaults: { networkPolicy: { enabled: pulumi.output(true) } } }],
    ["defaults.ports", { defaults: { ports: Promise.resolve({}) } }],
    ["components", { components: Promise.resolve({}) }],
    ["components.agent", { components: { agent: pulumi.output({}) } }],
    ["components.agent.enabled", { components: { agent: { enabled: pulumi.output(true) } } }],
    ["components.agent.ports", { components: { agent: { ports: pulumi.output({}) } } }],
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
  for (const args of [undefined, null, "vald", []])
    it(`include ${JSON.stringify(args) ?? "undefined"} in place of an object`, () => {
      const { issues } = errorOf(args) as InvalidArgsError;
      assert.deepEqual(
        issues.map(({ code, path }) => [code, path]),
        [[args === undefined || args === null ? "null-value" : "wrong-type", []]],
      );
    });

  for (const [path, args] of plainOnly) {
    it(`include an Output or a Promise for ${path}`, () => {
      const given = pulumi.Output.isInstance(args) ? args : { namespace: "vald", ...(args as object) };
      const { issues } = errorOf(given) as InvalidArgsError;
      assert.deepEqual(
        issues.map((issue) => [issue.code, formatPath(issue.path)]),
        [["not-plain", path === "args" ? "" : path]],
      );
    });
  }
});

describe("invalid late values of ValdNetworkPolicies", () => {
  beforeEach(() => startRun());

  const cidr = "an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32";
  const secret = pulumi.secret("10.0.0.1");
  const custom = (rules: unknown) => ({ defaults: { networkPolicy: { custom: rules } } });
  const omitInstead = "remove this entry instead, because an empty value may match everyone";
  const rows: [what: string, args: object, expected: string][] = [
    [
      "a port out of range",
      custom({ ingress: [{ ports: [{ port: pulumi.output(70000) }] }] }),
      "defaults.networkPolicy.custom.ingress[0].ports[0].port: got 70000; expected a whole number from 1 to 65535, or a port name",
    ],
    [
      "an undefined list of peers, which would admit everyone",
      custom({ ingress: [{ from: pulumi.output(undefined) }] }),
      `defaults.networkPolicy.custom.ingress[0].from: got null; expected a list of peers (${omitInstead})`,
    ],
    [
      "null for a list of rules",
      custom({ egress: pulumi.output(null) }),
      `defaults.networkPolicy.custom.egress: got null; expected a list of egress rules (${omitInstead})`,
    ],
    [
      "a number for a list of rules",
      custom({ egress: Promise.resolve(7) }),
      "defaults.networkPolicy.custom.egress: got 7; expected a list of egress rules",
    ],
    [
      "undefined custom rules",
      custom(pulumi.output(undefined)),
      "defaults.networkPolicy.custom: got null; expected an object with `ingress`, `egress`, or both",
    ],
    [
      "an undefined name",
      { components: { agent: { name: pulumi.output(undefined) } } },
      "components.agent.name: got null; expected a component's app label",
    ],
    [
      "a secret address, without its value",
      custom({ ingress: [{ from: [{ ipBlock: { cidr: secret } }] }] }),
      `defaults.networkPolicy.custom.ingress[0].from[0].ipBlock.cidr: got a secret value; expected ${cidr}`,
    ],
    [
      "an address in a secret list, without its value or path",
      custom({ ingress: pulumi.secret([{ from: [{ ipBlock: { cidr: "10.0.0.1" } }] }]) }),
      `defaults.networkPolicy.custom.ingress: got a secret value; expected a value that contains ${cidr}`,
    ],
    [
      "a name that is secret elsewhere, without the name",
      { components: { agent: { name: pulumi.secret("hidden") }, discoverer: { name: "hidden" } } },
      "components.discoverer.name: got a secret value; expected a name that the component `agent` does not use",
    ],
    [
      "a policy name that contains a secret name, without the name",
      { components: { lbGateway: { name: pulumi.secret("mirror") }, mirrorGateway: { enabled: true } } },
      "components.mirrorGateway.name: got a secret value; expected a different value",
    ],
    [
      "a port next to an unknown port",
      custom({ ingress: [{ ports: [{ port: unknownOutput<number>() }, { port: pulumi.output(0) }] }] }),
      "defaults.networkPolicy.custom.ingress[0].ports[1].port: got 0; expected a whole number from 1 to 65535, or a port name",
    ],
  ];
  for (const [what, args, expected] of rows) {
    it(`prevent the creation of every policy: ${what}`, () => assertNoPolicies(args, `Invalid args:\n  ${expected}`));
  }
});
