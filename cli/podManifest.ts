import type { ContainerPort, Pod } from "../analysis/party";
import { parseAddress } from "../policy/cidr";
import { metadata } from "../policy/manifestShape";
import type { LabelMap } from "../policy/notation";
import { port, protocol } from "../policy/scalars";
import type { ListShape, ObjectShape, ScalarShape } from "../policy/shape";
import type { Manifest } from "./soundManifests";

/** A Pod object as far as network policies look at it. */
export interface PodManifest extends Manifest {
  spec?: { hostNetwork?: boolean; containers?: Container[]; initContainers?: Container[] };
  status?: { phase?: string; podIP?: string; podIPs?: { ip: string }[] };
}

interface Container {
  restartPolicy?: string;
  ports?: ContainerPort[];
}

/** The pod as the analysis takes it; `namespaceLabels` are undefined when they are not known. */
export function podOf(
  { metadata: { name, namespace, labels = {} }, spec, status }: PodManifest,
  namespaceLabels: LabelMap | undefined,
): Pod {
  const ips = status?.podIPs?.map(({ ip }) => ip) ?? [];
  if (ips.length === 0 && status?.podIP !== undefined) ips.push(status.podIP);
  // An init container that is restarted always runs beside the others: a sidecar.
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

/** Whether it has the addresses of its node, where policies do not apply to it. */
export function isOnHostNetwork({ spec }: PodManifest): boolean {
  return spec?.hostNetwork === true;
}

/** Whether it runs no more: its addresses may be another pod's by now. */
export function hasEnded({ status }: PodManifest): boolean {
  return status?.phase === "Succeeded" || status?.phase === "Failed";
}

const text: ScalarShape = { kind: "scalar", types: ["string"], what: "text" };

const containerPort: ScalarShape = {
  kind: "scalar",
  types: ["number"],
  what: "a port number",
  check: (value) =>
    Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 65535
      ? undefined
      : { code: "invalid-port", expected: "a whole number from 1 to 65535" },
};

const address: ScalarShape = {
  kind: "scalar",
  types: ["string"],
  what: "an IPv4 or IPv6 address",
  check: (value) =>
    parseAddress(String(value)) === undefined
      ? { code: "invalid-cidr", expected: "an IPv4 or IPv6 address" }
      : undefined,
};

const containers: ListShape = {
  kind: "list",
  what: "a list of containers",
  of: {
    kind: "object",
    what: "a container",
    fields: {
      restartPolicy: text,
      ports: {
        kind: "list",
        what: "a list of ports",
        of: {
          kind: "object",
          what: "a port of a container",
          fields: { name: { ...port, types: ["string"], what: "a port name" }, containerPort, protocol },
          required: ["containerPort"],
        },
      },
    },
  },
};

/** The fields of a Pod object that count here. */
export const podShape: ObjectShape = {
  kind: "object",
  what: "a Pod",
  fields: {
    metadata,
    spec: {
      kind: "object",
      what: "the spec of a Pod",
      fields: {
        hostNetwork: { kind: "scalar", types: ["boolean"], what: "true or false" },
        containers,
        initContainers: containers,
      },
    },
    status: {
      kind: "object",
      what: "the status of a Pod",
      fields: {
        phase: text,
        podIP: address,
        podIPs: {
          kind: "list",
          what: "a list of addresses",
          of: { kind: "object", what: "an item of podIPs", fields: { ip: address }, required: ["ip"] },
        },
      },
    },
  },
  required: ["metadata"],
};
