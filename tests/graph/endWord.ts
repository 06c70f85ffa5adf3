import type { Edge } from "../../graph/graph";

/** An end of an edge in a word: the component, the namespace, or what the platform has. */
export function endWord(end: Edge["to"]): string {
  if (end.kind === "component") return end.component;
  if (end.kind === "platform") return end.service;
  return end.kind === "pods" && end.namespace !== undefined ? end.namespace : JSON.stringify(end);
}
