import type { Component } from "../graph/components";
import { valueAt } from "./valueAt";
import { workloads } from "./workloads";

/** Whether Vald's charts deploy a component with these values. */
export function isDeployed(chart: unknown, component: Component): boolean {
  // The rotator has no setting of its own: the index operator starts it if there are replicas.
  if (component === "readreplicaRotator") return isDeployed(chart, "agentReadreplica");
  // charts/vald-readreplica makes replicas only of the pods of a StatefulSet.
  if (component === "agentReadreplica" && !(isDeployed(chart, "agent") && isStatefulSet(chart))) return false;
  const { at, enabledByDefault } = workloads[component];
  return (valueAt(chart, [...at, "enabled"]) ?? enabledByDefault) === true;
}

function isStatefulSet(chart: unknown): boolean {
  const kind = valueAt(chart, ["agent", "kind"]);
  return kind === undefined || kind === "StatefulSet";
}
