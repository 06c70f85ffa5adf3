import type { Path } from "../args/schema/issue";
import { chartPath } from "./chartPath";
import type { ChartWarning } from "./chartWarnings";
import { valueAt } from "../args/schema/valueAt";

/** The chart's values that args were merged over. */
export interface MergedChart {
  warnings: readonly ChartWarning[];
  /** Whether the package's own args contain the value at a path in the merged args. */
  isOwn(path: Path): boolean;
  /** Where the user wrote the value at a path in the merged args: that path, or one such as `chartValues.agent.enabled`. */
  locate(path: Path): Path;
}

export function mergedChart(values: unknown, own: unknown, warnings: readonly ChartWarning[]): MergedChart {
  const isOwn = (path: Path) => valueAt(own, path) !== undefined;
  return {
    warnings,
    isOwn,
    locate: (path) => {
      const inChart = chartPath(values, path);
      return isOwn(path) || valueAt(values, inChart) === undefined ? path : ["chartValues", ...inChart];
    },
  };
}
