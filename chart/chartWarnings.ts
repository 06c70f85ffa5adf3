import type { EdgeEndpoint, NetworkPoliciesArgs, ValueKinds } from "../args/args";
import type { Path } from "../args/schema/issue";
import { type Component, componentNames } from "../graph/components";
import { root } from "./chartPath";
import { chartSchema } from "./chartSchema";
import { edgesOf } from "./edgesOf";
import { hasCustomRule } from "./hasCustomRule";
import { initContainerWarnings } from "./initContainers";
import {
  type ChartAdvice,
  type ChartWarningCode,
  type NetworkRequirement,
  networkRequirements,
  policiesEnabledPath,
} from "./networkRequirements";
import { unknownKeys } from "./unknownKeys";
import { valueAt } from "../args/schema/valueAt";
import { workloads } from "./workloads";

/** A warning about a chart setting, such as a setting that needs network access that chart values cannot express. */
export interface ChartWarning {
  /** What the warning is about, such as `object-storage`. */
  code: ChartWarningCode;
  /** Location of the setting in the values. */
  path: Path;
  /** What the setting causes. */
  message: string;
  /** What to do about it. */
  remediation: string;
}

/**
 * Warnings about a chart's values or a ValdRelease, in particular about settings that need network access. Such a setting
 * causes no warning if the args contain a rule or an edge that may allow the access. If policies are off, only misspelled keys cause
 * warnings, because a misspelled key may be the reason why policies are off.
 */
export function chartWarnings(values: unknown, args: NetworkPoliciesArgs<ValueKinds>): ChartWarning[] {
  const chart = valueAt(values, root(values));
  const unknown = unknownKeys(chart, chartSchema, root(values)).map(({ path, intended }): ChartWarning => ({
    code: "unknown-key",
    path,
    message: "the chart has no setting with this name",
    remediation: `did you mean \`${intended}\`?`,
  }));
  if (args.defaults?.networkPolicy?.enabled === false) return unknown;
  const warnings = new Map<string, ChartWarning>();
  // A chart default, or a setting that components share, is reported only once.
  const add = (code: ChartWarningCode, setting: Path, advice: ChartAdvice): void => {
    const path = [...root(values), ...setting];
    const key = JSON.stringify([code, path]);
    if (!warnings.has(key)) warnings.set(key, { code, path, ...advice });
  };
  for (const requirement of networkRequirements) {
    const components = componentsWithoutRule(requirement, args);
    for (const component of components) {
      for (const setting of requirement.settings(chart, workloads[component], args))
        add(requirement.code, setting, requirement.advice(component, components));
    }
  }
  for (const { path, advice } of initContainerWarnings(chart, args)) add("init-container", path, advice);
  const operator = ["manager", "index", "operator", "enabled"];
  if (valueAt(chart, operator) === true)
    add("index-operator", operator, {
      message: "vald-network-policy has no component for the index operator",
      remediation: "create your own policy for the operator's pods",
    });
  if (valueAt(chart, policiesEnabledPath) === true)
    add("chart-policies", policiesEnabledPath, {
      message: "the chart also creates policies, which have the same names",
      remediation:
        "set this field to false in the values that you install the chart with, and to true in the args or the values file of vald-network-policy",
    });
  return [...warnings.values(), ...unknown];
}

/** The deployed components that have a requirement and no rule that may meet it. */
function componentsWithoutRule(
  { of = componentNames, directions, sharedRulesCount = false, oneComponentSuffices = false }: NetworkRequirement,
  args: NetworkPoliciesArgs<ValueKinds>,
): Component[] {
  const deployed = of.filter((component) => args.components?.[component]?.enabled === true);
  const lacking = deployed.filter((component) =>
    directions.some((direction) => !mayHaveRule(args, component, direction, sharedRulesCount)),
  );
  return oneComponentSuffices && lacking.length < deployed.length ? [] : lacking;
}

/**
 * Whether the args contain a rule that may meet a component's requirement: any custom rule in this direction, or an edge
 * between the component and an endpoint outside Vald.
 */
function mayHaveRule(
  args: NetworkPoliciesArgs<ValueKinds>,
  component: Component,
  direction: "ingress" | "egress",
  sharedRulesCount: boolean,
): boolean {
  if (hasCustomRule(args, component, direction, sharedRulesCount)) return true;
  const [local, remote] = direction === "ingress" ? (["to", "from"] as const) : (["from", "to"] as const);
  const isLocal = (named: EdgeEndpoint["component"]) => named === component || (sharedRulesCount && named === "every");
  return edgesOf(args).some((edge) => isLocal(edge?.[local]?.component) && edge?.[remote]?.component === undefined);
}
