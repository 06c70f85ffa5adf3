import { type Component, componentNames, isDocumented } from "../graph/components";

/** The components that get a policy, in the table's order. */
export function enabledComponents(args: {
  defaults?: { networkPolicy?: { enabled?: boolean | undefined } | undefined } | undefined;
  components?: { [C in Component]?: { enabled?: boolean | undefined } | undefined } | undefined;
}): Component[] {
  if (args.defaults?.networkPolicy?.enabled === false) return [];
  return componentNames.filter((c) => args.components?.[c]?.enabled ?? isDocumented(c));
}
