import assert from "node:assert/strict";
import { join } from "node:path";
import { LocalWorkspace, type Stack } from "@pulumi/pulumi/automation";
import { checkout } from "./checkout";
import { output } from "../output";
import { world } from "./world";

/** Vald's repository is a Go module too, with the chart in it; a later chart is not among the modules. */
const valdModule = "github.com/vdaas/vald@v1.7.17";

describe("the example with Vald's Helm chart", () => {
  let stack: Stack;
  let names: string[];

  before(async () => {
    const { environment } = await world();
    const { folder } = await checkout();
    const { Dir } = JSON.parse(await output("go", ["mod", "download", "-json", valdModule], { cwd: folder })) as {
      Dir: string;
    };
    const workDir = join(folder, "examples/vald");
    stack = await LocalWorkspace.createOrSelectStack({ stackName: "vald", workDir }, { envVars: environment });
    await stack.setConfig("chart", { value: join(Dir, "charts/vald") });
    await stack.setConfig("repository", { value: "" });
    names = [];
    // No node runs pods here, so a preview is as far as it goes: the chart is rendered and every object tried on the server.
    await stack.preview({
      onEvent: ({ resourcePreEvent }) => {
        if (resourcePreEvent !== undefined) names.push(resourcePreEvent.metadata.urn.replace(/^.*\$|^.*::vald::/, ""));
      },
    });
  });

  it("previews the chart's workloads", () => {
    const workloads = names.filter((name) => /apps\/v1:(Deployment|StatefulSet)::/.test(name)).sort();
    assert.deepEqual(workloads, [
      "kubernetes:apps/v1:Deployment::vald:vald/vald-discoverer",
      "kubernetes:apps/v1:Deployment::vald:vald/vald-lb-gateway",
      "kubernetes:apps/v1:Deployment::vald:vald/vald-manager-index",
      "kubernetes:apps/v1:StatefulSet::vald:vald/vald-agent",
    ]);
  });

  it("previews no policy beside those of this package", () => {
    const policies = names.filter((name) => name.includes("NetworkPolicy::")).sort();
    assert.deepEqual(policies, [
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-agent",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-discoverer",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-filterGateway",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-indexManager",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-lbGateway",
    ]);
  });
});
