import { type Component, componentNames } from "../graph/components";
import type { ArgValues, CustomRules, EdgeArgs, EdgeEnd, NetworkPoliciesArgs } from "../policy/args";
import type { Path } from "../policy/problem";
import { root } from "./chartPath";
import { chartShape } from "./chartShape";
import { type ChartWarningCode, type Concern, concerns, policiesOn } from "./concerns";
import { unknownKeys } from "./unknownKeys";
import { valueAt } from "./valueAt";
import { workloads } from "./workloads";

/** Something in a chart's values that needs more of the network than such values can say. */
export interface ChartWarning {
  code: ChartWarningCode;
  /** Where in the values the setting is. */
  path: Path;
  /** What is missing, and what to do. */
  text: string;
}

/**
 * What a chart's values, or a ValdRelease, need of the network beyond what they say, as far as the args have no rule and no
 * edge that may be for it. None where policies are off: these cut nothing off.
 */
export function chartWarnings(values: unknown, args: NetworkPoliciesArgs<ArgValues>): ChartWarning[] {
  if (args.defaults?.networkPolicy?.enabled === false) return [];
  const chart = valueAt(values, root(values));
  const warnings = new Map<string, ChartWarning>();
  for (const concern of concerns) {
    const concerned = concernedBy(concern, args);
    for (const component of concerned) {
      for (const found of concern.settings(chart, workloads[component], args)) {
        const path = [...root(values), ...found];
        // A default of the chart concerns every component, and is told once.
        const key = JSON.stringify([concern.code, path]);
        if (!warnings.has(key)) warnings.set(key, { code: concern.code, path, text: concern.text(component) });
      }
    }
  }
  const operator = ["manager", "index", "operator", "enabled"];
  if (valueAt(chart, operator) === true) {
    const text = "the index operator is no component here, so no policy isolates its pods: give it one of its own";
    warnings.set("index-operator", { code: "index-operator", path: [...root(values), ...operator], text });
  }
  if (valueAt(chart, policiesOn) === true) {
    const text =
      "the chart makes policies of its own, of the same names: leave them off in its values, and turn these on in values of the package";
    warnings.set("chart-policies", { code: "chart-policies", path: [...root(values), ...policiesOn], text });
  }
  const unknown = unknownKeys(chart, chartShape, root(values)).map(({ path, meant }): ChartWarning => ({
    code: "unknown-key",
    path,
    text: `no setting of the chart: did you mean ${meant}?`,
  }));
  return [...warnings.values(), ...unknown];
}

/** The components that have such a need and no rule that may be for it. */
function concernedBy(
  { of = componentNames, needs, isForAll = false, isForOne = false }: Concern,
  args: NetworkPoliciesArgs<ArgValues>,
): Component[] {
  const deployed = of.filter((component) => args.components?.[component]?.enabled === true);
  const lacking = deployed.filter((component) =>
    needs.some((direction) => !hasRule(args, component, direction, isForAll)),
  );
  return isForOne && lacking.length < deployed.length ? [] : lacking;
}

/** Whether there is anything beyond the graph that may be what a component needs. */
function hasRule(
  args: NetworkPoliciesArgs<ArgValues>,
  component: Component,
  direction: "ingress" | "egress",
  isForAll: boolean,
): boolean {
  const blocks = [args.components?.[component]?.custom, ...(isForAll ? [args.defaults?.networkPolicy?.custom] : [])];
  // Rules that come late count as rules.
  const rules = blocks.map((block) => (block as CustomRules | undefined)?.[direction]);
  if (rules.some((list) => list !== undefined && !(Array.isArray(list) && list.length === 0))) return true;
  const [own, other] = direction === "ingress" ? (["to", "from"] as const) : (["from", "to"] as const);
  const isMeant = (named: EdgeEnd["component"]) => named === component || (isForAll && named === "every");
  // They may be wrong, which is for others to say.
  const edges: readonly (Partial<EdgeArgs<ArgValues>> | null)[] = Array.isArray(args.edges) ? args.edges : [];
  return edges.some((edge) => isMeant(edge?.[own]?.component) && edge?.[other]?.component === undefined);
}
