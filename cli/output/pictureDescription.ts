import type { Picture } from "../../analysis/queries/picture/picture";
import { groupConnections, groupText } from "../../analysis/text/connectionGroups";
import { arrowKinds, arrowMeanings } from "./drawing";
import type { PictureDescription } from "./drawingSvg";

/** A picture in words: its connections by kind. */
export function pictureDescription({ namespace, edges }: Picture): PictureDescription {
  const sentences = arrowKinds.flatMap((kind) => {
    const some = edges.filter((edge) => edge.kind === kind);
    const connections = groupConnections(some).map(groupText).join("; ");
    return some.length === 0 ? [] : [`${arrowMeanings[kind]}: ${connections}.`];
  });
  const isChange = edges.some(({ kind }) => kind !== "graph" && kind !== "added");
  return {
    title: `${isChange ? "Change of the allowed" : "Allowed"} connections of Vald in namespace ${namespace}`,
    description: sentences.join(" "),
  };
}
