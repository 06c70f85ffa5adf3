import { type Component, componentNames } from "../graph/components";
import type { ArgValues, NetworkPoliciesArgs } from "./args";
import { enabledComponents } from "./enabledComponents";
import type { Path } from "./problem";

/** A part of args that opens nothing, because it is about a component that is off. */
export interface Gone {
  path: Path;
  component: Component;
}

/** Edges and custom rules of components that are off. None where policies are off as a whole: then nothing has any effect. */
export function goneWithComponents<V extends ArgValues>(args: NetworkPoliciesArgs<V>): Gone[] {
  const on = enabledComponents(args);
  if (on.length === 0) return [];
  const isOff = (component: Component) => !on.includes(component);
  const edges = (args.edges ?? []).flatMap(({ from, to }, i): Gone[] => {
    const component = [from.component, to.component].find((c) => c !== undefined && c !== "every" && isOff(c));
    return component === undefined ? [] : [{ path: ["edges", i], component: component as Component }];
  });
  const customs = componentNames
    .filter((component) => isOff(component) && args.components?.[component]?.custom !== undefined)
    .map((component): Gone => ({ path: ["components", component, "custom"], component }));
  return [...customs, ...edges];
}
