import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PreviewResult, Stack, UpResult } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import type { CustomRules } from "../../core";
import { output } from "../output";
import { expectedPolicies } from "../normalize";
import { apiServerAddresses } from "./apiServerObjects";
import { namespaceNames, servedPolicies } from "./cluster";
import { fixture } from "./fixture";
import { normalizedPolicies } from "./normalizedPolicies";
import { exampleStack, typeCheckedPreview } from "./project";

const custom: CustomRules = {
  ingress: [{ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] }],
  egress: [
    { to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "opentelemetry-collector-collector" } } }] },
  ],
};

describe("the example stack for kind", () => {
  const { folder } = fixture().checkout;
  let stack: Stack;
  let preview: PreviewResult;
  let up: UpResult;

  before(async () => {
    // The stack reads the API server's EndpointSlice, which may not exist yet.
    await apiServerAddresses();
    stack = await exampleStack("kind", "");
    preview = await typeCheckedPreview(stack);
    up = await stack.up();
  });

  it("previews the stack, a provider, a namespace, the Pulumi component and five policies", () => {
    assert.deepEqual(preview.changeSummary, { create: 9 });
  });

  it("creates the resources that it previewed", () => {
    assert.deepEqual(up.summary.resourceChanges, { create: 9 });
  });

  it("creates exactly five policies in the namespace", async () => {
    assert.deepEqual(Object.keys(await servedPolicies("vald")).sort(), [
      "vald-agent-allow",
      "vald-discoverer-allow",
      "vald-filter-gateway-allow",
      "vald-lb-gateway-allow",
      "vald-manager-index-allow",
    ]);
  });

  it("deploys the policies that networkPolicies returns", async () => {
    const args = { namespace: "vald", defaults: { networkPolicy: { enabled: true, custom } } };
    const apiServer = { cidrs: (await apiServerAddresses()).map((address) => `${address}/32`) };
    assert.deepEqual(await normalizedPolicies("vald"), expectedPolicies({ ...args, apiServer }));
  });

  it("outputs the names of the policies", () => {
    assert.deepEqual(up.outputs["policyNames"]?.value, {
      agent: "vald-agent-allow",
      discoverer: "vald-discoverer-allow",
      filterGateway: "vald-filter-gateway-allow",
      lbGateway: "vald-lb-gateway-allow",
      indexManager: "vald-manager-index-allow",
    });
  });

  it("outputs the openings", async () => {
    assert.deepEqual(up.outputs["openings"]?.value, [
      "agent, discoverer, filter gateway, lb gateway, and index manager -> pods app.kubernetes.io/name=opentelemetry-collector-collector in namespace vald, all ports",
      ...(await apiServerAddresses()).sort().map((address) => `discoverer -> ${address}/32, TCP 443, 6443`),
      "pods app.kubernetes.io/name=pyroscope in namespace vald -> agent, discoverer, filter gateway, lb gateway, and index manager, all ports",
    ]);
  });

  it("reads its rules from the stack's configuration", () => {
    const written = parse(readFileSync(join(folder, "Pulumi.kind.yaml"), "utf8")) as { config: object };
    assert.deepEqual(written.config, { "vald-network-policy:custom": custom });
  });

  it("changes nothing in a second run", async () => {
    assert.deepEqual((await stack.up()).summary.resourceChanges, { read: 2, same: 9 });
  });

  it("shows no change in a preview after a refresh", async () => {
    const { changeSummary } = await stack.preview({ refresh: true, expectNoChanges: true });
    assert.deepEqual(changeSummary, { read: 2, same: 9 });
  });

  it("deletes everything that it created", async () => {
    assert.deepEqual((await stack.destroy()).summary.resourceChanges, { delete: 9, discard: 2 });
    assert.equal((await namespaceNames()).includes("vald"), false);
  });

  it("has a cluster configuration that kind accepts", async () => {
    assert.equal(await output("kind-config", ["examples/kind/cluster.yaml"], { cwd: folder }), "");
  });
});
