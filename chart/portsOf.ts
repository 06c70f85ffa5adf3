import type { Component } from "../graph/components";
import { servedPorts } from "../graph/servedPorts";
import type { ServedPorts } from "../policy/args";
import { valueAt } from "./valueAt";
import { workloads } from "./workloads";

/** The port of the REST server, where that is on, in `charts/vald/values.yaml` of github.com/vdaas/vald, version 1.7.17. */
const restPort = 8080;

/** The ports on which a workload of the chart serves, as far as they are not what they are without a word. */
export function portsOf(chart: unknown, component: Component): ServedPorts | undefined {
  const { at, servers = at } = workloads[component];
  // The chart takes each setting of a server from the workload, else from its defaults.
  const setting = (...path: string[]) =>
    valueAt(chart, [...servers, "server_config", ...path]) ?? valueAt(chart, ["defaults", "server_config", ...path]);

  const grpc = setting("servers", "grpc", "port") as number | undefined;
  const readiness = setting("healths", "readiness", "port") as number | undefined;
  const rest = setting("servers", "rest", "port") as number | undefined;
  const ports = {
    ...(grpc !== undefined && grpc !== servedPorts.grpc && { grpc }),
    ...(setting("servers", "rest", "enabled") === true && { rest: rest ?? restPort }),
    ...(readiness !== undefined && readiness !== servedPorts.readiness && { readiness }),
  };
  return Object.keys(ports).length === 0 ? undefined : ports;
}
