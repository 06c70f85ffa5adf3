import { type Component, componentNames } from "../graph/components";
import type { EdgeEnd, NetworkPoliciesArgs } from "../policy/args";
import type { Path } from "../policy/problem";
import { root } from "./chartPath";
import { type ChartWarningCode, type Concern, concerns } from "./concerns";
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
export function chartWarnings(values: unknown, args: NetworkPoliciesArgs): ChartWarning[] {
  if (args.defaults?.networkPolicy?.enabled === false) return [];
  const chart = valueAt(values, root(values));
  const warnings = new Map<string, ChartWarning>();
  for (const concern of concerns) {
    const concerned = componentNames.filter((component) => isOpenConcern(concern, component, args));
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
    const text = "the index operator is no component here: no policy isolates its pods";
    warnings.set("index-operator", { code: "index-operator", path: [...root(values), ...operator], text });
  }
  return [...warnings.values()];
}

function isOpenConcern(
  { of, needs, isForAll = false }: Concern,
  component: Component,
  args: NetworkPoliciesArgs,
): boolean {
  if (args.components?.[component]?.enabled !== true || !(of ?? componentNames).includes(component)) return false;
  return needs.some((direction) => !hasRule(args, component, direction, isForAll));
}

/** Whether there is anything beyond the graph that may be what a component needs. */
function hasRule(
  args: NetworkPoliciesArgs,
  component: Component,
  direction: "ingress" | "egress",
  isForAll: boolean,
): boolean {
  const blocks = [args.components?.[component]?.custom, ...(isForAll ? [args.defaults?.networkPolicy?.custom] : [])];
  if (blocks.some((block) => (block?.[direction] ?? []).length > 0)) return true;
  const [own, other] = direction === "ingress" ? (["to", "from"] as const) : (["from", "to"] as const);
  const isMeant = (named: EdgeEnd["component"]) => named === component || (isForAll && named === "every");
  return (args.edges ?? []).some((edge) => isMeant(edge[own].component) && edge[other].component === undefined);
}
