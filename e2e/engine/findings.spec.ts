import assert from "node:assert/strict";
import { Namespace } from "@pulumi/kubernetes/core/v1/namespace";
import type { Stack } from "@pulumi/pulumi/automation";
import { ValdNetworkPolicies, type ValdNetworkPoliciesArgs } from "../../index";
import { servedPolicies } from "./cluster";
import { inlineStack } from "./inlineStack";

const finding = (edge: number) =>
  `warning: bare-pod-selector: edges[${edge}].from: labels of pods alone mean pods of Vald's own namespace`;

describe("what a check finds, by the engine", () => {
  const name = "findings";
  let current: Pick<ValdNetworkPoliciesArgs, "strict" | "ignore"> = {};
  let stack: Stack;

  before(async () => {
    stack = await inlineStack(name, async () => {
      const namespace = new Namespace(name, { metadata: { name } });
      // The id of what is not there yet is unknown in a preview.
      const labels = namespace.id.apply((id) => ({ app: id }));
      new ValdNetworkPolicies("vald", {
        ...current,
        namespace: namespace.metadata.name,
        edges: [
          { from: { podLabels: { app: "search" } }, to: { component: "lbGateway" } },
          { from: { podLabels: labels }, to: { component: "lbGateway" } },
        ],
      });
    });
  });
  after(() => stack.destroy());

  const saidBy = (run: Promise<{ stdout: string } | void>): Promise<string> =>
    run.then(
      (result) => result?.stdout ?? "",
      (error: Error) => error.message,
    );

  it("is a warning in a preview, which names what it could not check yet", async () => {
    const said = await saidBy(stack.preview());
    assert.ok(said.includes(finding(0)), said);
    assert.ok(!said.includes(finding(1)), said);
    assert.match(said, /info: not known yet, and so not checked: edges\[1\]/);
    assert.match(said, /info: api-server-by-namespace: apiServer \(discoverer\)/);
  });

  it("stops a preview where it is strict, without a stack", async () => {
    current = { strict: true };
    const said = await saidBy(stack.preview());
    assert.match(
      said,
      /error: Vald's network policies were not made, as args\.strict is true:\n\s+bare-pod-selector: edges\[0\]\.from: /,
    );
    assert.doesNotMatch(said, /^\s+at .*\.ts/m);
  });

  it("stops all policies for what is known only in up, where it is strict", async () => {
    current = {
      strict: true,
      ignore: [{ id: "bare-pod-selector", path: "edges[0]", reason: "search runs beside Vald" }],
    };
    const said = await saidBy(stack.up());
    assert.match(
      said,
      /Vald's network policies were not made, as args\.strict is true:\n\s+bare-pod-selector: edges\[1\]\.from: /,
    );
    assert.deepEqual(await servedPolicies(name), {});
  });

  it("is told in up of all that is known then, and stops nothing", async () => {
    current = {};
    const said = await saidBy(stack.up());
    assert.ok(said.includes(finding(0)) && said.includes(finding(1)), said);
    assert.equal(Object.keys(await servedPolicies(name)).length, 5);
  });
});
