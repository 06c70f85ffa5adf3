import { mayHaveFamily } from "../../model/peer";
import type { Service, ServicePort } from "../../model/service";
import { backendPort, type ServiceBackend } from "../../model/serviceBackends";

/** A backend, and the port to which connections to the Service lead. */
export interface Target {
  backend: ServiceBackend;
  protocol?: string;
  port?: number | string;
}

/** The ports of the Service that a question asks about, with their targets. A headless Service translates no port numbers. */
export function targetsOf(
  { ports, isHeadless = false, externalName }: Service,
  { port, protocol: asked }: { port?: number | string; protocol?: string },
  backends: readonly ServiceBackend[],
): { servicePort?: ServicePort; targets: Target[] }[] {
  if (externalName !== undefined) return [];
  const protocol = asked ?? (port === undefined ? undefined : "TCP");
  const isAsked = (one: ServicePort) =>
    (protocol === undefined || one.protocol === protocol) &&
    (port === undefined || (typeof port === "number" ? one.port === port : one.name === port));
  const isTranslated = !isHeadless || (typeof port === "string" && ports.some(isAsked));
  if (!isTranslated) {
    const targets = uniqueBackends(backends).map((backend) => ({
      backend,
      ...(protocol !== undefined && { protocol }),
      ...(port !== undefined && { port }),
    }));
    return [{ targets }];
  }
  return ports.filter(isAsked).map((servicePort) => {
    const withPort = backends.flatMap((backend) => {
      const target = backendPort(backend, servicePort);
      return target === undefined ? [] : [{ backend, protocol: servicePort.protocol, port: target }];
    });
    return { servicePort, targets: mergeAddresses(withPort) };
  });
}

/** Each backend once, even if several EndpointSlices contain it. */
function uniqueBackends(backends: readonly ServiceBackend[]): ServiceBackend[] {
  return mergeAddresses(backends.map((backend) => ({ backend }))).map(({ backend }) => backend);
}

/** Joins the addresses of a pod that has one for each family, because the EndpointSlices of each family list the pod. */
function mergeAddresses<T extends Target>(targets: readonly T[]): T[] {
  const merged = new Map<string, T>();
  for (const target of targets) {
    const { peer } = target.backend;
    const name = "address" in peer ? peer.address : `${peer.namespace}/${peer.name ?? JSON.stringify(peer)}`;
    const key = `${target.port} ${name}`;
    const known = merged.get(key);
    merged.set(key, known === undefined ? target : { ...known, backend: merge(known.backend, target.backend) });
  }
  return [...merged.values()];
}

function merge(a: ServiceBackend, b: ServiceBackend): ServiceBackend {
  if ("address" in a.peer || "address" in b.peer) return a;
  const ips = [...new Set([...(a.peer.ips ?? []), ...(b.peer.ips ?? [])])];
  return { ...a, peer: { ...a.peer, ...(ips.length > 0 && { ips }) }, isReady: a.isReady || b.isReady };
}

/** Whether an address leads to any of the targets, which have the same family. */
export function leadsTo(address: string, targets: readonly Target[]): boolean {
  const family = address.includes(":") ? 6 : 4;
  return targets.some(({ backend }) => mayHaveFamily(backend.peer, family));
}
