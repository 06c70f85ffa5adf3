import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LocalWorkspace, type PreviewResult, type Stack, type UpResult } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { fromChartValues, networkPolicies } from "../../policies";
import { valdCharts } from "../valdCharts";
import { checkout } from "./checkout";
import { servedPolicies } from "./cluster";
import { serverNormalised } from "./serverNormalised";
import { world } from "./world";

const namespace = "vald-chart";
const workloadNames = ["agent", "discoverer", "filter-gateway", "index-correction", "lb-gateway", "manager-index"].map(
  (name) => `vald-${name}`,
);

interface Workloads {
  items: { metadata: { name: string } }[];
}

describe("the example with Vald's Helm chart", () => {
  let folder: string;
  let stack: Stack;
  let names: string[];
  let preview: PreviewResult;
  let up: UpResult;

  before(async () => {
    const { environment } = await world();
    ({ folder } = await checkout());
    const workDir = join(folder, "examples/vald");
    stack = await LocalWorkspace.createOrSelectStack({ stackName: "vald", workDir }, { envVars: environment });
    await stack.setAllConfig({
      namespace: { value: namespace },
      chart: { value: join(await valdCharts(), "vald") },
      repository: { value: "" },
      // No node runs pods here.
      skipAwait: { value: "true" },
    });
    names = [];
    preview = await stack.preview({
      onEvent: ({ resourcePreEvent }) => {
        if (resourcePreEvent !== undefined) names.push(resourcePreEvent.metadata.urn.replace(/^.*\$|^.*::vald::/, ""));
      },
    });
    up = await stack.up();
  });

  it("previews the chart's workloads", () => {
    const workloads = names.filter((name) => /(Deployment|StatefulSet|CronJob)::/.test(name)).sort();
    assert.deepEqual(workloads, [
      `kubernetes:apps/v1:Deployment::vald:${namespace}/vald-discoverer`,
      `kubernetes:apps/v1:Deployment::vald:${namespace}/vald-filter-gateway`,
      `kubernetes:apps/v1:Deployment::vald:${namespace}/vald-lb-gateway`,
      `kubernetes:apps/v1:Deployment::vald:${namespace}/vald-manager-index`,
      `kubernetes:apps/v1:StatefulSet::vald:${namespace}/vald-agent`,
      `kubernetes:batch/v1:CronJob::vald:${namespace}/vald-index-correction`,
    ]);
  });

  it("previews no policy beside those of this package", () => {
    const policies = names.filter((name) => name.includes("NetworkPolicy::")).sort();
    assert.deepEqual(policies, [
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-agent",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-discoverer",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-filterGateway",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-indexCorrection",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-indexManager",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-lbGateway",
    ]);
  });

  it("brings up what it previewed", () => {
    assert.deepEqual(up.summary.resourceChanges, preview.changeSummary);
    assert.deepEqual(Object.keys(preview.changeSummary), ["create"]);
  });

  it("puts the policies of the chart's values on the server, with what its program adds", async () => {
    const values: unknown = parse(readFileSync(join(folder, "examples/vald/values.yaml"), "utf8"));
    const expected = networkPolicies({
      ...fromChartValues(values).args,
      namespace,
      defaults: {},
      apiServer: { cidrs: ["10.96.0.1/32", "172.18.0.2/32"] },
      edges: [
        {
          from: { namespace: "shop", podLabels: { app: "search" } },
          to: { component: "filterGateway" },
          ports: [{ port: 8081 }],
        },
      ],
    });
    assert.deepEqual(
      serverNormalised(await servedPolicies(namespace)),
      Object.fromEntries(expected.map((policy) => [policy.metadata.name, serverNormalised(policy)])),
    );
  });

  it("puts the workloads of the chart beside them", async () => {
    const { api } = await world();
    const lists = await Promise.all(
      ["apps/v1 deployments", "apps/v1 statefulsets", "batch/v1 cronjobs"].map((kind) =>
        api.get<Workloads>(`/apis/${kind.replace(" ", `/namespaces/${namespace}/`)}`),
      ),
    );
    const found = lists.flatMap(({ items }) => items.map(({ metadata }) => metadata.name));
    assert.deepEqual(found.sort(), workloadNames);
  });

  it("is left as it is by a second run, and leaves nothing when it is taken down", async () => {
    const second = await stack.up();
    assert.deepEqual(second.summary.resourceChanges, { same: preview.changeSummary.create });
    await stack.destroy();
    assert.deepEqual(await servedPolicies(namespace), {});
  });
});
