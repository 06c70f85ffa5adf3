import { isRecord } from "../args/schema/isRecord";
import type { Path } from "../args/schema/issue";
import type { Component } from "../graph/components";
import { workloads } from "./workloads";

/** Whether values are a Kubernetes object, such as a ValdRelease, rather than chart values. */
export function isObject(values: unknown): boolean {
  return isRecord(values) && Object.hasOwn(values, "kind");
}

/** The path where the chart's values begin: `spec` in a ValdRelease, or the top level. */
export function root(values: unknown): Path {
  return isObject(values) ? ["spec"] : [];
}

/**
 * Converts a path in the args from `fromChartValues` to the path of the same setting in the chart's values or in a ValdRelease.
 */
export function chartPath(values: unknown, path: Path): Path {
  const [area, component, field, ...rest] = path;
  if (area === "namespace") return ["metadata", ...path];
  if (area !== "components" || component === undefined || !Object.hasOwn(workloads, component))
    return [...root(values), ...path];
  const { at, name = "name" } = workloads[component as Component];
  return [...root(values), ...at, ...(field === undefined ? [] : [field === "name" ? name : field]), ...rest];
}
