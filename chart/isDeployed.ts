import type { Component } from "../graph/components";
import { valueAt } from "../args/schema/valueAt";
import { workloads } from "./workloads";

/** Whether Vald's charts deploy a component with these values. */
export function isDeployed(chart: unknown, component: Component): boolean {
  // The rotator does not have its own setting: the index operator starts it if there are read replicas.
  if (component === "readreplicaRotator") return isDeployed(chart, "agentReadreplica");
  // charts/vald-readreplica creates replicas only for a StatefulSet's pods.
  if (component === "agentReadreplica" && !(isDeployed(chart, "agent") && isStatefulSet(chart))) return false;
  const { at, enabledByDefault } = workloads[component];
  return (valueAt(chart, [...at, "enabled"]) ?? enabledByDefault) === true;
}

function isStatefulSet(chart: unknown): boolean {
  const kind = valueAt(chart, ["agent", "kind"]);
  return kind === undefined || kind === "StatefulSet";
}
