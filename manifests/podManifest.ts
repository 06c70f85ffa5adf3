import { listOf, partial } from "../analysis/model/inputSchemas";
import type { ContainerPort, Pod, WorkloadReference } from "../analysis/model/peer";
import { anyString, boolean, port, portNumber, protocol } from "../args/scalarSchemas";
import type { ListSchema, ObjectSchema, ScalarSchema } from "../args/schema/schema";
import { parseAddress } from "../kubernetes/cidr";
import type { LabelMap } from "../kubernetes/networkPolicy";
import { ownedMetadataSchema } from "./objectSchemas";
import type { Manifest } from "./validateManifests";

/** The fields of a Pod object that matter to network policies. */
export interface PodManifest extends Manifest {
  spec?: PodSpec;
  status?: { phase?: string; podIP?: string; podIPs?: Address[]; hostIP?: string; hostIPs?: Address[] };
}

/** The same fields of a pod's spec, in a Pod or in a pod template. */
export interface PodSpec {
  hostNetwork?: boolean;
  containers?: Container[];
  initContainers?: Container[];
}

interface Address {
  ip: string;
}

interface Container {
  restartPolicy?: string;
  ports?: ContainerPort[];
}

/** Converts a Pod object for the analysis. `namespaceLabels` is undefined if the labels are unknown. */
export function podOf(
  pod: PodManifest,
  namespaceLabels: LabelMap | undefined,
  workload: WorkloadReference | undefined,
): Pod {
  const { name, namespace, labels = {} } = pod.metadata;
  const ips = addressesOf(pod);
  return {
    name,
    ...(workload !== undefined && { workload }),
    namespace,
    ...(namespaceLabels !== undefined && { namespaceLabels }),
    labels,
    ...(ips.length > 0 && { ips }),
    ...specFields(pod.spec),
  };
}

/** What a pod's spec says about the pod. */
export function specFields(spec: PodSpec | undefined): Pick<Pod, "ports" | "hostNetwork"> {
  // An init container that always restarts is a sidecar, which runs alongside the other containers.
  const sidecars = spec?.initContainers?.filter(({ restartPolicy }) => restartPolicy === "Always") ?? [];
  const containers = spec?.containers && [...spec.containers, ...sidecars];
  return {
    ...(containers !== undefined && { ports: containers.flatMap(({ ports = [] }) => ports) }),
    ...(spec?.hostNetwork === true && { hostNetwork: true }),
  };
}

/** A pod's addresses. On the host network, they are the node's. */
function addressesOf({ spec, status = {} }: PodManifest): string[] {
  const { podIP, podIPs = [], hostIP, hostIPs = [] } = status;
  const ofHost = spec?.hostNetwork === true ? [hostIPs.map(({ ip }) => ip), [hostIP]] : [];
  const candidates = [podIPs.map(({ ip }) => ip), [podIP], ...ofHost].map((ips) =>
    ips.filter((ip) => ip !== undefined),
  );
  return candidates.find((ips) => ips.length > 0) ?? [];
}

/** Whether a pod has terminated. Its addresses may already belong to other pods. */
export function hasEnded({ status }: PodManifest): boolean {
  return status?.phase === "Succeeded" || status?.phase === "Failed";
}

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
      restartPolicy: anyString,
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

const addresses = listOf("addresses", partial("an address entry", { ip: address }, ["ip"]));

/** The fields of a pod's spec that are read. */
export const podSpecSchema: ObjectSchema = {
  kind: "object",
  label: "a Pod spec",
  fields: {
    hostNetwork: boolean,
    containers,
    initContainers: containers,
  },
};

/** The Pod fields that are read. */
export const podSchema: ObjectSchema = {
  kind: "object",
  label: "a Pod",
  fields: {
    metadata: ownedMetadataSchema,
    spec: podSpecSchema,
    status: {
      kind: "object",
      label: "a Pod status",
      fields: { phase: anyString, podIP: address, podIPs: addresses, hostIP: address, hostIPs: addresses },
    },
  },
  required: ["metadata"],
};
