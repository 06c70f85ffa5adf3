import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import type { Component } from "../graph/components";
import { workloads } from "./workloads";

/** Whether values are a Kubernetes object, such as a ValdRelease, instead of values of the chart. */
export function isObject(values: unknown): boolean {
  return isRecord(values) && Object.hasOwn(values, "kind");
}

/** The path at which the values of the chart begin: `spec` in a ValdRelease. */
export function root(values: unknown): Path {
  return isObject(values) ? ["spec"] : [];
}

/** The path in the chart's values, or in a ValdRelease, of what `fromChartValues` puts at a path of the args. */
export function chartPath(values: unknown, path: Path): Path {
  const [area, component, field, ...rest] = path;
  if (area === "namespace") return ["metadata", ...path];
  if (area !== "components" || component === undefined || !Object.hasOwn(workloads, component))
    return [...root(values), ...path];
  const { at, name = "name" } = workloads[component as Component];
  return [...root(values), ...at, ...(field === undefined ? [] : [field === "name" ? name : field]), ...rest];
}
