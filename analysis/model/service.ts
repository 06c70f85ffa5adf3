import type { LabelMap } from "../../kubernetes/networkPolicy";

/** A Service, with its endpoints if they are known. */
export interface Service {
  /** The Service's namespace. */
  namespace: string;
  /** The Service's name. */
  name: string;
  /** The addresses of the Service, at most one for each family. Empty if the Service has none, or none yet. */
  clusterIPs: readonly string[];
  /** Further addresses of the Service: `externalIPs` and the addresses of a load balancer. Default: none. */
  externalAddresses?: readonly string[];
  /** Whether the Service's name stands for the addresses of the pods, so that no port is translated. Default: false. */
  isHeadless?: boolean;
  /** The DNS name for which the Service is an alias. Such a Service has no endpoints. */
  externalName?: string;
  /** Whether connections from outside the cluster keep their source address. Default: false. */
  keepsSourceAddress?: boolean;
  /** The Service's ports. Empty if it has none. */
  ports: readonly ServicePort[];
  /** The labels of the pods behind the Service. If omitted, Kubernetes does not maintain the Service's endpoints. */
  selector?: LabelMap;
  /** The Service's EndpointSlices. If omitted, `selector` determines the pods behind the Service. */
  endpointSlices?: readonly EndpointSlice[];
}

/** A port of a Service, and the port of the pods to which it leads. */
export interface ServicePort {
  /** A Service with several ports names each of them. */
  name?: string;
  /** `TCP`, `UDP` or `SCTP`. */
  protocol: string;
  /** The port at the Service's address. */
  port: number;
  /** The port of the pods: a number, or the name of a container port. */
  targetPort: number | string;
}

/** Some of the endpoints of a Service. All of them serve the same ports. */
export interface EndpointSlice {
  /** All endpoints, including those that are not ready. */
  endpoints: readonly ServiceEndpoint[];
  /** A port belongs to the Service's port with the same name and protocol. */
  ports: readonly { name?: string; protocol: string; port: number }[];
}

/** An address behind a Service. */
export interface ServiceEndpoint {
  /** An IPv4 or IPv6 address. */
  address: string;
  /** The pod with this address. */
  pod?: { namespace: string; name: string };
  /** Whether the endpoint gets connections. */
  isReady: boolean;
}

/** A Service as it appears in results. */
export type ServiceReference = Pick<Service, "namespace" | "name">;

export function serviceReference({ namespace, name }: Service): ServiceReference {
  return { namespace, name };
}
