import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, type PreviewResult, type Stack, type UpResult } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { type CustomRules, networkPolicies } from "../../policies";
import { checkout } from "./checkout";
import { namespaceNames, servedPolicies } from "./cluster";
import { output } from "../output";
import { serverNormalised } from "./serverNormalised";
import { world } from "./world";

const custom: CustomRules = {
  ingress: [{ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "pyroscope" } } }] }],
  egress: [
    { to: [{ podSelector: { matchLabels: { "app.kubernetes.io/name": "opentelemetry-collector-collector" } } }] },
  ],
};

describe("the example stack of a built checkout", () => {
  let folder: string;
  let stack: Stack;
  let preview: PreviewResult;
  let up: UpResult;

  before(async () => {
    const { environment } = await world();
    ({ folder } = await checkout());
    stack = await LocalWorkspace.createOrSelectStack({ stackName: "kind", workDir: folder }, { envVars: environment });
    preview = await stack.preview();
    up = await stack.up();
  });

  it("is previewed as a stack, a provider, a namespace, the Pulumi component and five policies", () => {
    assert.deepEqual(preview.changeSummary, { create: 9 });
  });

  it("is brought up as it was previewed", () => {
    assert.deepEqual(up.summary.resourceChanges, { create: 9 });
  });

  it("puts exactly the five policies into the namespace", async () => {
    assert.deepEqual(Object.keys(await servedPolicies("vald")).sort(), [
      "vald-agent-allow",
      "vald-discoverer-allow",
      "vald-filter-gateway-allow",
      "vald-lb-gateway-allow",
      "vald-manager-index-allow",
    ]);
  });

  it("puts what networkPolicies returns on the server", async () => {
    const expected = networkPolicies({ namespace: "vald", defaults: { networkPolicy: { enabled: true, custom } } });
    assert.deepEqual(
      serverNormalised(await servedPolicies("vald")),
      Object.fromEntries(expected.map((policy) => [policy.metadata.name, serverNormalised(policy)])),
    );
  });

  it("gives the policies' names as a stack output", () => {
    assert.deepEqual(up.outputs["policyNames"]?.value, {
      agent: "vald-agent-allow",
      discoverer: "vald-discoverer-allow",
      filterGateway: "vald-filter-gateway-allow",
      lbGateway: "vald-lb-gateway-allow",
      indexManager: "vald-manager-index-allow",
    });
  });

  it("gives the openings beyond the table as a stack output", () => {
    assert.deepEqual(up.outputs["opens"]?.value, [
      "every component may be reached from pods app.kubernetes.io/name=pyroscope in namespace vald, all ports",
      "every component may connect to pods app.kubernetes.io/name=opentelemetry-collector-collector in namespace vald, all ports",
    ]);
  });

  it("reads its rules from the stack's configuration", () => {
    const written = parse(readFileSync(join(folder, "Pulumi.kind.yaml"), "utf8")) as { config: object };
    assert.deepEqual(written.config, { "vald-network-policy:custom": custom });
  });

  it("changes nothing when it is brought up again", async () => {
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: 9 });
  });

  it("expects no changes after a refresh", async () => {
    const again = await stack.preview({ refresh: true, expectNoChanges: true });
    assert.deepEqual(again.changeSummary, { same: 9 });
  });

  it("deletes everything that it made", async () => {
    assert.deepEqual((await stack.destroy()).summary.resourceChanges, { delete: 9 });
  });

  it("leaves no namespace behind", async () => {
    assert.equal((await namespaceNames()).includes("vald"), false);
  });

  it("has a cluster configuration that kind accepts", async () => {
    assert.equal(await output("kind-config", ["examples/kind/cluster.yaml"], { cwd: folder }), "");
  });
});
