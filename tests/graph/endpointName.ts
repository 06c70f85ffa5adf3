import type { Edge } from "../../graph/graph";

/** A short endpoint name: the component, the platform service, or the namespace. */
export function endpointName(endpoint: Edge["to"]): string {
  if (endpoint.kind === "component") return endpoint.component;
  if (endpoint.kind === "platform") return endpoint.service;
  return endpoint.kind === "pods" && endpoint.namespace !== undefined ? endpoint.namespace : JSON.stringify(endpoint);
}
