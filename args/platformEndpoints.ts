import type { Endpoint, Platform } from "../graph/graph";
import { apiServerPorts, dnsEndpoints, documentedApiServer } from "../graph/platform";
import type { DnsArgs, NetworkPoliciesArgs, ValueKinds } from "./args";
import { resolveExternalEndpoint } from "./externalEndpoint";
import type { Path } from "./schema/issue";
import { isResolved } from "./schema/unresolved";

/** A DNS or API server endpoint. */
export interface PlatformEndpoint<V extends ValueKinds> {
  to: Endpoint<V>;
  ports: V["ports"];
  /** The path in the args that configures the endpoint. Absent for the documented default. */
  path?: Path;
}

/**
 * The endpoints of a platform service. Unless configured, the service is assumed to run in kube-system, which the documented
 * table already opens; an explicit rule is only needed with `edgePorts: vald`.
 */
export function platformEndpoints<V extends ValueKinds>(
  { service }: Platform,
  args: NetworkPoliciesArgs<V>,
): PlatformEndpoint<V>[] {
  return service === "dns" ? dns(args) : apiServer(args);
}

function dns<V extends ValueKinds>({ dns: configured = [], edgePorts }: NetworkPoliciesArgs<V>): PlatformEndpoint<V>[] {
  const known = configured.flatMap((endpoint, i) => (isResolved(endpoint) ? [{ endpoint, path: ["dns", i] }] : []));
  // If no configured endpoint is known yet, assume the default.
  const endpoints: { endpoint: DnsArgs<V>; path?: Path }[] =
    known.length > 0 ? known : [{ endpoint: { preset: "kubeSystem" } }];
  return endpoints.flatMap(({ endpoint, path }): PlatformEndpoint<V>[] => {
    const isDocumented = endpoint.preset === "kubeSystem" && endpoint.port === undefined;
    if (isDocumented && edgePorts !== "vald") return [];
    const port = endpoint.port ?? (endpoint.preset === undefined ? 53 : dnsEndpoints[endpoint.preset].port);
    return [
      {
        to: endpoint.preset === undefined ? resolveExternalEndpoint(endpoint) : dnsEndpoints[endpoint.preset].to,
        ports: [
          { protocol: "UDP", port },
          { protocol: "TCP", port },
        ],
        ...(!isDocumented && path !== undefined && { path }),
      },
    ];
  });
}

function apiServer<V extends ValueKinds>({
  apiServer: configured,
  edgePorts,
}: NetworkPoliciesArgs<V>): PlatformEndpoint<V>[] {
  const defaultPorts = apiServerPorts.map((port) => ({ port }));
  if (configured !== undefined) {
    const { cidrs, ports = defaultPorts } = configured;
    return [{ to: { kind: "cidrs", cidrs }, ports, path: ["apiServer"] }];
  }
  return edgePorts === "vald" ? [{ to: documentedApiServer, ports: defaultPorts }] : [];
}
