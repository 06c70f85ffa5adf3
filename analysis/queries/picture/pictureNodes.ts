import { endpointKey, type ResultEndpoint } from "../../sets/resultEndpoint";

import type { PictureEdge } from "./picture";

/** The components, followed by all other endpoints in the order of the edges. */
export function pictureNodes(components: readonly ResultEndpoint[], edges: readonly PictureEdge[]): ResultEndpoint[] {
  const all = [...components, ...edges.flatMap(({ from, to }) => [from, to])];
  return [...new Map(all.map((endpoint) => [endpointKey(endpoint), endpoint])).values()];
}
