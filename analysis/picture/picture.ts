import type { PortRange } from "../portRange";

/** Who may talk to whom, to be drawn. */
export interface Picture {
  /** The namespace in which Vald runs. */
  namespace: string;
  /** Components first, in the table's order. */
  nodes: PictureNode[];
  edges: PictureEdge[];
}

export interface PictureNode {
  /** A component by its name in prose, kube-system, or peers in words; no two have the same. */
  title: string;
  isComponent: boolean;
}

/** What may flow from one node to another. */
export interface PictureEdge {
  /** The title of a node. */
  from: string;
  to: string;
  ports: PortRange[];
  /**
   * Of one configuration: `graph` for what Vald needs, as its graph has it with these components, `added` for what edges and
   * custom rules open. Of a change: `kept`, `opens` and `closes`.
   */
  kind: "graph" | "added" | "kept" | "opens" | "closes";
  /** Whether it depends on something that is not known, such as the number of a port by its name. */
  isUnknown: boolean;
}
