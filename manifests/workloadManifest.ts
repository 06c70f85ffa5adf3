import type { ObjectSchema } from "../args/schema/schema";
import type { LabelMap } from "../kubernetes/networkPolicy";
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
