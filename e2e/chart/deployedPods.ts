import { parse } from "yaml";
import type { Component } from "../../policies";
import type { Manifest, Rendered } from "./rendered";

/** A pod that a chart deploys. */
export interface DeployedPod {
  /** Which component it is: by the template that it comes from, not by its labels. Undefined: none of them. */
  component: Component | undefined;
  labels: Record<string, string>;
  /** The ports of its first container, by name. */
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

/** One pod for each workload among rendered objects, and that of the job which the index operator starts. */
export function deployedPods(objects: readonly Rendered[]): DeployedPod[] {
  return objects.flatMap(({ template, manifest }): DeployedPod[] => {
    const pod = podTemplate(manifest);
    const entry = components.find(([folder]) => template.startsWith(folder));
    const own = pod === undefined ? [] : [deployed(pod, entry?.[1])];
    return [...own, ...rotatorPods(template, manifest)];
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

/** The operator has the job as text in its configuration, and starts it where there are read replicas. */
function rotatorPods(template: string, { data }: Manifest): DeployedPod[] {
  if (template !== "vald/templates/index/operator/configmap.yaml") return [];
  const { operator } = parse(data?.["config.yaml"] ?? "") as {
    operator: { read_replica_enabled: boolean; job_templates: { rotate: { spec: { template: PodTemplate } } } };
  };
  return operator.read_replica_enabled
    ? [deployed(operator.job_templates.rotate.spec.template, "readreplicaRotator")]
    : [];
}

function deployed({ metadata, spec }: PodTemplate, component: Component | undefined): DeployedPod {
  const ports = (spec.containers[0]?.ports ?? []).map(({ name, containerPort }) => [name, containerPort] as const);
  return { component, labels: metadata.labels, ports: Object.fromEntries(ports) };
}
