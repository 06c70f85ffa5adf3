import { type Component, componentNames } from "./components";
import { valdGraph } from "./valdGraph";

/**
 * The component that a text names: by its key, its title, or its app label in Vald's chart, in any case and with any separators.
 * For example, `lbGateway`, `lb gateway`, `LB-Gateway`, and `vald-lb-gateway` name the same component.
 */
export function componentNamed(text: string): Component | undefined {
  return componentNames.find((component) => spellings(component).some((name) => letters(name) === letters(text)));
}

/** A component's key, its title, and its app label in Vald's chart. */
export function spellings(component: Component): string[] {
  const { title, app } = valdGraph.components[component];
  return [component, title, app];
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, "");
}
