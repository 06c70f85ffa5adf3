import type { ComponentSettings, CustomRules, NetworkPoliciesArgs, ValueKinds } from "../args/args";
import { InvalidArgsError } from "../args/invalidArgsError";
import { mergeValues } from "../args/mergeValues";
import { validateSchema } from "../args/schema/validateSchema";
import { validate } from "../args/validate";
import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import { chartPath, isObject, root } from "./chartPath";
import { chartSchema, objectSchema, partial } from "./chartSchema";
import { type ChartWarning, chartWarnings } from "./chartWarnings";
import { isDeployed } from "./isDeployed";
import { portsOf } from "./portsOf";
import { valueAt } from "../args/schema/valueAt";
import { workloads } from "./workloads";

/**
 * Returns the args for the Vald cluster that Vald's Helm chart (version 1.7.17) deploys with these values. Accepts the merged
 * values that Helm would use, or a ValdRelease with its namespace and `spec`. Reads the components, their names and ports, and
 * `defaults.networkPolicy`, and applies the chart's own defaults: network policies are off unless
 * `defaults.networkPolicy.enabled` is true. Ignores settings that do not affect the network. Returns a warning for each setting
 * that needs network access that these values cannot express. Warnings are in the order of the warning codes.
 *
 * `own` contains this package's args, which are merged over the chart's args, as Helm merges values. The warnings take these
 * args into account. The chart would create policies with the same names, so leave policies off in the chart's values and turn
 * them on in `own`.
 *
 * Throws `InvalidArgsError` with every issue in the chart's values; paths refer to these values. Does not validate
 * what is in `own`, because the functions that use the args do.
 */
export function fromChartValues<A extends NetworkPoliciesArgs<ValueKinds> = NetworkPoliciesArgs>(
  values: unknown,
  own?: A,
): { args: Omit<NetworkPoliciesArgs, keyof A> & A; warnings: ChartWarning[] } {
  const schema = isObject(values) ? objectSchema(valueAt(values, ["kind"])) : chartSchema;
  const issues = validateSchema(values, schema, []).concat(
    own === undefined ? [] : validateSchema(own, ownSchema, ["own"]),
  );
  if (issues.length > 0) throw new InvalidArgsError(issues);
  const chartArgs = argsOf(values);
  // The only remaining issues can be conflicts between components.
  const conflicts = validate(chartArgs).map((issue) => ({ ...issue, path: chartPath(values, issue.path) }));
  if (conflicts.length > 0) throw new InvalidArgsError(conflicts);
  const args = mergeValues(chartArgs, own) as Omit<NetworkPoliciesArgs, keyof A> & A;
  return { args, warnings: chartWarnings(values, args) };
}

const ownSchema = partial("args", {});

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
  // The default name must be omitted, because the mirror gateway's policy has its special name only if the name is not
  // set.
  const isRenamed = name !== undefined && name !== valdGraph.components[component].app;
  const ports = portsOf(chart, component);
  return {
    enabled: isDeployed(chart, component),
    ...(isRenamed && { name }),
    ...(ports !== undefined && { ports }),
  };
}
