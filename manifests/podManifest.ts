import type { ContainerPort, Pod } from "../analysis/model/peer";
import { port, portNumber, protocol } from "../args/scalarSchemas";
import type { ListSchema, ObjectSchema, ScalarSchema } from "../args/schema/schema";
import { parseAddress } from "../kubernetes/cidr";
import type { LabelMap } from "../kubernetes/networkPolicy";
import { metadataSchema } from "./objectSchemas";
import type { Manifest } from "./validateManifests";

/** The fields of a Pod object that matter to network policies. */
export interface PodManifest extends Manifest {
  spec?: { hostNetwork?: boolean; containers?: Container[]; initContainers?: Container[] };
  status?: { phase?: string; podIP?: string; podIPs?: { ip: string }[] };
}

interface Container {
  restartPolicy?: string;
  ports?: ContainerPort[];
}

/** Converts a Pod object for the analysis. `namespaceLabels` is undefined if the labels are unknown. */
export function podOf(
  { metadata: { name, namespace, labels = {} }, spec, status }: PodManifest,
  namespaceLabels: LabelMap | undefined,
): Pod {
  const ips = status?.podIPs?.map(({ ip }) => ip) ?? [];
  if (ips.length === 0 && status?.podIP !== undefined) ips.push(status.podIP);
  // An init container that always restarts is a sidecar, which runs alongside the other containers.
  const sidecars = spec?.initContainers?.filter(({ restartPolicy }) => restartPolicy === "Always") ?? [];
  const containers = spec?.containers && [...spec.containers, ...sidecars];
  return {
    name,
    namespace,
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    labels,
    ...(ips.length > 0 && { ips }),
    ...(containers !== undefined && { ports: containers.flatMap(({ ports = [] }) => ports) }),
  };
}

/** Whether a pod uses its node's addresses. Policies do not apply to such a pod. */
export function isOnHostNetwork({ spec }: PodManifest): boolean {
  return spec?.hostNetwork === true;
}

/** Whether a pod has terminated. Its addresses may already belong to other pods. */
export function hasEnded({ status }: PodManifest): boolean {
  return status?.phase === "Succeeded" || status?.phase === "Failed";
}

const string: ScalarSchema = { kind: "scalar", types: ["string"], label: "a string" };

const address: ScalarSchema = {
  kind: "scalar",
  types: ["string"],
  label: "an IPv4 or IPv6 address",
  check: (value) =>
    parseAddress(String(value)) === undefined
      ? { code: "invalid-cidr", expected: "an IPv4 or IPv6 address" }
      : undefined,
};

const containers: ListSchema = {
  kind: "list",
  label: "a list of containers",
  items: {
    kind: "object",
    label: "a container",
    fields: {
      restartPolicy: string,
      ports: {
        kind: "list",
        label: "a list of ports",
        items: {
          kind: "object",
          label: "a container port",
          fields: {
            name: { ...port, types: ["string"], label: "a port name" },
            containerPort: portNumber,
            protocol,
          },
          required: ["containerPort"],
        },
      },
    },
  },
};

/** The Pod fields that are read. */
export const podSchema: ObjectSchema = {
  kind: "object",
  label: "a Pod",
  fields: {
    metadata: metadataSchema,
    spec: {
      kind: "object",
      label: "a Pod spec",
      fields: {
        hostNetwork: { kind: "scalar", types: ["boolean"], label: "the boolean `true` or `false`" },
        containers,
        initContainers: containers,
      },
    },
    status: {
      kind: "object",
      label: "a Pod status",
      fields: {
        phase: string,
        podIP: address,
        podIPs: {
          kind: "list",
          label: "a list of addresses",
          items: { kind: "object", label: "a `podIPs` entry", fields: { ip: address }, required: ["ip"] },
        },
      },
    },
  },
  required: ["metadata"],
};
