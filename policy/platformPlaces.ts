import type { Endpoint, Platform } from "../graph/graph";
import { apiServerByTable, apiServerPorts, dnsPlaces } from "../graph/platform";
import type { ArgValues, DnsArgs, NetworkPoliciesArgs } from "./args";
import { outside } from "./outside";
import type { Path } from "./problem";

/** One place. It has no origin where it is no choice of the user's. */
export interface PlatformPlace<V extends ArgValues> {
  to: Endpoint<V>;
  ports: V["ports"];
  origin?: Path;
}

/**
 * Where args have what the platform has. Without a word of the user's that is in kube-system, which the documented table opens
 * as a whole, so it counts only where no more than what is used is to be open.
 */
export function platformPlaces<V extends ArgValues>(
  { service }: Platform,
  args: NetworkPoliciesArgs<V>,
): PlatformPlace<V>[] {
  return service === "dns" ? dns(args) : apiServer(args);
}

function dns<V extends ArgValues>(args: NetworkPoliciesArgs<V>): PlatformPlace<V>[] {
  return (args.dns ?? [{ preset: "kubeSystem" }]).flatMap((place: DnsArgs<V>, i): PlatformPlace<V>[] => {
    const { preset, port } = place;
    const isDocumented = preset === "kubeSystem" && port === undefined;
    if (isDocumented && args.edgePorts !== "vald") return [];
    const number = port ?? (preset === undefined ? 53 : dnsPlaces[preset].port);
    return [
      {
        to: preset === undefined ? outside(place) : dnsPlaces[preset].to,
        ports: [
          { protocol: "UDP", port: number },
          { protocol: "TCP", port: number },
        ],
        ...(!isDocumented && { origin: ["dns", i] }),
      },
    ];
  });
}

function apiServer<V extends ArgValues>({ apiServer, edgePorts }: NetworkPoliciesArgs<V>): PlatformPlace<V>[] {
  const usual = apiServerPorts.map((port) => ({ port }));
  if (apiServer !== undefined) {
    const { cidrs, ports = usual } = apiServer;
    return [{ to: { kind: "ranges", cidrs }, ports, origin: ["apiServer"] }];
  }
  return edgePorts === "vald" ? [{ to: apiServerByTable, ports: usual }] : [];
}
