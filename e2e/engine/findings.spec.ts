import assert from "node:assert/strict";
import type { Stack } from "@pulumi/pulumi/automation";
import type { ValdNetworkPoliciesArgs } from "../../index";
import { servedPolicies } from "./cluster";
import { diagnosticsOf, errorsOf } from "../diagnostics";
import { projectStack } from "./project";

const barePodSelector = (edge: number): string =>
  `bare-pod-selector: edges[${edge}].from: pod labels without a namespace match only pods in Vald's own namespace; ` +
  "specify the pods' namespace, even if the pods are in Vald's own namespace";
const unresolved = { severity: "info", message: "not checked yet, because these values are not known: edges[1]" };
const apiServer = {
  severity: "info",
  message:
    "api-server-by-namespace: apiServer (discoverer): the component calls the API server, but its egress rules " +
    "contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector " +
    "matches it; allow the API server's addresses (in the values, set `apiServer.cidrs`)",
};

describe("findings in a deployment", () => {
  let stack: Stack;

  before(async () => {
    stack = await projectStack("findings", "findings");
  });
  after(() => stack.destroy());

  const setArgs = (args: Pick<ValdNetworkPoliciesArgs, "strict" | "ignore">) =>
    stack.setConfig("args", { value: JSON.stringify(args) });

  it("are warnings in a preview, which also names the args that it could not check yet", async () => {
    await setArgs({});
    const diagnostics = await diagnosticsOf((options) => stack.preview(options));
    assert.deepEqual(diagnostics, [{ severity: "warning", message: barePodSelector(0) }, unresolved]);
  });

  it("stop a preview with strict, without a stack trace", async () => {
    await setArgs({ strict: true });
    assert.deepEqual(await errorsOf((options) => stack.preview(options)), [
      `These findings fail the deployment, because \`strict\` is true:\n  ${barePodSelector(0)}`,
    ]);
  });

  it("prevent the creation of every policy with strict if values are known only in up", async () => {
    const ignore = [{ id: "bare-pod-selector" as const, path: "edges[0]", reason: "search runs beside Vald" }];
    await setArgs({ strict: true, ignore });
    assert.deepEqual(await errorsOf((options) => stack.up(options)), [
      `These findings fail the deployment, because \`strict\` is true:\n  ${barePodSelector(1)}`,
    ]);
    assert.deepEqual(await servedPolicies("findings"), {});
  });

  it("are warnings in up, in which all values are known, and do not prevent the deployment", async () => {
    await setArgs({});
    assert.deepEqual(await diagnosticsOf((options) => stack.up(options)), [
      { severity: "warning", message: barePodSelector(0) },
      { severity: "warning", message: barePodSelector(1) },
      apiServer,
    ]);
    assert.equal(Object.keys(await servedPolicies("findings")).length, 5);
  });
});
