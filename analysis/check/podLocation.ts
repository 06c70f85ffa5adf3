import type { Location } from "../../args/ignores";
import type { PodReference } from "../model/peer";
import { peerText } from "../text/endpointText";
import { objectName } from "./context";

/** The location of a field in a Pod object, or in a workload's pod template. */
export function podLocation(pod: PodReference, ...path: readonly string[]): Location & { object: string } {
  const { namespace, workload } = pod;
  if (workload === undefined) return { object: objectName("Pod", peerText(pod)), path: [...path] };
  const template = workload.kind === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"];
  return { object: objectName(workload.kind, `${namespace}/${workload.name}`), path: [...template, ...path] };
}
