import { valdGraph } from "../../graph/valdGraph";
import { namespaceNameLabel } from "../../kubernetes/namespaceNameLabel";
import type { PeerReference } from "../model/peer";
import {
  isObviousException,
  type LabelCondition,
  type PeerDescription,
  type ResultEndpoint,
} from "../sets/resultEndpoint";
import { labelsText } from "./labelsText";
import { listText } from "./listText";
import { peersLines } from "./peersText";

/** More exceptions than a reader wants to see. */
const maxExceptions = 3;

/** An endpoint in words: `lb gateway`, `kube-system`, `agent (app=vald-agent)`, `pods app=web in namespace shop`. */
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
  const listed = except.filter((one) => !isObviousException(one));
  const isKubeSystemItself = except.length === listed.length && isKubeSystem(peers);
  const lines = isKubeSystemItself ? ["kube-system"] : peersLines(peers, listed.length < except.length);
  return listed.length === 0 ? lines : [...lines, `except ${exceptionsText(listed)}`];
}

/** The first exceptions; the others are counted. */
function exceptionsText(exceptions: readonly ResultEndpoint[]): string {
  const [shown, others] = [exceptions.slice(0, maxExceptions), exceptions.length - maxExceptions];
  return listText([...shown.map(endpointText), ...(others > 0 ? [`${others} more`] : [])]);
}

/**
 * A peer in command-line syntax: `namespace/name`, `namespace/kind/name` for a workload, `namespace/key=value,key=value`, or an
 * address.
 */
export function peerText(peer: PeerReference): string {
  if ("address" in peer) return peer.address;
  const { namespace, name, workload, labels } = peer;
  return `${namespace}/${name ?? (workload === undefined ? labelsText(labels) : `${workload.kind}/${workload.name}`)}`;
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
