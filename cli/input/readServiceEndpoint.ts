import { isDeepStrictEqual } from "node:util";
import type { AnalysisObjects } from "../../analysis/model/analysisInput";
import type { Pod } from "../../analysis/model/peer";
import { podsWithAddress } from "../../analysis/model/podsWithAddress";
import { type Service, serviceReference, type ServiceReference } from "../../analysis/model/service";
import { serviceText } from "../../analysis/text/serviceText";
import { escapeText } from "../../args/schema/issue";
import { parseAddress } from "../../kubernetes/cidr";
import { assertNoPort } from "./endpointHint";
import { isServiceKind } from "./objectKinds";
import { UsageError } from "./usageError";

/** A Service that is the target of a question, and its address, if the question names it. */
export interface ServiceEndpoint {
  to: ServiceReference;
  address?: string;
}

type ServiceObjects = Pick<AnalysisObjects, "services" | "pods" | "hostNetworkPods" | "endedPods">;

/**
 * Reads a Service: its address, `namespace/name` if nothing else has this name, `namespace/svc/name`, or its DNS name
 * (`name.namespace.svc`, with or without the cluster's domain). Undefined if the text does not name a Service. Throws
 * `UsageError` if the text can name only a Service, and the input does not contain it.
 */
export function readServiceEndpoint(
  text: string,
  { services, pods = [], hostNetworkPods = [], endedPods = [] }: ServiceObjects,
  { port, protocol = "TCP" }: { port?: number | string; protocol?: string } = {},
): ServiceEndpoint | undefined {
  const address = parseAddress(text);
  if (address !== undefined) {
    const isSame = (other: string) => isDeepStrictEqual(parseAddress(other), address);
    if (podsWithAddress(text, pods).length > 0) return undefined;
    const all = (services ?? []).filter((service) => addressesOf(service).some(isSame));
    // Services may share an external address if they serve different ports.
    const serving = all.filter(({ ports }) =>
      ports.some((one) => one.protocol === protocol && (one.port === port || one.name === port)),
    );
    const [service, ...others] = serving.length > 0 ? serving : all;
    if (service !== undefined && others.length > 0)
      throw new UsageError(
        `${text}: several Services have this address: ${all.map(serviceText).join(", ")}; specify the port, or name the Service with namespace/name`,
      );
    return service && { to: serviceReference(service), address: addressesOf(service).find(isSame) ?? text };
  }
  assertNoPort(text);
  const reference = serviceName(text);
  if (reference === undefined) return undefined;
  const { namespace, name, isExact } = reference;
  const hasName = (object: { namespace: string; name?: string }) =>
    object.namespace === namespace && object.name === name;
  const isOfWorkload = (pod: Pod) => pod.namespace === namespace && pod.workload?.name === name;
  const isPod = [...pods, ...hostNetworkPods, ...endedPods].some((pod) => hasName(pod) || isOfWorkload(pod));
  if (!isExact && isPod) return undefined;
  const service = services?.find(hasName);
  if (service !== undefined) return { to: serviceReference(service) };
  if (!isExact) return undefined;
  const reason =
    services === undefined
      ? "the input contains no Service objects; pass them with --manifests, such as the output of `kubectl get ns,pods,svc,endpointslices,netpol -A -o yaml`"
      : `the input contains no Service ${namespace}/${name}`;
  throw new UsageError(`${escapeText(text)}: ${reason}`);
}

/** Throws `UsageError` if a text names a Service, because a Service does not open connections. */
export function refuseService(text: string, objects: ServiceObjects): void {
  const { services } = objects;
  if (services === undefined) return;
  const address = parseAddress(text);
  const named = address === undefined ? readServiceEndpoint(text, objects)?.to : undefined;
  const service = services.find((one) =>
    address === undefined
      ? isDeepStrictEqual(serviceReference(one), named)
      : one.clusterIPs.some((ip) => isDeepStrictEqual(parseAddress(ip), address)),
  );
  if (service === undefined) return;
  const { namespace, selector = {} } = service;
  const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
  const hint = labels.length === 0 ? "" : `, such as ${namespace}/${labels.join()}`;
  throw new UsageError(
    `${escapeText(text)} is the Service ${serviceText(service)}, which cannot open connections; as the source, specify the pods behind it${hint}`,
  );
}

function addressesOf({ clusterIPs, externalAddresses = [] }: Service): string[] {
  return [...clusterIPs, ...externalAddresses];
}

/** The namespace and the name in a text. `isExact`: the text can only name a Service. */
function serviceName(text: string): { namespace: string; name: string; isExact: boolean } | undefined {
  const label = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  const [, dnsName, dnsNamespace] =
    new RegExp(`^(${label})\\.(${label})\\.svc(?:\\.[-.a-z0-9]*)?$`, "i").exec(text) ?? [];
  if (dnsName !== undefined && dnsNamespace !== undefined)
    return { namespace: dnsNamespace.toLowerCase(), name: dnsName.toLowerCase(), isExact: true };
  const parts = text.split("/");
  const [namespace = "", kind = "", name = ""] = parts.length === 3 ? parts : [parts[0], "", parts[1]];
  if (parts.length < 2 || parts.length > 3 || namespace === "" || name === "" || name.includes("=")) return undefined;
  if (parts.length === 3 && !isServiceKind(kind)) return undefined;
  return { namespace, name, isExact: parts.length === 3 };
}
