import type { LabelMap } from "../../kubernetes/networkPolicy";
import type { AnalysisObjects } from "./analysisInput";
import { groupBy } from "./groupBy";
import { inFamily, mayHaveFamily, type Peer, type Pod } from "./peer";
import { selects } from "./selectors";
import type { EndpointSlice, Service, ServiceEndpoint, ServicePort } from "./service";

/** A pod or an address behind a Service. */
export interface ServiceBackend {
  /** The end of the connection. A pod on the host network is an address, because policies do not apply to it. */
  peer: Peer;
  /** The pod, if it is known. */
  pod?: Pod;
  isReady: boolean;
  /** Whether the input contains no pod for the Service, so that `peer` is any pod with the labels that the Service selects. */
  isAssumed?: true;
  /** The EndpointSlice that contains the backend. */
  slice?: EndpointSlice;
}

/** The backends of a Service: undefined if they are unknown. With `family`, only those with an address of that family. */
export type FindBackends = (service: Service, family?: 4 | 6) => ServiceBackend[] | undefined;

/**
 * Prepares a search for the backends of Services. They are the endpoints in the Service's EndpointSlices or, if there are no
 * EndpointSlices, the pods that the Service selects.
 */
export function backendFinder({
  pods = [],
  hostNetworkPods = [],
  namespaces = {},
}: Pick<AnalysisObjects, "pods" | "hostNetworkPods" | "namespaces">): FindBackends {
  const onHostNetwork = new Set(hostNetworkPods);
  const all = [...pods, ...hostNetworkPods];
  const byLabel = groupBy(all, ({ namespace, labels }) =>
    Object.entries(labels).map(([key, value]) => labelKey(namespace, key, value)),
  );
  const byName = groupBy(all, ({ namespace, name }) => (name === undefined ? [] : [`${namespace}/${name}`]));
  const byAddress = groupBy(pods, ({ ips = [] }) => ips);

  const backendsOf = (pod: Pod): Pick<ServiceBackend, "peer" | "pod">[] => {
    const { ips = [] } = pod;
    const isAddress = onHostNetwork.has(pod) && ips.length > 0;
    return (isAddress ? ips.map((address) => ({ address })) : [pod]).map((peer) => ({ peer, pod }));
  };
  const assumed = ({ namespace, selector: labels = {} }: Service): Pod => ({
    namespace,
    labels,
    mayHaveMoreLabels: true,
    ...(Object.hasOwn(namespaces, namespace) && { namespaceLabels: namespaces[namespace] as LabelMap }),
  });
  const selected = (service: Service, selector: LabelMap): ServiceBackend[] => {
    const { namespace } = service;
    const lists = Object.entries(selector).map(([key, value]) => byLabel.get(labelKey(namespace, key, value)) ?? []);
    const [shortest = []] = lists.sort((a, b) => a.length - b.length);
    const matching = shortest.filter(({ labels }) => selects({ matchLabels: selector }, labels) === true);
    return matching.length === 0
      ? [{ peer: assumed(service), isReady: true, isAssumed: true }]
      : matching.flatMap(backendsOf).map((backend) => ({ ...backend, isReady: true }));
  };
  const listed = (service: Service, endpoint: ServiceEndpoint, slice: EndpointSlice): ServiceBackend[] => {
    const { address, pod: reference, isReady } = endpoint;
    const [pod] = reference === undefined ? (byAddress.get(address) ?? []) : (byName.get(nameKey(reference)) ?? []);
    if (pod !== undefined && onHostNetwork.has(pod)) return [{ peer: { address }, pod, isReady, slice }];
    const known = pod ?? (reference && { ...assumed(service), ...reference });
    const peer = known === undefined ? { address } : { ...known, ips: [address] };
    return [{ peer, ...(pod !== undefined && { pod }), isReady, slice }];
  };

  return (service, family) => {
    const { endpointSlices, selector } = service;
    const backends =
      endpointSlices !== undefined
        ? endpointSlices.flatMap((slice) => slice.endpoints.flatMap((endpoint) => listed(service, endpoint, slice)))
        : selector !== undefined
          ? selected(service, selector)
          : undefined;
    if (family === undefined) return backends;
    return backends
      ?.filter(({ peer }) => mayHaveFamily(peer, family))
      .map((backend) => ({ ...backend, peer: inFamily(backend.peer, family) }));
  };
}

/**
 * The port of a backend to which a Service's port leads: a number, or a name if the numbers of the pod's ports are unknown.
 * Undefined if the backend has no such port.
 */
export function backendPort(
  { slice, pod }: ServiceBackend,
  { name, protocol, targetPort }: ServicePort,
): number | string | undefined {
  if (slice !== undefined) return slice.ports.find((port) => port.name === name && port.protocol === protocol)?.port;
  if (typeof targetPort === "number" || pod?.ports === undefined) return targetPort;
  return pod.ports.find((port) => port.name === targetPort && (port.protocol ?? "TCP") === protocol)?.containerPort;
}

function nameKey({ namespace, name }: { namespace: string; name: string }): string {
  return `${namespace}/${name}`;
}

function labelKey(namespace: string, key: string, value: string): string {
  return `${namespace} ${key}=${value}`;
}
