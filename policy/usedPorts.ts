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
  const served = (name: "grpc" | "rest" | "readiness") =>
    args.components?.[component]?.ports?.[name] ?? args.defaults?.ports?.[name] ?? servedPorts[name];
  return uses
    .filter(({ without = [] }) => !without.some((c) => deployed.includes(c)))
    .flatMap(({ service }) => (service === "readiness" ? [served("readiness")] : [served("grpc"), served("rest")]))
    .flatMap((port) => (port === undefined ? [] : [{ port }]));
}
