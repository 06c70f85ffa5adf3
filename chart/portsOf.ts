import type { ServedPorts } from "../args/args";
import type { Component } from "../graph/components";
import { defaultServedPorts } from "../graph/servedPorts";
import { valueAt } from "../args/schema/valueAt";
import { workloads } from "./workloads";

/** The default REST port in `charts/vald/values.yaml` of github.com/vdaas/vald, version 1.7.17. */
const defaultRestPort = 8080;

/** A workload's ports that differ from the defaults. Undefined if all ports are the defaults. */
export function portsOf(chart: unknown, component: Component): ServedPorts | undefined {
  const { at, servers = at } = workloads[component];
  // The chart takes each server setting from the workload's settings. If it is not set there, the chart uses
  // `defaults`.
  const setting = (...path: string[]) =>
    valueAt(chart, [...servers, "server_config", ...path]) ?? valueAt(chart, ["defaults", "server_config", ...path]);

  const grpc = setting("servers", "grpc", "port") as number | undefined;
  const readiness = setting("healths", "readiness", "port") as number | undefined;
  const rest = setting("servers", "rest", "port") as number | undefined;
  const ports = {
    ...(grpc !== undefined && grpc !== defaultServedPorts.grpc && { grpc }),
    ...(setting("servers", "rest", "enabled") === true && { rest: rest ?? defaultRestPort }),
    ...(readiness !== undefined && readiness !== defaultServedPorts.readiness && { readiness }),
  };
  return Object.keys(ports).length === 0 ? undefined : ports;
}
