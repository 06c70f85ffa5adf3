import type { ServicePort } from "../../analysis/model/service";
import type { BackendGroup, BackendReference } from "../../analysis/queries/services/backendGroups";
import type {
  ServiceExplanation,
  ServiceNote,
  ServiceTranslation,
} from "../../analysis/queries/services/explainService";
import { peerText } from "../../analysis/text/endpointText";
import { listText } from "../../analysis/text/listText";
import { serviceText } from "../../analysis/text/serviceText";
import type { RuleOrigin } from "../../args/resolvedArgs";
import { endpointNoteText } from "./endpointNoteText";
import {
  type AskedPorts,
  askedPortsText,
  connectionSides,
  openPortsText,
  questionEndpointText,
  unknownLines,
} from "./explanationText";

/** More backends than a reader wants to see in one line. */
const maxBackends = 5;

/**
 * The result of `explain` for a Service as human-readable text: the verdict, and for each port of the Service its backends, with
 * the verdict and the rules that decide.
 */
export function serviceExplanationText(
  explanation: ServiceExplanation,
  asked: AskedPorts,
  originText: (origin: RuleOrigin) => string,
): string {
  const { translations, unknownFacts, notes } = explanation;
  const from = questionEndpointText(explanation.from);
  const openPorts = openPortsText({ ...explanation, port: asked.port });
  return [
    `${from} -> ${targetText(explanation)}, ${askedPortsText(asked)}: ${verdictText(explanation)}${openPorts}`,
    ...unknownLines(unknownFacts),
    ...reasonLines(explanation, asked),
    ...explanation.endpointNotes.map((note) => `  note: ${endpointNoteText(note)}`),
    ...notes.map((note) => `  note: ${noteText(note, explanation)}`),
    ...translations.flatMap((translation) => translationLines(translation, explanation, originText)),
    "",
  ].join("\n");
}

/** `Service kube-system/kube-dns`, or `10.96.0.10 (Service kube-system/kube-dns)` */
function targetText({ to: { service, address } }: ServiceExplanation): string {
  const name = `Service ${serviceText(service)}`;
  return address === undefined ? name : `${address} (${name})`;
}

/** `allowed for 1 of 3 backends` if the verdict is not the same for all of them. */
function verdictText({ verdict, translations }: Pick<ServiceExplanation, "verdict" | "translations">): string {
  if (verdict !== "mixed") return verdict;
  const groups = translations.flatMap((translation) => translation.groups);
  const count = (some: readonly BackendGroup[]) => some.reduce((sum, { backends }) => sum + backends.length, 0);
  const allowed = count(groups.filter((group) => group.verdict === "allowed"));
  return `allowed for only ${allowed} of ${count(groups)} backends`;
}

function reasonLines({ reason, to: { service }, servicePorts }: ServiceExplanation, asked: AskedPorts): string[] {
  if (reason === undefined) return [];
  if (reason === "no-endpoints")
    return [`  Service ${serviceText(service)} has no endpoints, so it refuses connections whatever policies allow`];
  const served = servicePorts.length === 0 ? "no ports" : listText(servicePorts.map(servicePortText));
  return [`  the Service does not serve ${askedPortsText(asked)}; it serves ${served}`];
}

/** `UDP 53 (dns)` */
function servicePortText({ protocol, port, name }: ServicePort): string {
  return `${protocol} ${port}${name === undefined ? "" : ` (${name})`}`;
}

function noteText(note: ServiceNote, { to: { service } }: ServiceExplanation): string {
  switch (note) {
    case "headless":
      return "the Service is headless: its name stands for the addresses of its backends, so no port is translated";
    case "external-address":
      return `this is an external address of Service ${serviceText(service)}, which nodes translate like its cluster IP; a load balancer outside the cluster may have other rules`;
    case "source-may-change":
      return "a node or a load balancer may replace the source address of this connection, so policies at the backend may see that address instead";
    case "plugin-sees-service-address":
      return "the Amazon VPC CNI checks egress to a Service at the Service's own address and port; see https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go";
  }
}

function translationLines(
  { servicePort, addresses, groups }: ServiceTranslation,
  { from, to: { service } }: ServiceExplanation,
  originText: (origin: RuleOrigin) => string,
): string[] {
  const names = addresses.length === 0 ? [serviceText(service)] : addresses;
  const served =
    servicePort === undefined
      ? `Service ${serviceText(service)}`
      : `${listText(names.map((name) => withPort(name, servicePort.port)))} (${[servicePort.protocol, servicePort.name].filter((part) => part !== undefined).join(", ")})`;
  return groups.flatMap((group) => [
    `  ${served} -> ${backendsText(group)}: ${group.verdict}${openPortsText(group)}`,
    ...groupLines(group, questionEndpointText(from), originText).map((line) => `  ${line}`),
  ]);
}

/** `port 8081 of vald/vald-agent-0 (10.244.0.7) and vald/vald-agent-1 (not ready)` */
function backendsText({ protocol, port, backends }: BackendGroup): string {
  const more = backends.length - maxBackends;
  const shown = backends.slice(0, maxBackends).map(backendText);
  const text = listText([...shown, ...(more > 0 ? [`${more} more`] : [])]);
  return port === undefined ? text : `${protocol} ${port} of ${text}`;
}

function backendText({ peer, addresses = [], hostNetworkPod, isReady, isAssumed }: BackendReference): string {
  const details = [
    ...addresses,
    ...(hostNetworkPod === undefined ? [] : [`${peerText(hostNetworkPod)}, on the host network`]),
    ...(isReady ? [] : ["not ready"]),
    ...(isAssumed === true ? ["no such pod is in the input"] : []),
  ];
  return `${peerText(peer)}${details.length === 0 ? "" : ` (${details.join(", ")})`}`;
}

function groupLines(group: BackendGroup, from: string, originText: (origin: RuleOrigin) => string): string[] {
  const [first, ...others] = group.backends;
  const target = first !== undefined && others.length === 0 ? peerText(first.peer) : "these backends";
  return connectionSides(group, from, target, group, originText);
}

function withPort(address: string, port: number): string {
  return `${address.includes(":") ? `[${address}]` : address}:${port}`;
}
