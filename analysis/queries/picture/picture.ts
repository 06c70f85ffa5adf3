import type { PortRange } from "../../model/portRange";
import type { ResultEndpoint } from "../../sets/resultEndpoint";

/** Who may talk to whom, as a graph to draw. */
export interface Picture {
  /** The namespace in which Vald runs. */
  namespace: string;
  /** All endpoints, each once: components first, in the table's order. */
  nodes: ResultEndpoint[];
  edges: PictureEdge[];
}

/** Traffic that is allowed from one node to another. */
export interface PictureEdge {
  /** One of the nodes; which peers it excludes may differ. */
  from: ResultEndpoint;
  to: ResultEndpoint;
  ports: PortRange[];
  /**
   * In a picture of one configuration: `graph` for what Vald needs, `added` for what edges and custom rules allow beyond that. In
   * a picture of a change: `kept`, `opens` and `closes`.
   */
  kind: "graph" | "added" | "kept" | "opens" | "closes";
  /** Whether it depends on facts that the input does not give, such as the number of a named port. */
  isUnknown: boolean;
}
