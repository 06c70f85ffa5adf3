/** Matches all mutations in a location, including those in the functions and constants inside it. */
export const everything = "everything";

/** Mutants that the sample does not kill, and the reason why it cannot kill them. */
interface Survivors {
  file: string;
  location: string;
  changes: readonly string[] | typeof everything;
  reason: string;
}

const sameSet = "describes the same set in another way";
const neverInvalid = "only matters for policies that the API server rejects";
const notReported = "changes which policies, rules or facts explain the verdict; cyclonus reports only the verdict";
const lessDecided = "returns `unknown` more often, which a comparison accepts if facts are hidden";
const sameShift = "shifts all addresses in a family by the same distance";
const onlyForTypes = "only satisfies the compiler: the value is never undefined, or its absence has the same effect";
const fewerDecided =
  "if the ends have no common address family, no connection is possible, and the verdict depends only on labels";
const notRandom = "the random policies are all NetworkPolicies, because cyclonus knows no other kind";
const oneOfEach = "a random pod has at most one address in each family, and a query has at most one port";

const undeclaredRules =
  "the rules of directions that `policyTypes` leaves out are read only for network plugins that enforce them";
const unknownAddresses =
  "only matters for pods whose addresses are unknown, which a comparison accepts if facts are hidden";
const noHostNetwork = "the random pods are not on the host network";
const mappedOnly = "only matters for addresses that the random cases do not contain";

/** The mutants that cyclonus cannot kill. Each entry must match at least one surviving mutant. */
export const survivors: readonly Survivors[] = [
  {
    file: "analysis/evaluate/unevaluated.ts",
    location: "withUnevaluated",
    changes: everything,
    reason: notRandom,
  },
  {
    file: "analysis/model/unevaluatedPolicy.ts",
    location: "appliesToPod",
    changes: everything,
    reason: notRandom,
  },
  {
    file: "analysis/evaluate/connection.ts",
    location: "sideOf.unknownFacts",
    changes: ["without ...unknownFacts"],
    reason: notReported,
  },
  {
    file: "analysis/evaluate/evaluate.ts",
    location: "evaluateConnection.hasPort",
    changes: everything,
    reason: notReported,
  },
  {
    file: "analysis/evaluate/connection.ts",
    location: "connection.unknownFacts",
    changes: ['"address" in peer || peer.ips !== undefined → peer.ips !== undefined'],
    reason: onlyForTypes,
  },
  {
    file: "analysis/evaluate/connection.ts",
    location: "eitherSide.isSame",
    changes: [
      "JSON.stringify(a.certain) === JSON.stringify(b.certain) → JSON.stringify(a.certain) !== JSON.stringify(b.certain)",
    ],
    reason: notReported,
  },
  {
    file: "analysis/model/intervals.ts",
    location: "unionIntervals",
    changes: [
      "x.start < y.start → x.start <= y.start",
      "last.end < next.start → last.end <= next.start",
      "last.end < next.end → last.end <= next.end",
      "1 → 2",
      "1 → 2 (2)",
      "1 → 0 (2)",
      "1 → 0 (3)",
    ],
    reason: sameSet,
  },
  {
    file: "analysis/model/intervals.ts",
    location: "unionIntervals.last",
    changes: ["1 → 0"],
    reason: sameSet,
  },
  {
    file: "analysis/model/intervals.ts",
    location: "intersectIntervals.start",
    changes: ["x.start > y.start → x.start >= y.start"],
    reason: sameSet,
  },
  {
    file: "analysis/model/intervals.ts",
    location: "intersectIntervals.end",
    changes: ["x.end < y.end → x.end <= y.end"],
    reason: sameSet,
  },
  {
    file: "analysis/model/intervals.ts",
    location: "intersectIntervals",
    changes: ["x.end < y.end → x.end <= y.end"],
    reason: sameSet,
  },
  {
    file: "analysis/model/intervals.ts",
    location: "subtractIntervals",
    changes: [
      "hole.start < end → hole.start <= end",
      "from < hole.end → from <= hole.end",
      "hole.end > end → hole.end >= end",
    ],
    reason: sameSet,
  },
  {
    file: "analysis/model/intervals.ts",
    location: "subtractIntervals",
    changes: ["hole.end > end → false", "without break;"],
    reason: "only matters if the first set has several intervals; `evaluate` subtracts from one CIDR block or one port",
  },
  { file: "analysis/model/peer.ts", location: "podReference", changes: everything, reason: notReported },
  { file: "analysis/model/peer.ts", location: "peerReference", changes: everything, reason: notReported },
  {
    file: "analysis/model/peer.ts",
    location: "mayHaveFamily",
    changes: [
      '"address" in peer → false',
      "familyOf(peer.address) === family → familyOf(peer.address) !== family",
      "0 → -1",
      "peer.ips === undefined || peer.ips.length === 0 → peer.ips === undefined",
    ],
    reason: fewerDecided,
  },
  {
    file: "analysis/model/peer.ts",
    location: "inFamily",
    changes: ['"address" in peer || peer.ips === undefined → peer.ips === undefined'],
    reason: onlyForTypes,
  },
  {
    file: "analysis/model/portSet.ts",
    location: "everyNumber",
    changes: everything,
    reason: "adds a number that no port has",
  },
  {
    file: "analysis/model/portSet.ts",
    location: "portsOf",
    changes: ["without the default []"],
    reason: onlyForTypes,
  },
  {
    file: "analysis/model/portSet.ts",
    location: "intersectEntries.names",
    changes: ["without .sort()"],
    reason: sameSet,
  },
  {
    file: "analysis/model/portSet.ts",
    location: "subtractPorts.rest",
    changes: ["ports.names.includes(name) → false"],
    reason: lessDecided,
  },
  { file: "analysis/model/portSet.ts", location: "normalizePorts.sorted", changes: everything, reason: sameSet },
  {
    file: "analysis/model/portSet.ts",
    location: "normalizePorts",
    changes: ["other !== entry → false"],
    reason: sameSet,
  },
  {
    file: "analysis/model/effectivePolicy.ts",
    location: "effectivePolicies.policy",
    changes: everything,
    reason: notReported,
  },
  {
    file: "analysis/model/effectivePolicy.ts",
    location: "effectivePolicies.rule",
    changes: ["without the default [] (2)"],
    reason: onlyForTypes,
  },
  { file: "analysis/model/portRange.ts", location: "portRanges", changes: ["0 → -1"], reason: sameSet },
  {
    file: "analysis/model/portRange.ts",
    location: "portRanges",
    changes: [
      "names.length > 0 → names.length >= 0",
      "names.length > 0 && { names: [...names] } → { names: [...names] }",
    ],
    reason: sameSet,
  },
  {
    file: "kubernetes/namespaceNameLabel.ts",
    location: "namespaceNameLabel",
    changes: everything,
    reason: lessDecided,
  },
  { file: "kubernetes/cidr.ts", location: "parseCidr", changes: everything, reason: neverInvalid },
  {
    file: "kubernetes/cidr.ts",
    location: "parseIPv4",
    changes: [
      "255 → 256",
      "byte > 255 → false",
      "bytes.some((byte) => byte > 255) → false",
      "bytes.some((byte) => byte > 255) → bytes.every((byte) => byte > 255)",
    ],
    reason: neverInvalid,
  },
  {
    file: "kubernetes/cidr.ts",
    location: "parseIPv6",
    changes: [
      "2 → 3",
      "halves.length > 2 → false",
      "1 → 2 (2)",
      "1 → 0 (3)",
      "tail === undefined ? zeroGroups !== 0 : zeroGroups < 1 → false",
    ],
    reason: neverInvalid,
  },
  { file: "kubernetes/cidr.ts", location: "parseIPv6", changes: ["0n → 1n"], reason: sameShift },
  {
    file: "analysis/model/addresses.ts",
    location: "startOfIPv6",
    changes: ["1n → 2n", "32n → 33n"],
    reason: sameShift,
  },
  { file: "analysis/model/addresses.ts", location: "parseAddresses", changes: everything, reason: neverInvalid },
  {
    file: "analysis/model/addresses.ts",
    location: "interval.offset",
    changes: ["0n → 1n", "0n → -1n"],
    reason: sameShift,
  },
  {
    file: "analysis/model/selectors.ts",
    location: "selects",
    changes: ["unknown !== undefined && !Object.hasOwn(labels, requirement.key) → unknown !== undefined"],
    reason: lessDecided,
  },
  {
    file: "analysis/model/selectors.ts",
    location: "matches",
    changes: [
      "without the default []",
      "value !== undefined && values.includes(value) → values.includes(value)",
      "value === undefined || !values.includes(value) → !values.includes(value)",
    ],
    reason: onlyForTypes,
  },
  {
    file: "analysis/model/selectors.ts",
    location: "matches",
    changes: ['`unknown operator of a label selector: ${operator}` → ""'],
    reason: neverInvalid,
  },
  {
    file: "analysis/model/matching.ts",
    location: "isSamePod",
    changes: [
      '"address" in a || "address" in b → false',
      '"address" in a || "address" in b → "address" in a && "address" in b',
      '"address" in a || "address" in b → "address" in a',
      '"address" in a || "address" in b → "address" in b',
    ],
    reason: onlyForTypes,
  },
  {
    file: "analysis/model/matching.ts",
    location: "isInBlock",
    changes: [
      "peer.ips.some((ip) => coversIntervals(addresses, parseAddresses(ip))) → peer.ips.every((ip) => coversIntervals(addresses, parseAddresses(ip)))",
    ],
    reason: oneOfEach,
  },
  { file: "analysis/evaluate/connection.ts", location: "eitherSide.isNew", changes: everything, reason: notReported },
  { file: "analysis/evaluate/connection.ts", location: "eitherSide.rules", changes: everything, reason: notReported },
  {
    file: "analysis/evaluate/connection.ts",
    location: "eitherSide.unknownFacts",
    changes: everything,
    reason: notReported,
  },
  {
    file: "analysis/evaluate/connection.ts",
    location: "sideOf",
    changes: [
      '"address" in local || local.hostNetwork === true → local.hostNetwork === true',
      '"address" in local || local.hostNetwork === true || isSamePod(local, remote) → isSamePod(local, remote)',
    ],
    reason: onlyForTypes,
  },
  {
    file: "analysis/evaluate/connection.ts",
    location: "sideOf.rules",
    changes: ["without the default []"],
    reason: onlyForTypes,
  },
  {
    file: "analysis/evaluate/connection.ts",
    location: "sideOf.allowing",
    changes: [
      "0 → -1",
      "ports.length > 0 → ports.length >= 0",
      "matches !== false && ports.length > 0 → matches !== false",
    ],
    reason: notReported,
  },
  {
    file: "analysis/evaluate/connection.ts",
    location: "sideOf.rules.isCertain",
    changes: everything,
    reason: notReported,
  },
  {
    file: "analysis/evaluate/evaluate.ts",
    location: "evaluateConnection.verdictOn.isAllowed",
    changes: [
      "isAnyPort → true",
      "asked.every((ports) => subtractPorts(ports, certain) === undefined) → asked.some((ports) => subtractPorts(ports, certain) === undefined)",
    ],
    reason: oneOfEach,
  },
  {
    file: "analysis/evaluate/evaluate.ts",
    location: "evaluateConnection.sideEvaluation.policies",
    changes: everything,
    reason: notReported,
  },
  {
    file: "analysis/evaluate/evaluate.ts",
    location: "evaluateConnection.sideEvaluation.rules",
    changes: everything,
    reason: notReported,
  },
  {
    file: "kubernetes/cidr.ts",
    location: "parseIPv6",
    changes: ["0xffffn → 65534n", "16n → 15n (2)"],
    reason: mappedOnly,
  },
  {
    file: "analysis/model/effectivePolicy.ts",
    location: "directions",
    changes: ['without "ingress"', 'without "egress"'],
    reason: undeclaredRules,
  },
  {
    file: "analysis/model/effectivePolicy.ts",
    location: "effectivePolicies.undeclared",
    changes: everything,
    reason: undeclaredRules,
  },
  {
    file: "analysis/model/effectivePolicy.ts",
    location: "effectivePolicies",
    changes: [
      "0 → 1",
      "0 → -1",
      "undeclared.length > 0 → undeclared.length >= 0",
      "undeclared.length > 0 → undeclared.length <= 0",
      "undeclared.length > 0 && { undeclared: Object.fromEntries(undeclared.map((direction) => [direction, rules[direction]])), } → undeclared.length > 0 || { undeclared: Object.fromEntries(undeclared.map((direction) => [direction, rules[direction]])), }",
      "undeclared.length > 0 && { undeclared: Object.fromEntries(undeclared.map((direction) => [direction, rules[direction]])), } → undeclared.length > 0",
      "undeclared.length > 0 && { undeclared: Object.fromEntries(undeclared.map((direction) => [direction, rules[direction]])), } → { undeclared: Object.fromEntries(undeclared.map((direction) => [direction, rules[direction]])), }",
    ],
    reason: undeclaredRules,
  },
  {
    file: "analysis/model/addresses.ts",
    location: "allAddresses.start",
    changes: ["0n → 1n", "0n → -1n"],
    reason: unknownAddresses,
  },
  {
    file: "analysis/model/addresses.ts",
    location: "allAddresses.end",
    changes: ["1n → 2n", "128n → 129n", "128n → 127n"],
    reason: unknownAddresses,
  },
  {
    file: "analysis/model/matching.ts",
    location: "ruleMatchesPeer",
    changes: [
      '"boolean" → ""',
      'typeof answer === "boolean" → typeof answer !== "boolean"',
      'typeof answer === "boolean" || "address" in peer → typeof answer === "boolean" && "address" in peer',
      'typeof answer === "boolean" || "address" in peer → typeof answer === "boolean"',
      'typeof answer === "boolean" || "address" in peer → "address" in peer',
      "peer.ips !== undefined → peer.ips === undefined",
      'typeof answer === "boolean" || "address" in peer || peer.ips !== undefined → true',
      'typeof answer === "boolean" || "address" in peer || peer.ips !== undefined → false',
      'typeof answer === "boolean" || "address" in peer || peer.ips !== undefined → (typeof answer === "boolean" || "address" in peer) && peer.ips !== undefined',
      'typeof answer === "boolean" || "address" in peer || peer.ips !== undefined → typeof answer === "boolean" || "address" in peer',
      'typeof answer === "boolean" || "address" in peer || peer.ips !== undefined → peer.ips !== undefined',
      "matchesEveryAddress(peers) || answer → answer",
    ],
    reason: unknownAddresses,
  },
  {
    file: "analysis/model/matching.ts",
    location: "matchesEveryAddress.blocks",
    changes: ["ipBlock === undefined → true", "without ipBlock"],
    reason: unknownAddresses,
  },
  {
    file: "analysis/model/matching.ts",
    location: "matchesEveryAddress",
    changes: ["2 → 3", "2 → 1", "blocks.length < 2 → true", "blocks.length < 2 → blocks.length <= 2"],
    reason: unknownAddresses,
  },
  {
    file: "analysis/model/matching.ts",
    location: "matchesPeer",
    changes: ["true → false", '"address" in peer || peer.hostNetwork === true → "address" in peer'],
    reason: noHostNetwork,
  },
  {
    file: "analysis/evaluate/connection.ts",
    location: "sideOf",
    changes: [
      "true → false",
      '"address" in local || local.hostNetwork === true → "address" in local && local.hostNetwork === true',
      '"address" in local || local.hostNetwork === true → "address" in local',
    ],
    reason: noHostNetwork,
  },
];
