import { isRecord } from "../args/schema/isRecord";
import type { ObjectSchema } from "../args/schema/schema";
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

/** An object with a name. The API server adds random letters to `generateName`, such as `migrate-`. */
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

const template: ObjectSchema = {
  kind: "object",
  label: "a pod template",
  fields: {
    metadata: { kind: "object", label: "a pod template's metadata", fields: { labels: labelsSchema } },
    spec: podSpecSchema,
  },
};

/** The fields of a workload that are read. */
export const workloadSchema: ObjectSchema = {
  kind: "object",
  label: "a workload",
  fields: {
    metadata: ownedMetadataSchema,
    spec: {
      kind: "object",
      label: "a workload's spec",
      fields: {
        replicas: { kind: "scalar", types: ["number"], label: "a number" },
        template,
        jobTemplate: {
          kind: "object",
          label: "a template for Jobs",
          fields: { spec: { kind: "object", label: "a Job's spec", fields: { template } } },
        },
      },
    },
  },
  required: ["metadata"],
};
