import type { CustomRules, EdgeArgs, EdgeEndpoint, NetworkPoliciesArgs, ValueKinds } from "../args/args";
import type { Path } from "../args/schema/issue";
import { type Component, componentNames } from "../graph/components";
import { root } from "./chartPath";
import { chartSchema } from "./chartSchema";
import {
  type ChartWarningCode,
  type NetworkRequirement,
  networkRequirements,
  policiesEnabledPath,
} from "./networkRequirements";
import { unknownKeys } from "./unknownKeys";
import { valueAt } from "./valueAt";
import { workloads } from "./workloads";

/** Something in a chart's values that needs network access which such values cannot express. */
export interface ChartWarning {
  code: ChartWarningCode;
  /** Location of the setting in the values. */
  path: Path;
  /** What is missing, and what to do. */
  text: string;
}

/**
 * What a chart's values, or a ValdRelease, need beyond the policies they express, unless the args have a rule or an edge that may
 * serve the purpose. None if policies are off.
 */
export function chartWarnings(values: unknown, args: NetworkPoliciesArgs<ValueKinds>): ChartWarning[] {
  if (args.defaults?.networkPolicy?.enabled === false) return [];
  const chart = valueAt(values, root(values));
  const warnings = new Map<string, ChartWarning>();
  for (const requirement of networkRequirements) {
    for (const component of componentsWithoutRule(requirement, args)) {
      for (const setting of requirement.settings(chart, workloads[component], args)) {
        const path = [...root(values), ...setting];
        // A default of the chart concerns every component, and is reported once.
        const key = JSON.stringify([requirement.code, path]);
        if (!warnings.has(key)) warnings.set(key, { code: requirement.code, path, text: requirement.text(component) });
      }
    }
  }
  const operator = ["manager", "index", "operator", "enabled"];
  if (valueAt(chart, operator) === true) {
    const text = "the index operator is not a component of this package; create a policy for its pods yourself";
    warnings.set("index-operator", { code: "index-operator", path: [...root(values), ...operator], text });
  }
  if (valueAt(chart, policiesEnabledPath) === true) {
    const text =
      "the chart creates policies with the same names; turn them off in the chart's values, and on in the package's values";
    warnings.set("chart-policies", { code: "chart-policies", path: [...root(values), ...policiesEnabledPath], text });
  }
  const unknown = unknownKeys(chart, chartSchema, root(values)).map(({ path, intended }): ChartWarning => ({
    code: "unknown-key",
    path,
    text: `the chart has no such setting; did you mean ${intended}?`,
  }));
  return [...warnings.values(), ...unknown];
}

/** The deployed components with a requirement and without a rule that may serve it. */
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

/** Whether the args have any custom rule, or an edge to outside Vald, that may serve a component in a direction. */
function mayHaveRule(
  args: NetworkPoliciesArgs<ValueKinds>,
  component: Component,
  direction: "ingress" | "egress",
  sharedRulesCount: boolean,
): boolean {
  const shared = sharedRulesCount ? [args.defaults?.networkPolicy?.custom] : [];
  // Rules that are not known yet count as rules.
  const rules = [args.components?.[component]?.custom, ...shared].map(
    (block) => (block as CustomRules | undefined)?.[direction],
  );
  if (rules.some((list) => list !== undefined && !(Array.isArray(list) && list.length === 0))) return true;
  const [local, remote] = direction === "ingress" ? (["to", "from"] as const) : (["from", "to"] as const);
  const isLocal = (named: EdgeEndpoint["component"]) => named === component || (sharedRulesCount && named === "every");
  // Edges may be invalid here; whoever uses the args validates them.
  const edges: readonly (Partial<EdgeArgs<ValueKinds>> | null)[] = Array.isArray(args.edges) ? args.edges : [];
  return edges.some((edge) => isLocal(edge?.[local]?.component) && edge?.[remote]?.component === undefined);
}
