import { parse } from "yaml";
import type { Component } from "../../core";
import type { Manifest, RenderedObject } from "./renderCharts";

/** A pod that a chart deploys. */
export interface DeployedPod {
  /** The component according to the pod's template, not its labels. Undefined if the pod belongs to no component. */
  component: Component | undefined;
  labels: Record<string, string>;
  /** The ports of the pod's first container, by name. */
  ports: Record<string, number>;
}

interface PodTemplate {
  metadata: { labels: Record<string, string> };
  spec: { containers: { ports: { name: string; containerPort: number }[] }[] };
}

const components: readonly (readonly [folder: string, component: Component | undefined])[] = [
  ["vald/templates/agent/", "agent"],
  ["vald/templates/discoverer/", "discoverer"],
  ["vald/templates/gateway/filter/", "filterGateway"],
  ["vald/templates/gateway/lb/", "lbGateway"],
  ["vald/templates/gateway/mirror/", "mirrorGateway"],
  ["vald/templates/manager/index/", "indexManager"],
  ["vald/templates/index/job/creation/", "indexCreation"],
  ["vald/templates/index/job/save/", "indexSave"],
  ["vald/templates/index/job/correction/", "indexCorrection"],
  ["vald/templates/index/job/deletion/", "indexDeletion"],
  ["vald/templates/index/operator/", undefined],
  ["vald-readreplica/templates/", "agentReadreplica"],
];

/** One pod for each rendered workload, and one for the job that the index operator starts. */
export function deployedPods(objects: readonly RenderedObject[]): DeployedPod[] {
  return objects.flatMap(({ template, manifest }): DeployedPod[] => {
    const pod = podTemplate(manifest);
    const entry = components.find(([folder]) => template.startsWith(folder));
    const pods = pod === undefined ? [] : [deployedPod(pod, entry?.[1])];
    return [...pods, ...rotatorPods(template, manifest)];
  });
}

function podTemplate({ kind, spec }: Manifest): PodTemplate | undefined {
  switch (kind) {
    case "Deployment":
    case "StatefulSet":
    case "DaemonSet":
    case "Job":
      return (spec as { template: PodTemplate }).template;
    case "CronJob":
      return (spec as { jobTemplate: { spec: { template: PodTemplate } } }).jobTemplate.spec.template;
    default:
      return undefined;
  }
}

/** The operator's configuration contains the job as text. The operator starts it if there are read replicas. */
function rotatorPods(template: string, { data }: Manifest): DeployedPod[] {
  if (template !== "vald/templates/index/operator/configmap.yaml") return [];
  const { operator } = parse(data?.["config.yaml"] ?? "") as {
    operator: { read_replica_enabled: boolean; job_templates: { rotate: { spec: { template: PodTemplate } } } };
  };
  return operator.read_replica_enabled
    ? [deployedPod(operator.job_templates.rotate.spec.template, "readreplicaRotator")]
    : [];
}

function deployedPod({ metadata, spec }: PodTemplate, component: Component | undefined): DeployedPod {
  const ports = (spec.containers[0]?.ports ?? []).map(({ name, containerPort }) => [name, containerPort] as const);
  return { component, labels: metadata.labels, ports: Object.fromEntries(ports) };
}
