import type { Opening } from "../queries/openings";
import { componentTitle } from "./componentTitle";
import { groupConnections, groupText } from "./connectionGroups";
import { undecidedText } from "./undecidedText";

/** Openings as sentences. Connections that differ only in the components at one end share a sentence, as in `diff`. */
export function openingSentences(openings: readonly Opening[]): string[] {
  const connections = openings.flatMap((opening) => (opening.code === "connection" ? [opening] : []));
  const others = openings.filter(({ code }) => code !== "connection");
  return [...groupConnections(connections).map(groupText), ...others.map(openingText)];
}

/** `pods app=search in namespace shop -> lb gateway, TCP 8081` */
export function openingText(opening: Opening): string {
  switch (opening.code) {
    case "connection":
      return groupConnections([opening]).map(groupText).join();
    case "component-off":
      return `${componentTitle(opening.component)}: no policy; pods that still run are not isolated`;
    case "undecided":
      return undecidedText(opening.reason);
  }
}
