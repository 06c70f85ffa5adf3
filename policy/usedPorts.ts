import type { Component } from "../graph/components";
import type { Use } from "../graph/graph";
import { servedPorts } from "../graph/servedPorts";
import type { ArgValues, NetworkPoliciesArgs } from "./args";

/** The ports that are used of a component, in the order of its services; of REST only where it is on. */
export function usedPorts<V extends ArgValues>(
  uses: readonly Use[],
  component: Component,
  args: NetworkPoliciesArgs<V>,
  deployed: readonly Component[],
): { port: V["number"] | number }[] {
  return uses
    .filter(({ without = [] }) => !without.some((c) => deployed.includes(c)))
    .flatMap(({ service }) => portsServed(service === "readiness" ? ["readiness"] : ["grpc", "rest"], component, args))
    .map((port) => ({ port }));
}

/** The ports on which a component serves, of these kinds. */
export function portsServed<V extends ArgValues>(
  kinds: readonly (keyof typeof servedPorts)[],
  component: Component,
  { components, defaults }: NetworkPoliciesArgs<V>,
): (V["number"] | number)[] {
  return kinds
    .map((kind) => components?.[component]?.ports?.[kind] ?? defaults?.ports?.[kind] ?? servedPorts[kind])
    .filter((port) => port !== undefined);
}
