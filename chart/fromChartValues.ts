import { type Component, componentNames } from "../graph/components";
import { valdGraph } from "../graph/valdGraph";
import type { ArgValues, ComponentSettings, CustomRules, NetworkPoliciesArgs } from "../policy/args";
import { InvalidArgsError } from "../policy/assertValid";
import { merged } from "../policy/merged";
import { validate, validateShape } from "../policy/validate";
import { chartPath, isObject, root } from "./chartPath";
import { chartShape, releaseShape } from "./chartShape";
import { type ChartWarning, chartWarnings } from "./chartWarnings";
import { isDeployed } from "./isDeployed";
import { portsOf } from "./portsOf";
import { valueAt } from "./valueAt";
import { workloads } from "./workloads";

/**
 * The args for a Vald cluster that Vald's Helm chart deploys with these values, as of the chart's version 1.7.17. Takes what
 * Helm would be given, merged, or a ValdRelease, whose namespace and `spec` count. Reads which components there are, their
 * names and their ports, and `defaults.networkPolicy`, with the chart's own defaults: network policies are off unless
 * `defaults.networkPolicy.enabled` is true. Settings that do not concern the network are left alone; what concerns it and
 * needs more than these values can say comes as warnings, in the order of their codes.
 *
 * `own` is what else there is to say, as the package's own args; it is merged over what the chart's values say, as Helm merges
 * values. Warnings are then of what is still missing. The chart makes policies of its own under the same names where they are
 * on: leave them off in its values, and turn these on in `own`.
 *
 * Throws `InvalidArgsError` with every problem of the chart's values, whose paths its own are; `own` is checked by who takes
 * the args.
 */
export function fromChartValues<A extends NetworkPoliciesArgs<ArgValues> = NetworkPoliciesArgs>(
  values: unknown,
  own?: A,
): { args: Omit<NetworkPoliciesArgs, keyof A> & A; warnings: ChartWarning[] } {
  const problems = validateShape(values, isObject(values) ? releaseShape : chartShape, []);
  if (problems.length > 0) throw new InvalidArgsError(problems);
  const ofChart = argsOf(values);
  // What is left can be wrong only between components.
  const between = validate(ofChart).map((problem) => ({ ...problem, path: chartPath(values, problem.path) }));
  if (between.length > 0) throw new InvalidArgsError(between);
  const args = merged(ofChart, own) as Omit<NetworkPoliciesArgs, keyof A> & A;
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
  // The policy of a mirror gateway has a name of its own unless the gateway is renamed.
  const isRenamed = name !== undefined && name !== valdGraph.components[component].app;
  const ports = portsOf(chart, component);
  return {
    enabled: isDeployed(chart, component),
    ...(isRenamed && { name }),
    ...(ports !== undefined && { ports }),
  };
}
