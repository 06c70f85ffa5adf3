import type { ConnectionDifference } from "../../../analysis/compare/connectionDifference";
import { endpointText, portsText } from "../../../core";

/** `agent -> everyone else, all ports` */
export function connectionText({ from, to, ports }: ConnectionDifference): string {
  return `${endpointText(from)} -> ${endpointText(to)}, ${portsText(ports)}`;
}
