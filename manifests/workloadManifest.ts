import { number, partial } from "../analysis/model/inputSchemas";
import { isRecord } from "../args/schema/isRecord";
import type { LabelMap } from "../kubernetes/networkPolicy";
import type { ManifestObject } from "./manifestObjects";
import { labelsSchema, ownedMetadataSchema } from "./objectSchemas";
import { type PodSpec, podSpecSchema } from "./podManifest";
import type { Manifest } from "./validateManifests";

/** The fields of a workload that matter to network policies. */
export interface WorkloadManifest extends Manifest {
  spec?: { replicas?: number; template?: PodTemplate; jobTemplate?: { spec?: { template?: PodTemplate } } };
}

/** A workload with its kind. */
export interface Workload extends WorkloadManifest {
  kind: string;
}

export interface PodTemplate {
  metadata?: { labels?: LabelMap };
  spec?: PodSpec;
}

/**
 * Names an object that only has a `generateName`, such as `migrate-`: `migrate`. The API server would append random letters to
 * `generateName`.
 */
export function withName(object: ManifestObject): ManifestObject {
  const { metadata } = object.value;
  if (!isRecord(metadata) || metadata["name"] !== undefined || typeof metadata["generateName"] !== "string")
    return object;
  const name = metadata["generateName"].replace(/-+$/, "");
  return { ...object, value: { ...object.value, metadata: { ...metadata, name } } };
}

/** A workload's pod template. Only a CronJob has it in a template for Jobs. */
export function podTemplateOf({ spec = {} }: WorkloadManifest): PodTemplate {
  return spec.template ?? spec.jobTemplate?.spec?.template ?? {};
}

const template = partial("a pod template", {
  metadata: partial("a pod template's metadata", { labels: labelsSchema }),
  spec: podSpecSchema,
});

/** The fields of a workload that are read. */
export const workloadSchema = partial(
  "a workload",
  {
    metadata: ownedMetadataSchema,
    spec: partial("a workload's spec", {
      replicas: number,
      template,
      jobTemplate: partial("a template for Jobs", { spec: partial("a Job's spec", { template }) }),
    }),
  },
  ["metadata"],
);
