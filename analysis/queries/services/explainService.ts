import type { Component } from "../../../graph/components";
import { parseAddress } from "../../../kubernetes/cidr";
import type { Verdict } from "../../evaluate/evaluate";
import type { AnalysisInput } from "../../model/analysisInput";
import { assertServiceQuestion } from "../../model/assertInput";
import type { Peer } from "../../model/peer";
import { type PortRange, portRanges, portSetOf } from "../../model/portRange";
import { intersectPorts, normalizePorts } from "../../model/portSet";
import { type Service, type ServicePort, serviceReference, type ServiceReference } from "../../model/service";
import { backendFinder, type ServiceBackend } from "../../model/serviceBackends";
import { uniqueFacts, type UnknownFact } from "../../model/tristate";
import { uniqueByValue } from "../../model/uniqueByValue";
import { type AnalysisContext, analysisContext } from "../analysisContext";
import { type EndpointNote, endpointNotes } from "../endpointNotes";
import { peerOf, questionEndpoint, type QuestionEndpoint } from "../explain";
import { type BackendGroup, backendGroups } from "./backendGroups";
import { leadsTo, targetsOf } from "./serviceTargets";

/** May `from` open a connection to a Service? */
export interface ServiceQuestion {
  /** The source: a component's key, a pod, or an address. */
  from: Component | Peer;
  /** A Service in the input. */
  to: ServiceReference;
  /** The Service's address to which `from` connects. Default: any of them. */
  address?: string;
  /** The number or the name of a port of the Service. Default: any of its ports. */
  port?: number | string;
  /** `TCP`, `UDP` or `SCTP`. Default: `TCP`, or any protocol if `port` is omitted. */
  protocol?: string;
}

/** `mixed`: allowed for some of the backends only. */
export type ServiceVerdict = Verdict | "mixed";

/** How a Service translates a connection to its backends, and whether policies allow the connection to each of them. */
export interface ServiceExplanation {
  /** The source in the question. */
  from: QuestionEndpoint;
  /** The Service in the question. `address` is absent if the question names none. */
  to: { kind: "service"; service: ServiceReference; address?: string };
  /**
   * The verdict on which all backends agree, or `denied` if there is no backend. If the question names no port, one allowed
   * port of the Service is enough for `allowed`.
   */
  verdict: ServiceVerdict;
  /** Why there is no backend, if this is known. */
  reason?: "port-not-served" | "no-endpoints";
  /** The ports to which connections are allowed for all backends: the Service's ports or, if it is headless, the pods' ports. */
  ports: PortRange[];
  /** The facts on which the verdict depends. Empty unless the verdict is `unknown`. */
  unknownFacts: UnknownFact[];
  /** All ports of the Service. */
  servicePorts: readonly ServicePort[];
  /** One entry for each port of the Service that the question is about. */
  translations: ServiceTranslation[];
  /** What the explanation assumes about the source. */
  endpointNotes: EndpointNote[];
  /** What else the answer depends on. */
  notes: ServiceNote[];
}

/** What the answer for a Service depends on. The codes are stable. */
export type ServiceNote =
  /** The Service's name stands for the addresses of its backends, so no port is translated. */
  | "headless"
  /** The address in the question is one of `externalIPs` or of a load balancer. */
  | "external-address"
  /**
   * Connections from outside the cluster or to an external address may get the address of a node or a load balancer as their
   * source.
   * https://kubernetes.io/docs/tutorials/services/source-ip/
   */
  | "source-may-change"
  /** According to the args, the network plugin is one that applies policies to the Service's own address. */
  | "plugin-sees-service-address";

/** One port of a Service, with everything behind it. */
export interface ServiceTranslation {
  /** Absent for a headless Service. */
  servicePort?: ServicePort;
  /** The addresses of the Service at which the port is served. Empty if the Service has no address. */
  addresses: readonly string[];
  /** The verdict on which all backends agree, or `denied` if there is no backend. */
  verdict: ServiceVerdict;
  /** Backends that policies treat alike are together. */
  groups: BackendGroup[];
}

/**
 * Explains whether a connection to a Service is allowed. A Service's address is translated to an address of a backend before most
 * network plugins apply policies, so the answer is that for the backends. Throws `InvalidArgsError`, `NamespaceError` if `from` is
 * a component, and an error if the input contains no such Service.
 */
export function explainService(input: AnalysisInput, question: ServiceQuestion): ServiceExplanation {
  assertServiceQuestion(question);
  return explainServiceIn(analysisContext(input, { needsNamespace: typeof question.from === "string" }), question);
}

/** Like `explainService`, but in an existing context. */
export function explainServiceIn(context: AnalysisContext, question: ServiceQuestion): ServiceExplanation {
  const { from, to, address, port } = question;
  const service = context.services?.find(({ namespace, name }) => namespace === to.namespace && name === to.name);
  if (service === undefined) throw new Error(`the input contains no Service ${to.namespace}/${to.name}`);
  const family = address === undefined ? undefined : parseAddress(address)?.family;
  const backends = backendFinder(context)(service, family);
  const translations = targetsOf(service, question, backends ?? []).map(({ servicePort, targets }) => {
    const groups = backendGroups(context, from, targets);
    return {
      ...(servicePort !== undefined && { servicePort }),
      addresses: address === undefined ? service.clusterIPs.filter((ip) => leadsTo(ip, targets)) : [address],
      verdict: commonVerdict(groups.map(({ verdict }) => verdict)),
      groups,
    };
  });
  const served = translations.filter(({ groups }) => groups.length > 0);
  const missing = missingFacts(service, backends);
  const verdicts = served.map(({ verdict }) => verdict);
  const isAnyAllowed = port === undefined && verdicts.includes("allowed");
  const verdict = isAnyAllowed ? "allowed" : missing.length > 0 ? "unknown" : commonVerdict(verdicts);
  const facts = served.flatMap(({ groups }) => groups.flatMap(({ unknownFacts }) => unknownFacts));
  return {
    from: questionEndpoint(from),
    to: { kind: "service", service: serviceReference(service), ...(address !== undefined && { address }) },
    verdict,
    ...(missing.length === 0 &&
      served.length === 0 && {
        reason: translations.length === 0 ? ("port-not-served" as const) : ("no-endpoints" as const),
      }),
    ports: portRanges(normalizePorts(served.flatMap((translation) => portSetOf(openPorts(translation))))),
    unknownFacts: verdict === "unknown" ? uniqueFacts([...missing, ...facts]) : [],
    servicePorts: service.ports,
    translations,
    endpointNotes: endpointNotes("from", peerOf(from, context), context),
    notes: notesOf(service, question, context),
  };
}

/** The verdict on which all agree. Without any, nothing is allowed. */
function commonVerdict(verdicts: readonly ServiceVerdict[]): ServiceVerdict {
  const [first = "denied", ...others] = uniqueByValue(verdicts);
  if (others.length === 0) return first;
  return verdicts.includes("mixed") || (verdicts.includes("allowed") && verdicts.includes("denied"))
    ? "mixed"
    : "unknown";
}

/** The ports of one translation that are open for all of its backends. */
function openPorts({ servicePort, groups, verdict }: ServiceTranslation): PortRange[] {
  if (servicePort === undefined)
    return portRanges(groups.map(({ ports }) => portSetOf(ports)).reduce((all, ports) => intersectPorts(all, ports)));
  const { protocol, port } = servicePort;
  return verdict === "allowed" ? [{ protocol, first: port, last: port }] : [];
}

function missingFacts(service: Service, backends: readonly ServiceBackend[] | undefined): UnknownFact[] {
  if (service.externalName !== undefined) return [{ code: "dns-name", name: service.externalName }];
  return backends === undefined ? [{ code: "service-endpoints", service: serviceReference(service) }] : [];
}

function notesOf(
  { clusterIPs, externalName, isHeadless = false, keepsSourceAddress = false }: Service,
  { from, address }: ServiceQuestion,
  { resolved }: AnalysisContext,
): ServiceNote[] {
  if (externalName !== undefined) return [];
  const isOutside = typeof from !== "string" && "address" in from;
  const isExternal = address !== undefined && !clusterIPs.includes(address);
  const notes: [ServiceNote, boolean][] = [
    ["headless", isHeadless],
    ["external-address", isExternal],
    ["source-may-change", !isHeadless && !keepsSourceAddress && (isOutside || isExternal)],
    ["plugin-sees-service-address", !isHeadless && resolved.args.cni === "vpc-cni"],
  ];
  return notes.filter(([, applies]) => applies).map(([note]) => note);
}
