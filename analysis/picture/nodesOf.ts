import type { PictureEdge, PictureNode } from "./picture";

/** The components with these titles, and after them whoever else is at an end of an edge, in the order of the edges. */
export function nodesOf(components: readonly string[], edges: readonly PictureEdge[]): PictureNode[] {
  const titles = new Set([...components, ...edges.flatMap(({ from, to }) => [from, to])]);
  return [...titles].map((title) => ({ title, isComponent: components.includes(title) }));
}
