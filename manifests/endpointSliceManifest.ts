import { listOf, partial } from "../analysis/model/inputSchemas";
import type { EndpointSlice, ServiceEndpoint } from "../analysis/model/service";
import { anyString, boolean, portNumber, protocol } from "../args/scalarSchemas";
import { parseAddress } from "../kubernetes/cidr";
import { dnsName, metadataSchema } from "./objectSchemas";
import type { Manifest } from "./validateManifests";

interface TargetRef {
  kind?: string;
  name?: string;
  namespace?: string;
}

interface Port {
  name?: string;
  protocol?: string;
  port?: number;
}

/** The fields of an EndpointSlice object that are read. */
export interface EndpointSliceManifest extends Manifest {
  endpoints?: { addresses?: string[]; conditions?: { ready?: boolean }; targetRef?: TargetRef }[];
  ports?: Port[];
}

/** The fields of an Endpoints object, which has the name of its Service, that are read. */
export interface EndpointsManifest extends Manifest {
  subsets?: { addresses?: EndpointAddress[]; notReadyAddresses?: EndpointAddress[]; ports?: Port[] }[];
}

interface EndpointAddress {
  ip?: string;
  targetRef?: TargetRef;
}

/** The name of the Service, in the same namespace, to which an EndpointSlice belongs. */
export function serviceNameOf({ metadata: { labels = {} } }: EndpointSliceManifest): string | undefined {
  return Object.hasOwn(labels, serviceNameLabel) ? labels[serviceNameLabel] : undefined;
}

const serviceNameLabel = "kubernetes.io/service-name";

/** Converts an EndpointSlice. The first address of an endpoint stands for all of them. */
export function endpointSliceOf({
  metadata: { namespace },
  endpoints = [],
  ports,
}: EndpointSliceManifest): EndpointSlice {
  return {
    endpoints: endpoints.flatMap(({ addresses = [], conditions, targetRef }) =>
      endpointOf(addresses[0], targetRef, namespace, conditions?.ready !== false),
    ),
    ports: portsOf(ports),
  };
}

/** Converts an Endpoints object, which clusters wrote before there were EndpointSlices. */
export function endpointSlicesOf({ metadata: { namespace }, subsets = [] }: EndpointsManifest): EndpointSlice[] {
  return subsets.map(({ addresses = [], notReadyAddresses = [], ports }) => ({
    endpoints: [
      ...addresses.flatMap(({ ip, targetRef }) => endpointOf(ip, targetRef, namespace, true)),
      ...notReadyAddresses.flatMap(({ ip, targetRef }) => endpointOf(ip, targetRef, namespace, false)),
    ],
    ports: portsOf(ports),
  }));
}

/** The endpoint, unless it has a DNS name instead of an address. */
function endpointOf(
  address: string | undefined,
  { kind, name, namespace: own }: TargetRef = {},
  namespace: string,
  isReady: boolean,
): ServiceEndpoint[] {
  if (address === undefined || parseAddress(address) === undefined) return [];
  const pod = kind === "Pod" && name !== undefined ? { namespace: own ?? namespace, name } : undefined;
  return [{ address, ...(pod !== undefined && { pod }), isReady }];
}

/** A port without a number does not belong to a Service. */
function portsOf(ports: readonly Port[] = []): EndpointSlice["ports"] {
  return ports.flatMap(({ name, protocol: written = "TCP", port }) =>
    port === undefined ? [] : [{ ...(name !== undefined && name !== "" && { name }), protocol: written, port }],
  );
}

const ports = listOf("ports", partial("a port", { name: dnsName, protocol, port: portNumber }));
const targetRef = partial("a reference", { kind: anyString, name: dnsName, namespace: dnsName });

export const endpointSliceSchema = partial(
  "an EndpointSlice",
  {
    metadata: metadataSchema,
    endpoints: listOf(
      "endpoints",
      partial("an endpoint", {
        addresses: listOf("addresses", anyString),
        conditions: partial("an endpoint's conditions", { ready: boolean }),
        targetRef,
      }),
    ),
    ports,
  },
  ["metadata"],
);

const endpointAddresses = listOf("addresses", partial("an address", { ip: anyString, targetRef }));

export const endpointsSchema = partial(
  "an Endpoints object",
  {
    metadata: metadataSchema,
    subsets: listOf(
      "subsets",
      partial("a subset", { addresses: endpointAddresses, notReadyAddresses: endpointAddresses, ports }),
    ),
  },
  ["metadata"],
);
