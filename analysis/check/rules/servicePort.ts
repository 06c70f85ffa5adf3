import type { NetworkPolicyPort } from "../../../kubernetes/networkPolicy";
import { ruleMatchesPeer, selectsPod } from "../../model/matching";
import type { ContainerPort, Pod } from "../../model/peer";
import { intersectPorts, onePort, type PortSet, resolveNamedPorts } from "../../model/portSet";
import { serviceReference, type ServicePort, type ServiceReference } from "../../model/service";
import { backendFinder, backendPort } from "../../model/serviceBackends";
import { listText } from "../../text/listText";
import { serviceText } from "../../text/serviceText";
import { mayApplyTogether } from "../addressBlocks";
import type { CheckContext, CheckedRule } from "../context";
import { type Detection, keepIfAllOccurrencesFail } from "../detection";
import type { RuleModule } from "../ruleModule";
import { portEntryText } from "../portEntries";

export const servicePort = {
  id: "service-port",
  severity: "warning",
  message: "this is a Service's port, but policies apply to the port of the pods behind the Service",
  remediation: "use the port of the pods",
  needsManifests: true,
  appliesToAllCnis: true,
  cniOverrides: {
    "vpc-cni": {
      message:
        "this is a Service's port, and the pods behind the Service have another port, but the Amazon VPC CNI requires that both are the same",
      remediation: "give the Service the same port as its pods, and use this port",
      source: "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
    },
  },
  check: (context) => {
    const ports = translatedPorts(context);
    if (ports.length === 0) return [];
    return keepIfAllOccurrencesFail(
      [context.rules, context.declaredRules].flatMap((all) =>
        all.filter(({ isUserRule }) => isUserRule).flatMap((rule) => servicePortsIn(rule, all, ports, context)),
      ),
    );
  },
} as const satisfies RuleModule;

/** The pods behind Services for which one port of the Service leads to another port of the pod. */
interface ServedPort {
  port: Pick<ServicePort, "protocol" | "port" | "name">;
  backends: { service: ServiceReference; pod: Pod; target: number }[];
}

/** All such pods, by the Service's port. There are far fewer ports than Services. */
function translatedPorts(context: CheckContext): ServedPort[] {
  const { services = [] } = context;
  const find = backendFinder(context);
  const byPort = new Map<string, ServedPort>();
  for (const service of services) {
    // The port of a headless Service is not translated.
    const ports =
      service.isHeadless === true ? [] : service.ports.filter(({ port, targetPort }) => port !== targetPort);
    for (const backend of ports.length === 0 ? [] : (find(service) ?? []))
      for (const port of ports) {
        const target = backendPort(backend, port);
        if ("address" in backend.peer || typeof target !== "number" || target === port.port) continue;
        const key = `${port.protocol} ${port.port} ${port.name}`;
        const served = byPort.get(key) ?? { port, backends: [] };
        served.backends.push({ service: serviceReference(service), pod: backend.peer, target });
        byPort.set(key, served);
      }
  }
  return [...byPort.values()];
}

/** The port entries of a rule that fit a Service's port. An entry passes if a pod that the rule is about has such a port. */
function servicePortsIn(
  checked: CheckedRule,
  all: readonly CheckedRule[],
  ports: readonly ServedPort[],
  { pods = [] }: CheckContext,
): (Detection & { passes: boolean })[] {
  const isConcerned = ({ backends }: ServedPort) => backends.some(({ pod }) => concerns(checked, pod));
  const fitting = ports.filter(({ port }) => checked.ports.some((entry) => includes(entry, port))).filter(isConcerned);
  if (fitting.length === 0) return [];
  const others = all.filter((other) => mayApplyTogether(other, checked) && mayShareClients(other, checked));
  return checked.ports.flatMap((entry, i) => {
    for (const { port, backends } of fitting.filter((one) => includes(entry, one.port))) {
      const ports = (target: number) => [onePort(port.protocol, target)];
      const found = backends.filter(
        ({ pod, target }) => concerns(checked, pod) && !others.some((other) => allows(other, pod, ports(target))),
      );
      const [first] = found;
      if (first === undefined) continue;
      const passes = [first.pod, ...pods].some(
        (pod) => pod.ports?.some((declared) => isDeclared(entry, declared)) === true && concerns(checked, pod),
      );
      const text = [portEntryText(entry), ...servicesText(found, port.protocol)].join("; ");
      return [{ ...checked.portLocation(i), detail: text, passes }];
    }
    return [];
  });
}

/** `the Service shop/cart leads to TCP 8080 and TCP 9090`, for each Service. */
function servicesText(backends: ServedPort["backends"], protocol: string): string[] {
  const targets = new Map<string, Set<string>>();
  for (const { service, target } of backends) {
    const name = serviceText(service);
    targets.set(name, (targets.get(name) ?? new Set()).add(`${protocol} ${target}`));
  }
  return [...targets].map(([name, ports]) => `the Service ${name} leads to ${listText([...ports])}`);
}

/** Whether a rule is about a pod: at its own end for ingress, and otherwise by labels at the other end. */
function concerns({ direction, policy, rule, peers }: CheckedRule, pod: Pod): boolean {
  if (direction === "ingress") return selectsPod(policy, pod) === true;
  const selectors = peers.filter(({ ipBlock }) => ipBlock === undefined);
  return selectors.length > 0 && ruleMatchesPeer({ peers: selectors, namespace: rule.namespace }, pod) === true;
}

/** Whether two rules for ingress have the same peers. For egress, the pod decides. */
function mayShareClients(other: CheckedRule, { direction, peers }: CheckedRule): boolean {
  return direction === "egress" || other.peers.length === 0 || JSON.stringify(other.peers) === JSON.stringify(peers);
}

/** Whether a rule allows ports of a pod. */
function allows({ direction, rule }: CheckedRule, pod: Pod, ports: PortSet): boolean {
  return (
    intersectPorts(resolveNamedPorts(rule.ports, pod), ports).length > 0 &&
    (direction === "ingress" || ruleMatchesPeer(rule, pod) === true)
  );
}

function includes({ port, endPort, protocol = "TCP" }: NetworkPolicyPort, service: ServedPort["port"]): boolean {
  const { name, port: number } = service;
  if (service.protocol !== protocol) return false;
  if (typeof port === "number") return port <= number && number <= (endPort ?? port);
  return port !== undefined && port === name;
}

function isDeclared({ port, endPort, protocol = "TCP" }: NetworkPolicyPort, declared: ContainerPort): boolean {
  if ((declared.protocol ?? "TCP") !== protocol) return false;
  if (typeof port === "string") return declared.name === port;
  return port !== undefined && port <= declared.containerPort && declared.containerPort <= (endPort ?? port);
}
