import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import type { ValdNetworkPoliciesArgs } from "../../index";
import { servedPolicies } from "./cluster";
import { failure, stackFrame } from "./failure";
import { installedStack } from "./installed";

const bare = (edge: number) =>
  `bare-pod-selector: edges[${edge}].from: labels of pods alone mean pods of Vald's own namespace`;
const stopped = "error: Vald's network policies were not made, as args.strict is true:";

describe("what a check finds, by the engine", () => {
  let stack: Stack;

  before(async () => {
    stack = await installedStack("findings", "findings");
  });
  after(() => stack.destroy());

  const isGiven = (own: Pick<ValdNetworkPoliciesArgs, "strict" | "ignore">) =>
    stack.setConfig("own", { value: JSON.stringify(own) });

  it("is told in a preview, which names what it could not check yet", async () => {
    await isGiven({});
    const { stdout } = await stack.preview();
    assert.ok(stdout.includes(`warning: ${bare(0)}`), stdout);
    assert.ok(!stdout.includes(bare(1)), stdout);
    assert.match(stdout, /^\s+not known yet, and so not checked: edges\[1\]$/m);
  });

  it("stops a preview where it is strict, without a stack trace", async () => {
    await isGiven({ strict: true });
    const said = await failure(() => stack.preview());
    assert.ok(said.includes(stopped) && said.includes(bare(0)), said);
    assert.doesNotMatch(said, stackFrame);
  });

  it("stops all policies for what is known only in up, where it is strict", async () => {
    await isGiven({
      strict: true,
      ignore: [{ id: "bare-pod-selector", path: "edges[0]", reason: "search runs beside Vald" }],
    });
    const said = await failure(() => stack.up());
    assert.ok(said.includes(stopped) && said.includes(bare(1)) && !said.includes(bare(0)), said);
    assert.doesNotMatch(said, stackFrame);
    assert.deepEqual(await servedPolicies("findings"), {});
  });

  it("is told in up of all that is known then, and stops nothing", async () => {
    await isGiven({});
    const { stdout } = await stack.up();
    assert.ok(
      [0, 1].every((edge) => stdout.includes(`warning: ${bare(edge)}`)),
      stdout,
    );
    assert.equal(Object.keys(await servedPolicies("findings")).length, 5);
  });
});
