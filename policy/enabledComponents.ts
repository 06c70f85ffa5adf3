import { type Component, componentNames, isDocumented } from "../graph/components";

interface Switches {
  defaults?: { networkPolicy?: { enabled?: boolean | undefined } | undefined } | undefined;
  components?: { [C in Component]?: { enabled?: boolean | undefined } | undefined } | undefined;
}

/** The components that get a policy, in the table's order. */
export function enabledComponents(args: Switches): Component[] {
  if (args.defaults?.networkPolicy?.enabled === false) return [];
  return componentNames.filter((component) => isOn(args, component));
}

/** Whether a component is deployed by its own setting, whatever becomes of policies as a whole. */
export function isOn({ components }: Pick<Switches, "components">, component: Component): boolean {
  return components?.[component]?.enabled ?? isDocumented(component);
}
