import type { Component } from "../../graph/components";
import { valdGraph } from "../../graph/valdGraph";

/** The name of a component for people, such as "lb gateway". */
export function componentTitle(component: Component): string {
  return valdGraph.components[component].title;
}
