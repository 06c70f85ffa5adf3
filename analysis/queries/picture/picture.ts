import type { Undecided } from "../../compare/differencesBeyond";
import type { PortRange } from "../../model/portRange";
import type { ResultEndpoint } from "../../sets/resultEndpoint";

/** The allowed connections, as a graph to draw. */
export interface Picture {
  /** The namespace in which Vald runs. */
  namespace: string;
  /** All endpoints without duplicates. Components come first, in the order of the documented table. */
  nodes: ResultEndpoint[];
  edges: PictureEdge[];
  /** In a picture of a change: the reasons why connections that open or close may be missing, as in `diff`. */
  undecided?: Undecided[];
}

/** Traffic that is allowed from one node to another. */
export interface PictureEdge {
  /** One of the nodes, except that the endpoint may exclude other peers. */
  from: ResultEndpoint;
  to: ResultEndpoint;
  ports: PortRange[];
  /**
   * In a picture of policies: `graph` for documented connections, and `added` for connections beyond those, as in `openings`. In a
   * picture of a change: `kept`, `opens`, or `closes`.
   */
  kind: "graph" | "added" | "kept" | "opens" | "closes";
  /** Whether the edge depends on facts that are not in the input, such as the number of a named port. */
  isUnknown: boolean;
}
