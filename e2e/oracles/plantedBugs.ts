/** A mistake as one might make it: `find`, which the file has once, becomes `replace`. */
export interface PlantedBug {
  name: string;
  file: string;
  find: string;
  replace: string;
}

export const plantedBugs: readonly PlantedBug[] = [
  ...inFile("analysis/policyTypes.ts", [
    ["absent policyTypes isolate nowhere", "policyTypes.length === 0", "false"],
    [
      "absent policyTypes beside egress rules isolate for egress alone",
      "ingress: true,",
      "ingress: egress.length === 0,",
    ],
    ["absent policyTypes always isolate for egress", "egress: egress.length > 0", "egress: true"],
    ["absent policyTypes never isolate for egress", "egress: egress.length > 0", "egress: false"],
    ["the type Egress isolates for ingress too", 'policyTypes.includes("Ingress")', "true"],
    ["the type Egress counts only where there are rules", 'policyTypes.includes("Egress")', "egress.length > 0"],
  ]),
  ...inFile("analysis/isolation.ts", [
    ["an empty list of peers means nobody", "peers === undefined || peers.length === 0", "peers === undefined"],
    [
      "an absent list of peers means nobody",
      'peers.length === 0 ? "everyone" : peers',
      "peers.length === 0 ? [] : peers",
    ],
    ["no ingress rule lets all in", "ingress: ingress.map(", "ingress: (ingress.length === 0 ? [{}] : ingress).map("],
    ["no egress rule lets all out", "egress: egress.map(", "egress: (egress.length === 0 ? [{}] : egress).map("],
    ["a policy without a namespace is nowhere", 'namespace = "default"', 'namespace = ""'],
    [
      "an absent podSelector selects no pod",
      "spec.podSelector ?? {}",
      'spec.podSelector ?? { matchLabels: { no: "pod" } }',
    ],
    ["the ports of ingress rules do not count", "rule(i, from, portsOf(ports))", "rule(i, from, portsOf())"],
    ["the ports of egress rules do not count", "rule(i, to, portsOf(ports))", "rule(i, to, portsOf())"],
  ]),
  ...inFile("analysis/admits.ts", [
    ["only the first peer counts", "peers.map((peer)", "peers.slice(0, 1).map((peer)"],
    ["all peers must match", "anyOf(peers", "allOf(peers"],
    ["one of podSelector and namespaceSelector is enough", "allOf([inNamespace", "anyOf([inNamespace"],
    ["a podSelector alone selects in every namespace", "party.namespace === own", "true"],
    [
      "a podSelector beside a namespaceSelector does not count",
      "selects(podSelector ?? {}, party",
      "selects(namespaceSelector ? {} : (podSelector ?? {}), party",
    ],
    [
      "a namespaceSelector reads the pod's labels",
      "selects(namespaceSelector, namespaceLabels(party)",
      "selects(namespaceSelector, party.labels",
    ],
    ["selectors select addresses", 'if ("address" in party) return false;', 'if ("address" in party) return true;'],
    ["an ipBlock holds no pod", "return party.ips.some(", "return [].some("],
    ["a policy selects pods of all namespaces", "pod.namespace === namespace && selects", "selects"],
    ["a pod can be kept from itself", "a.name !== undefined &&", "false &&"],
    ["pods of one name in two namespaces are one", " && a.namespace === b.namespace", ""],
  ]),
  ...inFile("analysis/addresses.ts", [
    ["except does not count", "except.map(addressesOf)", "[]"],
    ["only the first except counts", "except.map(addressesOf)", "except.slice(0, 1).map(addressesOf)"],
    ["an IPv6 address is the IPv4 address of the same number", "family === 4 ? 0n : startOfIPv6", "0n"],
    ["a range ends one address early", "offset + last + 1n", "offset + last + (first === last ? 1n : 0n)"],
  ]),
  ...inFile("policy/cidr.ts", [["a range is twice as large", "Number(length));", "Number(length) + 1);"]]),
  ...inFile("analysis/connection.ts", [
    ["only IPv4 counts where pods have both", "others.reduce(either, first)", "first"],
    ["the families of two pods do not have to meet", "(family) => has(from, family) && has(to, family)", "() => false"],
    [
      "one end is enough",
      "certain: commonPorts(egress.certain, ingress.certain)",
      "certain: joined([...egress.certain, ...ingress.certain])",
    ],
    [
      "the source's egress does not count",
      "certain: commonPorts(egress.certain, ingress.certain)",
      "certain: ingress.certain",
    ],
    [
      "the target's ingress does not count",
      "certain: commonPorts(egress.certain, ingress.certain)",
      "certain: egress.certain",
    ],
    ["nothing isolates the source", 'sideOf(isolating, "egress"', 'sideOf([], "egress"'],
    ["nothing isolates the target", 'sideOf(isolating, "ingress"', 'sideOf([], "ingress"'],
    ["ingress is asked of the source", '"ingress", to, from, to', '"ingress", from, to, to'],
    ["names of ports are those of the source", '"ingress", to, from, to', '"ingress", to, from, from'],
    ["a pod without a policy may do nothing", "inForce.length === 0 ? allPorts : portsWhere", "portsWhere"],
    ["only the first policy counts", "inForce.flatMap(", "inForce.slice(0, 1).flatMap("],
    ["only the last policy counts", "inForce.flatMap(", "inForce.slice(-1).flatMap("],
    ["only the first rule counts", "rules.map((rule)", "rules.slice(0, 1).map((rule)"],
    ["a policy isolates in both directions", "rules !== undefined && selected !== false", "selected !== false"],
  ]),
  ...inFile("analysis/selects.ts", [
    ["NotIn does not hold without the label", "value === undefined || !values", "value !== undefined && !values"],
    ["NotIn reads as In", "|| !values.includes(value)", "|| values.includes(value)"],
    [
      "In knows only its first value",
      'values.includes(value);\n    case "NotIn"',
      'values[0] === value;\n    case "NotIn"',
    ],
    [
      "Exists reads as DoesNotExist",
      'case "Exists":\n      return value !== undefined',
      'case "Exists":\n      return value === undefined',
    ],
    [
      "DoesNotExist reads as Exists",
      'case "DoesNotExist":\n      return value === undefined',
      'case "DoesNotExist":\n      return value !== undefined',
    ],
    ["an absent label has the empty value", "labels[requirement.key] : undefined", 'labels[requirement.key] : ""'],
    ["matchExpressions do not count", "[...equalities, ...matchExpressions]", "equalities"],
    ["matchLabels do not count", "[...equalities, ...matchExpressions]", "matchExpressions"],
    [
      "one condition of a selector is enough",
      "return allOf(",
      "return ((all) => all.length === 0 || all.includes(true))(",
    ],
  ]),
  ...inFile("analysis/portSet.ts", [
    ["a rule's protocol is UDP unless given", 'protocol = "TCP", port', 'protocol = "UDP", port'],
    ["SCTP is TCP", "=> onePort(protocol,", '=> onePort(protocol === "SCTP" ? "TCP" : protocol,'],
    ["only the first port counts", "return ports.map(({ protocol = ", "return ports.slice(0, 1).map(({ protocol = "],
    ["no ports means none", "if (ports.length === 0) return allPorts;", ""],
    ["a range ends before its endPort", "(endPort ?? port) + 1", "endPort ?? port + 1"],
    ["a range ends after its endPort", "(endPort ?? port) + 1", "(endPort === undefined ? port : endPort + 1) + 1"],
    ["a range begins after its port", "start: port, end", "start: endPort === undefined ? port : port + 1, end"],
    ["endPort does not count", "(endPort ?? port) + 1", "port + 1"],
    [
      "a protocol alone means no port",
      "numbers: everyNumber, names: port",
      "numbers: port === undefined ? [] : everyNumber, names: port",
    ],
    ["a port's name means every port", "port === undefined ? [] : [port]", "[]"],
    ["a port's name stands for any protocol", '=== name && (port.protocol ?? "TCP") === protocol', "=== name"],
    ["a container's port is UDP unless given", 'port.protocol ?? "TCP"', 'port.protocol ?? "UDP"'],
    ["a port's name stands for one number only", ".reduce(union, [])", ".slice(0, 1).reduce(union, [])"],
    [
      "an address may have a port of any name",
      "return ports.filter(({ names }) => names.length === 0);",
      "return ports;",
    ],
    ["the protocol does not count", "if (a.protocol !== b.protocol) return undefined;", ""],
  ]),
  ...inFile("analysis/evaluate.ts", [
    ["a question's protocol is UDP unless given", 'protocol ?? "TCP"', 'protocol ?? "UDP"'],
    ["without a port only TCP is asked about", "protocol === undefined ? allPorts", "false ? allPorts"],
    [
      "without a port all must be open",
      "proven.some(({ names }) => names.length === 0)",
      "asked.every((ports) => portsBeyond(ports, proven) === undefined)",
    ],
  ]),
];

function inFile(file: string, bugs: readonly [name: string, find: string, replace: string][]): PlantedBug[] {
  return bugs.map(([name, find, replace]) => ({ name, file, find, replace }));
}
