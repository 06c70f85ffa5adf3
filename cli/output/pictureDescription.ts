import type { Picture, PictureEdge } from "../../analysis/queries/picture/picture";
import { groupConnections, groupText } from "../../analysis/text/connectionGroups";
import { type ArrowKind, arrowKinds, arrowMeanings } from "./drawing";
import type { PictureDescription } from "./drawingSvg";

/** A picture in words: its connections by kind. */
export function pictureDescription({ namespace, edges }: Picture): PictureDescription {
  const sentences = edgesByState(edges).map(
    (group) => `${group.meaning}: ${groupConnections(group.edges).map(groupText).join("; ")}.`,
  );
  const isChange = edges.some(({ kind }) => kind !== "graph" && kind !== "added");
  return {
    title: `${isChange ? "Change of the allowed" : "Allowed"} connections of Vald in namespace ${namespace}`,
    description: sentences.join(" "),
  };
}

/** Edges that mean the same. */
interface EdgeGroup {
  kind: ArrowKind | "unknown";
  meaning: string;
  edges: PictureEdge[];
}

/** Groups edges by their meaning: those of each kind, first those that are certain. */
export function edgesByState(edges: readonly PictureEdge[]): EdgeGroup[] {
  return arrowKinds
    .flatMap((kind): EdgeGroup[] => {
      const ofKind = edges.filter((edge) => edge.kind === kind);
      const [certain, unknown] = [ofKind.filter((edge) => !edge.isUnknown), ofKind.filter((edge) => edge.isUnknown)];
      const meaning = arrowMeanings[kind];
      return [
        { kind, meaning, edges: certain },
        { kind: "unknown", meaning: `not decided, ${meaning}`, edges: unknown },
      ];
    })
    .filter((group) => group.edges.length > 0);
}
