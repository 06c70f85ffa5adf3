import { argsSchema } from "../args/argsSchema";
import { isRecord } from "../args/schema/isRecord";
import type { Issue } from "../args/schema/issue";
import { nearest } from "../args/schema/nearest";
import { oneOf } from "../args/schema/oneOf";
import type { RelativeIssue } from "../args/schema/schema";
import { validateSchema } from "../args/schema/validateSchema";
import { root } from "./chartPath";
import { valueAt } from "../args/schema/valueAt";
import { workloads } from "./workloads";

/**
 * Issues if values of one file, or a ValdRelease, are not the values of Vald's chart. Merged with other files, such values would be
 * ignored.
 */
export function otherChartFileIssues(values: unknown): Issue[] {
  const schema = { kind: "object", label: "chart values", allowUnknownKeys: true, fields: {} } as const;
  const chart = valueAt(values, root(values));
  return isRecord(chart) ? validateSchema(chart, { ...schema, check: otherChartIssues }, root(values)) : [];
}

/** The top-level keys of the workloads, and all top-level keys of Vald's chart. */
const workloadKeys = [...new Set(Object.values(workloads).map(({ at }) => at[0] ?? ""))];
const topLevelKeys = [...workloadKeys, "defaults"];

/**
 * Issues for values that are not the values of Vald's chart: those of a chart that contains Vald's values, or those of a chart that
 * has nothing to do with Vald. Without these issues, such values would be ignored and read as the defaults of Vald's chart. Values
 * without any key are the defaults.
 */
export function otherChartIssues(
  values: Readonly<Record<string, unknown>>,
  presentKeys: ReadonlySet<string>,
): RelativeIssue[] {
  const hasAny = (names: Iterable<string>, keys: readonly string[]) => [...names].some((name) => keys.includes(name));
  if (hasAny(presentKeys, workloadKeys)) return [];
  const issueAt = (key: string, hint: string): RelativeIssue => ({
    code: "unknown-field",
    at: [key],
    expected: oneOf(topLevelKeys),
    hint,
  });
  if (presentKeys.has("default_vrs"))
    return [
      issueAt(
        "default_vrs",
        "these are values of the chart `vald-operator`; Vald's values are below `default_vrs.spec`, so pass only those",
      ),
    ];
  const nested = Object.entries(values).filter(
    ([, inner]) => isRecord(inner) && hasAny(Object.keys(inner), workloadKeys),
  );
  if (nested.length > 0)
    return nested.map(([key]) =>
      issueAt(key, `if Vald's chart is a dependency of your chart, pass only the values under \`${key}\``),
    );
  // Helm passes `global` to every chart. Settings of this package have an issue of their own.
  const [first] = [...presentKeys].filter((key) => key !== "global");
  if (first === undefined || hasAny(presentKeys, ["defaults", ...ownKeys])) return [];
  const intended = nearest(first, topLevelKeys);
  if (intended !== undefined) return [issueAt(first, `did you mean \`${intended}\`?`)];
  const hint = Object.hasOwn(argsSchema.fields, first)
    ? ownSettingHint
    : "Vald's chart has none of the keys in these values; are they the values of another chart?";
  return [issueAt(first, hint)];
}

/** The hint for a setting of this package among the chart's values. */
export const ownSettingHint = "this is a setting of vald-network-policy; put it into a separate values file";

/** Keys in this package's args that other charts' values may also contain. */
const commonKeys = ["namespace", "defaults", "labels", "annotations"];

/** The other keys in this package's args. */
export const ownKeys = Object.keys(argsSchema.fields).filter((key) => !commonKeys.includes(key));
