import { valdGraph } from "../../graph/valdGraph";
import type { Opening } from "../queries/openings";
import { endpointText } from "./endpointText";
import { peersText } from "./peersText";
import { portsText } from "./portsText";

/** Openings as sentences, sorted, without duplicates. */
export function openingSentences(openings: readonly Opening[]): string[] {
  return [...new Set(openings.map(openingText))].sort();
}

/** `the lb gateway may be reached from pods app=search in namespace shop, TCP 8081` */
export function openingText({ component, direction, remote, ports }: Opening): string {
  const subject = component === "every" ? "every component" : `the ${valdGraph.components[component].title}`;
  const verb = direction === "ingress" ? "may be reached from" : "may connect to";
  const other = remote.kind === "component" ? `the ${endpointText(remote)}` : peersText(remote.peers);
  return `${subject} ${verb} ${other}, ${portsText(ports)}`;
}
