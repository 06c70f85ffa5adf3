import type { ComponentSettings, CustomRules, NetworkPoliciesArgs, ValueKinds } from "../args/args";
import { InvalidArgsError } from "../args/invalidArgsError";
import { mergeValues } from "../args/mergeValues";
import { validateSchema } from "../args/schema/validateSchema";
import { validate } from "../args/validate";
import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { chartPath, isObject, root } from "./chartPath";
import { chartSchema, releaseSchema } from "./chartSchema";
import { type ChartWarning, chartWarnings } from "./chartWarnings";
import { isDeployed } from "./isDeployed";
import { portsOf } from "./portsOf";
import { valueAt } from "./valueAt";
import { workloads } from "./workloads";

/**
 * The args for the Vald cluster that Vald's Helm chart (version 1.7.17) deploys with these values. Accepts the merged values that
 * Helm would use, or a ValdRelease with its namespace and `spec`. Reads the components, their names and ports, and
 * `defaults.networkPolicy`, with the chart's own defaults: network policies are off unless `defaults.networkPolicy.enabled` is
 * true. Ignores settings that do not concern the network. Whatever needs network access beyond these values becomes a warning,
 * in the order of the warning codes.
 *
 * `own` are args of this package to merge over those of the chart, as Helm merges values; warnings consider them. The chart would
 * create policies with the same names, so leave them off in its values and turn them on in `own`.
 *
 * Throws `InvalidArgsError` with every issue of the chart's values; the paths are paths in these values. `own` is not validated
 * here, but by whoever uses the args.
 */
export function fromChartValues<A extends NetworkPoliciesArgs<ValueKinds> = NetworkPoliciesArgs>(
  values: unknown,
  own?: A,
): { args: Omit<NetworkPoliciesArgs, keyof A> & A; warnings: ChartWarning[] } {
  const issues = validateSchema(values, isObject(values) ? releaseSchema : chartSchema, []);
  if (issues.length > 0) throw new InvalidArgsError(issues);
  const chartArgs = argsOf(values);
  // Only conflicts between components can be left.
  const conflicts = validate(chartArgs).map((issue) => ({ ...issue, path: chartPath(values, issue.path) }));
  if (conflicts.length > 0) throw new InvalidArgsError(conflicts);
  const args = mergeValues(chartArgs, own) as Omit<NetworkPoliciesArgs, keyof A> & A;
  return { args, warnings: chartWarnings(values, args) };
}

function argsOf(values: unknown): NetworkPoliciesArgs {
  const chart = valueAt(values, root(values));
  const namespace = isObject(values) ? valueAt(values, ["metadata", "namespace"]) : undefined;
  const custom = valueAt(chart, ["defaults", "networkPolicy", "custom"]);
  return {
    ...(namespace !== undefined && { namespace: namespace as string }),
    defaults: {
      networkPolicy: {
        enabled: valueAt(chart, ["defaults", "networkPolicy", "enabled"]) === true,
        ...(custom !== undefined && { custom: custom as CustomRules }),
      },
    },
    components: Object.fromEntries(componentNames.map((component) => [component, settingsOf(chart, component)])),
  };
}

function settingsOf(chart: unknown, component: Component): ComponentSettings {
  const { at, name: nameKey = "name" } = workloads[component];
  const name = valueAt(chart, [...at, nameKey]) as string | undefined;
  // The default name must stay implicit: the mirror gateway's policy has a name of its own only then.
  const isRenamed = name !== undefined && name !== valdGraph.components[component].app;
  const ports = portsOf(chart, component);
  return {
    enabled: isDeployed(chart, component),
    ...(isRenamed && { name }),
    ...(ports !== undefined && { ports }),
  };
}
