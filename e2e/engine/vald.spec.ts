import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { PreviewResult, Stack, UpResult } from "@pulumi/pulumi/automation";
import { parse } from "yaml";
import { fromChartValues } from "../../core";
import { valdCharts } from "../valdCharts";
import { expectedPolicies } from "../normalize";
import { servedPolicies } from "./cluster";
import { fixture } from "./fixture";
import { normalizedPolicies } from "./normalizedPolicies";
import { exampleStack } from "./project";

const namespace = "vald-chart";

interface Workloads {
  items: { metadata: { name: string } }[];
}

describe("the example with Vald's Helm chart", () => {
  let stack: Stack;
  let previewed: string[];
  let preview: PreviewResult;
  let up: UpResult;

  before(async () => {
    stack = await exampleStack("vald", "examples/vald");
    await stack.setAllConfig({
      namespace: { value: namespace },
      chart: { value: join(await valdCharts(), "vald") },
      repository: { value: "" },
      // There are no nodes to run pods.
      skipAwait: { value: "true" },
    });
    previewed = [];
    preview = await stack.preview({
      onEvent: ({ resourcePreEvent }) => {
        if (resourcePreEvent !== undefined)
          previewed.push(resourcePreEvent.metadata.urn.replace(/^.*\$|^.*::vald::/, ""));
      },
    });
    up = await stack.up();
  });

  it("previews the chart's workloads", () => {
    const workloads = previewed.filter((name) => /(Deployment|StatefulSet|CronJob)::/.test(name)).sort();
    assert.deepEqual(workloads, [
      `kubernetes:apps/v1:Deployment::vald:${namespace}/vald-discoverer`,
      `kubernetes:apps/v1:Deployment::vald:${namespace}/vald-filter-gateway`,
      `kubernetes:apps/v1:Deployment::vald:${namespace}/vald-lb-gateway`,
      `kubernetes:apps/v1:Deployment::vald:${namespace}/vald-manager-index`,
      `kubernetes:apps/v1:StatefulSet::vald:${namespace}/vald-agent`,
      `kubernetes:batch/v1:CronJob::vald:${namespace}/vald-index-correction`,
    ]);
  });

  it("previews only this package's policies", () => {
    const policies = previewed.filter((name) => name.includes("NetworkPolicy::")).sort();
    assert.deepEqual(policies, [
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-agent",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-discoverer",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-filterGateway",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-indexCorrection",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-indexManager",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy::vald-lbGateway",
    ]);
  });

  it("creates the resources that it previewed", () => {
    assert.deepEqual(up.summary.resourceChanges, preview.changeSummary);
    assert.deepEqual(Object.keys(preview.changeSummary), ["create"]);
  });

  it("deploys the policies declared by the chart's values and by the program", async () => {
    const valuesFile = join(fixture().checkout.folder, "examples/vald/values.yaml");
    const expected = expectedPolicies({
      ...fromChartValues(parse(readFileSync(valuesFile, "utf8"))).args,
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
    assert.deepEqual(await normalizedPolicies(namespace), expected);
  });

  it("deploys the chart's workloads", async () => {
    const lists = await Promise.all(
      [
        `/apis/apps/v1/namespaces/${namespace}/deployments`,
        `/apis/apps/v1/namespaces/${namespace}/statefulsets`,
        `/apis/batch/v1/namespaces/${namespace}/cronjobs`,
      ].map((path) => fixture().api.get<Workloads>(path)),
    );
    const names = lists.flatMap(({ items }) => items.map(({ metadata }) => metadata.name));
    assert.deepEqual(names.sort(), [
      "vald-agent",
      "vald-discoverer",
      "vald-filter-gateway",
      "vald-index-correction",
      "vald-lb-gateway",
      "vald-manager-index",
    ]);
  });

  it("changes nothing in a second run, and leaves no policy after a destroy", async () => {
    assert.deepEqual((await stack.up()).summary.resourceChanges, { same: preview.changeSummary.create });
    await stack.destroy();
    assert.deepEqual(await servedPolicies(namespace), {});
  });
});
