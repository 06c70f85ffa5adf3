import type { Component } from "../graph/components";
import { isRecord } from "../policy/isRecord";
import type { Path } from "../policy/problem";
import { workloads } from "./workloads";

/** Whether values are a Kubernetes object, such as a ValdRelease, instead of a chart's values. */
export function isObject(values: unknown): boolean {
  return isRecord(values) && Object.hasOwn(values, "kind");
}

/** Where the values of the chart begin: in a ValdRelease at its `spec`. */
export function root(values: unknown): Path {
  return isObject(values) ? ["spec"] : [];
}

/** Where the chart's values, or a ValdRelease, say what `fromChartValues` has put at a path of the args. */
export function chartPath(values: unknown, path: Path): Path {
  const [area, component, field, ...rest] = path;
  if (area === "namespace") return ["metadata", ...path];
  if (area !== "components" || component === undefined || !Object.hasOwn(workloads, component))
    return [...root(values), ...path];
  const { at, name = "name" } = workloads[component as Component];
  return [...root(values), ...at, ...(field === undefined ? [] : [field === "name" ? name : field]), ...rest];
}
