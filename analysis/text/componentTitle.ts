import type { Component } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";

/** A component's human-readable name, such as "lb gateway". */
export function componentTitle(component: Component): string {
  return valdGraph.components[component].title;
}
