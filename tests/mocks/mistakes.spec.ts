import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type * as Package from "../../index";
import { policiesRegistered, registered, startRun } from "./recorder";

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
    assert.match(thrown({}).message, /\n {2}namespace: expected a namespace \(args needs it\)$/);
  });

  it("throws an error that Pulumi prints without a stack", () => {
    const error = thrown({ namespace: "Vald" });
    assert.ok(pulumi.RunError.isInstance(error));
    assert.equal(error.stack, error.message);
  });

  const plain: [path: string, args: unknown][] = [
    ["args", pulumi.output({})],
    ["defaults", { defaults: pulumi.output({}) }],
    ["defaults.networkPolicy", { defaults: { networkPolicy: pulumi.output({}) } }],
    ["defaults.networkPolicy.enabled", { defaults: { networkPolicy: { enabled: pulumi.output(true) } } }],
    ["components", { components: Promise.resolve({}) }],
    ["components.agent", { components: { agent: pulumi.output({}) } }],
    ["components.agent.enabled", { components: { agent: { enabled: pulumi.output(true) } } }],
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

  it("makes no policy from a wrong value that comes late, and says what is wrong", async () => {
    // Every Output that waits for the value rejects on its own.
    const reasons: unknown[] = [];
    const others = process.listeners("unhandledRejection");
    process.removeAllListeners("unhandledRejection");
    process.on("unhandledRejection", (reason) => reasons.push(reason));
    const late = { ingress: [{ ports: [{ port: pulumi.output(70000) }] }] };
    new ours.ValdNetworkPolicies("vald", { namespace: "vald", defaults: { networkPolicy: { custom: late } } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.removeAllListeners("unhandledRejection");
    for (const listener of others) process.on("unhandledRejection", listener);

    const messages = reasons
      .filter((reason) => pulumi.RunError.isInstance(reason))
      .map(({ message, stack }) => [message, stack]);
    const expected = `Vald's network policies were not made:
  defaults.networkPolicy.custom.ingress[0].ports[0].port: 70000 given; expected a whole number from 1 to 65535, or the name of a port`;
    assert.deepEqual(messages[0], [expected, expected]);
    assert.deepEqual(policiesRegistered(), []);
  });
});
