import { valdGraph } from "../../graph/valdGraph";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { LabelMap } from "../../kubernetes/networkPolicy";
import type { PeerReference } from "../model/peer";
import type { LabelCondition, PeerDescription, ResultEndpoint } from "../sets/resultEndpoint";
import { peersLines } from "./peersText";

/** An endpoint as text: `lb gateway`, `kube-system`, `agent (app=vald-agent)`, `pods app=web in namespace shop`. */
export function endpointText(endpoint: ResultEndpoint): string {
  return endpointLines(endpoint).join(" ");
}

/** The same text as separate lines: `pods app=web`, `in namespace shop`. */
export function endpointLines(endpoint: ResultEndpoint): string[] {
  if (endpoint.kind === "component") {
    const { title } = valdGraph.components[endpoint.component];
    return [endpoint.podLabels === undefined ? title : `${title} (${labelsText(endpoint.podLabels)})`];
  }
  const { peers, except = [] } = endpoint;
  if (except.length === 0 && isKubeSystem(peers)) return ["kube-system"];
  return peersLines(peers, except.length > 0);
}

/** A peer in command-line syntax: `namespace/name`, `namespace/key=value,key=value`, or an address. */
export function peerText(peer: PeerReference): string {
  if ("address" in peer) return peer.address;
  return `${peer.namespace}/${peer.name ?? labelsText(peer.labels)}`;
}

function labelsText(labels: LabelMap): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join();
}

/** Whether the peers are exactly the pods in kube-system, which is a column of the documented table. */
function isKubeSystem({ pods, namespaceLabels, podLabels, ipBlocks }: PeerDescription): boolean {
  const [first, ...more] = namespaceLabels ?? [];
  return (
    pods === true &&
    podLabels === undefined &&
    ipBlocks === undefined &&
    more.length === 0 &&
    first !== undefined &&
    isName(first, "kube-system")
  );
}

function isName({ key, operator, values, orAbsent }: LabelCondition, name: string): boolean {
  return (
    key === namespaceNameLabel &&
    operator === "In" &&
    orAbsent === undefined &&
    values?.length === 1 &&
    values[0] === name
  );
}
