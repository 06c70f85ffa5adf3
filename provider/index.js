"use strict";
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// provider/main.ts
var pulumi9 = __toESM(require("@pulumi/pulumi"));

// graph/components.ts
var documentedComponents = ["agent", "discoverer", "filterGateway", "lbGateway", "indexManager"];
var optionalComponents = [
  "mirrorGateway",
  "agentReadreplica",
  "indexCreation",
  "indexSave",
  "indexCorrection",
  "indexDeletion",
  "readreplicaRotator"
];
var componentNames = [...documentedComponents, ...optionalComponents];
function isDocumented(component) {
  return documentedComponents.includes(component);
}

// graph/valdGraph.ts
var kubeSystem = { kind: "pods", namespace: "kube-system" };
var dns = { kind: "platform", service: "dns" };
var apiServer = { kind: "platform", service: "apiServer" };
var documentedTable = "https://vald.vdaas.org/docs/user-guides/network-policy/";
var chart = "charts/vald/templates";
var filterConfig = `${chart}/gateway/filter/configmap.yaml`;
var mirrorConfig = `${chart}/gateway/mirror/configmap.yaml`;
var lbConfig = `${chart}/gateway/lb/configmap.yaml`;
var jobConfig = (job) => `${chart}/index/job/${job}/configmap.yaml`;
var discovererRole = `${chart}/discoverer/clusterrole.yaml`;
var mirrorRole = `${chart}/gateway/mirror/clusterrole.yaml`;
var rotatorRole = `${chart}/index/job/readreplica/rotate/clusterrole.yaml`;
var names = "https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/";
var jobs = {
  creation: "indexCreation",
  save: "indexSave",
  correction: "indexCorrection",
  deletion: "indexDeletion"
};
var requestsWhenReady = [{ service: "requests" }, { service: "readiness" }];
var requests = [{ service: "requests" }];
var valdGraph = {
  components: {
    agent: { title: "agent", app: "vald-agent" },
    discoverer: { title: "discoverer", app: "vald-discoverer" },
    filterGateway: { title: "filter gateway", app: "vald-filter-gateway" },
    lbGateway: { title: "lb gateway", app: "vald-lb-gateway" },
    indexManager: { title: "index manager", app: "vald-manager-index" },
    mirrorGateway: { title: "mirror gateway", app: "vald-mirror-gateway", policy: "mirror-allow" },
    // The pods' `app` label differs from replica to replica.
    agentReadreplica: {
      title: "agent read replica",
      app: "agent-readreplica",
      selectorLabelKey: "app.kubernetes.io/component"
    },
    indexCreation: { title: "index creation", app: "vald-index-creation", isCronJob: true },
    indexSave: { title: "index save", app: "vald-index-save", isCronJob: true },
    indexCorrection: { title: "index correction", app: "vald-index-correction", isCronJob: true },
    indexDeletion: { title: "index deletion", app: "vald-index-deletion", isCronJob: true },
    readreplicaRotator: { title: "read replica rotator", app: "vald-readreplica-rotate", isCronJob: true }
  },
  edges: [
    ...row("agent", [kubeSystem]),
    ...row("discoverer", [kubeSystem]),
    // If a mirror gateway is deployed, it receives the requests instead, but init containers still wait for the lb
    // gateway.
    ...row("filterGateway", ["lbGateway", kubeSystem], {
      uses: [{ service: "requests", unlessDeployed: ["mirrorGateway"] }, { service: "readiness" }]
    }),
    ...row("lbGateway", ["agent", "discoverer", kubeSystem], { uses: requestsWhenReady }),
    ...row("indexManager", ["agent", "discoverer", kubeSystem], { uses: requestsWhenReady }),
    edge("filterGateway", "mirrorGateway", "requests to the next gateway", filterConfig, {
      uses: requests
    }),
    edge("filterGateway", "agent", "requests, because no other gateway is deployed", filterConfig, {
      uses: requests,
      unlessDeployed: ["lbGateway", "mirrorGateway"]
    }),
    edge("mirrorGateway", "lbGateway", "requests to this cluster", mirrorConfig, { uses: requestsWhenReady }),
    edge("lbGateway", "agentReadreplica", "searches", lbConfig, { uses: requests }),
    ...["creation", "save", "deletion", "correction"].flatMap((job) => [
      edge(jobs[job], "agent", "index operations", jobConfig(job), { uses: requestsWhenReady }),
      edge(jobs[job], "discoverer", "the list of agents", jobConfig(job), { uses: requestsWhenReady })
    ]),
    edge("indexCorrection", "lbGateway", "rewriting vectors", jobConfig("correction"), { uses: requests }),
    ...optionalComponents.map(
      (component) => edge(component, kubeSystem, "DNS, as for the documented components", names, { namespaceWide: true })
    ),
    ...componentNames.map((component) => edge(component, dns, "DNS", names)),
    edge("discoverer", apiServer, "the list of agents and nodes", discovererRole),
    edge("mirrorGateway", apiServer, "the list of clusters that it mirrors to", mirrorRole),
    edge("readreplicaRotator", apiServer, "replacing read replicas", rotatorRole)
  ]
};
function row(from, to, more = {}) {
  return to.map(
    (target) => edge(from, target, "the documented table", documentedTable, target === kubeSystem ? { namespaceWide: true } : more)
  );
}
function edge(from, to, reason, source, more = {}) {
  return {
    from: { kind: "component", component: from },
    to: typeof to === "string" ? { kind: "component", component: to } : to,
    reason,
    source,
    ...more
  };
}

// args/cni.ts
var cniNames = ["vpc-cni", "gke-v2", "cilium", "calico", "kube-router"];

// graph/platform.ts
var dnsEndpoints = {
  kubeSystem: {
    to: { kind: "pods", namespace: "kube-system" },
    port: 53,
    source: "https://vald.vdaas.org/docs/user-guides/network-policy/"
  },
  // NodeLocal DNSCache runs on the host network, so no pod selector matches it.
  nodeLocal: {
    to: { kind: "cidrs", cidrs: ["169.254.20.10/32"] },
    port: 53,
    source: "https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/"
  },
  // The Service listens on 53, but policies see the pods' port.
  openShift: {
    to: { kind: "pods", namespace: "openshift-dns" },
    port: 5353,
    source: "https://github.com/openshift/cluster-dns-operator"
  }
};
var apiServerPorts = [443, 6443];
var documentedApiServer = { kind: "pods", namespace: "kube-system" };

// kubernetes/cidr.ts
var widths = { 4: 32, 6: 128 };
function parseCidr(text) {
  const [, address2, length] = /^([^/]+)\/(\d+)$/.exec(text) ?? [];
  const parsed2 = address2 === void 0 ? void 0 : parseAddress(address2);
  if (parsed2 === void 0 || Number(length) > widths[parsed2.family]) return void 0;
  const hostBits = BigInt(widths[parsed2.family] - Number(length));
  const first = parsed2.value >> hostBits << hostBits;
  return { family: parsed2.family, first, last: first + (1n << hostBits) - 1n };
}
function parseAddressOrCidr(text) {
  const address2 = parseAddress(text);
  if (address2 === void 0) return parseCidr(text);
  const { family, value } = address2;
  return { family, first: value, last: value };
}
function parseAddress(text) {
  if (text.includes(":")) {
    const value2 = parseIPv6(text);
    return value2 === void 0 ? void 0 : { family: 6, value: value2 };
  }
  const value = parseIPv4(text);
  return value === void 0 ? void 0 : { family: 4, value };
}
function isInside(inner, outer) {
  return inner.family === outer.family && inner.first >= outer.first && inner.last <= outer.last;
}
function canonicalCidr({ family, first, last }) {
  const length = widths[family] - (last - first + 1n).toString(2).length + 1;
  return `${family === 4 ? formatIPv4(first) : formatIPv6(first)}/${length}`;
}
function isIPv4Mapped({ family, first, last }) {
  return family === 6 && first >> 32n === 0xffffn && last >> 32n === 0xffffn;
}
function parseIPv4(text) {
  if (!/^\d+(\.\d+){3}$/.test(text)) return void 0;
  const bytes = text.split(".").map(Number);
  return bytes.some((byte) => byte > 255) ? void 0 : bytes.reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
}
function parseIPv6(text) {
  const halves = text.split("::");
  if (halves.length > 2) return void 0;
  const [head, tail] = halves.map((half) => half === "" ? [] : half.split(":"));
  const groups = tail ?? head;
  const dotted = groups.at(-1);
  if (dotted?.includes(".")) {
    const value = parseIPv4(dotted);
    if (value === void 0) return void 0;
    groups.splice(-1, 1, (value >> 16n).toString(16), (value & 0xffffn).toString(16));
  }
  const zeroGroups = 8 - head.length - (tail?.length ?? 0);
  if (tail === void 0 ? zeroGroups !== 0 : zeroGroups < 1) return void 0;
  const all4 = tail === void 0 ? head : [...head, ...Array(zeroGroups).fill("0"), ...tail];
  if (!all4.every((group) => /^0*[0-9a-f]{1,4}$/i.test(group))) return void 0;
  return all4.reduce((sum, group) => sum << 16n | BigInt(`0x${group}`), 0n);
}
function formatIPv4(value) {
  return [24n, 16n, 8n, 0n].map((shift) => value >> shift & 0xffn).join(".");
}
function formatIPv6(value) {
  if (value >> 32n === 0xffffn) return `::ffff:${formatIPv4(value & 0xffffffffn)}`;
  const groups = Array.from({ length: 8 }, (_, i) => (value >> BigInt(112 - 16 * i) & 0xffffn).toString(16));
  let longest = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === "0") length++;
    if (length > longest.length) longest = { start, length };
  }
  if (longest.length < 2) return groups.join(":");
  return `${groups.slice(0, longest.start).join(":")}::${groups.slice(longest.start + longest.length).join(":")}`;
}

// kubernetes/namespaceNameLabel.ts
var namespaceNameLabel = "kubernetes.io/metadata.name";

// args/schema/nearest.ts
function nearest(word, known, maxTypos = Math.max(1, Math.floor(word.length / 3))) {
  const sameLetters = known.find((candidate) => candidate.toLowerCase() === word.toLowerCase());
  if (sameLetters !== void 0) return sameLetters;
  if (word.length > 40) return void 0;
  const [best] = known.map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) })).filter(({ distance }) => distance <= maxTypos).sort((a, b) => a.distance - b.distance);
  return best?.candidate;
}
function editDistance(a, b) {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i, j) => rows[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      rows[i][j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (same ? 0 : 1),
        swapped ? at(i - 2, j - 2) + 1 : Infinity
      );
    }
  }
  return at(a.length, b.length);
}

// args/schema/oneOf.ts
function oneOf(choices) {
  const quoted = choices.map((choice2) => `\`${choice2}\``);
  return quoted.length < 3 ? quoted.join(" or ") : `one of ${quoted.join(", ")}`;
}

// args/scalarSchemas.ts
var dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
var dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
var qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
var nonBlank = /[^ \t\n\r]/;
var portName = /^[a-z0-9]+(-[a-z0-9]+)*$/;
var portNumberText = "a whole number from 1 to 65535";
var portNumberKeywords = { minimum: 1, maximum: 65535 };
var boolean = {
  kind: "scalar",
  types: ["boolean"],
  label: "the boolean `true` or `false`",
  plain: true
};
var namespace = shortString(
  "a namespace",
  dnsLabel,
  "invalid-namespace",
  'a namespace name: at most 63 lowercase letters, digits, or "-", starting and ending with a letter or digit'
);
var componentName = shortString(
  "a component's app label",
  dnsSubdomain,
  "invalid-name",
  'an app label that is also a DNS name: at most 63 lowercase letters, digits, "-", or "."; each part between dots must start and end with a letter or digit'
);
var namePrefix = shortString(
  "a name prefix",
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)*([a-z0-9][-a-z0-9]*)?$/,
  "invalid-name",
  'the start of a DNS name: at most 63 lowercase letters, digits, "-", or "."; each part between dots must start with a letter or digit, and only the last part may end with "-"'
);
var labelValue = shortString(
  "a label value",
  new RegExp(`^$|${qualifiedName.source}`),
  "invalid-label-value",
  'a label value: empty, or at most 63 letters, digits, "-", "_", or ".", starting and ending with a letter or digit'
);
var labelKeyJsonSchema = {
  maxLength: 253 + 1 + 63,
  pattern: `^(${withoutAnchors(dnsSubdomain)}/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$`
};
var labelKey = string("a label key", labelKeyIssue, labelKeyJsonSchema);
var anyString = { kind: "scalar", types: ["string"], label: "a string" };
var nonBlankString = string(
  "a string",
  (value) => nonBlank.test(value) ? void 0 : { code: "invalid-values", expected: "a string that is not blank" },
  { pattern: nonBlank.source }
);
var operator = choice("invalid-operator", "an operator", [
  "In",
  "NotIn",
  "Exists",
  "DoesNotExist"
]);
var protocol = choice("invalid-protocol", "a protocol", ["TCP", "UDP", "SCTP"]);
var cidr = string(
  "a CIDR block",
  (value) => {
    const expected = "an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32";
    const address2 = parseAddress(value);
    if (address2 !== void 0) {
      const block2 = parseCidr(`${value}/${address2.family === 4 ? 32 : 128}`);
      if (block2 !== void 0 && !isIPv4Mapped(block2)) {
        const isUnspecified = address2.value === 0n;
        const hint = isUnspecified ? everyAddressHint : `for this single address, write ${canonicalCidr(block2)}`;
        return { code: "invalid-cidr", expected, hint };
      }
    }
    const block = parseCidr(value);
    if (block === void 0) {
      const hint = cidrHint(value);
      return { code: "invalid-cidr", expected, ...hint !== void 0 && { hint } };
    }
    if (isIPv4Mapped(block)) {
      return { code: "invalid-cidr", expected, hint: "write IPv4 blocks in IPv4 notation, not as ::ffff:..." };
    }
    const canonical = canonicalCidr(block);
    return canonical === value ? void 0 : { code: "invalid-cidr", expected: "a CIDR block in canonical form", hint: `did you mean ${canonical}?` };
  },
  { anyOf: [{ pattern: ipv4Cidr() }, { pattern: "^[0-9a-f:]*:[0-9a-f:]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" }] }
);
var port = {
  kind: "scalar",
  types: ["number", "string"],
  label: "a port number or a port name",
  check: (value) => typeof value === "number" ? portNumberIssue(value, `${portNumberText}, or a port name`) : portNameIssue(value),
  jsonSchema: {
    type: ["integer", "string"],
    ...portNumberKeywords,
    maxLength: 15,
    allOf: [{ pattern: portName.source }, { pattern: "[a-z]" }]
  }
};
var servicePort = {
  kind: "scalar",
  types: ["number", "string"],
  label: "a port number or a port name",
  check: (value) => {
    if (typeof value === "number") return port.check?.(value);
    if (value.length <= 63 && dnsLabel.test(value) && /[a-z]/.test(value)) return void 0;
    return {
      code: "invalid-port",
      expected: `${portNumberText}, or the name of a Service's port: at most 63 lowercase letters, digits, and "-"`
    };
  }
};
var portNumber = {
  kind: "scalar",
  types: ["number"],
  label: "a port number",
  check: (value) => portNumberIssue(value, portNumberText),
  jsonSchema: { type: "integer", ...portNumberKeywords }
};
function labelKeyIssue(key) {
  return keyIssue(key, "a label key");
}
function annotationKeyIssue(key) {
  return keyIssue(key, "an annotation key");
}
function keyIssue(key, noun) {
  const slash = key.indexOf("/");
  const [prefix, name] = slash < 0 ? [void 0, key] : [key.slice(0, slash), key.slice(slash + 1)];
  const prefixFits = prefix === void 0 || prefix.length <= 253 && dnsSubdomain.test(prefix);
  if (prefixFits && name.length <= 63 && qualifiedName.test(name)) return void 0;
  return {
    code: "invalid-label-key",
    expected: `${noun}: an optional prefix and "/", then a name; the name has at most 63 letters, digits, "-", "_", or ".", and starts and ends with a letter or digit; the prefix is a lowercase DNS name of at most 253 characters`
  };
}
function portNumberIssue(value, expected) {
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return void 0;
  return { code: "invalid-port", expected };
}
function portNameIssue(value) {
  const broken = portNameRules.filter(({ holds }) => !holds(value));
  if (broken.length === 0) return void 0;
  const lower = value.toLowerCase();
  const [, first, last] = portRange(value) ?? [];
  return {
    code: "invalid-port",
    expected: `${portNumberText}, or a port name ${broken.map(({ text }) => text).join(" and ")}`,
    .../^\d+$/.test(value) && value.length <= 5 && { hint: `write port numbers without quotes: ${Number(value)}` },
    ...value === "*" && { hint: "for all ports, omit `port`" },
    ...suggestPorts(value) !== void 0 && value.includes("/") && { hint: `write \`${suggestPorts(value)}\`` },
    ...last !== void 0 && { hint: `write a range as \`{ port: ${first}, endPort: ${last} }\`` },
    ...lower !== value && isPortName(lower) && { hint: `did you mean \`${lower}\`?` }
  };
}
var portNameRules = [
  { text: "of at most 15 characters", holds: (name) => name.length <= 15 },
  { text: 'of lowercase letters, digits, and "-"', holds: (name) => /^[-a-z0-9]+$/.test(name) },
  { text: "with at least one letter", holds: (name) => /[a-z]/i.test(name) },
  { text: 'in which each "-" is between two letters or digits', holds: (name) => !/^-|--|-$/.test(name) }
];
function isPortName(text) {
  return portNameRules.every(({ holds }) => holds(text));
}
var everyAddressHint = "for every address, write 0.0.0.0/0 and ::/0";
function cidrHint(text) {
  if (text === "*") return everyAddressHint;
  if (!/^(?=.*[a-z])[-a-z0-9*]+(\.[-a-z0-9]+)+\.?$/i.test(text)) return void 0;
  return "policies do not know host names; write the host's addresses, each with its prefix length";
}
function suggestLabels(value) {
  const texts = [value].flat().flatMap((text) => typeof text === "string" ? text.split(",") : [""]);
  const pairs = texts.map((text) => /^\s*([^=:\s]+)(?:=|:\s+)([^=:\s]*)\s*$/.exec(text) ?? []);
  const areValid = pairs.every(
    ([, key, label]) => key !== void 0 && label !== void 0 && !labelKeyIssue(key) && labelValue.check?.(label) === void 0
  );
  return areValid ? `{ ${pairs.map(([, key, label]) => `${key}: ${label === "" ? '""' : label}`).join(", ")} }` : void 0;
}
function suggestPorts(value) {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  const [, before, name] = /^([^/]+)\/(tcp|udp|sctp)$/i.exec(text) ?? [];
  if (before !== void 0 && name !== void 0)
    return suggestPorts(before)?.replace(/ }$/, `, protocol: ${name.toUpperCase()} }`);
  const [, first, last] = portRange(text) ?? [];
  if (first === void 0) return isPortName(text) ? `{ port: ${text} }` : void 0;
  return `{ port: ${first}${last === void 0 ? "" : `, endPort: ${last}`} }`;
}
function portRange(text) {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === void 0) return void 0;
  const [start, end] = [Number(first), Number(last ?? first)];
  if ([start, end].some((number2) => portNumberIssue(number2, "") !== void 0) || end < start) return void 0;
  return last === void 0 ? [text, start] : [text, start, end];
}
function choice(code, label, choices, suggest = (value) => nearest(value, choices), expected = oneOf(choices)) {
  const check2 = (value) => {
    if (choices.includes(value)) return void 0;
    const near = suggest(value);
    return { code, expected, ...near !== void 0 && { hint: `did you mean \`${near}\`?` } };
  };
  return { ...string(label, check2, { enum: choices }), expected };
}
function shortString(label, pattern, code, expected) {
  const check2 = (value) => value.length <= 63 && pattern.test(value) ? void 0 : { code, expected };
  return string(label, check2, { maxLength: 63, pattern: pattern.source });
}
function string(label, check2, jsonSchema) {
  return { kind: "scalar", types: ["string"], label, check: (value) => check2(value), jsonSchema };
}
function ipv4Cidr() {
  const byte = "([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  return `^${byte}(\\.${byte}){3}/([0-9]|[12][0-9]|3[0-2])$`;
}
function withoutAnchors(pattern) {
  return pattern.source.slice(1, -1);
}

// args/rulesSchema.ts
var selectorRequirement = {
  kind: "object",
  label: "a label selector requirement",
  typeName: "LabelSelectorRequirement",
  rejectUndefined: true,
  fields: {
    key: labelKey,
    operator,
    values: { kind: "list", label: "a list of label values", items: labelValue }
  },
  required: ["key", "operator"],
  check: ({ operator: chosen, values }, presentKeys) => {
    const needsValues = chosen === "In" || chosen === "NotIn";
    if (needsValues && (!presentKeys.has("values") || isEmptyList(values))) {
      return [
        {
          code: "invalid-values",
          at: ["values"],
          value: values,
          expected: `at least one value, because \`operator\` is \`${chosen}\``
        }
      ];
    }
    if ((chosen === "Exists" || chosen === "DoesNotExist") && Array.isArray(values) && values.length > 0) {
      return [
        {
          code: "invalid-values",
          at: ["values"],
          value: values,
          expected: `no values, because \`operator\` is \`${chosen}\``
        }
      ];
    }
    return [];
  },
  jsonSchema: {
    allOf: [
      {
        if: { properties: { operator: { enum: ["In", "NotIn"] } }, required: ["operator"] },
        then: { properties: { values: { minItems: 1 } }, required: ["values"] }
      },
      {
        if: { properties: { operator: { enum: ["Exists", "DoesNotExist"] } }, required: ["operator"] },
        then: { properties: { values: { maxItems: 0 } } }
      }
    ]
  }
};
var selector = {
  kind: "object",
  label: "a label selector",
  typeName: "LabelSelector",
  rejectUndefined: true,
  fields: {
    matchLabels: {
      kind: "map",
      label: "a map of labels",
      rejectUndefined: true,
      key: labelKeyIssue,
      value: labelValue,
      suggestion: suggestLabels,
      jsonSchema: { propertyNames: labelKeyJsonSchema }
    },
    matchExpressions: { kind: "list", label: "a list of label selector requirements", items: selectorRequirement }
  }
};
var ipBlock = {
  kind: "object",
  label: "an `ipBlock` object",
  typeName: "IPBlock",
  rejectUndefined: true,
  fields: {
    cidr,
    except: { kind: "list", label: "a list of CIDR blocks", items: cidr }
  },
  required: ["cidr"],
  check: ({ cidr: block, except }) => {
    const outer = typeof block === "string" ? parseCidr(block) : void 0;
    if (outer === void 0 || !Array.isArray(except)) return [];
    return except.flatMap((text, i) => {
      const inner = typeof text === "string" ? parseCidr(text) : void 0;
      if (inner === void 0 || isInside(inner, outer) && !isInside(outer, inner)) return [];
      const expected = "a smaller CIDR block that lies inside `cidr` and has the same IP family";
      return [{ code: "invalid-except", at: ["except", i], value: text, expected }];
    });
  }
};
var peer = {
  kind: "object",
  label: "a peer",
  typeName: "NetworkPolicyPeer",
  rejectUndefined: true,
  fields: { podSelector: selector, namespaceSelector: selector, ipBlock },
  misplacedKeys: {
    ports: "put `ports` next to `from` or `to`, not into a peer",
    matchLabels: "put `matchLabels` into `podSelector` or `namespaceSelector`",
    cidr: "put `cidr` into `ipBlock`"
  },
  check: (_, presentKeys) => {
    if (presentKeys.size === 0) {
      return [
        {
          code: "empty-peer",
          expected: "either `ipBlock` or at least one selector (`podSelector`, `namespaceSelector`)",
          hint: "to allow everyone, omit the whole list `from` or `to`"
        }
      ];
    }
    const hasSelector = presentKeys.has("podSelector") || presentKeys.has("namespaceSelector");
    return presentKeys.has("ipBlock") && hasSelector ? [
      {
        code: "conflicting-peer",
        expected: "either `ipBlock` or selectors, not both",
        hint: "split this peer into two peers"
      }
    ] : [];
  },
  jsonSchema: { minProperties: 1, dependencies: { ipBlock: { maxProperties: 1 } } }
};
var policyPort = {
  kind: "object",
  label: "a port entry",
  typeName: "NetworkPolicyPort",
  rejectUndefined: true,
  fields: { protocol, port, endPort: portNumber },
  check: ({ port: first, endPort: last }, presentKeys) => {
    if (!presentKeys.has("endPort")) return [];
    const fits = presentKeys.has("port") && first === void 0 || typeof first === "number" && (last === void 0 || Number(last) >= first);
    const expected = "a whole number from the value of `port` to 65535; `port` must be a number too";
    return fits ? [] : [{ code: "invalid-end-port", at: ["endPort"], value: last, expected }];
  },
  suggestion: suggestPorts,
  jsonSchema: { dependencies: { endPort: { properties: { port: { type: "integer" } }, required: ["port"] } } }
};
var ports = {
  kind: "list",
  label: "a list of ports",
  items: policyPort,
  suggestion: (value) => {
    const one = suggestPorts(value);
    return one === void 0 ? void 0 : `[${one}]`;
  }
};
var peers = { kind: "list", label: "a list of peers", items: peer };
var ingressRule = {
  kind: "object",
  label: "an ingress rule",
  typeName: "IngressRule",
  rejectUndefined: true,
  fields: { from: peers, ports },
  misplacedKeys: { to: "an ingress rule lists its peers in `from`" }
};
var egressRule = {
  kind: "object",
  label: "an egress rule",
  typeName: "EgressRule",
  rejectUndefined: true,
  fields: { to: peers, ports },
  misplacedKeys: { from: "an egress rule lists its peers in `to`" }
};
var customRules = {
  kind: "object",
  label: "an object with `ingress`, `egress`, or both",
  typeName: "CustomRules",
  fields: {
    ingress: { kind: "list", label: "a list of ingress rules", items: ingressRule },
    egress: { kind: "list", label: "a list of egress rules", items: egressRule }
  }
};
function isEmptyList(value) {
  return Array.isArray(value) && value.length === 0;
}

// graph/componentNamed.ts
function componentNamed(text) {
  return componentNames.find((component) => spellings(component).some((name) => letters(name) === letters(text)));
}
function spellings(component) {
  const { title, app } = valdGraph.components[component];
  return [component, title, app];
}
function letters(text) {
  return text.toLowerCase().replace(/[\s_-]/g, "");
}

// args/suggestComponent.ts
function suggestComponent(text) {
  const named = componentNamed(text);
  if (named !== void 0) return named;
  const abbreviated = text.length > 1 ? componentNames.filter((component) => component.startsWith(text)) : [];
  if (abbreviated.length === 1) return abbreviated[0];
  const near = nearest(text, componentNames.flatMap(spellings));
  return near === void 0 ? void 0 : componentNamed(near);
}

// args/schema/isRecord.ts
function isRecord(value) {
  if (value === null || typeof value !== "object") return false;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && !isObjectPrototype(prototype)) return false;
  return Reflect.ownKeys(value).every((key) => {
    const field = Object.getOwnPropertyDescriptor(value, key);
    return typeof key === "string" && field?.enumerable === true && "value" in field;
  });
}
function isObjectPrototype(prototype) {
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype, "isPrototypeOf");
}

// args/edgesSchema.ts
var labels = (label) => ({
  kind: "map",
  label,
  rejectUndefined: true,
  key: labelKeyIssue,
  value: labelValue,
  suggestion: suggestLabels,
  jsonSchema: { propertyNames: labelKeyJsonSchema }
});
var cidrs = {
  kind: "list",
  label: "a list of CIDR blocks",
  items: cidr,
  minItems: 1,
  suggestion: (value) => typeof value === "string" && parseCidr(value) !== void 0 ? `[${value}]` : void 0
};
var endpointNamespace = {
  ...namespace,
  check: (value) => {
    const issue = namespace.check?.(value);
    return issue && value === "*" ? { ...issue, hint: "for every namespace, write `namespaceLabels: {}`" } : issue;
  }
};
var nonEmptyPorts = (whenOmitted) => ({
  ...ports,
  minItems: 1,
  hint: `to allow ${whenOmitted}, omit \`ports\``
});
var podFields = ["namespace", "namespaceLabels", "podLabels"];
var cidrFields = ["cidrs", "except"];
var externalEndpointFields = {
  namespace: endpointNamespace,
  namespaceLabels: labels("a map of namespace labels"),
  podLabels: labels("a map of pod labels"),
  cidrs,
  except: { kind: "list", label: "a list of CIDR blocks", items: cidr }
};
var checkExternalEndpoint = (valid, presentKeys) => {
  const kinds = [podFields, cidrFields].filter((fields) => fields.some((field) => presentKeys.has(field)));
  if (kinds.length > 1) return [{ code: "conflicting-end", expected: eitherPodsOrCidrs }];
  return [...namespaceIssues(valid, presentKeys), ...exceptIssues(valid, presentKeys)];
};
var externalEndpointDependencies = {
  except: ["cidrs"],
  cidrs: { propertyNames: { enum: [...cidrFields, "port"] } },
  namespace: { properties: { namespaceLabels: { propertyNames: { not: { const: namespaceNameLabel } } } } }
};
var eitherPodsOrCidrs = "either pods (`namespace`, `namespaceLabels`, `podLabels`) or CIDR blocks (`cidrs`, `except`), not both";
var podsText = "any combination of `namespace`, `namespaceLabels`, and `podLabels`";
var edgeComponents = [...componentNames, "every"];
var edgeEndpoint = {
  kind: "object",
  label: "an edge endpoint",
  typeName: "EdgeEndpoint",
  rejectUndefined: true,
  plain: true,
  fields: {
    component: { ...choice("invalid-values", "a component", edgeComponents, suggestEdgeComponent), plain: true },
    ...externalEndpointFields
  },
  misplacedKeys: {
    ports: "put `ports` next to `from` and `to`",
    cidr: "put CIDR blocks into the list `cidrs`",
    ipBlock: "write CIDR blocks as `cidrs: [10.0.0.0/8]`, and exceptions as `except: [10.1.0.0/16]`",
    podSelector: "write pod labels as `podLabels: { app: search }`",
    namespaceSelector: "write namespace labels as `namespaceLabels: { team: search }`, or a name as `namespace: shop`",
    app: "put pod labels into `podLabels`",
    labels: "put pod labels into `podLabels`"
  },
  suggestion: suggestEndpoint,
  check: (valid, presentKeys) => {
    if (presentKeys.size === 0) {
      return [
        {
          code: "empty-end",
          expected: `one of: \`component\`; \`cidrs\`; or ${podsText}`,
          hint: "to match every address, use the CIDR blocks 0.0.0.0/0 and ::/0"
        }
      ];
    }
    if (presentKeys.has("component") && presentKeys.size > 1)
      return [
        {
          code: "conflicting-end",
          expected: "`component` without other fields",
          hint: "set a component's labels in `components.<component>.podLabels`"
        }
      ];
    return checkExternalEndpoint(valid, presentKeys);
  },
  jsonSchema: { minProperties: 1, dependencies: { component: { maxProperties: 1 }, ...externalEndpointDependencies } }
};
var edge2 = {
  kind: "object",
  label: "an edge",
  typeName: "EdgeArgs",
  rejectUndefined: true,
  plain: true,
  fields: { from: edgeEndpoint, to: edgeEndpoint, ports: nonEmptyPorts("all ports") },
  required: ["from", "to"],
  misplacedKeys: { port: "put ports into a list: `ports: [{ port: 8081 }]`" },
  check: ({ from, to }) => {
    const hasNoComponent = (endpoint2) => typeof endpoint2 === "object" && endpoint2 !== null && !("component" in endpoint2);
    return hasNoComponent(from) && hasNoComponent(to) ? [
      {
        code: "no-component",
        expected: "a component in `from`, in `to`, or in both",
        hint: "an edge adds rules only to components' policies"
      }
    ] : [];
  },
  jsonSchema: { anyOf: ["from", "to"].map((end) => ({ properties: { [end]: { required: ["component"] } } })) }
};
var edges = { kind: "list", label: "a list of edges", items: edge2, plain: true };
var dnsEndpoint = {
  kind: "object",
  label: "a DNS endpoint",
  typeName: "DnsArgs",
  rejectUndefined: true,
  plain: true,
  fields: {
    preset: { ...choice("invalid-values", "a DNS preset", Object.keys(dnsEndpoints)), plain: true },
    ...externalEndpointFields,
    port: portNumber
  },
  misplacedKeys: { ports: "use `port`, which applies to both UDP and TCP", labels: "put pod labels into `podLabels`" },
  suggestion: suggestPreset,
  check: (valid, presentKeys) => {
    const hasEndpoint = [...podFields, ...cidrFields].some((field) => presentKeys.has(field));
    if (presentKeys.has("preset") && hasEndpoint)
      return [
        {
          code: "conflicting-end",
          expected: "either `preset` or the fields that describe your own endpoint, not both"
        }
      ];
    if (!presentKeys.has("preset") && !hasEndpoint)
      return [{ code: "empty-end", expected: `one of: \`preset\`; \`cidrs\`; or ${podsText}` }];
    return checkExternalEndpoint(valid, presentKeys);
  },
  jsonSchema: {
    anyOf: ["preset", ...podFields, "cidrs"].map((field) => ({ required: [field] })),
    dependencies: { ...externalEndpointDependencies, preset: { propertyNames: { enum: ["preset", "port"] } } }
  }
};
var dns2 = {
  kind: "list",
  label: "a list of DNS endpoints",
  items: dnsEndpoint,
  plain: true,
  minItems: 1,
  suggestion: (value) => {
    const one = suggestPreset(isRecord(value) ? value["preset"] : value);
    return one === void 0 ? void 0 : `[${one}]`;
  }
};
var apiServer2 = {
  kind: "object",
  label: "an object with the API server's addresses in `cidrs`",
  typeName: "ApiServerArgs",
  rejectUndefined: true,
  plain: true,
  fields: { cidrs, ports: nonEmptyPorts("TCP ports 443 and 6443") },
  required: ["cidrs"],
  misplacedKeys: {
    port: "put ports into a list: `ports: [{ port: 6443 }]`",
    cidr: "put CIDR blocks into the list `cidrs`"
  },
  suggestion: (value) => {
    const blocks = [value].flat();
    const areValid = blocks.length > 0 && blocks.every((cidr2) => typeof cidr2 === "string" && parseCidr(cidr2));
    return areValid ? `{ cidrs: [${blocks.join(", ")}] }` : void 0;
  }
};
function suggestPreset(value) {
  return Object.keys(dnsEndpoints).some((preset) => preset === value) ? `{ preset: ${String(value)} }` : void 0;
}
function namespaceIssues({ namespaceLabels }, presentKeys) {
  const hasNameLabel = typeof namespaceLabels === "object" && namespaceLabels !== null && namespaceNameLabel in namespaceLabels;
  if (!presentKeys.has("namespace") || !hasNameLabel) return [];
  const at = ["namespaceLabels", namespaceNameLabel];
  return [
    {
      code: "conflicting-end",
      at,
      expected: "the namespace's name either in `namespace` or in this label, not in both"
    }
  ];
}
function exceptIssues(valid, presentKeys) {
  if (!presentKeys.has("except")) return [];
  if (!presentKeys.has("cidrs"))
    return [
      {
        code: "missing-field",
        at: ["cidrs"],
        expected: "a list of CIDR blocks",
        hint: "`except` excludes parts of the blocks in `cidrs`"
      }
    ];
  if (!Array.isArray(valid["cidrs"]) || !Array.isArray(valid["except"])) return [];
  const blocks = parsed(valid["cidrs"]);
  if (blocks.length < valid["cidrs"].length) return [];
  return valid["except"].flatMap((text, i) => {
    const [exception] = parsed([text]);
    if (exception === void 0) return [];
    const fits = blocks.some((block) => isInside(exception, block)) && !blocks.some((block) => isInside(block, exception));
    const expected = "a CIDR block that lies inside a larger block in `cidrs` and contains none of the blocks in `cidrs`";
    return fits ? [] : [{ code: "invalid-except", at: ["except", i], value: text, expected }];
  });
}
function parsed(cidrs2) {
  return cidrs2.flatMap((text) => typeof text === "string" ? parseCidr(text) ?? [] : []);
}
function suggestEdgeComponent(text) {
  return nearest(text, ["every"]) ?? suggestComponent(text);
}
function suggestEndpoint(value) {
  if (typeof value !== "string") return void 0;
  if (value === "*") return '{ cidrs: [0.0.0.0/0, "::/0"] }';
  if (value === "every") return "{ component: every }";
  if (parseCidr(value) !== void 0) return `{ cidrs: [${value}] }`;
  const labelMap = suggestLabels(value);
  if (labelMap !== void 0) return `{ podLabels: ${labelMap} }`;
  const component = suggestComponent(value);
  return component && `{ component: ${component} }`;
}

// args/findingIds.ts
var findingIds = [
  "api-server-by-namespace",
  "bare-pod-selector",
  "cidr-covers-pods",
  "cloud-metadata",
  "component-off",
  "dns-by-address",
  "end-port",
  "every-namespace",
  "everyone",
  "except-cuts-others",
  "half-dns",
  "metadata-server",
  "namespace-by-label",
  "no-dns",
  "no-effect",
  "no-service-address",
  "not-isolated",
  "one-family",
  "one-sided-edge",
  "openshift-dns-port",
  "part-of-ipv6",
  "peer-on-host-network",
  "peer-selects-no-pod",
  "pod-on-host-network",
  "pod-without-policy",
  "policies-off",
  "policy-not-evaluated",
  "policy-selects-no-pod",
  "port-name-to-range",
  "port-not-served",
  "range-in-cluster",
  "redundant-rule",
  "rule-without-policy-type",
  "sctp",
  "service-address",
  "service-port",
  "split-peer",
  "too-many-ports",
  "unknown-port-name",
  "unused-ignore",
  "version-label"
];

// kubernetes/ipBlocks.ts
function ipBlocks(cidrs2, except) {
  return cidrs2.map((cidr2) => {
    const exceptions = except.filter((exception) => isCidrInside(exception, cidr2));
    return exceptions.length === 0 ? { cidr: cidr2 } : { cidr: cidr2, except: exceptions };
  });
}
function isCidrInside(inner, outer) {
  const [first, second] = [parseCidr(inner), parseCidr(outer)];
  return first !== void 0 && second !== void 0 && isInside(first, second);
}

// args/plainValueOps.ts
var plainValueOps = {
  withAffixes: (prefix, text, suffix) => prefix + text + suffix,
  mergeLabels: (base, added) => ({ ...base, ...added }),
  podPeers: (podLabels, namespaceLabels) => [
    {
      ...podLabels !== void 0 && { podSelector: { matchLabels: podLabels } },
      ...namespaceLabels !== void 0 && { namespaceSelector: { matchLabels: namespaceLabels } }
    }
  ],
  cidrPeers: (cidrs2, except = []) => ipBlocks(cidrs2, except).map((ipBlock2) => ({ ipBlock: ipBlock2 })),
  ingress: (rules) => rules.flatMap(
    (rule) => rule.kind === "custom" ? rule.custom.ingress ?? [] : [{ from: rule.peers, ...rule.ports !== void 0 && { ports: rule.ports } }]
  ),
  egress: (rules) => rules.flatMap(
    (rule) => rule.kind === "custom" ? rule.custom.egress ?? [] : [{ to: rule.peers, ...rule.ports !== void 0 && { ports: rule.ports } }]
  )
};

// graph/servedPorts.ts
var defaultServedPorts = { grpc: 8081, rest: void 0, readiness: 3001 };

// args/resolveComponents.ts
function resolveComponents(graph, args, ops) {
  return componentNames.map((component) => {
    const { title, app, selectorLabelKey = "app" } = graph.components[component];
    const settings = args.components?.[component] ?? {};
    const name = settings.name ?? app;
    const port2 = (kind) => settings.ports?.[kind] ?? args.defaults?.ports?.[kind] ?? defaultServedPorts[kind];
    return {
      component,
      title,
      isDeployed: isDeployed(args, component),
      name,
      policyName: resolvePolicyName(graph, args, component, ops),
      podLabels: ops.mergeLabels(args.instanceLabels, settings.podLabels ?? { [selectorLabelKey]: name }),
      servedPorts: { grpc: port2("grpc"), rest: port2("rest"), readiness: port2("readiness") },
      ingress: [],
      egress: []
    };
  });
}
function isDeployed({ components: components2 }, component) {
  return components2?.[component]?.enabled ?? isDocumented(component);
}
function resolvePolicyName(graph, { namePrefix: namePrefix2 = "", components: components2 }, component, ops) {
  const { app, policy: policy2 } = graph.components[component];
  const name = components2?.[component]?.name;
  if (name === void 0 && policy2 !== void 0) return ops.withAffixes(namePrefix2, policy2, "");
  return ops.withAffixes(namePrefix2, name ?? app, "-allow");
}

// args/argsSchema.ts
var selectingLabels = (whyNotEmpty) => ({
  kind: "map",
  label: "a map of labels",
  rejectUndefined: true,
  key: labelKeyIssue,
  value: labelValue,
  suggestion: suggestLabels,
  check: (_, presentKeys) => presentKeys.size > 0 ? [] : [{ code: "empty-pod-labels", expected: "a map with at least one label", hint: whyNotEmpty }],
  jsonSchema: { propertyNames: labelKeyJsonSchema, minProperties: 1 }
});
var servedPorts = {
  kind: "object",
  label: "an object with `grpc`, `rest`, or `readiness` ports",
  typeName: "ServedPorts",
  plain: true,
  fields: { grpc: portNumber, rest: portNumber, readiness: portNumber }
};
var componentSettings = {
  kind: "object",
  label: "an object with a component's settings",
  typeName: "ComponentSettings",
  plain: true,
  fields: {
    enabled: boolean,
    name: componentName,
    podLabels: selectingLabels("an empty map would select every pod"),
    ports: servedPorts,
    custom: customRules
  }
};
var defaults = {
  kind: "object",
  label: "an object with `networkPolicy`, `ports`, or both",
  typeName: "Defaults",
  plain: true,
  fields: {
    networkPolicy: {
      kind: "object",
      label: "an object with `enabled`, `custom`, or both",
      typeName: "NetworkPolicyDefaults",
      plain: true,
      fields: { enabled: boolean, custom: customRules }
    },
    ports: servedPorts
  }
};
var components = {
  kind: "object",
  label: "an object with one field for each component to configure",
  typeName: "Components",
  plain: true,
  fields: Object.fromEntries(componentNames.map((c) => [c, componentSettings])),
  suggestKey: suggestComponent,
  check: (settings) => [...nameCollisions(settings), ...labelCollisions(settings)]
};
var ignore = {
  kind: "object",
  label: "a finding to ignore",
  typeName: "IgnoreArgs",
  rejectUndefined: true,
  plain: true,
  fields: {
    id: {
      ...choice(
        "invalid-values",
        "a finding's id",
        [...findingIds, "chart-setting"],
        void 0,
        "the id of a finding in docs/findings.md"
      ),
      plain: true
    },
    path: { ...nonBlankString, label: "a location as shown in a finding, such as `edges[0]`", plain: true },
    reason: { ...nonBlankString, label: "the reason for ignoring the finding", plain: true }
  },
  required: ["id", "reason"]
};
var reservedLabels = ["app.kubernetes.io/part-of", "app.kubernetes.io/component"];
var labels2 = {
  kind: "map",
  label: "a map of labels",
  key: (key) => reservedLabels.includes(key) ? {
    code: "reserved-label",
    expected: "another label key",
    hint: "vald-network-policy sets this label on every policy"
  } : labelKeyIssue(key),
  value: labelValue,
  suggestion: suggestLabels,
  jsonSchema: { propertyNames: { ...labelKeyJsonSchema, not: { enum: reservedLabels } } }
};
var maxAnnotationBytes = 256 * 1024;
var annotations = {
  kind: "map",
  label: "a map of annotations",
  key: annotationKeyIssue,
  value: anyString,
  check: (valid) => {
    const encoder = new TextEncoder();
    const bytes = Object.entries(valid).reduce(
      (sum, [key, value]) => sum + encoder.encode(key + String(value)).length,
      0
    );
    const expected = `at most ${maxAnnotationBytes} bytes in total for the keys and values of all annotations`;
    return bytes <= maxAnnotationBytes ? [] : [{ code: "annotations-too-large", expected }];
  },
  jsonSchema: { propertyNames: labelKeyJsonSchema }
};
var argsSchema = {
  kind: "object",
  label: "an object with args",
  typeName: "NetworkPoliciesArgs",
  plain: true,
  misplacedKeys: {
    chartValues: "only the Pulumi component accepts `chartValues`; on the command line, pass the file with --chart-values, and in a program, call `fromChartValues`",
    adopt: "only the Pulumi component accepts `adopt`; it does not change the rules in policies",
    strict: "only the Pulumi component accepts `strict`; on the command line, use `check --fail-on warning`"
  },
  fields: {
    namespace,
    defaults,
    instanceLabels: selectingLabels("an empty map cannot distinguish Vald clusters"),
    namePrefix: { ...namePrefix, plain: true },
    components,
    edges,
    edgePorts: { ...choice("invalid-values", "`any` or `vald`", ["any", "vald"]), plain: true },
    apiServer: apiServer2,
    dns: dns2,
    cni: { ...choice("invalid-values", "a network plugin", cniNames), plain: true },
    ignore: { kind: "list", label: "a list of findings to ignore", plain: true, items: ignore },
    labels: labels2,
    annotations
  },
  check: instanceLabelCollisions
};
var valuesFileSchema = {
  ...argsSchema,
  misplacedKeys: {
    chartValues: "write the values of Vald's chart into a file of their own, and pass it with --chart-values"
  },
  fields: { ...argsSchema.fields, adopt: boolean, strict: boolean }
};
var componentArgsSchema = {
  ...valuesFileSchema,
  misplacedKeys: {},
  fields: {
    ...valuesFileSchema.fields,
    chartValues: {
      kind: "object",
      label: "an object with the values of Vald's chart, such as the parsed contents of a values file",
      fields: {},
      allowUnknownKeys: true,
      plain: true
    }
  },
  required: ["namespace"]
};
function nameCollisions(settings) {
  const args = { components: settings };
  const byName = /* @__PURE__ */ new Map();
  const byPolicyName = /* @__PURE__ */ new Map();
  return componentNames.flatMap((component) => {
    const name = args.components[component]?.name ?? valdGraph.components[component].app;
    if (!isDeployed(args, component) || typeof name !== "string") return [];
    const policyName = resolvePolicyName(valdGraph, args, component, plainValueOps);
    const [sameName, samePolicyName] = [byName.get(name), byPolicyName.get(policyName)];
    byName.set(name, component);
    byPolicyName.set(policyName, component);
    const issue = { code: "name-collision", at: [component, "name"], value: name };
    if (sameName !== void 0)
      return [{ ...issue, expected: `a name that the component \`${sameName}\` does not use` }];
    if (samePolicyName === void 0) return [];
    const expected = `a different name for this component or for \`${samePolicyName}\`, because both policies would be named "${policyName}"`;
    return [{ ...issue, expected }];
  });
}
function labelCollisions(settings) {
  const known = knownLabels(settings);
  const collides = (a, b) => contains(a, b) || contains(b, a);
  return known.flatMap(({ component, labels: labels4 }, i) => {
    const earlier = known.slice(0, i).find((other2) => collides(labels4, other2.labels));
    if (earlier === void 0) return [];
    const [changed, other] = hasPodLabels(settings, component) ? [component, earlier.component] : [earlier.component, component];
    if (!hasPodLabels(settings, changed)) return [];
    const expected = `labels that do not select the same pods as \`${other}\``;
    return [{ code: "label-collision", at: [changed, "podLabels"], expected }];
  });
}
function instanceLabelCollisions({ instanceLabels, components: settings = {} }) {
  const own2 = knownLabels(settings).filter(
    ({ component }) => !hasPodLabels(settings, component)
  );
  return Object.entries(instanceLabels ?? {}).flatMap(([key, value]) => {
    const found = own2.find(({ labels: labels4 }) => Object.hasOwn(labels4, key) && labels4[key] !== value);
    if (found === void 0 || typeof value !== "string") return [];
    const expected = `a label key that does not select a component; \`${found.component}\` is selected by \`${key}\``;
    const hint = "set the component's `podLabels` instead";
    return [{ code: "label-collision", at: ["instanceLabels", key], value, expected, hint }];
  });
}
function knownLabels(settings) {
  const args = { components: settings };
  return componentNames.flatMap((component) => {
    if (!isDeployed(args, component)) return [];
    const { name, podLabels } = args.components[component] ?? {};
    const { app, selectorLabelKey = "app" } = valdGraph.components[component];
    const labels4 = podLabels ?? { [selectorLabelKey]: name ?? app };
    return isRecord(labels4) && Object.values(labels4).every((value) => typeof value === "string") ? [{ component, labels: labels4 }] : [];
  });
}
function hasPodLabels(settings, component) {
  return isRecord(settings[component]) && settings[component]["podLabels"] !== void 0;
}
function contains(labels4, others) {
  return Object.entries(others).every(([key, value]) => labels4[key] === value);
}

// args/schema/issue.ts
var maxValueLength = 80;
function formatPath(path) {
  return path.map((key, i) => {
    if (typeof key === "number") return `[${key}]`;
    if (i === 0 && isConfigKey(key)) return key;
    if (key.length > maxValueLength || !/^[A-Za-z_][A-Za-z0-9_]*$/.test(key)) return `[${quote(key)}]`;
    return i === 0 ? key : `.${key}`;
  }).join("");
}
function isConfigKey(key) {
  return /^[\w-]+:[\w-]+$/.test(key);
}
function formatIssue(issue) {
  return formatIssueAsWritten(issue, void 0);
}
function formatIssueAsWritten(issue, written2) {
  return `${issue.path.length === 0 ? "args" : formatPath(issue.path)}: ${formatExpectation(issue, written2)}`;
}
function formatExpectation({ code, value: parsed2, expected, hint: given, isUnquoted }, written2) {
  const value = written2 === void 0 || written2 === "" ? parsed2 : escapeText(written2);
  const quoted = written2 === void 0 ? "" : `: ${quote(written2)}`;
  const hint = given ?? (isUnquoted === true ? `quote the value${quoted}` : void 0);
  const isMissing = code === "missing-field" && value === void 0;
  const problem = code === "unknown-field" ? "unknown field" : isMissing ? "missing field" : value && `got ${value}`;
  const found = problem === void 0 ? "" : `${problem}; `;
  return `${found}expected ${expected}${hint === void 0 ? "" : ` (${hint})`}`;
}
function formatValue(value) {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "a list";
  if (value !== null && typeof value === "object") return Object.keys(value).length === 0 ? "{}" : "an object";
  if (typeof value === "function") return "a function";
  return String(value);
}
function quote(text) {
  const short = text.length > maxValueLength ? `${text.slice(0, maxValueLength)}\u2026` : text;
  return escapeText(JSON.stringify(short));
}
function escapeText(text) {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`
  ).replaceAll("##[", "\\u0023#[");
}
var maxLines = 50;
function limitedLines(items, line) {
  const more = items.length - maxLines;
  return [...items.slice(0, maxLines).map(line), ...more > 0 ? [`and ${more} more`] : []];
}

// args/schema/unresolved.ts
var UNRESOLVED = /* @__PURE__ */ Symbol("not known yet");
function isResolved(value) {
  return value !== UNRESOLVED;
}

// args/schema/validateSchema.ts
function validateSchema(value, schema, path) {
  const issue = (code, expected, hint) => [
    { code, path, value: formatValue(value), expected, ...hint !== void 0 && { hint } }
  ];
  const wrongType = () => {
    const suggestion = "suggestion" in schema ? schema.suggestion?.(value) : void 0;
    return issue(
      "wrong-type",
      schema.label,
      suggestion === void 0 ? listHint(value, schema) : `did you mean \`${suggestion}\`?`
    );
  };
  if (value === UNRESOLVED) {
    if (!("plain" in schema && schema.plain === true)) return [];
    return [
      {
        code: "not-plain",
        path,
        value: "an Output or a Promise",
        expected: `${schema.label} as a plain value`,
        hint: "the set of policies must not depend on values that are known only during the deployment"
      }
    ];
  }
  if (value === null || value === void 0) {
    return issue(
      "null-value",
      expectedOf(schema),
      isInRule(path) ? "remove this entry instead, because an empty value may match everyone" : void 0
    );
  }
  switch (schema.kind) {
    case "scalar": {
      if (!schema.types.some((type) => typeof value === type)) {
        const isUnquoted = schema.expected === void 0 && schema.types.includes("string") && (typeof value === "number" || typeof value === "boolean");
        return issue("wrong-type", expectedOf(schema)).map((one) => ({ ...one, ...isUnquoted && { isUnquoted } }));
      }
      const found = typeof value === "boolean" ? void 0 : schema.check?.(value);
      return found === void 0 ? [] : [absoluteIssue(found, value, path)];
    }
    case "list": {
      if (!Array.isArray(value)) return wrongType();
      if (value.length < (schema.minItems ?? 0))
        return issue("empty-list", `${schema.label} with at least one entry`, schema.hint);
      return Array.from(value, (item, i) => validateSchema(item, schema.items, [...path, i])).flat();
    }
    case "map":
    case "object": {
      return isRecord(value) ? validateEntries(value, schema, path) : wrongType();
    }
  }
}
function isInRule(path) {
  return path.slice(0, -1).some((key) => ["edges", "custom", "spec", "podLabels", "instanceLabels"].includes(String(key)));
}
function listHint(value, schema) {
  if (schema.kind !== "list")
    return Array.isArray(value) && value.length > 0 ? "write an object, `{ ... }`, instead of a list" : void 0;
  if (schema.items.kind !== "scalar")
    return isRecord(value) && Object.keys(value).length > 0 ? "put the object into a list: `[{ ... }]`" : void 0;
  return typeof value === "string" ? "put the value into a list: `[...]`" : void 0;
}
function expectedOf(schema) {
  return schema.kind === "scalar" ? schema.expected ?? schema.label : schema.label;
}
function validateEntries(value, schema, path) {
  const issues = [];
  const valid = {};
  const presentKeys = /* @__PURE__ */ new Set();
  for (const key of Object.keys(value)) {
    const inner = value[key];
    if (inner === void 0 && schema.rejectUndefined !== true) continue;
    presentKeys.add(key);
    const at = [...path, key];
    const ofKey = schema.kind === "map" ? mapKeyIssues(key, schema, at) : fieldIssues(key, schema, at);
    const innerSchema = schema.kind === "map" ? schema.value : fieldSchema(schema, key);
    const all4 = innerSchema === void 0 ? ofKey : ofKey.concat(validateSchema(inner, innerSchema, at));
    if (all4.length === 0 && inner !== UNRESOLVED) valid[key] = inner;
    for (const issue of all4) issues.push(issue);
  }
  if (schema.kind === "object") {
    for (const field of schema.required ?? []) {
      if (!presentKeys.has(field)) {
        const expected = schema.fields[field]?.label ?? "a value";
        issues.push({ code: "missing-field", path: [...path, field], expected });
      }
    }
  }
  const shown = presentKeys.size === 0 ? {} : value;
  for (const issue of schema.check?.(valid, presentKeys) ?? []) issues.push(absoluteIssue(issue, shown, path));
  return issues;
}
function mapKeyIssues(key, schema, at) {
  const issue = schema.key(key);
  return issue === void 0 ? [] : [absoluteIssue(issue, key, at)];
}
function fieldIssues(key, schema, at) {
  if (fieldSchema(schema, key) !== void 0) return [];
  const misplaced = Object.hasOwn(schema.misplacedKeys ?? {}, key) ? schema.misplacedKeys?.[key] : void 0;
  if (schema.allowUnknownKeys === true && misplaced === void 0) return [];
  const known = Object.keys(schema.fields);
  const near = schema.suggestKey === void 0 ? nearest(key, known) : schema.suggestKey(key);
  const hint = misplaced ?? (near === void 0 ? void 0 : `did you mean \`${near}\`?`);
  return [
    {
      code: "unknown-field",
      path: at,
      expected: oneOf(known),
      ...hint !== void 0 && { hint }
    }
  ];
}
function absoluteIssue({ at = [], value: part, ...issue }, value, path) {
  const shown = at.length === 0 ? value : part;
  return { ...issue, path: [...path, ...at], ...shown !== void 0 && { value: formatValue(shown) } };
}
function fieldSchema(schema, key) {
  return Object.hasOwn(schema.fields, key) ? schema.fields[key] : void 0;
}

// args/invalidArgsError.ts
var InvalidArgsError = class extends Error {
  constructor(issues) {
    super(["Invalid args:", ...limitedLines(issues, (issue) => `  ${formatIssue(issue)}`)].join("\n"));
    this.issues = issues;
    this.stack = this.message;
  }
  issues;
  __pulumiRunError = true;
  name = "InvalidArgsError";
};
function assertValid(args, schema = argsSchema) {
  const issues = validateSchema(args, schema, []);
  if (issues.length > 0) throw new InvalidArgsError(issues);
}

// provider/construct.ts
var pulumi8 = __toESM(require("@pulumi/pulumi"));

// args/schema/valueAt.ts
function valueAt(values, path) {
  return path.reduce(
    (inner, key) => (isRecord(inner) || Array.isArray(inner)) && Object.hasOwn(inner, key) ? inner[key] : void 0,
    values
  );
}

// components/valdNetworkPolicies.ts
var import_networkPolicy = require("@pulumi/kubernetes/networking/v1/networkPolicy");
var pulumi6 = __toESM(require("@pulumi/pulumi"));

// args/ignores.ts
function formatLocation({ object: object2, path }) {
  return [...object2 === void 0 ? [] : [object2], ...path.length === 0 ? [] : [formatPath(path)]].join(": ");
}
function ignores({ id, path }, finding2) {
  if (finding2.id !== id) return false;
  const enclosing = [...finding2.path.map((_, depth) => finding2.path.slice(0, depth)), finding2.path];
  return path === void 0 || enclosing.some((around) => formatLocation({ ...finding2, path: around }) === path);
}

// graph/edgesAmong.ts
function edgesAmong(graph, components2) {
  const exists = (endpoint2) => endpoint2.kind !== "component" || components2.includes(endpoint2.component);
  return graph.edges.filter(
    ({ from, to, unlessDeployed = [] }) => exists(from) && exists(to) && !unlessDeployed.some((c) => components2.includes(c))
  ).sort((a, b) => compareEndpoints(a.from, b.from) || compareEndpoints(a.to, b.to));
}
function compareEndpoints(a, b) {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  return first === second ? 0 : first < second ? -1 : 1;
}
function rank(endpoint2) {
  if (endpoint2.kind === "component") return componentNames.indexOf(endpoint2.component);
  if (endpoint2.kind !== "platform") return componentNames.length;
  return componentNames.length + (endpoint2.service === "dns" ? 1 : 2);
}

// args/externalEndpoint.ts
function resolveExternalEndpoint(endpoint2) {
  const { namespace: namespace2, namespaceLabels, podLabels, cidrs: cidrs2, except } = endpoint2;
  if (cidrs2 !== void 0) return { kind: "cidrs", cidrs: cidrs2, ...except !== void 0 && { except } };
  return {
    kind: "pods",
    ...namespace2 !== void 0 && { namespace: namespace2 },
    ...namespaceLabels !== void 0 && { namespaceLabels },
    ...podLabels !== void 0 && { podLabels }
  };
}

// args/platformEndpoints.ts
function platformEndpoints({ service: service2 }, args) {
  return service2 === "dns" ? dns3(args) : apiServer3(args);
}
function dns3({ dns: configured = [], edgePorts }) {
  const known = configured.flatMap((endpoint2, i) => isResolved(endpoint2) ? [{ endpoint: endpoint2, path: ["dns", i] }] : []);
  const endpoints = known.length > 0 ? known : [{ endpoint: { preset: "kubeSystem" } }];
  return endpoints.flatMap(({ endpoint: endpoint2, path }) => {
    const isDocumented2 = endpoint2.preset === "kubeSystem" && endpoint2.port === void 0;
    if (isDocumented2 && edgePorts !== "vald") return [];
    const port2 = endpoint2.port ?? (endpoint2.preset === void 0 ? 53 : dnsEndpoints[endpoint2.preset].port);
    return [
      {
        to: endpoint2.preset === void 0 ? resolveExternalEndpoint(endpoint2) : dnsEndpoints[endpoint2.preset].to,
        ports: [
          { protocol: "UDP", port: port2 },
          { protocol: "TCP", port: port2 }
        ],
        ...!isDocumented2 && path !== void 0 && { path }
      }
    ];
  });
}
function apiServer3({
  apiServer: configured,
  edgePorts
}) {
  const defaultPorts = apiServerPorts.map((port2) => ({ port: port2 }));
  if (configured !== void 0) {
    const { cidrs: cidrs2, ports: ports3 = defaultPorts } = configured;
    return [{ to: { kind: "cidrs", cidrs: cidrs2 }, ports: ports3, path: ["apiServer"] }];
  }
  return edgePorts === "vald" ? [{ to: documentedApiServer, ports: defaultPorts }] : [];
}

// args/resolveEdge.ts
function resolveGraphEdge(edge3, args, deployed) {
  const from = edge3.from;
  const origin = { kind: "graph", edge: edge3 };
  if (edge3.to.kind === "platform") {
    return platformEndpoints(edge3.to, args).map(({ path, ...platform }) => ({
      from,
      ...platform,
      origin: path === void 0 ? origin : { kind: "args", path }
    }));
  }
  const to = edge3.to;
  if (args.edgePorts !== "vald") return [{ from, to, origin }];
  if (edge3.namespaceWide === true) return [];
  const target = deployed.find(({ component }) => to.kind === "component" && to.component === component);
  if (target === void 0 || edge3.uses === void 0) return [{ from, to, origin }];
  const ports3 = requiredPorts(edge3.uses, target, deployed);
  return ports3.length === 0 ? [] : [{ from, to, ports: ports3, origin }];
}
function resolveUserEdge({ from, to, ports: ports3 }, path, deployed) {
  return resolveEndpoint(from, deployed).flatMap(
    (source) => resolveEndpoint(to, deployed).map((target) => ({
      from: source,
      to: target,
      ...ports3 !== void 0 && { ports: ports3 },
      origin: { kind: "args", path }
    }))
  );
}
function resolveEndpoint(endpoint2, deployed) {
  if (endpoint2.component === void 0) return [resolveExternalEndpoint(endpoint2)];
  return deployed.filter(({ component }) => endpoint2.component === "every" || endpoint2.component === component).map(({ component }) => ({ kind: "component", component }));
}
function requiredPorts(uses, { servedPorts: { grpc, rest, readiness } }, deployed) {
  return uses.filter(({ unlessDeployed = [] }) => !deployed.some(({ component }) => unlessDeployed.includes(component))).flatMap(({ service: service2 }) => service2 === "readiness" ? [readiness] : [grpc, rest]).filter((port2) => port2 !== void 0).map((port2) => ({ port: port2 }));
}

// args/schema/copyOf.ts
var maxDepth = 50;
var dataField = { enumerable: true, configurable: true, writable: true };
function copyOf(value) {
  const copies = /* @__PURE__ */ new Map();
  const copy = (inner, depth) => {
    if (inner === null || typeof inner !== "object" || depth > maxDepth) return inner;
    const known = copies.get(inner);
    if (known !== void 0) return known;
    if (Array.isArray(inner)) {
      const list2 = [];
      copies.set(inner, list2);
      for (const item of Array.from(inner)) list2.push(copy(item, depth + 1));
      return list2;
    }
    if (!isRecord(inner)) return inner;
    if (isProxy(inner)) return /* @__PURE__ */ Object.create({ proxy: true });
    const record = {};
    copies.set(inner, record);
    for (const [key, field] of Object.entries(inner))
      Object.defineProperty(record, key, { ...dataField, value: copy(field, depth + 1) });
    return record;
  };
  return copy(value, 0);
}
function isProxy(value) {
  return !isClonable(value) && isClonable(Object.fromEntries(Object.entries(value)));
}
function isClonable(value) {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}

// args/resolveArgs.ts
function resolveArgs(args = {}) {
  const own2 = copyOf(args);
  assertValid(own2);
  return resolveValidArgs(valdGraph, own2, plainValueOps);
}
function resolveValidArgs(graph, args, ops) {
  const components2 = resolveComponents(graph, args, ops);
  const policiesEnabled = args.defaults?.networkPolicy?.enabled !== false;
  const deployed = components2.filter(({ isDeployed: isDeployed3 }) => isDeployed3);
  const edges2 = [
    ...edgesAmong(
      graph,
      deployed.map(({ component }) => component)
    ).flatMap((edge3) => resolveGraphEdge(edge3, args, deployed)),
    ...(args.edges ?? []).flatMap(
      (edge3, i) => isResolved(edge3) ? resolveUserEdge(edge3, ["edges", i], deployed) : []
    )
  ];
  const peers3 = (endpoint2) => {
    switch (endpoint2.kind) {
      // No namespaceSelector is needed: Vald's own pods are in the policy's namespace.
      case "component":
        return ops.podPeers(components2.find((c) => c.component === endpoint2.component)?.podLabels, void 0);
      case "pods": {
        const { namespace: namespace2, namespaceLabels, podLabels } = endpoint2;
        if (namespace2 === void 0 && namespaceLabels === void 0) return ops.podPeers(podLabels, void 0);
        const byName = namespace2 === void 0 ? {} : { [namespaceNameLabel]: namespace2 };
        return ops.podPeers(podLabels, ops.mergeLabels(namespaceLabels, byName));
      }
      case "cidrs":
        return ops.cidrPeers(endpoint2.cidrs, endpoint2.except);
    }
  };
  const rulesOf2 = ({ component }, localEnd, remoteEnd) => [
    ...edges2.filter(({ [localEnd]: end }) => end.kind === "component" && end.component === component).map(({ [remoteEnd]: endpoint2, ports: ports3, origin }) => ({
      kind: "edge",
      endpoint: endpoint2,
      peers: peers3(endpoint2),
      ...ports3 !== void 0 && { ports: ports3 },
      origin
    })),
    ...[
      { custom: args.defaults?.networkPolicy?.custom, path: ["defaults", "networkPolicy", "custom"] },
      { custom: args.components?.[component]?.custom, path: ["components", component, "custom"] }
    ].flatMap(({ custom, path }) => custom === void 0 ? [] : [{ kind: "custom", custom, path }])
  ];
  return {
    namespace: args.namespace ?? "default",
    policiesEnabled,
    components: components2.map(
      (component) => component.isDeployed ? { ...component, ingress: rulesOf2(component, "to", "from"), egress: rulesOf2(component, "from", "to") } : component
    ),
    ineffective: policiesEnabled && deployed.length > 0 ? ineffectiveArgs(graph, args, deployed) : [],
    args
  };
}
function ineffectiveArgs(graph, args, deployed) {
  const off = componentNames.filter((c) => !deployed.some(({ component }) => component === c));
  const custom = off.filter((c) => args.components?.[c]?.custom !== void 0).map((component) => ({ path: ["components", component, "custom"], component }));
  const edges2 = (args.edges ?? []).flatMap((edge3, i) => {
    if (!isResolved(edge3)) return [];
    const component = off.find((c) => c === edge3.from.component) ?? off.find((c) => c === edge3.to.component);
    return component === void 0 ? [] : [{ path: ["edges", i], component }];
  });
  const clients = graph.edges.flatMap(
    ({ from, to }) => to.kind === "platform" && to.service === "apiServer" && from.kind === "component" ? [from.component] : []
  );
  const [first] = clients.every((client) => off.includes(client)) ? clients : [];
  const apiServer4 = args.apiServer === void 0 || first === void 0 ? [] : [{ path: ["apiServer"], component: first }];
  return [...custom, ...edges2, ...apiServer4];
}

// analysis/model/uniqueByValue.ts
function uniqueByValue(all4) {
  return [...new Map(all4.map((one) => [JSON.stringify(one), one])).values()];
}

// analysis/model/policyObject.ts
function policyObject({ apiVersion, kind, name }) {
  return { apiVersion, kind, name };
}
function policyObjectText({ apiVersion, kind, name }) {
  return escapeText(`${kind} ${name} (${apiVersion})`);
}
function hasOtherVersion({ apiVersion, kind }) {
  if (kind !== "NetworkPolicy" || apiVersion === "networking.k8s.io/v1") return false;
  const [group = ""] = apiVersion.split("/");
  return group === "networking.k8s.io" || !group.includes(".");
}
function kindText({ kind }) {
  return escapeText(kind);
}
function uniqueObjects(all4) {
  return uniqueByValue(all4.map(policyObject));
}

// analysis/model/intervals.ts
function unionIntervals(a, b) {
  const result = [];
  for (const next of [...a, ...b].sort((x, y) => x.start < y.start ? -1 : 1)) {
    const last = result.at(-1);
    if (last === void 0 || last.end < next.start) result.push(next);
    else if (last.end < next.end) result[result.length - 1] = { start: last.start, end: next.end };
  }
  return result;
}
function intersectIntervals(a, b) {
  const result = [];
  let i = 0;
  let j = 0;
  for (let x = a[i], y = b[j]; x !== void 0 && y !== void 0; x = a[i], y = b[j]) {
    const start = x.start > y.start ? x.start : y.start;
    const end = x.end < y.end ? x.end : y.end;
    if (start < end) result.push({ start, end });
    if (x.end < y.end) i++;
    else j++;
  }
  return result;
}
function subtractIntervals(a, b) {
  const result = [];
  let j = 0;
  for (const { start, end } of a) {
    let from = start;
    for (let hole = b[j]; hole !== void 0 && hole.start < end; hole = b[j]) {
      if (from < hole.start) result.push({ start: from, end: hole.start });
      if (from < hole.end) from = hole.end;
      if (hole.end > end) break;
      j++;
    }
    if (from < end) result.push({ start: from, end });
  }
  return result;
}
function coversIntervals(outer, inner) {
  return subtractIntervals(inner, outer).length === 0;
}

// analysis/model/addresses.ts
var startOfIPv6 = 1n << 32n;
var allAddresses = [{ start: 0n, end: startOfIPv6 + (1n << 128n) }];
function parseAddresses(text) {
  const range = parseAddressOrCidr(text);
  if (range === void 0) throw new Error(`"${text}" is neither an address nor a CIDR block`);
  return [interval(range)];
}
function blockAddresses({ cidr: cidr2, except = [] }) {
  const exceptions = unionIntervals(except.flatMap(parseAddresses), []);
  return subtractIntervals(parseAddresses(cidr2), exceptions);
}
function interval({ family, first, last }) {
  const offset = family === 4 ? 0n : startOfIPv6;
  return { start: offset + first, end: offset + last + 1n };
}

// analysis/model/tristate.ts
function allOf(values) {
  return values.includes(false) ? false : unknownIn(values) ?? true;
}
function anyOf(values) {
  return values.includes(true) ? true : unknownIn(values) ?? false;
}
function unknownIn(values) {
  const facts = values.flatMap((value) => typeof value === "boolean" ? [] : value.unknownFacts);
  return facts.length === 0 ? void 0 : { unknownFacts: uniqueFacts(facts) };
}
function uniqueFacts(facts) {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
}

// analysis/model/selectors.ts
function selects(selector3, labels4, unknown) {
  return allOf(
    requirements(selector3).map(
      (requirement) => unknown !== void 0 && !Object.hasOwn(labels4, requirement.key) ? { unknownFacts: [unknown] } : matches(requirement, Object.hasOwn(labels4, requirement.key) ? labels4[requirement.key] : void 0)
    )
  );
}
function requirements({ matchLabels = {}, matchExpressions = [] }) {
  const equalities = Object.entries(matchLabels).map(([key, value]) => ({ key, operator: "In", values: [value] }));
  return [...equalities, ...matchExpressions];
}
function matches({ operator: operator2, values = [] }, value) {
  switch (operator2) {
    case "In":
      return value !== void 0 && values.includes(value);
    case "NotIn":
      return value === void 0 || !values.includes(value);
    case "Exists":
      return value !== void 0;
    case "DoesNotExist":
      return value === void 0;
    default:
      throw new Error(`unknown operator of a label selector: ${operator2}`);
  }
}

// analysis/sets/valueSet.ts
var anyValue = { values: [], negated: true, allowsAbsent: true };
var absent = { values: [], negated: false, allowsAbsent: true };
function isEmptyValueSet({ values, negated, allowsAbsent }) {
  return !negated && values.length === 0 && !allowsAbsent;
}
function intersectValues(a, b) {
  const allowsAbsent = a.allowsAbsent && b.allowsAbsent;
  if (a.negated && b.negated)
    return { values: [.../* @__PURE__ */ new Set([...a.values, ...b.values])].sort(), negated: true, allowsAbsent };
  const [finite, other] = a.negated ? [b, a] : [a, b];
  return { values: finite.values.filter((value) => hasValue(other, value)), negated: false, allowsAbsent };
}
function areDisjointValues(a, b) {
  if (a.allowsAbsent && b.allowsAbsent) return false;
  if (a.negated) return !b.negated && b.values.every((value) => a.values.includes(value));
  return a.values.every((value) => !hasValue(b, value));
}
function isValueSubset(a, b) {
  if (a.allowsAbsent && !b.allowsAbsent) return false;
  if (a.negated) return b.negated && b.values.every((value) => a.values.includes(value));
  return a.values.every((value) => hasValue(b, value));
}
function hasValue({ values, negated }, value) {
  return values.includes(value) !== negated;
}

// analysis/sets/peerSet.ts
var allPeers = { pods: void 0, labels: /* @__PURE__ */ new Map(), addresses: allAddresses };
function peerSetOf({ podSelector, namespaceSelector, ipBlock: ipBlock2 }, namespace2) {
  if (ipBlock2 !== void 0) return { ...allPeers, addresses: blockAddresses(ipBlock2) };
  return podSet(namespaceSelector ?? { matchLabels: { [namespaceNameLabel]: namespace2 } }, podSelector ?? {});
}
function podSet(namespaceSelector, podSelector) {
  const labels4 = /* @__PURE__ */ new Map();
  for (const [prefix, selector3] of [
    ["namespace/", namespaceSelector],
    ["pod/", podSelector]
  ]) {
    for (const { key, operator: operator2, values = [] } of requirements(selector3)) {
      const known = labels4.get(prefix + key) ?? anyValue;
      labels4.set(prefix + key, intersectValues(known, valuesOf(operator2, values)));
    }
  }
  return { ...allPeers, pods: true, labels: labels4 };
}
function valuesOf(operator2, values) {
  const sorted = [...new Set(values)].sort();
  switch (operator2) {
    case "In":
      return { values: sorted, negated: false, allowsAbsent: false };
    case "NotIn":
      return { values: sorted, negated: true, allowsAbsent: true };
    case "Exists":
      return { values: [], negated: true, allowsAbsent: false };
    case "DoesNotExist":
      return absent;
    default:
      throw new Error(`unknown operator of a label selector: ${operator2}`);
  }
}
function isAddressLimited({ addresses }) {
  return subtractIntervals(allAddresses, addresses).length > 0;
}
function areDisjoint(a, b) {
  if (a.pods !== void 0 && b.pods !== void 0 && a.pods !== b.pods) return true;
  for (const [key, values] of b.labels) {
    const known = a.labels.get(key);
    if (known !== void 0 && areDisjointValues(known, values)) return true;
  }
  return a.addresses !== b.addresses && intersectIntervals(a.addresses, b.addresses).length === 0;
}
function isSubset(a, b) {
  if (b.pods !== void 0 && a.pods !== b.pods) return false;
  for (const [key, values] of b.labels) {
    if (!isValueSubset(a.labels.get(key) ?? anyValue, values)) return false;
  }
  return a.addresses === b.addresses || coversIntervals(b.addresses, a.addresses);
}
function intersect(a, b) {
  if (areDisjoint(a, b)) return void 0;
  const labels4 = new Map(a.labels);
  for (const [key, values] of b.labels) labels4.set(key, intersectValues(a.labels.get(key) ?? anyValue, values));
  return { pods: a.pods ?? b.pods, labels: labels4, addresses: intersectIntervals(a.addresses, b.addresses) };
}
function uniqueSets(sets) {
  return [...new Map(sets.map((set) => [peerSetKey(set), set])).values()];
}
var keys = /* @__PURE__ */ new WeakMap();
function peerSetKey(set) {
  const known = keys.get(set);
  if (known !== void 0) return known;
  const { pods: pods2, labels: labels4, addresses } = set;
  const ranges = addresses.map(({ start, end }) => [String(start), String(end)]);
  const key = JSON.stringify([pods2, [...labels4].sort(), ranges]);
  keys.set(set, key);
  return key;
}
function isEmpty({ pods: pods2, labels: labels4, addresses }) {
  return addresses.length === 0 || [...labels4.values()].some(isEmptyValueSet) || pods2 === false && labels4.size > 0;
}

// analysis/sets/resultEndpoint.ts
var kubeSystem2 = podSet({ matchLabels: { [namespaceNameLabel]: "kube-system" } }, {});
function endpointOf(peers3, except, components2) {
  const key = peerSetKey(peers3);
  const component = components2.find(({ peerSet }) => peerSetKey(peerSet) === key);
  if (component !== void 0 && except.length === 0) return componentEndpoint(component);
  return {
    kind: "peers",
    peers: describePeers(peers3),
    ...except.length > 0 && { except: except.map((one) => endpointOf(one, [], components2)) }
  };
}
function isObviousException(endpoint2) {
  return endpoint2.kind === "component" || JSON.stringify(endpoint2) === JSON.stringify(endpointOf(kubeSystem2, [], []));
}
function componentEndpoint({ component, distinctLabels }) {
  return { kind: "component", component, ...distinctLabels !== void 0 && { podLabels: distinctLabels } };
}
function describePeers({ pods: pods2, labels: labels4, addresses }) {
  const conditions = (prefix) => [...labels4].filter(([key]) => key.startsWith(prefix)).flatMap(([key, values]) => describeValues(key.slice(prefix.length), values)).sort((a, b) => a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  const [namespaceLabels, podLabels] = [conditions("namespace/"), conditions("pod/")];
  return {
    ...pods2 !== void 0 && { pods: pods2 },
    ...namespaceLabels.length > 0 && { namespaceLabels },
    ...podLabels.length > 0 && { podLabels },
    ...!coversIntervals(addresses, allAddresses) && { ipBlocks: describeAddresses(addresses) }
  };
}
function describeValues(key, { values, negated, allowsAbsent }) {
  if (negated && values.length === 0) return allowsAbsent ? [] : [{ key, operator: "Exists" }];
  if (negated) {
    const notIn = { key, operator: "NotIn", values: [...values] };
    return allowsAbsent ? [notIn] : [{ key, operator: "Exists" }, notIn];
  }
  if (values.length === 0 && allowsAbsent) return [{ key, operator: "DoesNotExist" }];
  return [{ key, operator: "In", values: [...values], ...allowsAbsent && { orAbsent: true } }];
}
function describeAddresses(addresses) {
  const families2 = [
    { family: 4, start: 0n, end: startOfIPv6 },
    { family: 6, start: startOfIPv6, end: startOfIPv6 + (1n << 128n) }
  ];
  return families2.flatMap(({ family, start, end }) => {
    const inFamily2 = addresses.filter((interval2) => interval2.start < end && interval2.end > start).map((interval2) => ({
      start: (interval2.start > start ? interval2.start : start) - start,
      end: (interval2.end < end ? interval2.end : end) - start
    }));
    return inFamily2.length === 0 ? [] : familyBlocks(family, inFamily2);
  });
}
function familyBlocks(family, addresses) {
  const text = ({ start, end }) => canonicalCidr({ family, first: start, last: end - 1n });
  const plain = addresses.flatMap(cidrBlocks);
  const enclosing = enclosingBlock(addresses);
  const exceptions = subtractIntervals([enclosing], addresses).flatMap(cidrBlocks);
  if (plain.length <= exceptions.length + 1) return plain.map((block) => ({ cidr: text(block) }));
  return [{ cidr: text(enclosing), except: exceptions.map(text) }];
}
function cidrBlocks({ start, end }) {
  const result = [];
  for (let at = start; at < end; ) {
    let size = 1n;
    while (at % (size * 2n) === 0n && at + size * 2n <= end) size *= 2n;
    result.push({ start: at, end: at + size });
    at += size;
  }
  return result;
}
function enclosingBlock(addresses) {
  const first = addresses[0]?.start ?? 0n;
  const end = addresses.at(-1)?.end ?? 1n;
  let size = 1n;
  while (first / size * size + size < end) size *= 2n;
  return { start: first / size * size, end: first / size * size + size };
}

// analysis/compare/connectionDifference.ts
function connectionDifference({ component, direction, local, remote, except, ports: ports3 }, components2) {
  const localEnd = local === allPeers ? componentEndpoint(component) : endpointOf(intersect(component.peerSet, local) ?? component.peerSet, [], []);
  const remoteEnd = endpointOf(remote, except, components2);
  return direction === "ingress" ? { from: remoteEnd, to: localEnd, ports: ports3 } : { from: localEnd, to: remoteEnd, ports: ports3 };
}
function sortedDifferences(differences) {
  const byKey = new Map(
    differences.map((difference) => {
      const { from, to } = difference;
      return [`${sortKey(from)} ${sortKey(to)} ${JSON.stringify(difference)}`, difference];
    })
  );
  return [...byKey].sort(([a], [b]) => a < b ? -1 : 1).map(([, difference]) => difference);
}
function sortKey(endpoint2) {
  if (endpoint2.kind === "component")
    return `${String(componentNames.indexOf(endpoint2.component)).padStart(3)}${JSON.stringify(endpoint2.podLabels ?? {})}`;
  const { peers: peers3, except } = endpoint2;
  return `${String(componentNames.length).padStart(3)}${JSON.stringify(peers3)}${except === void 0 ? 0 : 1}`;
}

// args/intendedRules.ts
function intendedRules({ policiesEnabled, components: components2 }) {
  if (!policiesEnabled) return [];
  return components2.flatMap((component) => [...rulesOf(component, "ingress"), ...rulesOf(component, "egress")]);
}
function rulesOf(resolved, direction) {
  const { component } = resolved;
  return resolved[direction].flatMap((rules) => {
    if (rules.kind === "edge") {
      const { endpoint: endpoint2, peers: peers3, ports: ports3 = [], origin } = rules;
      return [{ component, direction, endpoint: endpoint2, peers: peers3, ports: ports3, origin }];
    }
    return (rules.custom[direction] ?? []).flatMap(
      (rule, i) => isResolved(rule) ? [
        {
          component,
          direction,
          peers: rule.from ?? rule.to ?? [],
          ports: rule.ports ?? [],
          origin: { kind: "args", path: [...rules.path, direction, i] }
        }
      ] : []
    );
  });
}

// kubernetes/policyTypes.ts
function policyTypes({ policyTypes: policyTypes2 = [], egress = [] }) {
  if (policyTypes2.length === 0) return { ingress: true, egress: egress.length > 0 };
  return { ingress: policyTypes2.includes("Ingress"), egress: policyTypes2.includes("Egress") };
}

// analysis/model/portSet.ts
var everyNumber = [{ start: 1, end: 65536 }];
var protocols = ["TCP", "UDP", "SCTP"];
var allPorts = protocols.map((protocol2) => ({ protocol: protocol2, numbers: everyNumber, names: [] }));
function portsOf(ports3 = []) {
  if (ports3.length === 0) return allPorts;
  return ports3.map(({ protocol: protocol2 = "TCP", port: port2, endPort: endPort2 }) => onePort(protocol2, port2, endPort2));
}
function onePort(protocol2, port2, endPort2) {
  if (typeof port2 === "number") return { protocol: protocol2, numbers: [{ start: port2, end: (endPort2 ?? port2) + 1 }], names: [] };
  return { protocol: protocol2, numbers: everyNumber, names: port2 === void 0 ? [] : [port2] };
}
function resolveNamedPorts(ports3, target) {
  if ("address" in target) return ports3.filter(({ names: names2 }) => names2.length === 0);
  const declared = target.ports;
  if (declared === void 0) return ports3;
  return ports3.map(({ protocol: protocol2, numbers, names: names2 }) => ({
    protocol: protocol2,
    numbers: names2.reduce((rest, name) => intersectIntervals(rest, numbersOf(name, protocol2, declared)), numbers),
    names: []
  })).filter(({ numbers }) => numbers.length > 0);
}
function numbersOf(name, protocol2, declared) {
  return declared.filter((port2) => port2.name === name && (port2.protocol ?? "TCP") === protocol2).map(({ containerPort }) => [{ start: containerPort, end: containerPort + 1 }]).reduce(unionIntervals, []);
}
function intersectPorts(a, b) {
  return normalizePorts(a.flatMap((x) => b.flatMap((y) => intersectEntries(x, y))));
}
function intersectEntries(a, b) {
  if (a.protocol !== b.protocol) return [];
  const names2 = [.../* @__PURE__ */ new Set([...a.names, ...b.names])].sort();
  return [{ protocol: a.protocol, numbers: intersectIntervals(a.numbers, b.numbers), names: names2 }];
}
function subtractPorts(ports3, others) {
  const rest = others.filter((other) => other.protocol === ports3.protocol && other.names.every((name) => ports3.names.includes(name))).reduce((numbers, other) => subtractIntervals(numbers, other.numbers), ports3.numbers);
  return rest.length === 0 ? void 0 : { ...ports3, numbers: rest };
}
function normalizePorts(ports3) {
  const byNames = /* @__PURE__ */ new Map();
  for (const entry of ports3) {
    const key = `${protocols.findIndex((protocol2) => protocol2 === entry.protocol)} ${entry.names.join()}`;
    const known = byNames.get(key);
    byNames.set(key, known === void 0 ? entry : { ...entry, numbers: unionIntervals(known.numbers, entry.numbers) });
  }
  const sorted = [...byNames.entries()].sort(([a], [b]) => a < b ? -1 : 1).map(([, entry]) => entry);
  return sorted.flatMap(
    (entry) => subtractPorts(
      entry,
      sorted.filter((other) => other !== entry)
    ) ?? []
  );
}

// analysis/model/effectivePolicy.ts
var directions = ["ingress", "egress"];
function effectivePolicies(policies, namespace2 = "default") {
  return policies.map(({ metadata, spec }) => {
    const policyNamespace = metadata.namespace ?? namespace2;
    const policy2 = `${policyNamespace}/${metadata.name}`;
    const types = policyTypes(spec);
    const rule = (index3, peers3 = [], ports3 = []) => effectiveRule(policy2, policyNamespace, index3, peers3, ports3);
    const { ingress = [], egress = [] } = spec;
    const rules = {
      ingress: ingress.map(({ from, ports: ports3 }, i) => rule(i, from, ports3)),
      egress: egress.map(({ to, ports: ports3 }, i) => rule(i, to, ports3))
    };
    const undeclared = directions.filter((direction) => !types[direction] && rules[direction].length > 0);
    return {
      policy: policy2,
      namespace: policyNamespace,
      podSelector: spec.podSelector ?? {},
      ...types.ingress && { ingress: rules.ingress },
      ...types.egress && { egress: rules.egress },
      ...undeclared.length > 0 && {
        undeclared: Object.fromEntries(undeclared.map((direction) => [direction, rules[direction]]))
      }
    };
  });
}
function intendedPolicies(resolved) {
  const { namespace: namespace2, policiesEnabled, components: components2 } = resolved;
  const rules = intendedRules(resolved);
  return components2.filter(({ isDeployed: isDeployed3 }) => policiesEnabled && isDeployed3).map(({ component, policyName, podLabels }) => {
    const policy2 = `${namespace2}/${policyName}`;
    const [ingress, egress] = directions.map(
      (direction) => rules.filter((rule) => rule.component === component && rule.direction === direction).map(({ peers: peers3, ports: ports3, origin }, i) => ({ ...effectiveRule(policy2, namespace2, i, peers3, ports3), origin }))
    );
    return { policy: policy2, namespace: namespace2, podSelector: { matchLabels: podLabels }, ingress, egress };
  });
}
function effectiveRule(policy2, namespace2, index3, peers3, ports3) {
  return {
    policy: policy2,
    index: index3,
    namespace: namespace2,
    peers: peers3.length === 0 ? "everyone" : peers3,
    ports: portsOf(ports3),
    writtenPorts: ports3
  };
}

// analysis/sets/diagrams.ts
var NONE = 0;
var ALL = 1;
var TooManyStepsError = class extends Error {
  constructor() {
    super("the policies are too complex to compare");
  }
};
var defaultSteps = 7e6;
var maxNodes = 8e5;
var Diagrams = class {
  constructor(sizes) {
    this.sizes = sizes;
    this.allowSteps(defaultSteps);
  }
  sizes;
  tests = [];
  ids = /* @__PURE__ */ new Map();
  results = { and: /* @__PURE__ */ new Map(), or: /* @__PURE__ */ new Map(), minus: /* @__PURE__ */ new Map() };
  emptyResults = { and: /* @__PURE__ */ new Map(), minus: /* @__PURE__ */ new Map() };
  steps = 0;
  maxSteps = 0;
  /** After so many further steps, computations throw `TooManyStepsError`. A million steps take some seconds at most. */
  allowSteps(count) {
    this.maxSteps = this.steps + count;
  }
  /** The result of a computation, or `fallback` if it needs more than `count` steps. */
  withinSteps(count, compute, fallback) {
    const left = this.maxSteps - this.steps;
    this.allowSteps(count);
    try {
      return compute();
    } catch (error) {
      if (error instanceof TooManyStepsError) return fallback;
      throw error;
    } finally {
      this.allowSteps(left);
    }
  }
  /** The tuples in which a variable has one of the values. */
  where(variable, values) {
    const bounds = [];
    const children = [];
    let next = 0;
    for (const [start, end] of values) {
      if (start > next) {
        bounds.push(next);
        children.push(NONE);
      }
      bounds.push(start);
      children.push(ALL);
      next = end;
    }
    if (next < this.size(variable)) {
      bounds.push(next);
      children.push(NONE);
    }
    return this.node(variable, bounds, children);
  }
  and(...sets) {
    const sorted = sets.length < 3 ? sets : [...sets].sort((a, b) => this.variable(b) - this.variable(a));
    return sorted.reduce((a, b) => this.apply("and", a, b), ALL);
  }
  /** Combines halves, so that intermediate results stay small. */
  union(sets) {
    const [first = NONE, second] = sets;
    if (second === void 0) return first;
    const middle = sets.length >> 1;
    return this.apply("or", this.union(sets.slice(0, middle)), this.union(sets.slice(middle)));
  }
  minus(a, b) {
    return this.apply("minus", a, b);
  }
  not(a) {
    return this.minus(ALL, a);
  }
  /** Whether a contains nothing that is not in b. Stops at the first difference. */
  isSubset(a, b) {
    return withinStack(() => this.isEmptyResult("minus", a, b));
  }
  /** Whether two sets have nothing in common. Stops at the first common tuple. */
  areDisjoint(a, b) {
    return withinStack(() => this.isEmptyResult("and", a, b));
  }
  /** The variable that a node tests, and where its values lead. Undefined for `NONE` and `ALL`. */
  test(node) {
    const test = this.tests[node - 2];
    if (test === void 0) return void 0;
    const { variable, bounds, children } = test;
    const size = this.size(variable);
    return {
      variable,
      branches: children.map((child, i) => ({ start: bounds[i] ?? 0, end: bounds[i + 1] ?? size, child }))
    };
  }
  /** The values of a variable that occur in a set. */
  valuesIn(set, variable) {
    const found = [];
    const seen = /* @__PURE__ */ new Set([NONE]);
    const visit = (node) => {
      if (seen.has(node)) return;
      seen.add(node);
      const test = this.test(node);
      if (test === void 0 || test.variable > variable) found.push([0, this.size(variable)]);
      else
        for (const { start, end, child } of test.branches) {
          if (test.variable < variable) visit(child);
          else if (child !== NONE) found.push([start, end]);
        }
    };
    withinStack(() => visit(set));
    return mergeRanges(found);
  }
  /** Removes variables from a set: a tuple is in the result if it is in the set for at least one value of each removed variable. */
  forSome(isGiven, set) {
    const known = /* @__PURE__ */ new Map();
    const visit = (node) => {
      const test = this.tests[node - 2];
      if (test === void 0) return node;
      const children = test.children.map((child) => known.get(child) ?? visit(child));
      const differs = (child, i) => i === 0 || child !== children[i - 1];
      const result = isGiven(test.variable) ? this.union(children) : this.node(
        test.variable,
        test.bounds.filter((_, i) => differs(children[i] ?? NONE, i)),
        children.filter(differs)
      );
      known.set(node, result);
      return result;
    };
    return withinStack(() => visit(set));
  }
  size(variable) {
    return this.sizes[variable] ?? 0;
  }
  apply(operation, a, b) {
    return withinStack(() => this.compute(operation, a, b));
  }
  compute(operation, a, b) {
    const simple = simpleResult(operation, a, b);
    if (simple !== void 0) return simple;
    const key = keyOf(operation, a, b);
    const results = this.results[operation];
    const known = results.get(key);
    if (known !== void 0) return known;
    const variable = Math.min(this.variable(a), this.variable(b));
    const bounds = [];
    const children = [];
    const [left, right] = [this.testOf(a, variable), this.testOf(b, variable)];
    const size = this.size(variable);
    let last = -1;
    for (let value = 0, i = 0, j = 0; value < size; ) {
      if (++this.steps > this.maxSteps) throw new TooManyStepsError();
      const child = this.compute(operation, left.children[i] ?? NONE, right.children[j] ?? NONE);
      if (child !== last) {
        bounds.push(value);
        children.push(child);
        last = child;
      }
      const nextLeft = left.bounds[i + 1] ?? size;
      const nextRight = right.bounds[j + 1] ?? size;
      value = Math.min(nextLeft, nextRight);
      if (nextLeft === value) i++;
      if (nextRight === value) j++;
    }
    const result = this.node(variable, bounds, children);
    results.set(key, result);
    return result;
  }
  variable(node) {
    return this.tests[node - 2]?.variable ?? Infinity;
  }
  /** Where two nodes lead for each range of values of the first variable that one of them tests. */
  *pairs(a, b) {
    const variable = Math.min(this.variable(a), this.variable(b));
    const [left, right] = [this.testOf(a, variable), this.testOf(b, variable)];
    const size = this.size(variable);
    let i = 0;
    let j = 0;
    for (let value = 0; value < size; ) {
      if (++this.steps > this.maxSteps) throw new TooManyStepsError();
      yield [left.children[i] ?? NONE, right.children[j] ?? NONE];
      const nextLeft = left.bounds[i + 1] ?? size;
      const nextRight = right.bounds[j + 1] ?? size;
      value = Math.min(nextLeft, nextRight);
      if (nextLeft === value) i++;
      if (nextRight === value) j++;
    }
  }
  /** How a node tests a variable: perhaps all values lead to the node itself. */
  testOf(node, variable) {
    const test = this.tests[node - 2];
    return test?.variable === variable ? test : { bounds: [0], children: [node] };
  }
  isEmptyResult(operation, a, b) {
    const simple = simpleResult(operation, a, b);
    if (simple !== void 0) return simple === NONE;
    const key = keyOf(operation, a, b);
    const emptyResults = this.emptyResults[operation];
    const known = emptyResults.get(key);
    if (known !== void 0) return known;
    let isEmpty2 = true;
    for (const [x, y] of this.pairs(a, b)) {
      if (!this.isEmptyResult(operation, x, y)) {
        isEmpty2 = false;
        break;
      }
    }
    emptyResults.set(key, isEmpty2);
    return isEmpty2;
  }
  /** The node for a test. Neighboring children must differ. */
  node(variable, bounds, children) {
    const [first = NONE] = children;
    if (children.length <= 1) return first;
    const key = `${variable};${bounds.join()};${children.join()}`;
    const known = this.ids.get(key);
    if (known !== void 0) return known;
    if (this.tests.length >= maxNodes) throw new TooManyStepsError();
    this.tests.push({ variable, bounds, children });
    const id = this.tests.length + 1;
    this.ids.set(key, id);
    return id;
  }
};
function withinStack(compute) {
  try {
    return compute();
  } catch (error) {
    throw error instanceof RangeError ? new TooManyStepsError() : error;
  }
}
function keyOf(operation, a, b) {
  return operation === "minus" || a < b ? a * 2 ** 26 + b : b * 2 ** 26 + a;
}
function simpleResult(operation, a, b) {
  switch (operation) {
    case "and":
      if (a === NONE || b === NONE) return NONE;
      if (a === ALL || a === b) return b;
      return b === ALL ? a : void 0;
    case "or":
      if (a === ALL || b === ALL) return ALL;
      if (a === NONE || a === b) return b;
      return b === NONE ? a : void 0;
    case "minus":
      if (a === NONE || b === ALL || a === b) return NONE;
      return b === NONE ? a : void 0;
  }
}
function complementRanges(ranges, size) {
  const result = [];
  let next = 0;
  for (const [start, end] of ranges) {
    if (next < start) result.push([next, start]);
    next = end;
  }
  if (next < size) result.push([next, size]);
  return result;
}
function mergeRanges(ranges) {
  const result = [];
  for (const [start, end] of [...ranges].sort(([a], [b]) => a - b)) {
    const last = result.at(-1);
    if (last !== void 0 && start <= last[1]) last[1] = Math.max(last[1], end);
    else result.push([start, end]);
  }
  return result;
}

// analysis/sets/allowedConnections.ts
function allowedConnections(space, policies, direction, possible) {
  return space.diagrams.and(
    accessAt(space, policies, direction, "local", possible).allowed,
    accessAt(space, policies, oppositeOf(direction), "remote", possible).allowed
  );
}
function oppositeOf(direction) {
  return direction === "ingress" ? "egress" : "ingress";
}
function ruleConnections(space, rules, otherEnd = "remote") {
  const { diagrams } = space;
  return diagrams.union(
    rules.map(
      ({ peers: peers3, ports: ports3 }) => diagrams.and(diagrams.union(peers3.map((set) => space.peers(otherEnd, set))), space.ports(ports3))
    )
  );
}
function accessAt(space, policies, direction, end, possible) {
  const { diagrams } = space;
  const otherEnd = end === "local" ? "remote" : "local";
  const isolated = [];
  const allowed = [];
  for (const policy2 of policies) {
    const rules = policy2[direction];
    const selected = rules === void 0 ? NONE : diagrams.and(possible, space.peers(end, policy2.selected));
    if (rules === void 0 || selected === NONE) continue;
    isolated.push(selected);
    allowed.push(diagrams.and(selected, ruleConnections(space, rules, otherEnd)));
  }
  const ofIsolated = diagrams.union(isolated);
  return { allowed: diagrams.union([diagrams.minus(possible, ofIsolated), ...allowed]), isolated: ofIsolated };
}

// analysis/sets/nameEnds.ts
var maxParts = 100;
function nameEnds(space, wanted, set, possible, names2) {
  const { diagrams } = space;
  const within = diagrams.union([set, diagrams.not(possible)]);
  const parts = [];
  let rest = nameWithin(allPeers, wanted);
  while (rest !== NONE && parts.length < maxParts) {
    const [part] = widestBoxes(rest, 1);
    if (part === void 0) break;
    const pods2 = space.peers("local", part.local);
    const left = diagrams.union([diagrams.minus(rest, pods2), nameWithin(part.local, diagrams.and(rest, pods2))]);
    if (left === rest) parts.push(part);
    rest = left === rest ? diagrams.minus(rest, part.ends) : left;
  }
  const named = parts.filter(({ ends }, i) => !parts.some((other, j) => i < j && diagrams.isSubset(ends, other.ends))).map(({ ends: _, ...one }) => one);
  return { named, isComplete: rest === NONE };
  function nameWithin(local, part) {
    const pods2 = space.peers("local", local);
    const there = names2.map((one) => ({ ...one, ends: diagrams.and(one.ends, pods2) }));
    const meeting = there.filter(({ ends }) => !diagrams.areDisjoint(ends, part));
    let left = part;
    for (const onlyObvious of [true, false]) {
      const excludable = there.filter(({ isObvious, ends }) => (isObvious || !onlyObvious) && diagrams.areDisjoint(ends, part)).sort((a, b) => Number(b.isObvious) - Number(a.isObvious));
      const setOrExcludable = diagrams.union([set, ...excludable.map(({ ends }) => ends)]);
      for (const name of meeting) {
        if (diagrams.areDisjoint(name.ends, left)) continue;
        const remote = space.withAddressesIn(name.peers, diagrams.and(name.ends, left));
        const all4 = diagrams.and(name.ends, space.peers("remote", remote));
        if (!diagrams.isSubset(all4, setOrExcludable)) continue;
        const exceptions = cover(diagrams.minus(all4, set), excludable);
        const ends = diagrams.minus(all4, diagrams.union(exceptions.map((one) => one.ends)));
        const candidate = { local, remote, except: exceptions.map(({ peers: peers3 }) => peers3), ends };
        const listed = exceptions.filter(({ isObvious }) => !isObvious).map(({ peers: peers3 }) => peers3);
        const shorter = listed.length === 0 ? [] : shorterBoxes(diagrams.and(all4, left), { ...candidate, except: listed });
        const chosen = shorter.length > 0 ? shorter : [candidate];
        parts.push(...chosen);
        left = diagrams.minus(left, diagrams.union(chosen.map((one) => one.ends)));
      }
    }
    return left;
  }
  function shorterBoxes(covered, candidate) {
    const boxes = widestBoxes(covered, candidate.except.length);
    const isCovered = diagrams.isSubset(covered, diagrams.union(boxes.map(({ ends }) => ends)));
    const length = boxes.reduce((sum, box) => sum + lengthOf(box), 0);
    return isCovered && length < lengthOf(candidate) ? boxes : [];
  }
  function widestBoxes(covered, max) {
    const boxes = [];
    for (let left = covered; left !== NONE && boxes.length < max; ) {
      const box = space.widestBox(left, within, possible);
      const ends = diagrams.and(possible, space.endsOf(box));
      boxes.push({ ...box, except: [], ends });
      left = diagrams.minus(left, ends);
    }
    return boxes;
  }
  function cover(excluded, names3) {
    const chosen = [];
    let left = excluded;
    for (const one of names3) {
      if (left === NONE) break;
      if (diagrams.areDisjoint(one.ends, left)) continue;
      chosen.push(one);
      left = diagrams.minus(left, one.ends);
    }
    return chosen;
  }
}
function lengthOf({ local, remote, except }) {
  return 1 + [local, remote, ...except].reduce((sum, peers3) => sum + conditionsOf(peers3), except.length);
}
function conditionsOf({ labels: labels4, addresses }) {
  const ofLabels = [...labels4.values()].reduce((sum, { values }) => sum + Math.max(1, values.length), 0);
  return ofLabels + (addresses === allAddresses ? 0 : addresses.length);
}

// analysis/sets/namedPeers.ts
function namedPeers(space, policies, direction, components2, existing) {
  const { diagrams } = space;
  const ofRules = policies.filter(({ selected }) => diagrams.and(space.peers("local", selected), existing) !== NONE).flatMap((policy2) => (policy2[direction] ?? []).flatMap(({ peers: peers3 }) => peers3));
  const ofPolicies = policies.filter((policy2) => policy2[oppositeOf(direction)] !== void 0).map(({ selected }) => selected);
  const obvious = uniqueSets([...components2, kubeSystem2]);
  const isObvious = new Set(obvious.map(peerSetKey));
  return uniqueSets([allPeers, ...obvious, ...ofRules, ...ofPolicies]).map((peers3) => ({
    peers: peers3,
    ends: diagrams.and(podsOf(space, peers3, components2, "remote"), existing),
    isObvious: isObvious.has(peerSetKey(peers3))
  })).filter(({ ends }) => ends !== NONE).sort((a, b) => specificity(a.peers) - specificity(b.peers));
}
function podsOf(space, peers3, components2, end) {
  const { diagrams } = space;
  const narrower = components2.some((set) => peerSetKey(set) === peerSetKey(peers3)) ? components2.filter((set) => isSubset(set, peers3) && !isSubset(peers3, set)) : [];
  return diagrams.minus(space.peers(end, peers3), diagrams.union(narrower.map((set) => space.peers(end, set))));
}
function specificity(peers3) {
  return peers3.labels.size + (isAddressLimited(peers3) ? 100 : 0) + (peers3.pods === void 0 ? 0 : 1);
}

// analysis/model/portRange.ts
function portRanges(ports3) {
  return ports3.flatMap(
    ({ protocol: protocol2, numbers, names: names2 }) => numbers.map(({ start, end }) => ({
      protocol: protocol2,
      first: start,
      last: end - 1,
      ...names2.length > 0 && { names: [...names2] }
    }))
  );
}

// analysis/sets/policySets.ts
function policySets(policy2) {
  const result = { selected: selectedPods(policy2) };
  for (const direction of directions) {
    const rules = policy2[direction];
    if (rules !== void 0) {
      result[direction] = rules.map(ruleSets);
    }
  }
  return result;
}
function unevaluatedSets(policy2) {
  const subjects = policy2.subjects.map(
    ({ namespaceSelector = {}, podSelector = {} }) => podSet(namespaceSelector, podSelector)
  );
  return { policy: policy2, subjects };
}
function selectedPods({ namespace: namespace2, podSelector }) {
  return podSet({ matchLabels: { [namespaceNameLabel]: namespace2 } }, podSelector);
}
function ruleSets(rule) {
  return { peers: rulePeers(rule), ports: portRanges(rule.ports) };
}
var maxBlocks = 8;
function rulePeers({ peers: peers3, namespace: namespace2 }) {
  if (peers3 === "everyone") return [allPeers];
  const isSelector = ({ ipBlock: ipBlock2 }) => ipBlock2 === void 0;
  const blocks = peers3.flatMap(({ ipBlock: ipBlock2 }) => ipBlock2 === void 0 ? [] : [blockAddresses(ipBlock2)]);
  const addresses = blocks.length > maxBlocks ? [unionIntervals(blocks.flat(), [])] : blocks;
  return [
    ...peers3.filter(isSelector).map((peer2) => peerSetOf(peer2, namespace2)),
    ...addresses.map((one) => ({ ...allPeers, addresses: one }))
  ];
}

// analysis/sets/connectionSpace.ts
var namespaceNameKey = `namespace/${namespaceNameLabel}`;
var numbersPerProtocol = 65535;
var ConnectionSpace = class {
  diagrams;
  /** The first variable that is not about ports: whether the remote end is a pod. */
  podVariable;
  meanings = [];
  labels = /* @__PURE__ */ new Map();
  names = /* @__PURE__ */ new Map();
  portCuts;
  addressCuts;
  encoded = { local: /* @__PURE__ */ new Map(), remote: /* @__PURE__ */ new Map() };
  /** A space for these peers and ports. */
  constructor(peerSets, ports3) {
    const sizes = [];
    const add = (meaning, size) => {
      this.meanings.push(meaning);
      return sizes.push(size) - 1;
    };
    const lines = [0, ...protocols.map((_, i) => (i + 1) * numbersPerProtocol)];
    this.portCuts = sortedCuts(lines, ports3.map(portNumbers));
    add({ kind: "port" }, this.portCuts.length - 1);
    for (const { protocol: protocol2, names: names2 = [] } of ports3) {
      for (const name of names2) {
        const key = `${protocol2}/${name}`;
        if (!this.names.has(key)) this.names.set(key, add({ kind: "portName", name }, 2));
      }
    }
    this.podVariable = add({ kind: "isPod" }, 2);
    for (const [key, values] of mentionedValues(peerSets)) {
      const index3 = new Map(values.map((value, i) => [value, i + 1]));
      for (const end of ["remote", "local"]) {
        this.labels.set(`${end} ${key}`, add({ kind: "label", end, key, values, index: index3 }, values.length + 2));
      }
    }
    this.addressCuts = sortedCuts(
      [0n, startOfIPv6, startOfIPv6 + (1n << 128n)],
      peerSets.flatMap(({ addresses }) => addresses)
    );
    for (const end of ["remote", "local"]) add({ kind: "address", end }, this.addressCuts.length - 1);
    this.diagrams = new Diagrams(sizes);
  }
  /** The connections with one of these peers at the given end. */
  peers(end, set) {
    const known = this.encoded[end].get(set);
    if (known !== void 0) return known;
    const { diagrams } = this;
    const result = diagrams.and(
      ...set.pods === void 0 ? [] : [this.pods(end, set.pods)],
      ...[...set.labels].map(([key, values]) => this.label(end, key, values)),
      ...isAddressLimited(set) ? [this.addresses(end, set.addresses)] : []
    );
    this.encoded[end].set(set, result);
    return result;
  }
  /** The connections with a value of a label in the set. */
  label(end, key, { values, negated, allowsAbsent }) {
    const variable = this.labels.get(`${end} ${key}`);
    const meaning = this.meanings[variable ?? -1];
    if (variable === void 0 || meaning?.kind !== "label") throw new Error(`bug: no variable for label ${key}`);
    const listed = values.map((value) => meaning.index.get(value) ?? 0).sort((a, b) => a - b);
    const present = negated ? complementRanges(singles([0, ...listed]), meaning.values.length + 2) : singles(listed);
    return this.diagrams.where(variable, allowsAbsent ? [[0, 1], ...present] : present);
  }
  /** The connections whose remote end is a pod, or outside the cluster. The local end is always a pod. */
  pods(end, arePods) {
    if (end === "local") return arePods ? ALL : NONE;
    return this.diagrams.where(this.podVariable, arePods ? [[1, 2]] : [[0, 1]]);
  }
  /** The connections whose ends have the same value of a label. Values that policies do not mention count as the same. */
  equalLabels(key) {
    const { diagrams } = this;
    const [local = 0, remote = 0] = [this.labels.get(`local ${key}`), this.labels.get(`remote ${key}`)];
    const values = Array.from({ length: diagrams.sizes[local] ?? 0 }, (_, i) => singles([i]));
    return diagrams.union(
      values.map((value) => diagrams.and(diagrams.where(local, value), diagrams.where(remote, value)))
    );
  }
  /** The label keys that policies mention, as `namespace/<key>` or `pod/<key>`. */
  labelKeys() {
    return this.meanings.flatMap((one) => one.kind === "label" && one.end === "remote" ? [one.key] : []);
  }
  ports(ports3) {
    const { diagrams } = this;
    const byName = (protocol2, names2, value) => names2.map((name) => diagrams.where(this.names.get(`${protocol2}/${name}`) ?? 0, [[value, value + 1]]));
    return diagrams.union(
      ports3.map(
        (range) => diagrams.and(
          diagrams.where(0, indexRanges(this.portCuts, [portNumbers(range)])),
          ...byName(range.protocol, range.names ?? [], 1),
          ...byName(range.protocol, range.otherThan ?? [], 0)
        )
      )
    );
  }
  addresses(end, addresses) {
    return this.diagrams.where(this.addressVariable(end), indexRanges(this.addressCuts, addresses));
  }
  addressVariable(end) {
    return this.meanings.length - (end === "remote" ? 2 : 1);
  }
  /** The local ends and ports that are connected to some remote end. */
  forSomeRemote(set) {
    return this.diagrams.forSome((variable) => {
      const meaning = this.meanings[variable];
      return meaning?.kind === "isPod" || meaning !== void 0 && "end" in meaning && meaning.end === "remote";
    }, set);
  }
  /** A set without its conditions on the local pod's own labels, if these have only one possible value each. */
  forAnyLocalLabels(set) {
    return this.diagrams.forSome((variable) => {
      const meaning = this.meanings[variable];
      return meaning?.kind === "label" && meaning.end === "local" && meaning.key.startsWith("pod/");
    }, set);
  }
  /** The ports on which a set connects any ends. */
  portsIn(set) {
    const { diagrams } = this;
    const ports3 = diagrams.forSome((variable) => variable >= this.podVariable, set);
    return this.splitByPorts(ports3).flatMap((part) => part.ports);
  }
  /** Splits a set of connections by ports: each part has all ports on which the same ends are connected. */
  splitByPorts(set) {
    const byEnds = /* @__PURE__ */ new Map();
    const visit = (node, range) => {
      const test = this.diagrams.test(node);
      const meaning = test && this.meanings[test.variable];
      if (meaning?.kind === "portName") {
        const [without, having] = [0, 1].map((value) => test?.branches.find(({ end }) => end > value)?.child ?? NONE);
        visit(having ?? NONE, { ...range, names: [...range.names ?? [], meaning.name] });
        visit(without ?? NONE, { ...range, otherThan: [...range.otherThan ?? [], meaning.name] });
      } else if (node !== NONE) byEnds.set(node, joined(byEnds.get(node) ?? [], range));
    };
    const root2 = this.diagrams.test(set);
    const branches = root2?.variable === 0 ? root2.branches : [{ start: 0, end: this.portCuts.length - 1, child: set }];
    for (const { start, end, child } of branches) {
      for (const range of this.portRangesBetween(start, end)) visit(child, range);
    }
    return [...byEnds].map(([ends, ports3]) => ({ ports: ports3.sort(comparePortRanges), ends }));
  }
  /** The ends that are connected on each of the ports. */
  endsOnAllPorts(set, ports3) {
    const { diagrams } = this;
    const missing = this.splitByPorts(diagrams.minus(this.ports(ports3), set));
    return diagrams.not(diagrams.union(missing.map(({ ends }) => ends)));
  }
  /** Peers that are limited by address, with only those addresses that occur in a set of ends. */
  withAddressesIn(peers3, set) {
    if (!isAddressLimited(peers3)) return peers3;
    const values = this.diagrams.valuesIn(set, this.addressVariable("remote"));
    return { ...peers3, addresses: intervalsBetween(this.addressCuts, values) };
  }
  /** The ends that a box contains. */
  endsOf({ local, remote }) {
    return this.diagrams.and(this.peers("local", local), this.peers("remote", remote));
  }
  /**
   * A box that contains some of the `wanted` ends, and that is as wide as it can be `within` another set, which includes
   * all ends that are not `possible`.
   */
  widestBox(wanted, within, possible) {
    return this.boxOf(this.widen(onePath(this.diagrams, wanted), within, possible));
  }
  /** Drops each condition that is not necessary to stay within a set, and adds values to the others. */
  widen(values, within, possible) {
    const { diagrams } = this;
    const result = new Map(values);
    const order = [...values.keys()].sort(
      (a, b) => Number(a === this.podVariable) - Number(b === this.podVariable) || b - a
    );
    for (const variable of order) {
      if (variable === this.podVariable && this.hasRemoteLabels(result)) continue;
      result.delete(variable);
      const box = nodeOf(diagrams, result);
      const excess = diagrams.valuesIn(diagrams.minus(box, within), variable);
      if (excess.length === 0) continue;
      const all4 = complementRanges(excess, diagrams.sizes[variable] ?? 0);
      const useful = diagrams.and(
        diagrams.where(variable, all4),
        diagrams.where(variable, diagrams.valuesIn(diagrams.and(box, possible), variable))
      );
      const [shortest = all4] = [diagrams.valuesIn(useful, variable), all4].sort(
        (a, b) => this.conditionLength(variable, a) - this.conditionLength(variable, b)
      );
      result.set(variable, shortest);
    }
    return result;
  }
  /** How much a condition has to list. */
  conditionLength(variable, ranges) {
    const meaning = this.meanings[variable];
    if (meaning?.kind !== "label") return ranges.length;
    const { values, negated, allowsAbsent } = valueSetOf(meaning.values, ranges);
    return values.length + (negated === allowsAbsent ? 0 : 1);
  }
  hasRemoteLabels(values) {
    return [...values.keys()].some((variable) => {
      const meaning = this.meanings[variable];
      return meaning?.kind === "label" && meaning.end === "remote";
    });
  }
  boxOf(values) {
    const box = { local: allPeers, remote: allPeers };
    for (const [variable, ranges] of values) {
      const meaning = this.meanings[variable];
      if (meaning?.kind === "isPod") box.remote = { ...box.remote, pods: ranges[0]?.[0] === 1 };
      if (meaning?.kind === "label") {
        const { end, key } = meaning;
        const values2 = valueSetOf(meaning.values, ranges);
        const isName2 = key === namespaceNameKey;
        const labels4 = new Map(box[end].labels).set(key, isName2 ? { ...values2, allowsAbsent: values2.negated } : values2);
        box[end] = { ...box[end], labels: labels4 };
      }
      if (meaning?.kind === "address") {
        const addresses = intervalsBetween(this.addressCuts, ranges);
        box[meaning.end] = { ...box[meaning.end], addresses };
      }
    }
    return box;
  }
  portRangesBetween(start, end) {
    const [from = 0, to = 0] = [this.portCuts[start], this.portCuts[end]];
    return protocols.flatMap((protocol2, i) => {
      const offset = i * numbersPerProtocol;
      const first = Math.max(from - offset, 0) + 1;
      const last = Math.min(to - offset, numbersPerProtocol);
      return first <= last ? [{ protocol: protocol2, first, last }] : [];
    });
  }
};
function mentionedValues(peerSets) {
  const all4 = /* @__PURE__ */ new Map();
  for (const { labels: labels4 } of peerSets) {
    for (const [key, { values }] of labels4) {
      const known = all4.get(key) ?? /* @__PURE__ */ new Set();
      for (const value of values) known.add(value);
      all4.set(key, known);
    }
  }
  return new Map([...all4].map(([key, values]) => [key, [...values].sort()]));
}
function portNumbers({ protocol: protocol2, first, last }) {
  const offset = protocols.findIndex((one) => one === protocol2) * numbersPerProtocol;
  return { start: offset + first - 1, end: offset + last };
}
function joined(ranges, range) {
  const last = ranges.at(-1);
  const isNext = last !== void 0 && last.last + 1 === range.first && JSON.stringify({ ...last, first: range.first, last: range.last }) === JSON.stringify(range);
  return isNext ? [...ranges.slice(0, -1), { ...last, last: range.last }] : [...ranges, range];
}
function comparePortRanges(a, b) {
  const key = ({ protocol: protocol2, names: names2 = [], otherThan = [] }) => `${protocols.findIndex((one) => one === protocol2)} ${names2.join()} ${otherThan.join()}`;
  const [x, y] = [key(a), key(b)];
  return x === y ? a.first - b.first : x < y ? -1 : 1;
}
function sortedCuts(bounds, intervals) {
  const all4 = /* @__PURE__ */ new Set([...bounds, ...intervals.flatMap(({ start, end }) => [start, end])]);
  return [...all4].sort((a, b) => a < b ? -1 : 1);
}
function indexRanges(cuts, intervals) {
  const indexOf = (bound) => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = low + high >> 1;
      if ((cuts[middle] ?? bound) < bound) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return intervals.map(({ start, end }) => [indexOf(start), indexOf(end)]);
}
function intervalsBetween(cuts, ranges) {
  return ranges.map(([start, end]) => ({ start: cuts[start] ?? 0n, end: cuts[end] ?? 0n }));
}
function valueSetOf(values, ranges) {
  const has = (index3) => ranges.some(([start, end]) => start <= index3 && index3 < end);
  const negated = has(values.length + 1);
  return { values: values.filter((_, i) => has(i + 1) !== negated), negated, allowsAbsent: has(0) };
}
function nodeOf(diagrams, values) {
  return diagrams.and(...[...values].map(([variable, ranges]) => diagrams.where(variable, ranges)));
}
function onePath(diagrams, set) {
  const result = /* @__PURE__ */ new Map();
  for (let node = set; node !== ALL; ) {
    const { variable, branches } = diagrams.test(node) ?? { variable: 0, branches: [] };
    const widths2 = /* @__PURE__ */ new Map();
    for (const { start, end, child } of branches) {
      if (child !== NONE) widths2.set(child, (widths2.get(child) ?? 0) + end - start);
    }
    const [[widest] = [NONE]] = [...widths2].sort(([, a], [, b]) => b - a);
    result.set(
      variable,
      branches.filter(({ child }) => child === widest).map(({ start, end }) => [start, end])
    );
    node = widest;
  }
  return result;
}
function singles(values) {
  return values.map((value) => [value, value + 1]);
}

// analysis/model/peer.ts
function podReference({ name, workload, namespace: namespace2, labels: labels4 }) {
  if (name !== void 0) return { name, namespace: namespace2, labels: labels4 };
  return { ...workload !== void 0 && { workload }, namespace: namespace2, labels: labels4 };
}
function isTemplate({ name, workload }) {
  return name === void 0 && workload !== void 0;
}
function isPodOfWorkload(pod2, namespace2, { kind, name }) {
  return pod2.namespace === namespace2 && pod2.workload?.kind === kind && pod2.workload.name === name;
}
function peerReference(peer2) {
  return "address" in peer2 ? peer2 : podReference(peer2);
}
function mayHaveFamily(peer2, family) {
  if ("address" in peer2) return familyOf(peer2.address) === family;
  return peer2.ips === void 0 || peer2.ips.length === 0 || peer2.ips.some((ip) => familyOf(ip) === family);
}
function inFamily(peer2, family) {
  if ("address" in peer2 || peer2.ips === void 0) return peer2;
  return { ...peer2, ips: peer2.ips.filter((ip) => familyOf(ip) === family) };
}
function familyOf(address2) {
  return address2.includes(":") ? 6 : 4;
}

// analysis/model/matching.ts
function ruleMatchesPeer({ peers: peers3, namespace: namespace2 }, peer2) {
  if (peers3 === "everyone") return true;
  const answer = anyOf(peers3.map((one) => matchesPeer(one, peer2, namespace2)));
  if (typeof answer === "boolean" || "address" in peer2 || peer2.ips !== void 0) return answer;
  return matchesEveryAddress(peers3) || answer;
}
function matchesEveryAddress(peers3) {
  const blocks = peers3.flatMap(({ ipBlock: ipBlock2 }) => ipBlock2 === void 0 ? [] : [ipBlock2]);
  if (blocks.length < 2) return false;
  return coversIntervals(blocks.map(blockAddresses).reduce(unionIntervals), allAddresses);
}
function isSamePod(a, b) {
  if ("address" in a || "address" in b) return false;
  return a.name !== void 0 && a.name === b.name && a.namespace === b.namespace;
}
function selectsPod({ namespace: namespace2, podSelector }, pod2) {
  return pod2.namespace === namespace2 && selects(podSelector, pod2.labels, unknownLabels(pod2));
}
function matchesPeer({ podSelector, namespaceSelector, ipBlock: ipBlock2 }, peer2, policyNamespace) {
  if (ipBlock2 !== void 0) return isInBlock(ipBlock2, peer2);
  if ("address" in peer2 || peer2.hostNetwork === true) return false;
  const inNamespace = namespaceSelector === void 0 ? peer2.namespace === policyNamespace : selectsNamespaceOf(peer2, namespaceSelector);
  return allOf([inNamespace, selects(podSelector ?? {}, peer2.labels, unknownLabels(peer2))]);
}
function selectsNamespaceOf({ namespace: namespace2, namespaceLabels }, selector3) {
  return namespaceLabels === void 0 ? selects(selector3, { [namespaceNameLabel]: namespace2 }, { code: "namespace-labels", namespace: namespace2 }) : selects(selector3, namespaceLabels);
}
function isInBlock(block, peer2) {
  const addresses = blockAddresses(block);
  if ("address" in peer2) {
    const asked = parseAddresses(peer2.address);
    if (coversIntervals(addresses, asked)) return true;
    return intersectIntervals(asked, addresses).length > 0 && {
      unknownFacts: [{ code: "address-in-block", cidr: peer2.address }]
    };
  }
  if (peer2.ips === void 0) return { unknownFacts: [{ code: "pod-addresses", pod: podReference(peer2) }] };
  return peer2.ips.some((ip) => coversIntervals(addresses, parseAddresses(ip)));
}
function unknownLabels(pod2) {
  return pod2.mayHaveMoreLabels === true ? { code: "pod-labels", pod: podReference(pod2) } : void 0;
}

// analysis/sets/componentPods.ts
function allComponentPods({ namespace: namespace2, components: components2 }, namespaces = {}) {
  const namespaceLabels = Object.hasOwn(namespaces, namespace2) ? namespaces[namespace2] : void 0;
  return components2.map(({ component, podLabels }) => ({
    component,
    pod: { namespace: namespace2, labels: podLabels, ips: [], ...namespaceLabels !== void 0 && { namespaceLabels } },
    peerSet: podSet({ matchLabels: { [namespaceNameLabel]: namespace2 } }, { matchLabels: podLabels })
  }));
}
function isPodOf({ pod: { namespace: namespace2, labels: labels4 } }, pod2) {
  return selectsPod({ namespace: namespace2, podSelector: { matchLabels: labels4 } }, pod2) === true;
}
function withAnyAddress({ ips: _, ...pod2 }) {
  return pod2;
}

// analysis/sets/possibleConnections.ts
var pods = { ...allPeers, pods: true };
function knownSets(known, mentioned) {
  const keys2 = [...new Set(mentioned.flatMap(({ labels: labels4 }) => [...labels4.keys()]))];
  const valuesAt = (all4, labels4) => all4.map((key) => {
    const label = key.slice(key.indexOf("/") + 1);
    return [key, Object.hasOwn(labels4, label) ? only(labels4[label] ?? "") : absent];
  });
  const names2 = new Set(mentioned.flatMap(({ labels: labels4 }) => labels4.get(namespaceNameKey)?.values ?? []));
  const inNamespace = [namespaceNameKey, only(known.namespace)];
  const podsWith = (labels4) => ({ ...pods, labels: new Map(labels4) });
  const componentLabels = known.allComponents.map(({ pod: pod2 }) => pod2.labels);
  const components2 = componentLabels.map(
    (labels4) => podsWith([
      inNamespace,
      ...Object.entries(labels4).map(([key, value]) => [`pod/${key}`, only(value)])
    ])
  );
  const givenPods2 = (known.pods ?? []).filter(
    (pod2) => known.allComponents.some((component) => isPodOf(component, pod2))
  );
  const labelMaps = [...componentLabels, ...givenPods2.map(({ labels: labels4 }) => labels4)];
  const namespaceKeys = keys2.filter((key) => key.startsWith("namespace/"));
  const podKeys = keys2.filter((key) => key.startsWith("pod/"));
  const carried = new Set(labelMaps.flatMap((labels4) => Object.keys(labels4).map((key) => `pod/${key}`)));
  const [ofPods, ofNoPod] = [podKeys.filter((key) => carried.has(key)), podKeys.filter((key) => !carried.has(key))];
  const mentionedLabels = new Set(ofPods.map((key) => key.slice("pod/".length)));
  const textOf = (labels4) => JSON.stringify(
    Object.entries(labels4).filter(([key]) => mentionedLabels.has(key)).sort()
  );
  const distinct = new Map(labelMaps.map((labels4) => [textOf(labels4), labels4]));
  return {
    namespaces: Object.entries(known.namespaces).filter(([name]) => names2.has(name)).map(([name, labels4]) => podsWith(valuesAt(namespaceKeys, { ...labels4, [namespaceNameLabel]: name }))),
    components: components2,
    componentPods: [...distinct.values()].map((labels4) => podsWith([inNamespace, ...valuesAt(ofPods, labels4)])),
    withoutOtherLabels: podsWith(ofNoPod.map((key) => [key, absent])),
    singleAddresses: singleAddresses(mentioned, known.pods ?? [])
  };
}
function possibleConnections(space, { namespace: namespace2 }, { namespaces }) {
  const { diagrams } = space;
  const condition = (end, set, consequence) => diagrams.union([diagrams.not(space.peers(end, set)), consequence]);
  const named = (values) => ({ ...pods, labels: /* @__PURE__ */ new Map([[namespaceNameKey, values]]) });
  const ends = ["local", "remote"].flatMap((end) => [
    condition(end, pods, space.label(end, namespaceNameKey, { ...anyValue, allowsAbsent: false })),
    ...namespaces.map(
      (set) => condition(end, named(set.labels.get(namespaceNameKey) ?? anyValue), space.peers(end, set))
    )
  ]);
  const sameNamespace = space.labelKeys().filter((key) => key.startsWith("namespace/")).map((key) => condition("remote", named(only(namespace2)), space.equalLabels(key)));
  const sameFamily = families.map(
    (addresses) => diagrams.and(space.addresses("local", addresses), space.addresses("remote", addresses))
  );
  return diagrams.and(ALL, ...ends, ...sameNamespace, diagrams.union(sameFamily));
}
function singleAddresses(mentioned, pods2) {
  const all4 = mentioned.flatMap(({ addresses }) => addresses.filter(({ start, end }) => start + 1n === end));
  const ofPods = pods2.flatMap(({ ips = [] }) => ips.flatMap(parseAddresses));
  return subtractIntervals(unionIntervals(all4, []), unionIntervals(ofPods, []));
}
function usualAddresses(space, { singleAddresses: singleAddresses2 }) {
  const { diagrams } = space;
  const usual = { ...pods, addresses: subtractIntervals(allAddresses, singleAddresses2) };
  const ends = ["local", "remote"].map(
    (end) => diagrams.union([diagrams.not(space.peers(end, pods)), space.peers(end, usual)])
  );
  return diagrams.and(...ends);
}
function usualLabels(space, { components: components2, componentPods, withoutOtherLabels }) {
  const { diagrams } = space;
  const all4 = (end, sets) => diagrams.union(sets.map((set) => space.peers(end, set)));
  const ends = ["local", "remote"].map(
    (end) => diagrams.union([
      diagrams.not(all4(end, components2)),
      diagrams.and(all4(end, componentPods), space.peers(end, withoutOtherLabels))
    ])
  );
  return diagrams.and(...ends);
}
var families = [
  [{ start: 0n, end: startOfIPv6 }],
  [{ start: startOfIPv6, end: allAddresses[0]?.end ?? 0n }]
];
function only(value) {
  return { values: [value], negated: false, allowsAbsent: false };
}

// analysis/sets/spaceOf.ts
function spaceOf(policies, components2, known, unevaluated = []) {
  const rules = policies.flatMap(({ ingress = [], egress = [] }) => [...ingress, ...egress]);
  const mentioned = [
    ...components2,
    kubeSystem2,
    ...policies.map(({ selected }) => selected),
    ...rules.flatMap(({ peers: peers3 }) => peers3),
    ...unevaluated.flatMap(({ subjects }) => subjects)
  ];
  const sets = knownSets(known, mentioned);
  const space = new ConnectionSpace(
    [...mentioned, ...sets.namespaces, ...sets.components, ...sets.componentPods, sets.withoutOtherLabels],
    rules.flatMap(({ ports: ports3 }) => ports3)
  );
  const possible = possibleConnections(space, known, sets);
  return {
    space,
    possible,
    withUsualLabels: space.diagrams.and(possible, usualLabels(space, sets)),
    withUsualAddresses: space.diagrams.and(possible, usualAddresses(space, sets))
  };
}

// analysis/sets/undecidedConnections.ts
function undecidedConnections(space, policies, unevaluated, direction, possible) {
  if (unevaluated.length === 0) return { connections: NONE, policies: [] };
  const { diagrams } = space;
  const ends = [
    ["local", direction],
    ["remote", oppositeOf(direction)]
  ].map(([end, ofEnd]) => {
    const access = accessAt(space, policies, ofEnd, end, possible);
    const changes = unevaluated.filter(({ policy: policy2 }) => policy2.directions.includes(ofEnd)).map((one) => ({ policy: one.policy, ...changesAt(space, one, end, access) }));
    return { ...access, changes };
  });
  const mayBeAllowed = ends.map(
    ({ allowed, changes }) => diagrams.union([allowed, ...changes.map((one) => one.allowing)])
  );
  const areAllowed = ends.map(
    ({ allowed, changes }) => diagrams.minus(allowed, diagrams.union(changes.map((one) => one.denying)))
  );
  const connections = diagrams.minus(diagrams.and(...mayBeAllowed), diagrams.and(...areAllowed));
  const concerned = ends.flatMap(({ changes }) => changes).filter(({ allowing, denying }) => ![allowing, denying].every((one) => diagrams.areDisjoint(one, connections))).map(({ policy: policy2 }) => policy2);
  return { connections, policies: [...new Set(concerned)] };
}
function changesAt(space, { policy: { mayAllow, mayDeny }, subjects }, end, { allowed, isolated }) {
  const { diagrams } = space;
  const selected = diagrams.union(subjects.map((set) => space.peers(end, set)));
  const deniable = mayDeny === "not-isolated" ? diagrams.minus(allowed, isolated) : allowed;
  return {
    allowing: mayAllow ? diagrams.minus(diagrams.and(selected, isolated), allowed) : NONE,
    denying: mayDeny === false ? NONE : diagrams.and(selected, deniable)
  };
}

// analysis/compare/connectionsBeyond.ts
var maxUnusualSteps = 1e6;
function connectionsBeyond(policies, baseline, components2, known) {
  const sides = [policies, baseline].map(({ evaluated }) => evaluated.map(policySets));
  const unevaluated = [policies, baseline].map((side) => (side.unevaluated ?? []).map(unevaluatedSets));
  const componentSets = uniqueSets(components2.map(({ peerSet }) => peerSet));
  const allComponentSets = uniqueSets([...componentSets, ...known.allComponents.map(({ peerSet }) => peerSet)]);
  const { space, possible, withUsualLabels, withUsualAddresses } = spaceOf(
    sides.flat(),
    allComponentSets,
    known,
    unevaluated.flat()
  );
  const { diagrams } = space;
  const usual = diagrams.and(withUsualLabels, withUsualAddresses);
  const anyComponent = diagrams.union(componentSets.map((set) => space.peers("remote", set)));
  let isComplete = true;
  const addedAmong = (connections2, direction) => {
    const [now = NONE, before = NONE] = sides.map((side) => allowedConnections(space, side, direction, connections2));
    return diagrams.minus(now, before);
  };
  const differences = components2.flatMap((component) => {
    const pods2 = podsOf(space, component.peerSet, allComponentSets, "local");
    const existing = diagrams.and(usual, pods2);
    return directions.map((direction) => {
      const added = addedAmong(existing, direction);
      const names2 = added === NONE ? [] : namedPeers(space, sides.flat(), direction, allComponentSets, existing);
      return { component, direction, pods: pods2, existing, added, names: names2 };
    });
  });
  const undecidedOf = ({ direction, pods: pods2, existing }) => {
    const among = known.pods === void 0 ? diagrams.and(possible, pods2) : existing;
    return sides.map((side, i) => undecidedConnections(space, side, unevaluated[i] ?? [], direction, among));
  };
  const undecided = diagrams.withinSteps(maxUnusualSteps, () => differences.map(undecidedOf), void 0);
  const allUnevaluated = unevaluated.flat().map(({ policy: policy2 }) => policy2);
  const describe = (difference, wanted, added = difference.added) => {
    const { component, direction, existing, names: names2 } = difference;
    const named = space.splitByPorts(wanted).flatMap(({ ports: ports3, ends }) => {
      const result = nameEnds(space, ends, space.endsOnAllPorts(added, ports3), existing, names2);
      isComplete &&= result.isComplete;
      return result.named.map((one) => ({ ...one, component, direction, ports: ports3 }));
    });
    return withJoinedPorts(space, named);
  };
  const withOthers = differences.flatMap((one) => describe(one, diagrams.minus(one.added, anyComponent)));
  const seenFrom = ({ component, direction }, all4) => diagrams.union(all4.map((one) => connectionsAt(space, one, component, direction, allComponentSets)));
  const betweenComponents = differences.flatMap((one) => {
    if (one.direction === "ingress") return [];
    const toComponents = diagrams.and(one.added, anyComponent);
    return describe(one, diagrams.minus(toComponents, seenFrom(one, withOthers)), toComponents);
  });
  const connections = [...betweenComponents, ...withOthers];
  const unusual = () => {
    const unnamed = differences.map(
      (one) => diagrams.minus(addedAmong(diagrams.and(possible, one.pods), one.direction), seenFrom(one, connections))
    );
    return {
      dependsOnLabels: unnamed.some((all4) => !diagrams.isSubset(all4, withUsualLabels)),
      dependsOnAddresses: unnamed.some((all4) => !diagrams.areDisjoint(all4, withUsualLabels))
    };
  };
  return {
    connections,
    isComplete,
    ...isComplete && known.pods === void 0 ? diagrams.withinSteps(maxUnusualSteps, unusual, { dependsOnLabels: true, dependsOnAddresses: false }) : { dependsOnLabels: false, dependsOnAddresses: false },
    unevaluated: undecided === void 0 ? allUnevaluated : undecided.flat().flatMap((one) => one.policies),
    areCertain: undecided !== void 0 && differences.some(({ added }, i) => {
      const parts = undecided[i] ?? [];
      return !diagrams.isSubset(added, diagrams.union(parts.map((one) => one.connections)));
    }),
    otherLabels: otherLabels(space, known)
  };
}
function withJoinedPorts(space, all4) {
  const byEnds = /* @__PURE__ */ new Map();
  for (const one of all4) {
    const key = [one.local, one.remote, ...one.except].map(peerSetKey).join();
    byEnds.set(key, [...byEnds.get(key) ?? [], one]);
  }
  return [...byEnds.values()].flatMap(([first, ...others]) => {
    if (first === void 0 || others.length === 0) return first ?? [];
    const ports3 = [first, ...others].flatMap((one) => one.ports);
    return { ...first, ports: space.portsIn(space.ports(ports3)) };
  });
}
function otherLabels(space, { allComponents }) {
  const all4 = space.labelKeys().flatMap((key) => key.startsWith("pod/") ? [key.slice("pod/".length)] : []);
  return all4.filter((key) => !allComponents.some(({ pod: pod2 }) => Object.hasOwn(pod2.labels, key))).sort();
}
function connectionsAt(space, named, component, direction, components2) {
  const { diagrams } = space;
  const isOwn = named.direction === direction;
  if (isOwn && named.component !== component) return NONE;
  const [localEnd, remoteEnd] = isOwn ? ["local", "remote"] : ["remote", "local"];
  return diagrams.and(
    podsOf(space, named.component.peerSet, components2, localEnd),
    space.peers(localEnd, named.local),
    diagrams.minus(
      podsOf(space, named.remote, components2, remoteEnd),
      diagrams.union(named.except.map((one) => podsOf(space, one, components2, remoteEnd)))
    ),
    space.ports(named.ports)
  );
}

// analysis/compare/differencesBeyond.ts
function differencesBeyond(policies, baseline, components2, known) {
  try {
    const { connections, isComplete, ...beyond } = connectionsBeyond(policies, baseline, components2, known);
    const { otherLabels: otherLabels2, unevaluated, areCertain } = beyond;
    const podReason = otherLabels2.length > 0 ? { code: "pod-labels", labels: otherLabels2 } : { code: "pods-of-two-components" };
    return {
      differences: sortedDifferences(
        connections.map((one) => connectionDifference(one, [...components2, ...known.allComponents]))
      ),
      areCertain,
      undecided: [
        ...unevaluated.length === 0 ? [] : [{ code: "policies-not-evaluated", policies: uniqueObjects(unevaluated) }],
        ...beyond.dependsOnLabels ? [podReason] : [],
        ...beyond.dependsOnAddresses ? [{ code: "pod-addresses" }] : [],
        ...isComplete ? [] : [{ code: "more-connections" }]
      ]
    };
  } catch (error) {
    if (!(error instanceof TooManyStepsError)) throw error;
    return { differences: [], undecided: [{ code: "too-complex" }], areCertain: false };
  }
}

// analysis/queries/openings.ts
function openingsOf(resolved) {
  const { args, namespace: namespace2, components: components2 } = resolved;
  const documented = documentedArgs(resolved);
  const allComponents = allComponentPods(resolved);
  const { differences, undecided } = differencesBeyond(
    { evaluated: intendedPolicies(resolved) },
    { evaluated: intendedPolicies({ ...documented, namespace: namespace2 }) },
    allComponents.filter((_, i) => [components2, documented.components].some((side) => side[i]?.isDeployed === true)),
    // Pods with unusual labels do not matter: both sides select the same pods.
    { namespace: namespace2, namespaces: {}, allComponents, pods: [] }
  );
  const isOff = (end) => end.kind === "component" && components2.some(({ component, isDeployed: isDeployed3 }) => component === end.component && !isDeployed3);
  return [
    ...differences.filter(({ from, to }) => !isOff(from) && !isOff(to)).map((difference) => ({ code: "connection", ...difference })),
    ...componentsOff(args).map((component) => ({ code: "component-off", component })),
    ...undecided.map((reason) => ({ code: "undecided", reason }))
  ];
}
function documentedArgs({ args }) {
  const { namespace: namespace2, instanceLabels, namePrefix: namePrefix2, components: components2 = {} } = args;
  const documented = {
    ...namespace2 !== void 0 && { namespace: namespace2 },
    ...instanceLabels !== void 0 && { instanceLabels },
    ...namePrefix2 !== void 0 && { namePrefix: namePrefix2 },
    components: Object.fromEntries(
      Object.entries(components2).map(([component, { name, podLabels } = {}]) => [
        component,
        { ...name !== void 0 && { name }, ...podLabels !== void 0 && { podLabels } }
      ])
    )
  };
  return resolveValidArgs(valdGraph, documented, plainValueOps);
}
function componentsOff({ components: components2, ignore: ignore2 = [] }) {
  return documentedComponents.filter((component) => {
    const finding2 = { id: "component-off", path: ["components", component, "enabled"] };
    return components2?.[component]?.enabled === false && !ignore2.some((entry) => ignores(entry, finding2));
  });
}

// analysis/text/componentTitle.ts
function componentTitle(component) {
  return valdGraph.components[component].title;
}

// analysis/text/listText.ts
function listText(items, conjunction = "and") {
  const last = items.at(-1) ?? "";
  if (items.length < 3) return items.join(` ${conjunction} `);
  return `${items.slice(0, -1).join(", ")}, ${conjunction} ${last}`;
}

// kubernetes/formatRequirement.ts
function formatRequirement({ key, operator: operator2, values = [] }) {
  switch (operator2) {
    case "Exists":
      return key;
    case "DoesNotExist":
      return `!${key}`;
    case "In":
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(",")})`;
    default:
      return `${key} notin (${values.join(",")})`;
  }
}

// analysis/text/peersText.ts
function peersText(peers3) {
  return peersLines(peers3).join(" ");
}
function peersLines({ pods: pods2, namespaceLabels = [], podLabels = [], ipBlocks: ipBlocks2 }, areOthers = false) {
  const blocks = ipBlocks2 && listText(shortened(ipBlocks2.map(ipBlockText)));
  if (pods2 === void 0) return [blocks ?? (areOthers ? "everyone else" : "everyone")];
  if (!pods2) return ["endpoints outside the cluster", ...blocks === void 0 ? [] : [`in ${blocks}`]];
  const noun = areOthers ? "other pods" : "pods";
  const selected = podLabels.length === 0 ? `all ${noun}` : `${noun} ${conditionsText(podLabels)}`;
  const where = `in ${namespacesText(namespaceLabels)}`;
  return [selected, where, ...blocks === void 0 ? [] : [`with an address in ${blocks}`]];
}
function ipBlockText({ cidr: cidr2, except = [] }) {
  return except.length === 0 ? cidr2 : `${cidr2} except ${listText(shortened(except))}`;
}
function namespacesText(conditions) {
  const [first] = conditions;
  if (first === void 0) return "all namespaces";
  const { key, operator: operator2, values = [], orAbsent } = first;
  if (conditions.length === 1 && key === namespaceNameLabel && orAbsent === void 0) {
    const names2 = shortened(values);
    if (operator2 === "In") return `${values.length === 1 ? "namespace" : "namespaces"} ${listText(names2, "or")}`;
    if (operator2 === "NotIn") return `namespaces other than ${listText(names2)}`;
  }
  return `namespaces ${conditionsText(conditions)}`;
}
function conditionsText(conditions) {
  return conditions.map(({ orAbsent, values, ...condition }) => {
    const text = formatRequirement({ ...condition, ...values !== void 0 && { values: shortened(values) } });
    return orAbsent === true ? `${text} or ${formatRequirement({ key: condition.key, operator: "DoesNotExist" })}` : text;
  }).join(",");
}
var maxItems = 8;
function shortened(items) {
  if (items.length <= maxItems) return [...items];
  return [...items.slice(0, maxItems - 1), `${items.length - maxItems + 1} more`];
}

// analysis/text/endpointText.ts
var maxExceptions = 3;
function endpointText(endpoint2) {
  return endpointLines(endpoint2).join(" ");
}
function endpointLines(endpoint2) {
  if (endpoint2.kind === "component") {
    const { title } = valdGraph.components[endpoint2.component];
    return [endpoint2.podLabels === void 0 ? title : `${title} (${labelsText(endpoint2.podLabels)})`];
  }
  const { peers: peers3, except = [] } = endpoint2;
  const listed = except.filter((one) => !isObviousException(one));
  const isKubeSystemItself = except.length === listed.length && isKubeSystem(peers3);
  const lines = isKubeSystemItself ? ["kube-system"] : peersLines(peers3, listed.length < except.length);
  return listed.length === 0 ? lines : [...lines, `except ${exceptionsText(listed)}`];
}
function exceptionsText(exceptions) {
  const [shown, others] = [exceptions.slice(0, maxExceptions), exceptions.length - maxExceptions];
  return listText([...shown.map(endpointText), ...others > 0 ? [`${others} more`] : []]);
}
function peerText(peer2) {
  if ("address" in peer2) return peer2.address;
  const { namespace: namespace2, name, workload, labels: labels4 } = peer2;
  return `${namespace2}/${name ?? (workload === void 0 ? labelsText(labels4) : `${workload.kind}/${workload.name}`)}`;
}
function labelsText(labels4) {
  return Object.entries(labels4).map(([key, value]) => `${key}=${value}`).sort().join();
}
function isKubeSystem({ pods: pods2, namespaceLabels, podLabels, ipBlocks: ipBlocks2 }) {
  const [first, ...more] = namespaceLabels ?? [];
  return pods2 === true && podLabels === void 0 && ipBlocks2 === void 0 && more.length === 0 && first !== void 0 && isName(first, "kube-system");
}
function isName({ key, operator: operator2, values, orAbsent }, name) {
  return key === namespaceNameLabel && operator2 === "In" && orAbsent === void 0 && values?.length === 1 && values[0] === name;
}

// analysis/text/portsText.ts
function portsText(all4) {
  const ranges = dropRedundantNumbers(all4);
  const rest = otherRanges(ranges);
  if (rest?.length === 0) return "all ports";
  const isShorter = rest !== void 0 && rest.length < ranges.length && rest.every(hasNumbersOnly);
  return isShorter ? `all ports but ${rangesText(rest)}` : rangesText(ranges);
}
function dropRedundantNumbers(ranges) {
  const widened = ranges.map((range) => {
    if (range.names === void 0) return range;
    const numbers = ranges.filter(
      ({ protocol: protocol2, names: names2 }) => protocol2 === range.protocol && (names2 ?? range.names)?.join() === range.names?.join()
    ).map(({ first, last }) => [{ start: first, end: last + 1 }]).reduce(unionIntervals, []);
    return coversIntervals(numbers, everyNumber) ? { ...range, first: 1, last: 65535 } : range;
  });
  return uniqueByValue(widened);
}
function otherRanges(ranges) {
  if (ranges.some(({ names: names2 = [] }) => names2.length > 0)) return void 0;
  const numbersOf2 = (protocol2) => ranges.filter((range) => range.protocol === protocol2).map(({ first, last }) => [{ start: first, end: last + 1 }]).reduce(unionIntervals, []);
  return portRanges(
    protocols.map((protocol2) => ({
      protocol: protocol2,
      numbers: subtractIntervals(everyNumber, numbersOf2(protocol2)),
      names: []
    }))
  );
}
function rangesText(ranges) {
  return ranges.map((range, i) => {
    const before = ranges[i - 1];
    if (before === void 0) return rangeText(range);
    const isSame = before.protocol === range.protocol && hasNumbersOnly(before) && hasNumbersOnly(range);
    return isSame ? `, ${numbersText(range)}` : ` and ${rangeText(range)}`;
  }).join("");
}
function rangeText(range) {
  const { protocol: protocol2, names: names2 = [] } = range;
  if (names2.length > 0)
    return `${protocol2} ${names2.join("=")}${isEveryNumber(range) ? "" : ` if it is ${numbersText(range)}`}`;
  return isEveryNumber(range) ? `all ${protocol2} ports` : `${protocol2} ${numbersText(range)}`;
}
function numbersText({ first, last }) {
  return first === last ? `${first}` : `${first}-${last}`;
}
function hasNumbersOnly(range) {
  return (range.names ?? []).length === 0 && !isEveryNumber(range);
}
function isEveryNumber({ first, last }) {
  return first === 1 && last === 65535;
}

// analysis/text/connectionGroups.ts
function groupConnections(connections) {
  const single = connections.map(({ from, to, ports: ports3 }) => ({ from: [from], to: [to], ports: portsText(ports3) }));
  const unique = new Map(
    single.map((group) => [JSON.stringify([endpointsText(group.from), endpointsText(group.to), group.ports]), group])
  );
  return mergeGroups(mergeGroups([...unique.values()], "to", "from"), "from", "to");
}
function groupText({ from, to, ports: ports3 }) {
  return `${endpointsText(from)} -> ${endpointsText(to)}, ${ports3}`;
}
function endpointsText(endpoints) {
  return listText(endpoints.map(endpointText));
}
function mergeGroups(groups, same, merged2) {
  const byKey = /* @__PURE__ */ new Map();
  for (const group of groups) {
    const hasOnlyComponents = group[merged2].every(({ kind }) => kind === "component");
    const key = JSON.stringify([
      endpointsText(group[same]),
      group.ports,
      hasOnlyComponents || endpointsText(group[merged2])
    ]);
    const known = byKey.get(key);
    byKey.set(key, known === void 0 ? group : { ...known, [merged2]: [...known[merged2], ...group[merged2]] });
  }
  return [...byKey.values()];
}

// analysis/text/undeclaredDirectionsText.ts
var maxNames = 3;
function undeclaredDirectionsText({ cni, policies }) {
  const more = policies.length - maxNames;
  const names2 = [...policies.slice(0, maxNames), ...more > 0 ? [`${more} more`] : []];
  return `the network plugin \`${cni}\` also enforces rules of directions that \`policyTypes\` leaves out, which are not evaluated here: ${listText(names2)}; add the directions to \`policyTypes\`, or remove the rules`;
}

// analysis/text/unevaluatedAdvice.ts
function unevaluatedAdvice(policies, escape = (text) => text) {
  const someAreInvalid = policies.some(
    ({ apiVersion, kind }) => kind === "NetworkPolicy" && apiVersion === "networking.k8s.io/v1"
  );
  const others = policies.filter((policy2) => !hasOtherVersion(policy2));
  const options = [...new Set(others.map((policy2) => `--ignore-kind ${escape(kindText(policy2))}`))];
  return [
    ...others.length < policies.length ? [changeVersion] : [],
    ...others.length > 0 ? [
      `${someAreInvalid ? "correct those that are not valid; review the others" : "review these policies"}, then accept them with ${options.join(" ")}`
    ] : []
  ];
}
var changeVersion = "change the apiVersion of NetworkPolicy objects to networking.k8s.io/v1";

// analysis/text/undecidedText.ts
function undecidedText(reason, { escape = (text) => text, hasTwoSides = false } = {}) {
  const withPods = `to decide this, use manifests that include the Pod objects${hasTwoSides ? " on both sides; for values, add the Pod objects to the output of `render`" : ""}`;
  switch (reason.code) {
    case "pod-labels":
      return `further connections depend on whether Vald's pods carry these labels: ${listText(reason.labels)}; ${withPods}`;
    case "pod-addresses":
      return `more connections may differ if a pod has one of the single addresses in the policies; ${withPods}`;
    case "pods-of-two-components":
      return `connections depend on whether a pod carries the labels of two components; ${withPods}`;
    case "more-connections":
      return "there are more connections than are listed";
    case "other-policies":
      return `these policies differ, but select no Vald component: ${listText(reason.policies)}; if they are Vald's, pass the values that name its components`;
    case "policies-not-evaluated":
      return `some connections depend on ${listText(reason.policies.map(policyObjectText).map(escape))}, which this command does not evaluate; ${unevaluatedAdvice(reason.policies, escape).join("; ")}`;
    case "undeclared-directions":
      return undeclaredDirectionsText(reason);
    case "namespace-labels":
      return `the labels of ${listText(reason.namespaces.map((name) => `namespace ${name}`))} differ, and policies refer to such labels`;
    case "too-complex":
      return "the policies are too complex to compare in a reasonable time";
  }
}

// analysis/text/openingText.ts
function openingSentences(openings) {
  const connections = openings.flatMap((opening) => opening.code === "connection" ? [opening] : []);
  const others = openings.filter(({ code }) => code !== "connection");
  return [...groupConnections(connections).map(groupText), ...others.map(openingText)];
}
function openingText(opening) {
  switch (opening.code) {
    case "connection":
      return groupConnections([opening]).map(groupText).join();
    case "component-off":
      return `${componentTitle(opening.component)}: no policy; pods that still run are not isolated`;
    case "undecided":
      return undecidedText(opening.reason);
  }
}

// policy/compile.ts
function compile({ namespace: namespace2, policiesEnabled, components: components2, args: { labels: labels4, annotations: annotations3 } }, ops) {
  const policies = {};
  for (const { component, isDeployed: isDeployed3, name, policyName, podLabels, ingress, egress } of components2) {
    if (!policiesEnabled || !isDeployed3) continue;
    policies[component] = {
      metadata: {
        name: policyName,
        namespace: namespace2,
        labels: ops.mergeLabels(labels4, {
          "app.kubernetes.io/part-of": "vald",
          "app.kubernetes.io/component": name
        }),
        ...annotations3 !== void 0 && { annotations: annotations3 }
      },
      spec: {
        podSelector: { matchLabels: podLabels },
        policyTypes: ["Ingress", "Egress"],
        ingress: ops.ingress(ingress),
        egress: ops.egress(egress)
      }
    };
  }
  return policies;
}

// components/inputValueOps.ts
var pulumi2 = __toESM(require("@pulumi/pulumi"));

// components/maskOutputs.ts
var pulumi = __toESM(require("@pulumi/pulumi"));
function maskOutputs(value) {
  if (isOutputOrPromise(value)) return UNRESOLVED;
  if (Array.isArray(value)) return Array.from(value, maskOutputs);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, maskOutputs(inner)]));
}
function containsOutputs(value) {
  if (isOutputOrPromise(value)) return true;
  return value !== null && typeof value === "object" && Object.values(value).some(containsOutputs);
}
function isOutputOrPromise(value) {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}

// components/inputValueOps.ts
var inputValueOps = {
  withAffixes: (prefix, text, suffix) => applyInput(text, (known) => prefix + known + suffix),
  mergeLabels: (base, added) => applyInput(base, (baseLabels) => applyInput(added, (addedLabels) => ({ ...baseLabels, ...addedLabels }))),
  podPeers: (podLabels, namespaceLabels) => [
    {
      ...podLabels !== void 0 && { podSelector: { matchLabels: podLabels } },
      ...namespaceLabels !== void 0 && { namespaceSelector: { matchLabels: namespaceLabels } }
    }
  ],
  cidrPeers: (cidrs2, except) => except === void 0 ? applyInput(cidrs2, (known) => [known].flat().map((cidr2) => ({ ipBlock: { cidr: cidr2 } }))) : cidrPeersWithExceptions(cidrs2, except),
  ingress: (rules) => concatInputs(
    rules.map(
      (rule) => rule.kind === "custom" ? applyInput(rule.custom, (custom) => custom?.ingress ?? []) : [{ from: rule.peers, ...portsOf2(rule) }]
    )
  ),
  egress: (rules) => concatInputs(
    rules.map(
      (rule) => rule.kind === "custom" ? applyInput(rule.custom, (custom) => custom?.egress ?? []) : [{ to: rule.peers, ...portsOf2(rule) }]
    )
  )
};
function portsOf2({ ports: ports3 }) {
  return ports3 === void 0 ? {} : { ports: ports3 };
}
function cidrPeersWithExceptions(cidrs2, except) {
  const peers3 = (known, exceptions) => ipBlocks(known, exceptions).map((ipBlock2) => ({ ipBlock: ipBlock2 }));
  const isPlain2 = [cidrs2, except].every((list2) => Array.isArray(list2) && !list2.some(isOutputOrPromise));
  if (isPlain2) return peers3(cidrs2, except);
  return pulumi2.all([cidrs2, except]).apply(([known, exceptions]) => peers3([known].flat(), [exceptions].flat()));
}
function concatInputs(lists) {
  return lists.reduce(
    (first, second) => applyInput(first, (a) => applyInput(second, (b) => [a, b].flat())),
    []
  );
}
function applyInput(value, f) {
  if (pulumi2.Output.isInstance(value)) return value.apply(f);
  if (value instanceof Promise) return pulumi2.output(value).apply((known) => f(known));
  return f(value);
}

// args/mergeValues.ts
function mergeValues(base, over) {
  if (over === void 0) return base;
  if (!isRecord(base) || !isRecord(over)) return over;
  const entries = Object.entries(over).map(([key, value]) => [
    key,
    Object.hasOwn(base, key) ? mergeValues(base[key], value) : value
  ]);
  return Object.fromEntries([...Object.entries(base), ...entries]);
}

// args/validate.ts
function validate(args) {
  return validateSchema(args, argsSchema, []);
}

// chart/workloads.ts
var index = ["manager", "index"];
var workloads = {
  agent: { at: ["agent"], enabledByDefault: true },
  discoverer: { at: ["discoverer"], enabledByDefault: true },
  filterGateway: { at: ["gateway", "filter"], enabledByDefault: false },
  lbGateway: { at: ["gateway", "lb"], enabledByDefault: true },
  indexManager: { at: index, enabledByDefault: true },
  mirrorGateway: { at: ["gateway", "mirror"], enabledByDefault: false },
  agentReadreplica: {
    at: ["agent", "readreplica"],
    name: "component_name",
    enabledByDefault: false,
    servers: ["agent"]
  },
  indexCreation: { at: [...index, "creator"], enabledByDefault: false },
  indexSave: { at: [...index, "saver"], enabledByDefault: false },
  indexCorrection: { at: [...index, "corrector"], enabledByDefault: false },
  indexDeletion: { at: [...index, "deleter"], enabledByDefault: false },
  readreplicaRotator: { at: [...index, "readreplica", "rotator"], enabledByDefault: false }
};

// chart/chartPath.ts
function isObject(values) {
  return isRecord(values) && Object.hasOwn(values, "kind");
}
function root(values) {
  return isObject(values) ? ["spec"] : [];
}
function chartPath(values, path) {
  const [area, component, field, ...rest] = path;
  if (area === "namespace") return ["metadata", ...path];
  if (area !== "components" || component === void 0 || !Object.hasOwn(workloads, component))
    return [...root(values), ...path];
  const { at, name = "name" } = workloads[component];
  return [...root(values), ...at, ...field === void 0 ? [] : [field === "name" ? name : field], ...rest];
}

// chart/otherChart.ts
var workloadKeys = [...new Set(Object.values(workloads).map(({ at }) => at[0] ?? ""))];
var topLevelKeys = [...workloadKeys, "defaults"];
function otherChartIssues(values, presentKeys) {
  const hasAny = (names2, keys2) => [...names2].some((name) => keys2.includes(name));
  if (hasAny(presentKeys, workloadKeys)) return [];
  const issueAt = (key, hint2) => ({
    code: "unknown-field",
    at: [key],
    expected: oneOf(topLevelKeys),
    hint: hint2
  });
  if (presentKeys.has("default_vrs"))
    return [
      issueAt(
        "default_vrs",
        "these are values of the chart `vald-operator`; Vald's values are below `default_vrs.spec`, so pass only those"
      )
    ];
  const nested = Object.entries(values).filter(
    ([, inner]) => isRecord(inner) && hasAny(Object.keys(inner), workloadKeys)
  );
  if (nested.length > 0)
    return nested.map(
      ([key]) => issueAt(key, `if Vald's chart is a dependency of your chart, pass only the values under \`${key}\``)
    );
  const [first] = [...presentKeys].filter((key) => key !== "global");
  if (first === void 0 || hasAny(presentKeys, ["defaults", ...ownKeys])) return [];
  const intended = nearest(first, topLevelKeys);
  if (intended !== void 0) return [issueAt(first, `did you mean \`${intended}\`?`)];
  const hint = Object.hasOwn(argsSchema.fields, first) ? ownSettingHint : "Vald's chart has none of the keys in these values; are they the values of another chart?";
  return [issueAt(first, hint)];
}
var ownSettingHint = "this is a setting of vald-network-policy; put it into a separate values file";
var commonKeys = ["namespace", "defaults", "labels", "annotations"];
var ownKeys = Object.keys(argsSchema.fields).filter((key) => !commonKeys.includes(key));

// chart/chartSchema.ts
var enabled = partial("settings, such as `enabled`", { enabled: boolean });
var server = partial("server settings", { enabled: boolean, port: portNumber });
var sharedSettings = {
  server_config: partial("server settings", {
    servers: partial("settings for each server", { grpc: server, rest: server }),
    healths: partial("settings for each health server", { readiness: server }),
    metrics: partial("settings for each metrics server", { pprof: server })
  }),
  observability: enabled
};
var componentSettings2 = {
  agent: {
    ngt: partial("NGT settings", { enable_export_index_info_to_k8s: boolean }),
    sidecar: partial("sidecar settings", { enabled: boolean, initContainerEnabled: boolean })
  },
  filterGateway: { ingress: enabled },
  lbGateway: { ingress: enabled },
  mirrorGateway: { ingress: enabled }
};
var defaults2 = {
  ...partial("the chart's defaults", {
    ...sharedSettings,
    networkPolicy: {
      kind: "object",
      label: "an object with `enabled`, `custom`, or both",
      fields: { enabled: boolean, custom: customRules }
    }
  }),
  // A misspelled key would silently turn policies off or drop rules.
  check: (_, presentKeys) => [...presentKeys].filter((key) => key !== "networkPolicy" && nearest(key, ["networkPolicy", "networkPolicies"]) !== void 0).map((key) => ({
    code: "unknown-field",
    at: [key],
    expected: "`networkPolicy`",
    hint: "did you mean `networkPolicy`?"
  }))
};
var chartSchema = {
  check: otherChartIssues,
  ...nestedSchema("chart values", [
    ...componentNames.flatMap((component) => {
      const { at, name = "name", servers } = workloads[component];
      const settings = {
        enabled: boolean,
        [name]: componentName,
        ...servers === void 0 && sharedSettings,
        ...componentSettings2[component]
      };
      return Object.entries(settings).map(([key, schema]) => [[...at, key], schema]);
    }),
    [["manager", "index", "operator", "enabled"], boolean],
    [["defaults"], defaults2]
  ]),
  misplacedKeys: Object.fromEntries(ownKeys.map((key) => [key, ownSettingHint]))
};
var valuesOfKinds = {
  HelmRelease: "pass only the values under `spec.values`",
  HelmChart: "pass only the values in `spec.valuesContent`",
  Application: "pass only the values under `spec.source.helm.valuesObject`",
  ApplicationSet: "pass only the values under `spec.template.spec.source.helm.valuesObject`",
  ValdOperatorRelease: "pass the ValdRelease that the operator creates: `kubectl get valdrelease NAME -o yaml`"
};
function objectSchema(kind) {
  return kind === "ValdRelease" ? releaseSchema : partial("a kind", { kind: releaseKind });
}
var releaseKind = {
  kind: "scalar",
  types: ["string"],
  label: "the object's kind",
  check: (kind) => {
    if (kind === "ValdRelease") return void 0;
    const hint = Object.hasOwn(valuesOfKinds, String(kind)) ? valuesOfKinds[String(kind)] : void 0;
    return { code: "wrong-type", expected: "`ValdRelease`", ...hint !== void 0 && { hint } };
  }
};
var releaseSchema = {
  kind: "object",
  label: "a ValdRelease",
  fields: {
    apiVersion: { kind: "scalar", types: ["string"], label: "an API version" },
    kind: releaseKind,
    metadata: partial("metadata", { namespace }),
    spec: chartSchema,
    status: partial("status fields", {})
  }
};
function nestedSchema(contents, leaves) {
  const keys2 = [...new Set(leaves.map(([[key = ""]]) => key))];
  const fields = keys2.map((key) => {
    const below = leaves.filter(([[first]]) => first === key).map(([path, schema]) => [path.slice(1), schema]);
    const leaf = below.find(([path]) => path.length === 0);
    return [key, leaf === void 0 ? nestedSchema(`${key} settings`, below) : leaf[1]];
  });
  return partial(contents, Object.fromEntries(fields));
}
function partial(contents, fields) {
  return { kind: "object", label: `an object with ${contents}`, allowUnknownKeys: true, fields };
}

// chart/edgesOf.ts
function edgesOf({ edges: edges2 }) {
  return Array.isArray(edges2) ? edges2 : [];
}

// chart/hasCustomRule.ts
function hasCustomRule(args, component, direction, includesShared) {
  const shared = includesShared ? [args.defaults?.networkPolicy?.custom] : [];
  const rules = [args.components?.[component]?.custom, ...shared].map(
    (block) => block?.[direction]
  );
  return rules.some((list2) => list2 !== void 0 && !(Array.isArray(list2) && list2.length === 0));
}

// chart/initContainers.ts
var targets = {
  discoverer: "discoverer",
  agent: "agent",
  "agent-readreplica": "agentReadreplica",
  "gateway-lb": "lbGateway"
};
function initContainerWarnings(chart2, args) {
  const deployed = componentNames.filter((component) => args.components?.[component]?.enabled === true);
  return deployed.flatMap((component) => {
    const { at, servers = at } = workloads[component];
    const path = [...servers, "initContainers"];
    const containers = valueAt(chart2, path);
    return (Array.isArray(containers) ? containers : []).flatMap((container, i) => {
      if (!isRecord(container) || container["type"] !== "wait-for") return [];
      const name = String(container["target"]);
      const target = Object.hasOwn(targets, name) ? targets[name] : void 0;
      if (target !== void 0)
        return deployed.includes(target) && !mayReach(args, deployed, component, target) ? [{ path: [...path, i, "target"], advice: waitAdvice(component, target) }] : [];
      const condition = ["untilCondition", "whileCondition"].find((key) => typeof container[key] === "string");
      return condition === void 0 || hasCustomRule(args, component, "egress", true) ? [] : [{ path: [...path, i, condition], advice: conditionAdvice(component) }];
    });
  });
}
function waitAdvice(component, target) {
  const [title, targetTitle] = [component, target].map((one) => valdGraph.components[one].title);
  return {
    message: `the ${title} waits for the ${targetTitle}, which the policies do not let it reach, so its pods never start`,
    remediation: `add an edge from \`${component}\` to \`${target}\``
  };
}
function conditionAdvice(component) {
  return {
    message: `the ${valdGraph.components[component].title} waits for a condition of your own`,
    remediation: `if it connects to something, add an edge from \`${component}\` to it`
  };
}
function mayReach(args, deployed, component, target) {
  const byGraph = edgesAmong(valdGraph, deployed).some(
    ({ from, to, uses = [{ service: "readiness" }] }) => from.kind === "component" && from.component === component && to.kind === "component" && to.component === target && (args.edgePorts !== "vald" || uses.some(
      ({ service: service2, unlessDeployed = [] }) => service2 === "readiness" && !unlessDeployed.some((one) => deployed.includes(one))
    ))
  );
  const byEdge = edgesOf(args).some(
    (edge3) => [component, "every"].includes(edge3?.from?.component ?? "") && [target, "every"].includes(edge3?.to?.component ?? "")
  );
  return byGraph || byEdge || hasCustomRule(args, component, "egress", true) && hasCustomRule(args, target, "ingress", true);
}

// chart/networkRequirements.ts
var gateways = ["filterGateway", "mirrorGateway", "lbGateway"];
var policiesEnabledPath = ["defaults", "networkPolicy", "enabled"];
var exposingSettings = own(
  (value) => isTrue(value) || isExternalType(value),
  ["ingress", "enabled"],
  ["serviceType"]
);
var networkRequirements = [
  {
    code: "object-storage",
    of: ["agent"],
    directions: ["egress"],
    // Both settings belong to the same feature, so only one is reported.
    settings: (chart2, workload) => own(isTrue, ["sidecar", "enabled"], ["sidecar", "initContainerEnabled"])(chart2, workload).slice(0, 1),
    advice: () => ({
      message: "with this setting, the agent stores backups in object storage",
      remediation: "add an edge from `agent` to the object storage"
    })
  },
  {
    code: "mirror-peers",
    of: ["mirrorGateway"],
    directions: ["ingress", "egress"],
    settings: own(isTrue, ["enabled"]),
    advice: () => ({
      message: "the chart's values do not specify the mirror gateways in other clusters",
      remediation: "add edges between `mirrorGateway` and those gateways, one in each direction"
    })
  },
  {
    code: "filters",
    of: ["filterGateway"],
    directions: ["egress"],
    settings: own(hasEntries, ["gateway_config", "ingress_filter"], ["gateway_config", "egress_filter"]),
    advice: () => ({
      message: "the filter gateway calls your filters",
      remediation: "add an edge from `filterGateway` to the filters"
    })
  },
  {
    code: "clients",
    directions: ["ingress"],
    settings: exposingSettings,
    advice: (component) => ({
      message: `this setting makes the ${valdGraph.components[component].title} available to clients outside the cluster`,
      remediation: `add an edge from these clients to \`${component}\``
    })
  },
  {
    code: "clients",
    of: gateways,
    directions: ["ingress"],
    sharedRulesCount: true,
    oneComponentSuffices: true,
    // Settings that expose a gateway have a separate warning.
    settings: (chart2, _, { components: components2 }) => gateways.some((c) => components2?.[c]?.enabled === true && exposingSettings(chart2, workloads[c]).length > 0) ? [] : [policiesEnabledPath],
    advice: (component) => ({
      message: "no policy allows clients to connect to a gateway",
      remediation: `add an edge from your clients to \`${component}\``
    })
  },
  {
    code: "clients",
    of: ["agent"],
    directions: ["ingress"],
    settings: (chart2) => ofSidecar(isTrue, ["service", "enabled"])(chart2).length === 0 ? [] : ofSidecar(isExternalType, ["service", "type"])(chart2),
    advice: () => ({
      message: "the agent's sidecar has a Service for clients outside the cluster",
      remediation: "add an edge from these clients to `agent`"
    })
  },
  {
    code: "api-server",
    of: ["agent"],
    directions: ["egress"],
    settings: own(isTrue, ["ngt", "enable_export_index_info_to_k8s"]),
    advice: () => ({
      message: "with this setting, the agent writes to the API server",
      remediation: "add an edge from `agent` to the API server"
    })
  },
  {
    code: "api-server",
    of: componentNames.filter((component) => isCaller(component)),
    directions: ["egress"],
    settings: (_chart, _workload, { apiServer: apiServer4 }) => apiServer4 === void 0 ? [policiesEnabledPath] : [],
    advice: (_, all4) => ({
      message: `these components call the API server: ${all4.map((one) => valdGraph.components[one].title).join(", ")}; the policies allow this only if the API server is a pod in kube-system`,
      remediation: "otherwise, set `apiServer.cidrs` to the API server's addresses"
    })
  },
  {
    code: "telemetry",
    directions: ["egress"],
    sharedRulesCount: true,
    // The chart's templates cannot turn telemetry off for a single workload.
    settings: (chart2, { servers, at }) => [
      [...servers ?? at, "observability", "enabled"],
      ["defaults", "observability", "enabled"]
    ].filter((path) => isTrue(valueAt(chart2, path))),
    advice: () => ({
      message: "with this setting, telemetry is sent to a collector",
      remediation: "add an egress rule for all components, or edges to the collector"
    })
  },
  {
    code: "telemetry",
    of: ["agent"],
    directions: ["egress"],
    sharedRulesCount: true,
    settings: ofSidecar(isTrue, ["observability", "enabled"]),
    advice: () => ({
      message: "with this setting, the sidecar sends telemetry to a collector",
      remediation: "add an egress rule for all components, or an edge from `agent` to the collector"
    })
  },
  {
    code: "profiling",
    directions: ["ingress"],
    sharedRulesCount: true,
    settings: (chart2, { servers, at }) => {
      const pprof = ["server_config", "metrics", "pprof", "enabled"];
      const configured = [
        [...servers ?? at, ...pprof],
        ["defaults", ...pprof]
      ].find((path) => valueAt(chart2, path) !== void 0);
      return configured !== void 0 && isTrue(valueAt(chart2, configured)) ? [configured] : [];
    },
    advice: () => ({
      message: "with this setting, a profiler fetches profiles",
      remediation: "add an ingress rule for all components, or edges from the profiler"
    })
  },
  {
    code: "profiling",
    of: ["agent"],
    directions: ["ingress"],
    sharedRulesCount: true,
    settings: ofSidecar(isTrue, ["server_config", "metrics", "pprof", "enabled"]),
    advice: () => ({
      message: "with this setting, a profiler fetches the sidecar's profiles",
      remediation: "add an ingress rule for all components, or an edge from the profiler to `agent`"
    })
  },
  {
    code: "other-addresses",
    directions: ["egress"],
    settings: own(
      isFilled,
      ["gateway_config", "gateway_client", "addrs"],
      ["gateway_config", "client", "addrs"],
      ["gateway_config", "discoverer", "client", "addrs"],
      ["gateway_config", "discoverer", "read_client", "addrs"],
      ["indexer", "discoverer", "client", "addrs"],
      ["indexer", "discoverer", "agent_client_options", "addrs"],
      ["discoverer", "client", "addrs"],
      ["discoverer", "agent_client_options", "addrs"],
      ["gateway", "addrs"],
      ["target_addrs"]
    ),
    advice: (component) => ({
      message: `the ${valdGraph.components[component].title} connects to these addresses`,
      remediation: `for each address that does not belong to a Vald component, add an edge from \`${component}\``
    })
  },
  {
    code: "other-namespace",
    of: ["lbGateway", "indexManager", "indexCreation", "indexSave", "indexCorrection", "indexDeletion"],
    directions: ["egress"],
    settings: (chart2, workload, { namespace: namespace2 }) => own(
      (value) => typeof value === "string" && value !== "_MY_POD_NAMESPACE_" && isOther(value, namespace2),
      ["gateway_config", "agent_namespace"],
      ["indexer", "agent_namespace"],
      ["agent_namespace"]
      // The index correction template uses the index manager's setting.
    )(chart2, workload === workloads.indexCorrection ? workloads.indexManager : workload),
    advice: (component) => ({
      message: "according to this setting, the agents run in another namespace",
      remediation: `add an edge from \`${component}\` to the agents`
    })
  }
];
function own(isRelevant, ...settings) {
  return (chart2, { at }) => settings.map((path) => [...at, ...path]).filter((path) => isRelevant(valueAt(chart2, path)));
}
function ofSidecar(isRelevant, setting) {
  const sidecar = ["agent", "sidecar"];
  return (chart2) => isTrue(valueAt(chart2, [...sidecar, "enabled"])) && isRelevant(valueAt(chart2, [...sidecar, ...setting])) ? [[...sidecar, ...setting]] : [];
}
function isCaller(component) {
  return valdGraph.edges.some(
    ({ from, to }) => from.kind === "component" && from.component === component && to.kind === "platform" && to.service === "apiServer"
  );
}
function isOther(namespace2, own2) {
  return own2 === void 0 || typeof own2 === "string" && own2 !== namespace2;
}
function isTrue(value) {
  return value === true;
}
function isExternalType(type) {
  return type === "LoadBalancer" || type === "NodePort";
}
function hasEntries(value) {
  return isRecord(value) && Object.values(value).some(isFilled);
}
function isFilled(value) {
  return (Array.isArray(value) || typeof value === "string") && value.length > 0;
}

// chart/unknownKeys.ts
function unknownKeys(values, schema, path = []) {
  if (schema.kind !== "object" || !isRecord(values)) return [];
  return Object.entries(values).flatMap(([key, inner]) => {
    const at = [...path, key];
    const field = Object.hasOwn(schema.fields, key) ? schema.fields[key] : void 0;
    if (field !== void 0) return unknownKeys(inner, field, at);
    const intended = nearest(key, Object.keys(schema.fields), 1);
    return intended === void 0 ? [] : [{ path: at, intended }];
  });
}

// chart/chartWarnings.ts
function chartWarnings(values, args) {
  const chart2 = valueAt(values, root(values));
  const unknown = unknownKeys(chart2, chartSchema, root(values)).map(({ path, intended }) => ({
    code: "unknown-key",
    path,
    message: "the chart has no setting with this name",
    remediation: `did you mean \`${intended}\`?`
  }));
  if (args.defaults?.networkPolicy?.enabled === false) return unknown;
  const warnings = /* @__PURE__ */ new Map();
  const add = (code, setting, advice) => {
    const path = [...root(values), ...setting];
    const key = JSON.stringify([code, path]);
    if (!warnings.has(key)) warnings.set(key, { code, path, ...advice });
  };
  for (const requirement of networkRequirements) {
    const components2 = componentsWithoutRule(requirement, args);
    for (const component of components2) {
      for (const setting of requirement.settings(chart2, workloads[component], args))
        add(requirement.code, setting, requirement.advice(component, components2));
    }
  }
  for (const { path, advice } of initContainerWarnings(chart2, args)) add("init-container", path, advice);
  const operator2 = ["manager", "index", "operator", "enabled"];
  if (valueAt(chart2, operator2) === true)
    add("index-operator", operator2, {
      message: "vald-network-policy has no component for the index operator",
      remediation: "create your own policy for the operator's pods"
    });
  if (valueAt(chart2, policiesEnabledPath) === true)
    add("chart-policies", policiesEnabledPath, {
      message: "the chart also creates policies, which have the same names",
      remediation: "set this field to false in the values that you install the chart with, and to true in the args or the values file of vald-network-policy"
    });
  return [...warnings.values(), ...unknown];
}
function componentsWithoutRule({ of = componentNames, directions: directions2, sharedRulesCount = false, oneComponentSuffices = false }, args) {
  const deployed = of.filter((component) => args.components?.[component]?.enabled === true);
  const lacking = deployed.filter(
    (component) => directions2.some((direction) => !mayHaveRule(args, component, direction, sharedRulesCount))
  );
  return oneComponentSuffices && lacking.length < deployed.length ? [] : lacking;
}
function mayHaveRule(args, component, direction, sharedRulesCount) {
  if (hasCustomRule(args, component, direction, sharedRulesCount)) return true;
  const [local, remote] = direction === "ingress" ? ["to", "from"] : ["from", "to"];
  const isLocal = (named) => named === component || sharedRulesCount && named === "every";
  return edgesOf(args).some((edge3) => isLocal(edge3?.[local]?.component) && edge3?.[remote]?.component === void 0);
}

// chart/isDeployed.ts
function isDeployed2(chart2, component) {
  if (component === "readreplicaRotator") return isDeployed2(chart2, "agentReadreplica");
  if (component === "agentReadreplica" && !(isDeployed2(chart2, "agent") && isStatefulSet(chart2))) return false;
  const { at, enabledByDefault } = workloads[component];
  return (valueAt(chart2, [...at, "enabled"]) ?? enabledByDefault) === true;
}
function isStatefulSet(chart2) {
  const kind = valueAt(chart2, ["agent", "kind"]);
  return kind === void 0 || kind === "StatefulSet";
}

// chart/portsOf.ts
var defaultRestPort = 8080;
function portsOf3(chart2, component) {
  const { at, servers = at } = workloads[component];
  const setting = (...path) => valueAt(chart2, [...servers, "server_config", ...path]) ?? valueAt(chart2, ["defaults", "server_config", ...path]);
  const grpc = setting("servers", "grpc", "port");
  const readiness = setting("healths", "readiness", "port");
  const rest = setting("servers", "rest", "port");
  const ports3 = {
    ...grpc !== void 0 && grpc !== defaultServedPorts.grpc && { grpc },
    ...setting("servers", "rest", "enabled") === true && { rest: rest ?? defaultRestPort },
    ...readiness !== void 0 && readiness !== defaultServedPorts.readiness && { readiness }
  };
  return Object.keys(ports3).length === 0 ? void 0 : ports3;
}

// chart/fromChartValues.ts
function fromChartValues(values, own2) {
  const schema = isObject(values) ? objectSchema(valueAt(values, ["kind"])) : chartSchema;
  const issues = validateSchema(values, schema, []).concat(
    own2 === void 0 ? [] : validateSchema(own2, ownSchema, ["own"])
  );
  if (issues.length > 0) throw new InvalidArgsError(issues);
  const chartArgs = argsOf(values);
  const conflicts = validate(chartArgs).map((issue) => ({ ...issue, path: chartPath(values, issue.path) }));
  if (conflicts.length > 0) throw new InvalidArgsError(conflicts);
  const args = mergeValues(chartArgs, own2);
  return { args, warnings: chartWarnings(values, args) };
}
var ownSchema = partial("args", {});
function argsOf(values) {
  const chart2 = valueAt(values, root(values));
  const namespace2 = isObject(values) ? valueAt(values, ["metadata", "namespace"]) : void 0;
  const custom = valueAt(chart2, ["defaults", "networkPolicy", "custom"]);
  return {
    ...namespace2 !== void 0 && { namespace: namespace2 },
    defaults: {
      networkPolicy: {
        enabled: valueAt(chart2, ["defaults", "networkPolicy", "enabled"]) === true,
        ...custom !== void 0 && { custom }
      }
    },
    components: Object.fromEntries(componentNames.map((component) => [component, settingsOf(chart2, component)]))
  };
}
function settingsOf(chart2, component) {
  const { at, name: nameKey2 = "name" } = workloads[component];
  const name = valueAt(chart2, [...at, nameKey2]);
  const isRenamed = name !== void 0 && name !== valdGraph.components[component].app;
  const ports3 = portsOf3(chart2, component);
  return {
    enabled: isDeployed2(chart2, component),
    ...isRenamed && { name },
    ...ports3 !== void 0 && { ports: ports3 }
  };
}

// chart/mergedChart.ts
function mergedChart(values, own2, warnings) {
  const isOwn = (path) => valueAt(own2, path) !== void 0;
  return {
    warnings,
    isOwn,
    locate: (path) => {
      const inChart2 = chartPath(values, path);
      return isOwn(path) || valueAt(values, inChart2) === void 0 ? path : ["chartValues", ...inChart2];
    }
  };
}

// components/chartValues.ts
function withChartValues(all4) {
  const ownIssues = validateSchema(maskOutputs(all4), componentArgsSchema, []);
  if (!isRecord(all4) || !isRecord(all4.chartValues)) {
    throwIfAny(ownIssues);
    return { args: all4 };
  }
  const { chartValues, ...own2 } = all4;
  const { args, warnings, issues } = merged(chartValues, own2);
  throwIfAny([...ownIssues, ...issues]);
  const chart2 = mergedChart(chartValues, own2, warnings);
  const conflicts = validateSchema(maskOutputs(args), componentArgsSchema, []);
  throwIfAny(conflicts.map((issue) => ({ ...issue, path: chart2.locate(issue.path) })));
  return { args, chart: chart2 };
}
function merged(chartValues, own2) {
  const masked = maskOutputs(chartValues);
  const outputs = unresolvedPaths(masked).flatMap((path) => validateSchema(UNRESOLVED, chartValue, path));
  try {
    return { ...fromChartValues(masked, own2), issues: inChart(outputs) };
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    const others = error.issues.filter(({ code }) => code !== "not-plain");
    return { args: own2, warnings: [], issues: inChart([...outputs, ...others]) };
  }
}
var chartValue = { kind: "object", label: "a setting of Vald's chart", fields: {}, plain: true };
function inChart(issues) {
  return issues.map((issue) => ({ ...issue, path: ["chartValues", ...issue.path] }));
}
function unresolvedPaths(value, path = []) {
  if (value === UNRESOLVED) return [path];
  if (Array.isArray(value)) return value.flatMap((item, i) => unresolvedPaths(item, [...path, i]));
  return isRecord(value) ? Object.entries(value).flatMap(([key, inner]) => unresolvedPaths(inner, [...path, key])) : [];
}
function throwIfAny(issues) {
  if (issues.length > 0) throw new InvalidArgsError(issues);
}

// components/reportFindings.ts
var pulumi3 = __toESM(require("@pulumi/pulumi"));

// analysis/model/inputSchemas.ts
var boolean2 = { kind: "scalar", types: ["boolean"], label: "a boolean" };
var number = { kind: "scalar", types: ["number"], label: "a number" };
var numberOrString = { kind: "scalar", types: ["number", "string"], label: "a number or a string" };
var labels3 = { kind: "map", label: "a map of labels", key: () => void 0, value: anyString };
var selector2 = partial2("a label selector", {
  matchLabels: labels3,
  matchExpressions: listOf(
    "label selector requirements",
    partial2("a requirement", { key: anyString, operator: anyString, values: listOf("label values", anyString) }, [
      "key",
      "operator"
    ])
  )
});
var peers2 = listOf(
  "peers",
  partial2("a peer", {
    podSelector: selector2,
    namespaceSelector: selector2,
    ipBlock: partial2("an `ipBlock` object", { cidr: anyString, except: listOf("CIDR blocks", anyString) }, ["cidr"])
  })
);
var ports2 = listOf("ports", partial2("a port entry", { port: numberOrString, endPort: number, protocol: anyString }));
var policy = partial2(
  "a NetworkPolicy",
  {
    metadata: partial2("an object with metadata", { name: anyString, namespace: anyString, labels: labels3 }, ["name"]),
    spec: partial2("a NetworkPolicy spec", {
      podSelector: selector2,
      policyTypes: listOf("policy types", anyString),
      ingress: listOf("ingress rules", partial2("an ingress rule", { from: peers2, ports: ports2 })),
      egress: listOf("egress rules", partial2("an egress rule", { to: peers2, ports: ports2 }))
    })
  },
  ["metadata", "spec"]
);
var address = {
  kind: "scalar",
  types: ["string"],
  label: "an IP address or a CIDR block",
  check: (value) => parseAddressOrCidr(String(value)) === void 0 ? { code: "invalid-cidr", expected: "an IP address or a CIDR block, such as 10.0.0.7 or 10.0.0.0/8" } : void 0
};
var podFields2 = {
  name: anyString,
  namespace,
  namespaceLabels: labels3,
  labels: labels3,
  mayHaveMoreLabels: boolean2,
  ips: listOf("IP addresses", address),
  ports: listOf(
    "container ports",
    partial2("a container port", { name: anyString, containerPort: number, protocol: anyString }, ["containerPort"])
  )
};
var pod = partial2("a pod with `namespace` and `labels`", podFields2, ["namespace", "labels"]);
var service = partial2(
  "a Service",
  {
    namespace: anyString,
    name: anyString,
    clusterIPs: listOf("IP addresses", anyString),
    externalAddresses: listOf("IP addresses", anyString),
    ports: listOf("Service ports", partial2("a Service port", { port: number, targetPort: numberOrString })),
    isHeadless: boolean2,
    externalName: anyString,
    keepsSourceAddress: boolean2,
    selector: labels3,
    endpointSlices: listOf(
      "EndpointSlices",
      partial2(
        "an EndpointSlice",
        {
          endpoints: listOf(
            "endpoints",
            partial2(
              "an endpoint",
              { address: anyString, pod: partial2("a pod", { namespace: anyString, name: anyString }) },
              ["address"]
            )
          ),
          ports: listOf("ports", partial2("a port", { name: anyString, protocol: anyString, port: number }, ["port"]))
        },
        ["endpoints", "ports"]
      )
    )
  },
  ["namespace", "name", "clusterIPs", "ports"]
);
var unevaluatedPolicy = partial2(
  "a policy that is not evaluated",
  {
    apiVersion: anyString,
    kind: anyString,
    name: anyString,
    subjects: listOf("subjects", partial2("a subject", { namespaceSelector: selector2, podSelector: selector2 })),
    directions: listOf("directions", anyString)
  },
  ["apiVersion", "kind", "name", "subjects", "directions"]
);
var policiesSchema = listOf("NetworkPolicies", policy);
var podsSchema = listOf("pods", pod);
var analysisInputSchema = {
  kind: "object",
  label: "an object with `args`, `policies`, or both",
  fields: {
    policies: policiesSchema,
    args: partial2("an object with args", {}),
    namespaces: { kind: "map", label: "a map of namespaces", key: () => void 0, value: labels3 },
    pods: podsSchema,
    unevaluatedPolicies: listOf("policies that are not evaluated", unevaluatedPolicy),
    hostNetworkPods: podsSchema,
    endedPods: podsSchema,
    unreadNamespaces: listOf("namespaces", anyString),
    services: listOf("Services", service),
    cni: choice("invalid-values", "a network plugin", cniNames)
  }
};
var podPeerSchema = pod;
var addressPeerSchema = partial2("an address", { address }, ["address"]);
var questionSchema = {
  kind: "object",
  label: "a question with `from` and `to`",
  fields: { from: partial2("an endpoint", {}), to: partial2("an endpoint", {}), port, protocol },
  required: ["from", "to"]
};
var serviceAddress = {
  kind: "scalar",
  types: ["string"],
  label: "an IP address",
  check: (value) => parseAddress(String(value)) === void 0 ? { code: "invalid-cidr", expected: "an IP address, such as 10.96.0.10" } : void 0
};
var serviceQuestionSchema = {
  ...questionSchema,
  fields: {
    ...questionSchema.fields,
    to: partial2("a Service (`namespace`, `name`)", { namespace: anyString, name: anyString }, ["namespace", "name"]),
    address: serviceAddress,
    port: servicePort
  }
};
function partial2(label, fields, required) {
  return { kind: "object", label, fields, allowUnknownKeys: true, ...required !== void 0 && { required } };
}
function listOf(items, schema) {
  return { kind: "list", label: `a list of ${items}`, items: schema };
}

// analysis/model/assertInput.ts
function assertInput(value, schema, path = []) {
  const issues = validateSchema(value, schema, path);
  if (issues.length > 0) throw new InvalidArgsError(issues);
}
function assertQuestion(question, { mayBeComponents }) {
  assertEnds(question, questionSchema, ["from", "to"], mayBeComponents);
}
function assertEnds(question, schema, ends, mayBeComponents) {
  const present = ends.filter((end) => isRecord(question) && Object.hasOwn(question, end));
  const others = present.reduce((rest, end) => ({ ...rest, [end]: {} }), question);
  const issues = validateSchema(others, schema, []).concat(
    present.flatMap((end) => endIssues(question[end], [end], mayBeComponents))
  );
  if (issues.length > 0) throw new InvalidArgsError(issues);
}
function endIssues(value, path, mayBeComponents) {
  if (mayBeComponents && typeof value === "string") {
    const component = suggestComponent(value);
    if (component === value) return [];
    const hint = component && `did you mean \`${component}\`?`;
    const expected = "a component, a pod (`namespace`, `labels`), or an address (`address`)";
    return [{ code: "invalid-values", path, value: formatValue(value), expected, ...hint !== void 0 && { hint } }];
  }
  const isAddress = isRecord(value) && Object.hasOwn(value, "address");
  return validateSchema(value, isAddress ? addressPeerSchema : podPeerSchema, path);
}

// analysis/model/groupBy.ts
function groupBy(items, keysOf) {
  const groups = /* @__PURE__ */ new Map();
  for (const item of items)
    for (const key of keysOf(item)) {
      const group = groups.get(key);
      if (group === void 0) groups.set(key, [item]);
      else group.push(item);
    }
  return groups;
}

// analysis/model/unevaluatedPolicy.ts
function appliesToPod({ subjects }, pod2) {
  return anyOf(
    subjects.map(
      ({ namespaceSelector = {}, podSelector = {} }) => allOf([selectsNamespaceOf(pod2, namespaceSelector), selects(podSelector, pod2.labels, unknownLabels(pod2))])
    )
  );
}

// analysis/queries/resolveNamespace.ts
var NamespaceError = class extends Error {
};
function resolveNamespace(side, other, mustBeUnique = true) {
  const candidates = [
    namespacesOf(side),
    other === void 0 ? [] : namespacesOf(other),
    namespacesByLabel(side.policies ?? [])
  ];
  const [namespace2, ...more] = candidates.find((namespaces) => namespaces.length > 0) ?? [];
  if (more.length > 0) {
    if (!mustBeUnique) return side.resolved.namespace;
    throw new NamespaceError(
      `there are Vald policies in several namespaces (${[namespace2, ...more].join(", ")}); choose one of them with \`namespace\` (on the command line, with -n)`
    );
  }
  return namespace2 ?? side.resolved.namespace;
}
function namespacesOf({ resolved, policies }) {
  if (resolved.args.namespace !== void 0) return [resolved.args.namespace];
  return policies === void 0 ? [] : namespacesWithComponents(policies, resolved);
}
function namespacesByLabel(policies) {
  const namespaces = policies.filter(isLabeledAsVald).map(({ metadata }) => metadata.namespace ?? "default");
  return [...new Set(namespaces)].sort();
}
function isLabeledAsVald({ metadata }) {
  return metadata.labels?.["app.kubernetes.io/part-of"] === "vald";
}
function namespacesWithComponents(policies, resolved) {
  const deployed = allComponentPods(resolved).filter((_, i) => resolved.components[i]?.isDeployed);
  const namespaces = effectivePolicies(policies, resolved.namespace).filter(({ podSelector }) => requirements(podSelector).some(({ operator: operator2 }) => operator2 === "In")).filter(
    (policy2) => deployed.some(({ pod: pod2 }) => selectsPod(policy2, { ...pod2, namespace: policy2.namespace }) === true)
  ).map(({ namespace: namespace2 }) => namespace2);
  return [...new Set(namespaces)].sort();
}

// analysis/queries/inferComponents.ts
function inferComponents(resolved, policies) {
  const { args, namespace: namespace2, components: components2 } = resolved;
  if (args.components !== void 0 || args.instanceLabels !== void 0) return resolved;
  const ofVald = effectivePolicies(policies.filter(isLabeledAsVald), namespace2);
  const shown = allComponentPods(resolved).filter(
    ({ pod: pod2 }, i) => components2[i]?.isDeployed === false && ofVald.some((policy2) => selectsPod(policy2, pod2) === true)
  );
  if (shown.length === 0) return resolved;
  const enabled2 = Object.fromEntries(shown.map(({ component }) => [component, { enabled: true }]));
  return resolveValidArgs(valdGraph, { ...args, namespace: namespace2, components: enabled2 }, plainValueOps);
}

// analysis/queries/analysisContext.ts
function analysisContext(input, options) {
  assertInput(input, analysisInputSchema);
  const { args, ...objects } = input;
  return contextOf(resolveArgs(args), objects, options);
}
function contextOf(resolvedArgs, {
  policies,
  namespaces,
  pods: allPods,
  hostNetworkPods: listed = [],
  endedPods,
  services,
  unevaluatedPolicies,
  unreadNamespaces
}, { other, infersComponents = false, needsNamespace = true } = {}) {
  const namespace2 = resolveNamespace({ resolved: resolvedArgs, policies }, other, needsNamespace);
  const named = { ...resolvedArgs, namespace: namespace2 };
  const resolved = infersComponents && policies !== void 0 ? inferComponents(named, policies) : named;
  const allComponents = allComponentPods(resolved, namespaces);
  const pods2 = allPods?.filter(({ hostNetwork }) => hostNetwork !== true);
  const hostNetworkPods = [...listed, ...(allPods ?? []).filter(({ hostNetwork }) => hostNetwork === true)];
  return {
    resolved,
    ...policies !== void 0 && { policies },
    ...namespaces !== void 0 && { namespaces },
    ...pods2 !== void 0 && { pods: pods2 },
    ...services !== void 0 && { services },
    ...hostNetworkPods.length > 0 && {
      hostNetworkPods: hostNetworkPods.map((pod2) => ({ ...pod2, hostNetwork: true }))
    },
    ...endedPods !== void 0 && { endedPods },
    ...unreadNamespaces !== void 0 && { unreadNamespaces },
    ...unevaluatedPolicies !== void 0 && {
      unevaluatedPolicies: withComponents(unevaluatedPolicies, allComponents, [...pods2 ?? [], ...endedPods ?? []])
    },
    effectivePolicies: policies === void 0 ? intendedPolicies(resolved) : effectivePolicies(policies, namespace2),
    allComponents,
    components: allComponents.filter((_, i) => resolved.components[i]?.isDeployed === true)
  };
}
var maxChecks = 1e6;
function withComponents(policies, components2, pods2) {
  const given = components2.map((component) => ({
    pod: component.pod,
    pods: pods2.filter((pod2) => isPodOf(component, pod2))
  }));
  const count = given.reduce((sum, one) => sum + one.pods.length, 0);
  const isTooMany = policies.length * count > maxChecks;
  return policies.map((policy2) => {
    const concerned = given.filter(
      (one) => (isTooMany && one.pods.length > 0 ? [{ ...one.pod, mayHaveMoreLabels: true }] : one.pods).some(
        (pod2) => appliesToPod(policy2, pod2) !== false
      )
    );
    const subjects = concerned.map(({ pod: pod2 }) => ({
      namespaceSelector: { matchLabels: { [namespaceNameLabel]: pod2.namespace } },
      podSelector: { matchLabels: pod2.labels }
    }));
    return subjects.length === 0 ? policy2 : { ...policy2, subjects: [...policy2.subjects, ...subjects] };
  });
}

// analysis/check/finding.ts
function findingOf(rule, detection, cni) {
  const { id, severity, message, remediation, cniOverrides } = rule;
  const { path, object: object2, detail } = detection;
  return {
    id,
    severity,
    path,
    ...object2 !== void 0 && { object: object2 },
    ...detail !== void 0 && { detail },
    message,
    remediation,
    ...cni !== void 0 && cniOverrides?.[cni]
  };
}
function formatFinding({ id, detail, message, remediation, ...location }) {
  const place = formatLocation(location);
  const where = detail === void 0 ? place : place === "" ? detail : `${place} (${detail})`;
  return `${id}: ${where === "" ? "" : `${where}: `}${message}; ${remediation}`;
}

// analysis/check/findingRule.ts
function appliesTo({ cniOverrides, appliesToAllCnis }, cni) {
  if (cniOverrides === void 0 || appliesToAllCnis === true) return true;
  return cni !== void 0 && cniOverrides[cni] !== void 0;
}
function hasUnresolved(unresolvedPaths2) {
  return unresolvedPaths2.length > 0;
}

// analysis/model/undeclaredDirections.ts
function ignoresPolicyTypes(cni) {
  return cni === "cilium" || cni === "vpc-cni";
}

// analysis/check/dnsPorts.ts
var usualDnsPorts = [53, 5353];
function dnsPorts({ args: { dns: dns4 = [] } }) {
  return [...usualDnsPorts, ...dns4.flatMap(({ port: port2 }) => port2 ?? [])];
}

// analysis/check/givenPods.ts
function givenPods({
  pods: pods2 = [],
  hostNetworkPods = [],
  endedPods = []
}) {
  const all4 = [...pods2, ...hostNetworkPods, ...endedPods];
  const byNamespace = groupBy(all4, ({ namespace: namespace2 }) => [namespace2]);
  const byLabel = groupBy(all4, ({ labels: labels4 }) => Object.entries(labels4).map(([key, value]) => labelKey2(key, value)));
  const withUnknownLabels = all4.filter((pod2) => unknownLabels(pod2) !== void 0);
  const inNamespace = (namespace2) => byNamespace.get(namespace2) ?? [];
  return {
    namespaces: [...byNamespace.keys()],
    inNamespace,
    areKnownIn: (namespace2) => inNamespace(namespace2).some((pod2) => !isTemplate(pod2)),
    matching: (podSelector) => {
      const named = requirements(podSelector).find(({ operator: operator2 }) => operator2 === "In");
      const labeled = named?.values?.flatMap((value) => byLabel.get(labelKey2(named.key, value)) ?? []);
      const candidates = labeled === void 0 ? all4 : [...labeled, ...withUnknownLabels];
      return candidates.filter((pod2) => selects(podSelector, pod2.labels, unknownLabels(pod2)) !== false);
    }
  };
}
function labelKey2(key, value) {
  return `${key}=${value}`;
}

// analysis/check/context.ts
function checkContext(analysis, cni) {
  const { resolved, policies } = analysis;
  const effectivePolicies2 = analysis.effectivePolicies.map(
    (policy2) => cni !== void 0 && ignoresPolicyTypes(cni) ? { ...policy2, ...policy2.undeclared } : policy2
  );
  const isManifests = policies !== void 0;
  const rules = effectivePolicies2.filter(({ namespace: namespace2 }) => namespace2 === resolved.namespace).flatMap((policy2) => directions.flatMap((direction) => checkedRules(policy2, direction, isManifests)));
  const declaredRules = (isManifests ? intendedPolicies(resolved) : []).flatMap(
    (policy2) => directions.flatMap((direction) => checkedRules(policy2, direction, false))
  );
  const space = new ConnectionSpace(
    rules.flatMap(({ sets }) => sets.peers),
    [...rules.flatMap(({ sets }) => sets.ports), ...dnsRanges]
  );
  return {
    ...analysis,
    effectivePolicies: effectivePolicies2,
    cni,
    isManifests,
    rules,
    declaredRules,
    givenPods: givenPods(analysis),
    space
  };
}
var dnsRanges = usualDnsPorts.flatMap(
  (port2) => ["TCP", "UDP"].map((protocol2) => ({ protocol: protocol2, first: port2, last: port2 }))
);
function objectName(kind, name) {
  return `${kind} ${name}`;
}
function checkedRules(policy2, direction, isManifests) {
  const siblings = [];
  for (const rule of policy2[direction] ?? []) {
    const path = isManifests ? ["spec", direction, rule.index] : rule.origin?.kind === "args" ? rule.origin.path : void 0;
    siblings.push({
      policy: policy2,
      direction,
      rule,
      sets: ruleSets(rule),
      siblings,
      peers: rule.peers === "everyone" ? [] : rule.peers,
      ports: rule.writtenPorts,
      isUserRule: path !== void 0,
      ...locations(path ?? [], direction, isManifests ? objectName("NetworkPolicy", policy2.policy) : void 0)
    });
  }
  return siblings;
}
function locations(path, direction, object2) {
  const at = (...more) => ({ path: [...path, ...more], ...object2 !== void 0 && { object: object2 } });
  const side = direction === "ingress" ? "from" : "to";
  const [area] = path;
  if (area === "dns" || area === "apiServer")
    return { location: at(), peerLocation: () => at(), portLocation: () => at() };
  return {
    location: at(),
    peerLocation: (i) => area === "edges" ? at(side) : at(side, i),
    portLocation: (i) => at("ports", i)
  };
}
function apiServerClients({ components: components2 }) {
  return components2.filter(
    ({ component }) => valdGraph.edges.some(
      ({ from, to }) => from.kind === "component" && from.component === component && to.kind === "platform" && to.service === "apiServer"
    )
  );
}

// analysis/check/rules/apiServerByNamespace.ts
var apiServerByNamespace = {
  id: "api-server-by-namespace",
  severity: "info",
  message: "the component calls the API server, but its egress rules contain no CIDR block for the API server, and in most clusters the API server is not a pod in kube-system, so no selector matches it",
  remediation: "allow the API server's addresses (in the values, set `apiServer.cidrs`)",
  mayVanishWhenResolved: hasUnresolved,
  appliesToAllCnis: true,
  cniOverrides: {
    "vpc-cni": {
      severity: "error",
      message: "the component calls the API server, but its egress rules do not allow the API server's addresses, and on EKS the API server runs outside the cluster, so rules for kube-system do not allow it",
      source: "https://docs.aws.amazon.com/eks/latest/userguide/eks-architecture.html"
    },
    "gke-v2": {
      severity: "error",
      message: "the component calls the API server, but its egress rules do not allow the API server's addresses, and on GKE the API server runs outside the cluster, so rules for kube-system do not allow it",
      source: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/cluster-architecture"
    }
  },
  check: (context) => {
    const { effectivePolicies: effectivePolicies2, resolved, isManifests, cni } = context;
    const ports3 = portsOf([...usualPorts, ...resolved.args.apiServer?.ports ?? []]);
    return apiServerClients(context).flatMap(({ component, pod: pod2 }) => {
      const policies = effectivePolicies2.filter(
        (policy3) => policy3.egress !== void 0 && selectsPod(policy3, pod2) === true
      );
      const [policy2] = policies;
      const reachesAddresses = policies.some(
        ({ egress = [] }) => egress.some(
          (rule) => (allowsAddresses(rule) || cni === "vpc-cni" && allowsServiceBySelector(rule)) && intersectPorts(rule.ports, ports3).length > 0
        )
      );
      if (policy2 === void 0 || reachesAddresses) return [];
      const location = isManifests ? { object: objectName("NetworkPolicy", policy2.policy), path: ["spec", "egress"] } : { path: ["apiServer"] };
      return [{ ...location, detail: component }];
    });
  }
};
var usualPorts = [443, 6443, 8443, 16443].map((port2) => ({ port: port2 }));
function allowsAddresses({ peers: peers3 }) {
  return peers3 === "everyone" || peers3.some(({ ipBlock: ipBlock2 }) => ipBlock2 !== void 0);
}
function allowsServiceBySelector(rule) {
  return ruleMatchesPeer(rule, { namespace: "default", labels: {}, ips: [] }) === true;
}

// analysis/check/userPeers.ts
function userPeers({ rules, declaredRules }) {
  const peers3 = peersIn(rules);
  const known = new Set(peers3.map(({ peerSet }) => peerSetKey(peerSet)));
  return [...peers3, ...peersIn(declaredRules).filter(({ peerSet }) => !known.has(peerSetKey(peerSet)))];
}
function peersIn(rules) {
  return rules.filter(({ isUserRule }) => isUserRule).flatMap(
    (rule) => rule.peers.map((peer2, i) => ({
      peer: peer2,
      peerSet: peerSetOf(peer2, rule.rule.namespace),
      rule,
      location: rule.peerLocation(i)
    }))
  );
}

// analysis/check/rules/splitPeer.ts
var splitPeer = {
  id: "split-peer",
  severity: "error",
  message: "a `namespaceSelector` and a `podSelector` in separate list items match all pods in the selected namespaces, and also the selected pods in Vald's own namespace",
  remediation: "put both selectors into one list item, or, if you want to allow both peers, use two rules and specify Vald's own namespace in the second rule",
  check: ({ rules }) => rules.filter(({ isUserRule, peers: peers3 }) => isUserRule && peers3.some(isNamespaceAlone)).flatMap(
    ({ peers: peers3, rule, peerLocation }) => peers3.flatMap((peer2, i) => {
      const { podSelector, namespaceSelector } = peer2;
      const isSplit = namespaceSelector === void 0 && podSelector !== void 0 && // An empty podSelector is hardly meant to be in the same item as a namespaceSelector.
      requirements(podSelector).length > 0 && !isEmpty(peerSetOf(peer2, rule.namespace));
      return isSplit ? [peerLocation(i)] : [];
    })
  )
};
function isNamespaceAlone({ namespaceSelector, podSelector }) {
  return namespaceSelector !== void 0 && podSelector === void 0;
}

// analysis/check/rules/barePodSelector.ts
var barePodSelector = {
  id: "bare-pod-selector",
  severity: "warning",
  message: "pod labels without a namespace match only pods in Vald's own namespace",
  remediation: "specify the pods' namespace, even if the pods are in Vald's own namespace",
  mayVanishWhenResolved: (unresolvedPaths2) => unresolvedPaths2.some(identifiesPods),
  check: (context) => userPeers(context).filter((one) => isReportedAsBare(one, context)).map(({ location }) => location)
};
function identifiesPods(path) {
  return ["name", "podLabels", "instanceLabels"].includes(String(path.at(-1)));
}
function isReportedAsBare(one, context) {
  return isBare(one, context) && mayBeElsewhere(one, context);
}
function isBare({ peer: peer2, peerSet, rule }, { allComponents }) {
  const { podSelector, namespaceSelector } = peer2;
  if (podSelector === void 0 || namespaceSelector !== void 0) return false;
  const isSplit = requirements(podSelector).length > 0 && rule.peers.some(isNamespaceAlone);
  const isComponent = allComponents.some((component) => isSubset(peerSet, component.peerSet));
  return !isEmpty(peerSet) && !isSplit && !isComponent;
}
function mayBeElsewhere({ peer: { podSelector = {} }, peerSet, rule }, { givenPods: givenPods2, components: components2, effectivePolicies: effectivePolicies2, declaredRules }) {
  const { namespace: namespace2 } = rule.rule;
  const matching = givenPods2.matching(podSelector);
  const isInNamespace = matching.some((pod2) => pod2.namespace === namespace2) || components2.some(({ pod: pod2 }) => selects(podSelector, pod2.labels) === true) || effectivePolicies2.some(
    (policy2) => requirements(policy2.podSelector).length > 0 && isSubset(peerSet, selectedPods(policy2))
  );
  if (isInNamespace) return false;
  return matching.length > 0 || !givenPods2.areKnownIn(namespace2) && !declaredRules.includes(rule);
}

// kubernetes/serviceRanges.ts
var serviceRanges = [
  { cidr: "10.96.0.0/12", platforms: "kubeadm, kind, and EKS" },
  { cidr: "fd00:10:96::/108", platforms: "kind" },
  { cidr: "172.20.0.0/16", platforms: "EKS" },
  { cidr: "10.43.0.0/16", platforms: "k3s" },
  { cidr: "34.118.224.0/20", platforms: "GKE" },
  { cidr: "172.30.0.0/16", platforms: "OpenShift" },
  { cidr: "10.0.0.1/32", platforms: "AKS" },
  { cidr: "10.0.0.10/32", platforms: "AKS" }
];
function serviceRangeOf(text) {
  const block = parseAddressOrCidr(text);
  return block && serviceRanges.find(({ cidr: cidr2 }) => isInside(block, parseCidr(cidr2)));
}

// analysis/check/addressBlocks.ts
function addressBlocks({ peers: peers3, peerLocation }) {
  return peers3.flatMap(
    ({ ipBlock: ipBlock2 }, i) => ipBlock2 === void 0 ? [] : [{ block: ipBlock2, addresses: blockAddresses(ipBlock2), location: peerLocation(i) }]
  );
}
function detectBlocks({ rules }, condition) {
  return rules.filter(({ isUserRule }) => isUserRule).flatMap(
    (rule) => addressBlocks(rule).filter((one) => condition(one, rule)).map(({ block, location }) => ({ ...location, detail: ipBlockText(block) }))
  );
}
function mayApplyTogether(a, b) {
  return a.direction === b.direction && !areDisjoint(selectedPods(a.policy), selectedPods(b.policy));
}
var podBlocks = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fd00::/8"];
var privateAddresses = [...podBlocks, "fc00::/7"].map(parseAddresses).reduce(unionIntervals, []);
var serviceAddresses = serviceRanges.map(({ cidr: cidr2 }) => parseAddresses(cidr2)).reduce(unionIntervals, []);
function arePrivate(addresses) {
  return coversIntervals(privateAddresses, addresses);
}
function areOfServices(addresses) {
  return coversIntervals(serviceAddresses, addresses);
}
function countAddresses(addresses) {
  return addresses.reduce((sum, { start, end }) => sum + end - start, 0n);
}

// analysis/check/rules/cidrCoversPods.ts
var cidrCoversPods = {
  id: "cidr-covers-pods",
  severity: "warning",
  message: "CIDR blocks are meant for endpoints outside the cluster, but with most network plugins this block also matches pods, because it covers pod addresses or most of a range that clusters use for pods",
  remediation: "exclude the cluster's address ranges with `except`, or, to allow pods, select them by labels",
  appliesToAllCnis: true,
  cniOverrides: {
    cilium: {
      message: "with Cilium, this wide block matches no pods, but it allows all addresses outside the cluster that lie in the block",
      remediation: "use narrower blocks, or, to allow pods, select them by labels",
      source: "https://docs.cilium.io/en/stable/security/policy/layer3/"
    }
  },
  check: ({ rules, pods: pods2, isManifests }) => {
    const coveredPods = podFinder(isManifests ? (pods2 ?? []).flatMap(({ ips = [] }) => ips) : []);
    return rules.filter(({ isUserRule }) => isUserRule).flatMap((rule) => {
      const blocks = addressBlocks(rule);
      const single = blocks.flatMap((block) => detect([block], coveredPods));
      return single.length > 0 ? single : detect(blocks, coveredPods);
    });
  }
};
function detect(blocks, coveredPods) {
  const addresses = unionIntervals(
    blocks.flatMap((block) => block.addresses),
    []
  );
  const covered = coveredPods(addresses);
  const covering = blocks.filter(
    (block) => covered.some((range) => intersectIntervals(block.addresses, range.addresses).length > 0)
  );
  const [first] = covering;
  if (first === void 0) return [];
  return [
    {
      ...first.location,
      detail: detailOf(
        covering.map(({ block }) => block),
        addresses,
        covered
      )
    }
  ];
}
var commonPodRanges = ["10.244.0.0/16", "10.42.0.0/16"];
function podFinder(knownAddresses) {
  const toRanges = (texts) => texts.map((text) => ({ text, addresses: parseAddresses(text) }));
  const [known, blocks, common] = [toRanges(knownAddresses), toRanges(podBlocks), toRanges(commonPodRanges)];
  return (addresses) => {
    const covered = (ranges) => ranges.filter((range) => coversMost(addresses, range.addresses));
    if (known.length > 0) return covered(known);
    const wide = covered(blocks);
    return [
      ...wide,
      ...covered(common).filter((range) => !wide.some((one) => coversIntervals(one.addresses, range.addresses)))
    ];
  };
}
function coversMost(outer, inner) {
  return 2n * countAddresses(intersectIntervals(inner, outer)) > countAddresses(inner);
}
var maxNamedRanges = 5;
function detailOf(ipBlocks2, addresses, covered) {
  const subject = peersText({ ipBlocks: ipBlocks2 });
  if (covered.every(({ text }) => ipBlocks2.every(({ cidr: cidr2 }) => text === cidr2))) return subject;
  const texts = covered.slice(0, maxNamedRanges).map((range) => coversIntervals(addresses, range.addresses) ? range.text : `most of ${range.text}`);
  const more = covered.length > maxNamedRanges ? [`${covered.length - maxNamedRanges} more`] : [];
  return `${subject}, which ${ipBlocks2.length === 1 ? "contains" : "contain"} ${listText([...texts, ...more])}`;
}

// analysis/check/rules/cloudMetadata.ts
var cloudMetadata = {
  id: "cloud-metadata",
  severity: "warning",
  message: "this CIDR block contains the address of the cloud's metadata service, from which pods can get the credentials of their node in many clusters",
  remediation: "exclude the address with `except`, or, if the component needs the metadata service, allow its address in a CIDR block of its own",
  check: ({ rules }) => rules.filter(({ isUserRule, ...rule }) => isUserRule && allowsMetadataPort(rule)).flatMap(
    (rule) => addressBlocks(rule).flatMap(({ block, addresses, location }) => {
      const contained = metadataServices.filter(
        ({ address: address2 }) => coversIntervals(addresses, address2) && !isAllowedAlone(address2, rule, rules)
      );
      const texts = contained.map(({ text }) => text);
      return texts.length === 0 ? [] : [{ ...location, detail: `${ipBlockText(block)}, which contains ${listText(texts)}` }];
    })
  )
};
var metadataServices = ["169.254.169.254", "fd00:ec2::254", "fd20:ce::254"].map((text) => ({
  text,
  address: parseAddresses(text)
}));
function allowsMetadataPort({ direction, rule }) {
  return direction === "egress" && subtractPorts(onePort("TCP", 80), rule.ports) === void 0;
}
function isAllowedAlone(address2, { policy: policy2 }, rules) {
  return rules.some(
    (rule) => allowsMetadataPort(rule) && isSubset(selectedPods(policy2), selectedPods(rule.policy)) && addressBlocks(rule).some(({ addresses }) => coversIntervals(address2, addresses))
  );
}

// analysis/check/rules/componentOff.ts
var componentOff = {
  id: "component-off",
  severity: "info",
  message: "the component is off, so it has no policy, and if its pods are still running, no policy isolates them",
  remediation: "if the component is deployed, turn it on",
  check: ({ isManifests, resolved: { args, policiesEnabled }, components: components2 }) => isManifests || !policiesEnabled || components2.length === 0 ? [] : documentedComponents.filter((component) => args.components?.[component]?.enabled === false).map((component) => ({ path: ["components", component, "enabled"] }))
};

// analysis/check/rules/dnsByAddress.ts
var dnsByAddress = {
  id: "dns-by-address",
  severity: "warning",
  message: "DNS is allowed only by address, so the DNS pods in kube-system are closed, and with most network plugins a query to their Service is denied unless a cache on the node answers it",
  remediation: "also allow the DNS pods (in the values, add `preset: kubeSystem`, because with `edgePorts: vald` the endpoints in `dns` replace kube-system), or, if pods send all queries to these addresses, ignore this finding",
  mayVanishWhenResolved: hasUnresolved,
  check: ({ components: components2, effectivePolicies: effectivePolicies2, isManifests, cni, resolved }) => components2.flatMap(({ component, pod: pod2 }) => {
    const policies = effectivePolicies2.filter(
      (policy3) => policy3.egress !== void 0 && selectsPod(policy3, pod2) === true
    );
    const [policy2] = policies;
    const rules = policies.flatMap(({ egress = [] }) => egress);
    if (policy2 === void 0 || !isOnlyByAddress(rules, dnsPorts(resolved), cni)) return [];
    const location = isManifests ? { object: objectName("NetworkPolicy", policy2.policy), path: ["spec", "egress"] } : { path: ["dns"] };
    return [{ ...location, detail: component }];
  })
};
function isOnlyByAddress(rules, ports3, cni) {
  const blocks = rules.filter((rule) => isDnsRule(rule, ports3)).flatMap(({ peers: peers3 }) => peers3 === "everyone" ? [] : peers3).flatMap(({ ipBlock: ipBlock2 }) => ipBlock2 === void 0 ? [] : [blockAddresses(ipBlock2)]);
  const mayReachService = cni === "vpc-cni" && blocks.some(arePrivate);
  return blocks.length > 0 && blocks.every((addresses) => countAddresses(addresses) === 1n || areOfServices(addresses)) && !mayReachService && !rules.some((rule) => mayReachDnsPods(rule, ports3));
}
function isDnsRule({ writtenPorts }, ports3) {
  return writtenPorts.some(({ port: port2, endPort: endPort2 }) => ports3.some((dns4) => port2 === dns4 && (endPort2 ?? dns4) === dns4));
}
function mayReachDnsPods(rule, ports3) {
  if (rule.peers === "everyone") return intersectPorts(rule.ports, [onePort("UDP", 53)]).length > 0;
  const selectors = rule.peers.filter(({ ipBlock: ipBlock2 }) => ipBlock2 === void 0);
  if (isDnsRule(rule, ports3) && selectors.length > 0) return true;
  const dnsPod = { namespace: "kube-system", labels: { "k8s-app": "kube-dns" }, mayHaveMoreLabels: true };
  return intersectPorts(rule.ports, [onePort("UDP", 53)]).length > 0 && ruleMatchesPeer({ peers: selectors, namespace: rule.namespace }, dnsPod) !== false;
}

// analysis/check/portEntries.ts
function detectPorts({ rules }, condition) {
  return rules.filter(({ isUserRule }) => isUserRule).flatMap(
    (rule) => rule.ports.flatMap(
      (port2, i) => condition(port2, rule) ? [{ ...rule.portLocation(i), detail: portEntryText(port2) }] : []
    )
  );
}
function portEntryText({ protocol: protocol2 = "TCP", port: port2, endPort: endPort2 }) {
  return `${protocol2} ${port2 ?? "all"}${endPort2 === void 0 ? "" : `-${endPort2}`}`;
}

// analysis/check/rules/endPort.ts
var endPort = {
  id: "end-port",
  severity: "info",
  message: "older versions of the network plugin do not support port ranges",
  remediation: "use Cilium 1.16 or later",
  cniOverrides: {
    cilium: {
      message: "Cilium versions before 1.16 do not support `endPort`, and either allow only the first port or reject the policy",
      source: "https://github.com/cilium/cilium/pull/33463"
    }
  },
  check: (context) => detectPorts(context, ({ port: port2, endPort: last }) => last !== void 0 && last !== port2)
};

// analysis/check/namespaceSelectors.ts
function detectNamespaceSelectors({ rules }, condition) {
  return rules.filter(({ isUserRule }) => isUserRule).flatMap(
    ({ peers: peers3, rule, peerLocation }) => peers3.flatMap((peer2, i) => {
      const { namespaceSelector } = peer2;
      const peerSet = peerSetOf(peer2, rule.namespace);
      if (namespaceSelector === void 0 || !condition(namespaceSelector) || isEmpty(peerSet)) return [];
      const excludesSome = meaningfulRequirements(namespaceSelector).some((one) => !isPositive(one));
      return [{ ...peerLocation(i), ...excludesSome && { detail: endpointText(endpointOf(peerSet, [], [])) } }];
    })
  );
}
function meaningfulRequirements(selector3) {
  return requirements(selector3).filter(({ key, operator: operator2 }) => key !== namespaceNameLabel || operator2 !== "Exists");
}
function isPositive({ operator: operator2 }) {
  return operator2 === "In" || operator2 === "Exists";
}

// analysis/check/rules/everyNamespace.ts
var everyNamespace = {
  id: "every-namespace",
  severity: "warning",
  message: "a namespace selector that is empty, or that only excludes namespaces, also matches namespaces that are created later",
  remediation: "select the intended namespaces by name",
  check: (context) => detectNamespaceSelectors(context, (selector3) => !meaningfulRequirements(selector3).some(isPositive))
};

// analysis/check/rules/everyone.ts
var everyone = {
  id: "everyone",
  severity: "error",
  message: "a rule whose `from` or `to` is absent or empty allows everyone: all pods and all addresses",
  remediation: "list the intended peers in `from` or `to`",
  check: ({ rules }) => rules.filter(({ isUserRule, peers: peers3 }) => isUserRule && peers3.length === 0).map(({ location }) => location)
};

// analysis/check/rules/exceptCutsOthers.ts
var exceptCutsOthers = {
  id: "except-cuts-others",
  severity: "warning",
  message: "the network plugin also excludes the addresses in this `except` list from other CIDR blocks",
  remediation: "use narrower blocks without `except`, or put the blocks into separate rules",
  cniOverrides: {
    "vpc-cni": {
      message: "the Amazon VPC CNI also excludes the addresses in this `except` list from all wider CIDR blocks and from rules for everyone, in all policies that select the pod",
      remediation: "use narrower blocks without `except`",
      source: "https://github.com/aws/aws-network-policy-agent/issues/326"
    },
    "kube-router": {
      message: "kube-router also excludes the addresses in this `except` list from wider CIDR blocks in the same rule",
      source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go"
    }
  },
  check: (context) => detectBlocks(context, ({ block }, rule) => cutsOthers(block, rule, context))
};
function cutsOthers(block, checked, { cni, rules }) {
  if (block.except === void 0) return false;
  const scope = cni === "kube-router" ? [checked] : rules.filter((rule) => mayApplyTogether(rule, checked));
  const others = scope.flatMap(addressBlocks).filter((other) => other.block !== block);
  return block.except.some((exception) => {
    const excluded = parseAddresses(exception);
    if (others.some((other) => other.block.cidr === exception)) return false;
    return scope.some(({ peers: peers3 }) => peers3.length === 0) || others.some(
      (other) => coversIntervals(parseAddresses(other.block.cidr), excluded) && intersectIntervals(excluded, other.addresses).length > 0
    );
  });
}

// analysis/check/isAlsoAllowed.ts
function isAlsoAllowed(other, { policy: policy2, direction }, context) {
  const { rules, space } = context;
  const pods2 = selectedPods(policy2);
  const open = rules.filter((rule) => rule.direction === direction && isSubset(pods2, selectedPods(rule.policy))).map(({ sets }) => sets);
  return space.diagrams.isSubset(ruleConnections(space, [other]), ruleConnections(space, open));
}

// analysis/check/rules/halfDns.ts
var halfDns = {
  id: "half-dns",
  severity: "warning",
  message: "DNS uses both UDP and TCP on port 53 (5353 on OpenShift), because long responses use TCP, but only one of these protocols is allowed",
  remediation: "allow both protocols",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) => detectPorts(context, (port2, rule) => isHalf(port2, rule, context))
};
function isHalf({ protocol: protocol2 = "TCP", port: port2, endPort: endPort2 }, rule, context) {
  const isDns = typeof port2 === "number" && usualDnsPorts.includes(port2) && (endPort2 ?? port2) === port2;
  if (rule.direction !== "egress" || !isDns || protocol2 === "SCTP") return false;
  const other = { protocol: protocol2 === "TCP" ? "UDP" : "TCP", first: port2, last: port2 };
  return !isAlsoAllowed({ peers: rule.sets.peers, ports: [other] }, rule, context);
}

// analysis/check/rules/metadataServer.ts
var metadataServer = {
  id: "metadata-server",
  severity: "warning",
  message: "the rule allows an address at which the metadata server does not run",
  remediation: "allow 169.254.169.254/32 on port 80",
  mayVanishWhenResolved: hasUnresolved,
  cniOverrides: {
    "gke-v2": {
      message: "with GKE Dataplane V2, the GKE metadata server is at 169.254.169.254 on port 80, not at 169.254.169.252 on port 988",
      source: "https://docs.cloud.google.com/kubernetes-engine/docs/concepts/workload-identity"
    }
  },
  check: (context) => detectBlocks(
    context,
    ({ addresses }, { ports: ports3, siblings }) => coversIntervals(oldAddress, addresses) && ports3.some(({ port: port2 }) => port2 === 988) && !siblings.some((rule) => hasPort(rule, 80) && hasAddress(rule))
  )
};
var oldAddress = parseAddresses("169.254.169.252");
var currentAddress = parseAddresses("169.254.169.254");
function hasPort({ ports: ports3 }, number2) {
  return ports3.length === 0 || ports3.some(({ port: port2 }) => port2 === number2);
}
function hasAddress(rule) {
  return addressBlocks(rule).some(({ addresses }) => coversIntervals(addresses, currentAddress));
}

// analysis/check/rules/namespaceByLabel.ts
var namespaceByLabel = {
  id: "namespace-by-label",
  severity: "warning",
  message: "anyone who can label namespaces can make this selector match additional namespaces",
  remediation: "select namespaces by the label `kubernetes.io/metadata.name`, which only the API server sets (in an edge, use `namespace`)",
  check: (context) => detectNamespaceSelectors(context, (selector3) => {
    const positive = meaningfulRequirements(selector3).filter(isPositive);
    return positive.length > 0 && !positive.some(({ key }) => key === namespaceNameLabel);
  })
};

// analysis/check/rules/noDns.ts
var noDns = {
  id: "no-dns",
  severity: "warning",
  message: "policies isolate the component's egress, but no egress rule allows DNS (port 53, or 5353 on OpenShift), so the component cannot resolve names",
  remediation: "allow the DNS pods on port 53 (5353 on OpenShift), over UDP and TCP",
  // The policies that values produce always allow DNS.
  needsManifests: true,
  check: (context) => {
    if (!context.isManifests) return [];
    return context.components.flatMap(({ component, pod: pod2 }) => {
      const given = (context.pods ?? []).filter((one) => isPodOf({ pod: pod2 }, one));
      const pods2 = given.length > 0 ? given : [{ ...pod2, mayHaveMoreLabels: true }];
      const policies = pods2.flatMap((one) => mayUseDns(one, context) ? [] : isolatingPolicies(one, context));
      const policy2 = policies.find(({ podSelector }) => requirements(podSelector).length > 0) ?? policies[0];
      if (policy2 === void 0) return [];
      const object2 = objectName("NetworkPolicy", policy2.policy);
      return [{ object: object2, path: ["spec", "egress"], detail: componentTitle(component) }];
    });
  }
};
function isolatingPolicies(pod2, { effectivePolicies: effectivePolicies2 }) {
  return effectivePolicies2.filter((policy2) => policy2.egress !== void 0 && selectsPod(policy2, pod2) === true);
}
function mayUseDns(pod2, { effectivePolicies: effectivePolicies2, unevaluatedPolicies = [], resolved }) {
  const portSet = dnsPorts(resolved).flatMap((port2) => [onePort("UDP", port2), onePort("TCP", port2)]);
  return effectivePolicies2.some(
    (policy2) => selectsPod(policy2, pod2) !== false && policy2.egress?.some((rule) => mayAllowDns(rule, portSet)) === true
  ) || unevaluatedPolicies.some(
    (policy2) => policy2.mayAllow && policy2.directions.includes("egress") && appliesToPod(policy2, pod2) !== false
  );
}
function mayAllowDns({ peers: peers3, ports: ports3, writtenPorts, namespace: namespace2 }, dns4) {
  const candidates = ports3.filter(({ names: names2 }) => names2.every((name) => name.includes("dns")));
  if (intersectPorts(candidates, dns4).length === 0) return false;
  if (peers3 === "everyone" || writtenPorts.some(({ port: port2 }) => port2 !== void 0)) return true;
  const inNamespace = podSet({ matchLabels: { [namespaceNameLabel]: namespace2 } }, {});
  return peers3.some((peer2) => !isSubset(peerSetOf(peer2, namespace2), inNamespace));
}

// analysis/check/rules/noEffect.ts
var noEffect = {
  id: "no-effect",
  severity: "warning",
  message: "this setting has no effect because the component is off",
  remediation: "turn the component on, or remove this setting",
  check: ({ isManifests, resolved: { ineffective } }) => isManifests ? [] : ineffective.map(({ path, component }) => ({ path, detail: component }))
};

// analysis/check/rules/noServiceAddress.ts
var noServiceAddress = {
  id: "no-service-address",
  severity: "warning",
  message: "policies must allow the address of the API server's Service",
  remediation: "also list the address of the Service `kubernetes` in the namespace `default`",
  mayVanishWhenResolved: hasUnresolved,
  cniOverrides: {
    "vpc-cni": {
      message: "on EKS, policies must allow the address of the API server's Service, but none of these addresses is in a usual Service range",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/pull/210"
    }
  },
  check: ({ isManifests, resolved: { args } }) => {
    const configured = (args.apiServer?.cidrs ?? []).filter((cidr2) => !cidr2.includes(":")).map(parseAddresses);
    const isMissing = configured.length > 0 && intersectIntervals(configured.reduce(unionIntervals, []), serviceAddresses).length === 0;
    return isMissing && !isManifests ? [{ path: ["apiServer", "cidrs"] }] : [];
  }
};

// analysis/check/rules/policiesOff.ts
var policiesOff = {
  id: "policies-off",
  severity: "error",
  message: "no policy selects a component of Vald, so Vald's pods are not isolated",
  remediation: "turn policies on (in the values, set `defaults.networkPolicy.enabled: true`), or, if the manifests contain Vald's policies, correct their `podSelector`, or specify the components' namespace and labels",
  check: (context) => {
    const { isManifests, resolved, components: components2 } = context;
    if (isManifests) return hasPolicies(context) ? [] : [{ path: [], detail: policiesText(context) }];
    if (!resolved.policiesEnabled)
      return [{ path: ["defaults", "networkPolicy", "enabled"], detail: "policies are off" }];
    return components2.length === 0 ? [{ path: ["components"], detail: "all components are off" }] : [];
  }
};
function hasPolicies({ components: components2, effectivePolicies: effectivePolicies2, policies = [], resolved }) {
  return components2.some(({ pod: pod2 }) => effectivePolicies2.some((policy2) => selectsPod(policy2, pod2) === true)) || policies.some(
    (policy2) => isLabeledAsVald(policy2) && (policy2.metadata.namespace ?? "default") === resolved.namespace
  );
}
function policiesText({ effectivePolicies: effectivePolicies2, resolved: { namespace: namespace2 } }) {
  const count = effectivePolicies2.filter((policy2) => policy2.namespace === namespace2).length;
  if (count > 0) return `${count} ${count === 1 ? "policy" : "policies"} in namespace ${namespace2}`;
  return effectivePolicies2.length === 0 ? "no policies in the input" : `no policies in namespace ${namespace2}, only in other namespaces`;
}

// analysis/check/rules/notIsolated.ts
var notIsolated = {
  id: "not-isolated",
  severity: "warning",
  message: "in at least one direction, no policy isolates the component's pods",
  remediation: "give the component a policy with both policy types, `Ingress` and `Egress`, or, if the component is not deployed, turn it off in the values",
  needsManifests: true,
  check: (context) => {
    if (!context.isManifests || !hasPolicies(context)) return [];
    return context.components.flatMap(({ component, pod: pod2 }) => {
      const policies = context.effectivePolicies.filter((policy2) => selectsPod(policy2, pod2) === true);
      const open = directions.filter((direction) => !policies.some((policy2) => policy2[direction] !== void 0));
      if (open.length === 0) return [];
      const detail = open.length === 2 ? component : `${component} ${open[0]}`;
      const locations2 = policies.map(({ policy: policy2 }) => ({
        object: objectName("NetworkPolicy", policy2),
        path: ["spec", "policyTypes"]
      }));
      return (locations2.length > 0 ? locations2 : [{ path: [] }]).map((location) => ({ ...location, detail }));
    });
  }
};

// analysis/check/rules/oneFamily.ts
var oneFamily = {
  id: "one-family",
  severity: "info",
  message: "the rule's CIDR blocks cover all or nearly all addresses of one IP family (IPv4 or IPv6), but those of the other family are not allowed",
  remediation: "allow both 0.0.0.0/0 and ::/0, unless the cluster uses only one family",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) => context.rules.filter(({ isUserRule }) => isUserRule).flatMap((checked) => [
    ...detectFamily(checked, IPv4, IPv6, context),
    ...detectFamily(checked, IPv6, IPv4, context)
  ])
};
var IPv4 = [{ start: 0n, end: startOfIPv6 }];
var IPv6 = parseAddresses("2000::/3");
function detectFamily(checked, family, other, { rules }) {
  const blocks = addressBlocks(checked).filter((block) => intersectIntervals(withoutExcept(block), family).length > 0);
  const [first] = blocks;
  if (first === void 0 || !coverFamily(blocks, family)) return [];
  const open = rules.filter((rule) => mayApplyTogether(rule, checked) && coverFamily(addressBlocks(rule), other)).flatMap(({ rule }) => rule.ports);
  if (checked.rule.ports.every((ports3) => subtractPorts(ports3, open) === void 0)) return [];
  const whole = blocks.filter((block) => coverFamily([block], family));
  const shown = whole.length > 0 ? whole.map((block) => [block]) : [blocks];
  return shown.map((some) => ({
    ...(some[0] ?? first).location,
    detail: peersText({ ipBlocks: some.map(({ block }) => block) })
  }));
}
function coverFamily(blocks, family) {
  const covered = intersectIntervals(unionIntervals(blocks.flatMap(withoutExcept), []), family);
  return 4n * countAddresses(covered) >= 3n * countAddresses(family);
}
function withoutExcept({ block: { cidr: cidr2 } }) {
  return parseAddresses(cidr2);
}

// analysis/evaluate/unevaluated.ts
function withUnevaluated(policies, direction, pod2, isIsolated, answer) {
  const relevant = policies.filter(
    (policy2) => policy2.directions.includes(direction) && appliesToPod(policy2, pod2) !== false
  );
  const denying = relevant.filter(
    ({ mayDeny }) => answer.certain.length > 0 && (mayDeny === true || mayDeny === "not-isolated" && !isIsolated)
  );
  const allowing = relevant.filter(({ mayAllow }) => mayAllow && isIsolated);
  return {
    certain: denying.length > 0 ? [] : answer.certain,
    possible: allowing.length > 0 ? allPorts : answer.possible,
    unknownFacts: [.../* @__PURE__ */ new Set([...denying, ...allowing])].map((policy2) => ({
      code: "policy-not-evaluated",
      policy: policyObject(policy2)
    }))
  };
}

// analysis/evaluate/connection.ts
function connection(policies, from, to) {
  const families2 = [4, 6].filter((family) => mayHaveFamily(from, family) && mayHaveFamily(to, family));
  const [first, second] = families2.map((family) => decide(policies, inFamily(from, family), inFamily(to, family)));
  if (first === void 0) return decide(policies, from, to);
  if (second === void 0) return first;
  const unknownFacts = [from, to].flatMap(
    (peer2) => "address" in peer2 || peer2.ips !== void 0 ? [] : [{ code: "pod-addresses", pod: podReference(peer2) }]
  );
  return {
    egress: eitherSide(first.egress, second.egress, unknownFacts),
    ingress: eitherSide(first.ingress, second.ingress, unknownFacts),
    ...eitherAnswer(first, second, unknownFacts)
  };
}
function decide(policies, from, to) {
  const egress = sideOf(policies, "egress", from, to, to);
  const ingress = sideOf(policies, "ingress", to, from, to);
  return {
    egress,
    ingress,
    certain: intersectPorts(egress.certain, ingress.certain),
    possible: intersectPorts(egress.possible, ingress.possible)
  };
}
function eitherAnswer(a, b, unknownFacts) {
  return {
    certain: unknownFacts.length === 0 ? normalizePorts([...a.certain, ...b.certain]) : intersectPorts(a.certain, b.certain),
    possible: normalizePorts([...a.possible, ...b.possible])
  };
}
function eitherSide(a, b, unknownFacts) {
  const isSame = JSON.stringify(a.certain) === JSON.stringify(b.certain);
  const isNew = (rule) => !a.rules.some(({ policy: policy2, index: index3 }) => policy2 === rule.policy && index3 === rule.index);
  return {
    policies: a.policies,
    rules: [...a.rules, ...b.rules.filter(isNew)],
    unknownFacts: [...a.unknownFacts, ...b.unknownFacts, ...isSame ? [] : unknownFacts],
    ...eitherAnswer(a, b, unknownFacts)
  };
}
function sideOf({ effectivePolicies: effectivePolicies2, unevaluatedPolicies = [] }, direction, local, remote, target) {
  const nothing = { policies: [], rules: [], unknownFacts: [] };
  if ("address" in local || local.hostNetwork === true || isSamePod(local, remote))
    return { ...nothing, certain: allPorts, possible: allPorts };
  const relevant = effectivePolicies2.map((policy2) => ({ policy: policy2.policy, rules: policy2[direction], selected: selectsPod(policy2, local) })).filter(({ rules: rules2, selected }) => rules2 !== void 0 && selected !== false);
  const rules = relevant.flatMap(
    ({ rules: rules2 = [], selected }) => rules2.map((rule) => ({
      ...rule,
      ports: resolveNamedPorts(rule.ports, target),
      selected,
      matches: ruleMatchesPeer(rule, remote)
    }))
  );
  const allowing = rules.filter(({ matches: matches2, ports: ports4 }) => matches2 !== false && ports4.length > 0);
  const portsWhere = (condition) => normalizePorts(allowing.filter(condition).flatMap(({ ports: ports4 }) => ports4));
  const isIsolated = relevant.some(({ selected }) => selected === true);
  const answer = {
    certain: relevant.length === 0 ? allPorts : portsWhere(({ selected, matches: matches2 }) => selected === true && matches2 === true),
    possible: isIsolated ? portsWhere(() => true) : allPorts
  };
  const { unknownFacts, ...ports3 } = withUnevaluated(unevaluatedPolicies, direction, local, isIsolated, answer);
  return {
    policies: relevant.map(({ policy: policy2 }) => policy2),
    rules: allowing.map((rule) => ({ ...rule, isCertain: rule.selected === true && rule.matches === true })),
    unknownFacts: [
      ...unknownIn([...relevant.map(({ selected }) => selected), ...allowing.map(({ matches: matches2 }) => matches2)])?.unknownFacts ?? [],
      ...unknownFacts
    ],
    ...ports3
  };
}

// analysis/check/detection.ts
function keepIfAllOccurrencesFail(all4) {
  const passing = new Set(all4.filter(({ passes }) => passes).map(formatLocation));
  return all4.filter((one) => !passing.has(formatLocation(one))).map(({ passes: _, ...detection }) => detection);
}

// analysis/check/rules/oneSidedEdge.ts
var oneSidedEdge = {
  id: "one-sided-edge",
  severity: "error",
  message: "the component at the other end does not allow this traffic, so the rule has no effect",
  remediation: "allow the traffic at both ends (an edge does this automatically), or remove the rule",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) => keepIfAllOccurrencesFail(
    context.rules.filter(({ isUserRule }) => isUserRule).flatMap((rule) => componentPairs(rule, context))
  )
};
function componentPairs({ direction, policy: policy2, rule, peers: peers3, peerLocation }, { cni, components: components2, effectivePolicies: effectivePolicies2 }) {
  const local = components2.filter(({ pod: pod2 }) => selectsPod(policy2, pod2) === true);
  return peers3.flatMap((peer2, i) => {
    const peerSet = peerSetOf(peer2, rule.namespace);
    if (isEmpty(peerSet)) return [];
    const remote = components2.filter((other) => isSubset(peerSet, other.peerSet));
    return local.flatMap(
      (one) => remote.map((other) => {
        const [from, to] = direction === "egress" ? [one, other] : [other, one];
        const asked = (pod2) => cni === "cilium" ? pod2 : withAnyAddress(pod2);
        const decision = connection({ effectivePolicies: effectivePolicies2 }, asked(from.pod), asked(to.pod));
        const remoteEnd = direction === "egress" ? decision.ingress : decision.egress;
        return {
          ...peerLocation(i),
          detail: `${from.component} -> ${to.component}`,
          passes: intersectPorts(rule.ports, remoteEnd.possible).length > 0
        };
      })
    );
  });
}

// analysis/check/rules/openshiftDnsPort.ts
var openshiftDnsPort = {
  id: "openshift-dns-port",
  severity: "error",
  message: "53 is the port of OpenShift's DNS Service, but policies apply to the port of the DNS pods, which is 5353, so this rule does not allow DNS",
  remediation: "allow port 5353 (in the values, use `preset: openShift` in `dns`)",
  mayVanishWhenResolved: hasUnresolved,
  check: (context) => detectPorts(context, (port2, rule) => isOnlyServicePort(port2, rule, context))
};
var dnsPods = { namespace: "openshift-dns", label: "dns.operator.openshift.io/daemonset-dns", port: 5353 };
function isOnlyServicePort({ protocol: protocol2 = "TCP", port: port2, endPort: endPort2 }, rule, context) {
  const isServicePort = port2 === 53 && (endPort2 ?? port2) < dnsPods.port && protocol2 !== "SCTP";
  if (rule.direction !== "egress" || !isServicePort) return false;
  const { namespace: namespace2 } = rule.rule;
  const peers3 = rule.peers.filter((peer2) => isForDnsPods(peer2, namespace2)).map((peer2) => peerSetOf(peer2, namespace2));
  const podPort = { protocol: protocol2, first: dnsPods.port, last: dnsPods.port };
  return peers3.length > 0 && !isAlsoAllowed({ peers: peers3, ports: [podPort] }, rule, context);
}
function isForDnsPods(peer2, policyNamespace) {
  const { namespaceSelector, podSelector } = peer2;
  const isNamed = requires(namespaceSelector, ({ values = [] }) => values.includes(dnsPods.namespace)) || requires(podSelector, ({ key }) => key === dnsPods.label);
  const pod2 = { namespace: dnsPods.namespace, labels: { [dnsPods.label]: "default" }, mayHaveMoreLabels: true };
  return isNamed && ruleMatchesPeer({ peers: [peer2], namespace: policyNamespace }, pod2) !== false;
}
function requires(selector3 = {}, condition) {
  return requirements(selector3).some((requirement) => requirement.operator !== "NotIn" && condition(requirement));
}

// analysis/check/rules/partOfIpv6.ts
var partOfIpv6 = {
  id: "part-of-ipv6",
  severity: "warning",
  message: "the exception excludes fewer addresses than it contains",
  remediation: "in `except`, replace fc00::/7 with fc00::/8 and fd00::/8",
  cniOverrides: {
    "kube-router": {
      message: "kube-router replaces ::/0 with 2000::/3 and fd00::/8, and an exception that is wider than fd00::/8 then excludes nothing from fd00::/8",
      source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go"
    }
  },
  check: (context) => detectBlocks(context, ({ block: { cidr: cidr2, except = [] } }) => {
    if (cidr2 !== "::/0") return false;
    return except.map(parseAddresses).some((exception) => coversIntervals(exception, uniqueLocal) && !coversIntervals(uniqueLocal, exception));
  })
};
var uniqueLocal = parseAddresses("fd00::/8");

// analysis/check/rules/peerOnHostNetwork.ts
var peerOnHostNetwork = {
  id: "peer-on-host-network",
  severity: "warning",
  message: "all pods that this peer selects are on the host network, where most network plugins match a pod only by its node's address, so the rule allows none of them",
  remediation: "specify the addresses of the nodes (in an edge, use `cidrs`), or take the pods off the host network",
  needsManifests: true,
  check: (context) => userPeers(context).flatMap((one) => detectionOf(one, context))
};
var maxNames2 = 3;
function detectionOf({ peer: peer2, peerSet, rule: { rule }, location }, { components: components2, pods: pods2 = [], hostNetworkPods = [], endedPods = [], unreadNamespaces = [] }) {
  if (peer2.ipBlock !== void 0 || components2.some((component) => isSubset(peerSet, component.peerSet))) return [];
  const fits = ({ hostNetwork: _, ...pod2 }) => ruleMatchesPeer({ peers: [peer2], namespace: rule.namespace }, pod2);
  const onHostNetwork = hostNetworkPods.filter((pod2) => fits(pod2) === true);
  const unread = unreadNamespaces.map((namespace2) => ({ namespace: namespace2, labels: {}, mayHaveMoreLabels: true }));
  if (onHostNetwork.length === 0 || [...pods2, ...endedPods, ...unread].some((pod2) => fits(pod2) !== false)) return [];
  const names2 = onHostNetwork.slice(0, maxNames2).map((pod2) => peerText(podReference(pod2)));
  const more = onHostNetwork.length > maxNames2 ? [`${onHostNetwork.length - maxNames2} more`] : [];
  return [{ ...location, detail: listText([...names2, ...more]) }];
}

// analysis/check/unmatchedPeer.ts
function unmatchedPeerFinder({
  namespaces = {},
  givenPods: givenPods2,
  unreadNamespaces = []
}) {
  const given = [.../* @__PURE__ */ new Set([...Object.keys(namespaces), ...unreadNamespaces])];
  const areAll = given.includes("kube-system") && givenPods2.namespaces.every((name) => given.includes(name));
  return ({ podSelector = {}, namespaceSelector, ipBlock: ipBlock2 }, policyNamespace) => {
    const named = namespaceSelector === void 0 ? [policyNamespace] : requirements(namespaceSelector).find(({ key, operator: operator2 }) => key === namespaceNameLabel && operator2 === "In")?.values;
    const names2 = named ?? (areAll ? given : void 0);
    if (ipBlock2 !== void 0 || names2 === void 0) return void 0;
    const selected = names2.filter((name) => !areAll || given.includes(name)).filter((name) => {
      const namespaceLabels = Object.hasOwn(namespaces, name) ? namespaces[name] : void 0;
      const pod2 = { namespace: name, labels: {}, ...namespaceLabels !== void 0 && { namespaceLabels } };
      return namespaceSelector === void 0 || selectsNamespaceOf(pod2, namespaceSelector) !== false;
    });
    if (selected.length === 0) return { code: "no-namespace", namespaces: given };
    const areKnown = selected.every(
      (name) => !unreadNamespaces.includes(name) && (givenPods2.areKnownIn(name) || named === void 0 && usuallyEmpty.includes(name))
    );
    if (!areKnown || givenPods2.matching(podSelector).some(({ namespace: namespace2 }) => selected.includes(namespace2)))
      return void 0;
    return { code: "no-pod", podsInNamespaces: selected.flatMap((name) => givenPods2.inNamespace(name)) };
  };
}
var usuallyEmpty = ["default", "kube-node-lease", "kube-public"];

// analysis/check/rules/peerSelectsNoPod.ts
var peerSelectsNoPod = {
  id: "peer-selects-no-pod",
  severity: "warning",
  message: "no pod in the manifests matches this peer, so the peer has no effect",
  remediation: "correct the peer's labels, or, if the pods are not deployed yet, ignore this finding",
  needsManifests: true,
  check: (context) => {
    if (!context.isManifests) return [];
    const unmatchedPeer = unmatchedPeerFinder(context);
    return userPeers(context).filter(({ peerSet }) => !isEmpty(peerSet)).filter(({ peerSet }) => !context.allComponents.some((component) => isSubset(peerSet, component.peerSet))).filter((one) => !isReportedAsBare(one, context)).flatMap((one) => {
      const unmatched = unmatchedPeer(one.peer, one.rule.rule.namespace);
      return unmatched === void 0 ? [] : [{ ...one.location, detail: detailOf2(one, unmatched) }];
    });
  }
};
function detailOf2({ peer: peer2, peerSet, rule }, unmatched) {
  const isDns = isForDns(rule);
  const subject = `${isDns ? "DNS: " : ""}${endpointText(endpointOf(peerSet, [], []))}`;
  const hints = unmatched.code === "no-namespace" ? ["no such namespace", ...similarNamespaces(peer2.namespaceSelector, unmatched.namespaces)] : similarLabels(peer2.podSelector, unmatched.podsInNamespaces, isDns);
  return [subject, ...hints].join("; ");
}
function isForDns({ direction, ports: ports3 }) {
  return direction === "egress" && ports3.some(({ port: port2 }) => portsAndNames.includes(port2));
}
var portsAndNames = [...usualDnsPorts, "dns", "dns-tcp"];
function similarNamespaces(selector3 = {}, namespaces) {
  const names2 = requirements(selector3).flatMap(({ key, values = [] }) => key === namespaceNameLabel ? values : []);
  const missing = names2.filter((name) => !namespaces.includes(name));
  const similar = missing.flatMap((name) => nearest(name, namespaces) ?? []);
  return similar.length === 0 ? [] : [`did you mean ${listText([...new Set(similar)], "or")}?`];
}
var maxValues = 3;
function similarLabels(selector3 = {}, pods2, isDns) {
  return requirements(selector3).filter(({ operator: operator2 }) => operator2 === "In").flatMap(({ key, values = [] }) => {
    const all4 = new Set(pods2.flatMap(({ labels: labels4 }) => Object.hasOwn(labels4, key) ? labels4[key] ?? [] : []));
    const others = [...all4].filter((value) => !values.includes(value)).sort();
    const ofDns = isDns ? others.filter((value) => value.includes("dns")) : [];
    const shown = ofDns.length > 0 ? ofDns : others;
    if (others.length === all4.size && shown.length > 0 && shown.length <= maxValues)
      return [`pods there have ${formatRequirement({ key, operator: "In", values: shown })}`];
    return [];
  });
}

// analysis/queries/knownPods.ts
function knownPods({
  pods: pods2,
  hostNetworkPods = [],
  endedPods = [],
  resolved: { namespace: namespace2 }
}) {
  if (pods2 === void 0) return void 0;
  const all4 = [...pods2, ...hostNetworkPods, ...endedPods];
  const isElsewhere = (pod2) => isTemplate(pod2) && pod2.namespace !== namespace2;
  return all4.length > 0 && all4.every(isElsewhere) ? void 0 : [...pods2, ...endedPods.map(withAnyAddress)];
}

// analysis/queries/idlePolicies.ts
function idlePolicies(input) {
  if (knownPods(input) === void 0) return [];
  const { resolved, effectivePolicies: effectivePolicies2, pods: pods2 = [], hostNetworkPods = [], endedPods = [], components: components2 } = input;
  const current = [...pods2, ...hostNetworkPods];
  const existing = [...current, ...endedPods].filter(({ namespace: namespace2 }) => namespace2 === resolved.namespace);
  const areCronJobsGiven = current.some((pod2) => isTemplate(pod2) && pod2.workload?.kind === "CronJob");
  const cronJobs = components2.filter(({ component }) => valdGraph.components[component].isCronJob === true);
  return effectivePolicies2.filter(({ namespace: namespace2 }) => namespace2 === resolved.namespace).filter((policy2) => existing.every((pod2) => selectsPod(policy2, pod2) === false)).map((policy2) => {
    const ofPolicy = cronJobs.filter(({ pod: pod2 }) => selectsPod(policy2, pod2) === true);
    return { policy: policy2.policy, mayRun: areCronJobsGiven ? [] : ofPolicy.map(({ component }) => component) };
  }).sort((a, b) => a.policy < b.policy ? -1 : 1);
}

// analysis/queries/recurringPods.ts
function recurringPods(ended, current, components2) {
  const componentOf = (pod2) => components2.find((component) => isPodOf(component, pod2))?.component;
  const workloadOf = ({ workload }) => workload && `${workload.kind}/${workload.name}`;
  const existing = new Set(current.flatMap((pod2) => [workloadOf(pod2), componentOf(pod2)]));
  const last = /* @__PURE__ */ new Map();
  for (const pod2 of [...ended].sort((a, b) => (a.name ?? "") < (b.name ?? "") ? -1 : 1)) {
    const mayRecur = pod2.workload === void 0 || ["Job", "CronJob"].includes(pod2.workload.kind);
    const key = workloadOf(pod2) ?? componentOf(pod2);
    if (mayRecur && key !== void 0 && !existing.has(key)) last.set(key, pod2);
  }
  return [...last.values()].map(
    ({ name, ...pod2 }) => pod2.workload === void 0 && name !== void 0 ? { name, ...pod2 } : pod2
  );
}

// analysis/queries/podFindings.ts
function podFindings(input) {
  if (knownPods(input) === void 0) return [];
  const { resolved, effectivePolicies: effectivePolicies2, pods: pods2 = [], hostNetworkPods = [], endedPods = [], allComponents } = input;
  const inNamespace = ({ namespace: namespace2 }) => namespace2 === resolved.namespace;
  const policies = effectivePolicies2.filter(inNamespace);
  const current = [...pods2, ...hostNetworkPods].filter(inNamespace);
  const recurring = recurringPods(endedPods.filter(inNamespace), current, allComponents);
  const subjects = sortedByName([...current, ...recurring]);
  const onHostNetwork = subjects.filter(
    (pod2) => pod2.hostNetwork === true && allComponents.some((component) => isPodOf(component, pod2))
  );
  const unprotected = subjects.flatMap((pod2) => {
    if (pod2.hostNetwork === true) return [];
    const open = directions.filter(
      (direction) => !policies.some((policy2) => policy2[direction] !== void 0 && selectsPod(policy2, pod2) === true)
    );
    return open.length === 0 ? [] : [{ code: "pod-without-policy", pod: podReference(pod2), open }];
  });
  const idle = idlePolicies(input).filter(({ mayRun }) => mayRun.length === 0);
  return [
    ...onHostNetwork.map((pod2) => ({ code: "pod-on-host-network", pod: podReference(pod2) })),
    ...unprotected,
    ...idle.map(({ policy: policy2 }) => ({ code: "policy-selects-no-pod", policy: policy2 }))
  ];
}
function sortedByName(pods2) {
  const keyed = pods2.map((pod2) => ({ pod: pod2, key: pod2.name ?? pod2.workload?.name ?? JSON.stringify(pod2.labels) }));
  return keyed.sort((a, b) => a.key < b.key ? -1 : 1).map(({ pod: pod2 }) => pod2);
}

// analysis/check/podLocation.ts
function podLocation(pod2, ...path) {
  const { namespace: namespace2, workload } = pod2;
  if (workload === void 0) return { object: objectName("Pod", peerText(pod2)), path: [...path] };
  const template = workload.kind === "CronJob" ? ["spec", "jobTemplate", "spec", "template"] : ["spec", "template"];
  return { object: objectName(workload.kind, `${namespace2}/${workload.name}`), path: [...template, ...path] };
}

// analysis/check/rules/podOnHostNetwork.ts
var podOnHostNetwork = {
  id: "pod-on-host-network",
  severity: "warning",
  message: "this pod of a component is on the host network, so policies do not apply to it",
  remediation: "remove `hostNetwork: true` from the pod's specification",
  needsManifests: true,
  check: (context) => podFindings(context).flatMap(
    (finding2) => finding2.code === "pod-on-host-network" && context.isManifests ? [podLocation(finding2.pod, "spec", "hostNetwork")] : []
  )
};

// analysis/check/rules/podWithoutPolicy.ts
var podWithoutPolicy = {
  id: "pod-without-policy",
  severity: "warning",
  message: "in at least one direction, no policy isolates this pod, or the pods of this workload",
  remediation: "give the pod, or the workload's pod template, the labels of its component, or create a policy for it",
  needsManifests: true,
  check: (context) => podFindings(context).flatMap(
    (finding2) => finding2.code === "pod-without-policy" && context.isManifests ? [{ ...podLocation(finding2.pod, "metadata", "labels"), detail: finding2.open.join(" and ") }] : []
  )
};

// analysis/check/rules/policyNotEvaluated.ts
var policyNotEvaluated = {
  id: "policy-not-evaluated",
  severity: "warning",
  message: "this policy is not evaluated, and it may allow or deny connections of Vald's pods",
  remediation: "review the policy; then ignore this finding, and for all commands, accept the policy's kind with `--ignore-kind`; if it is a NetworkPolicy, correct it, or change its apiVersion to networking.k8s.io/v1",
  needsManifests: true,
  check: ({ unevaluatedPolicies = [], components: components2, pods: pods2, resolved: { namespace: namespace2 } }) => {
    const ofVald = pods2?.filter((pod2) => pod2.namespace === namespace2) ?? components2.map(({ pod: pod2 }) => ({ ...pod2, mayHaveMoreLabels: true }));
    return unevaluatedPolicies.filter((policy2) => ofVald.some((pod2) => appliesToPod(policy2, pod2) !== false)).map((policy2) => ({ object: policyObjectText(policy2), path: [] }));
  }
};

// analysis/check/rules/policySelectsNoPod.ts
var policySelectsNoPod = {
  id: "policy-selects-no-pod",
  severity: "warning",
  message: "this policy selects no pods",
  remediation: "correct the policy's `podSelector` or the pods' labels, or remove the policy",
  needsManifests: true,
  check: (context) => podFindings(context).flatMap(
    (finding2) => finding2.code === "policy-selects-no-pod" && context.isManifests ? [{ object: objectName("NetworkPolicy", finding2.policy), path: ["spec", "podSelector"] }] : []
  )
};

// analysis/check/rules/portNameToRange.ts
var portNameToRange = {
  id: "port-name-to-range",
  severity: "warning",
  message: "only pods define port names, so in a rule for a CIDR block or for everyone, the effect of a port name depends on the network plugin",
  remediation: "use the port number",
  appliesToAllCnis: true,
  cniOverrides: {
    "vpc-cni": {
      message: "the Amazon VPC CNI ignores this port, so the rule does not allow the port",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/blob/main/pkg/resolvers/endpoints.go"
    },
    calico: {
      message: "with Calico, the rule matches pods that have a port with this name, but matches no addresses outside the cluster",
      source: "https://docs.tigera.io/calico/latest/reference/resources/networkpolicy#ports"
    },
    cilium: {
      message: "Cilium uses the port number that pods assign to this name, and ignores the rule if different pods assign different numbers",
      source: "https://github.com/cilium/cilium/pull/12567"
    },
    "kube-router": {
      message: "in a rule with a CIDR block, kube-router ignores this port, so the rule does not allow the port; in a rule for everyone, kube-router allows the port number that pods assign to this name, even for addresses outside the cluster",
      source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go"
    }
  },
  check: (context) => detectPorts(
    context,
    ({ port: port2 }, { direction, peers: peers3 }) => typeof port2 === "string" && direction === "egress" && (peers3.length === 0 || peers3.some(({ ipBlock: ipBlock2 }) => ipBlock2 !== void 0))
  )
};

// analysis/check/rules/portNotServed.ts
var portNotServed = {
  id: "port-not-served",
  severity: "warning",
  message: "according to the values, the component does not listen on this port",
  remediation: "use the container port, which may differ from the Service port",
  check: (context) => keepIfAllOccurrencesFail(context.rules.flatMap((rule) => usualPortsOf(rule, context)))
};
var usualPorts2 = [defaultServedPorts.grpc, 8080, defaultServedPorts.readiness];
function usualPortsOf({ isUserRule, direction, policy: policy2, ports: ports3, portLocation }, { resolved: { args, components: resolvedComponents }, components: components2 }) {
  if (!isUserRule || direction !== "ingress") return [];
  const usual = ports3.flatMap(
    ({ port: port2, endPort: endPort2, protocol: protocol2 = "TCP" }, i) => usualPorts2.includes(port2) && endPort2 === void 0 && protocol2 === "TCP" ? [{ port: port2, location: portLocation(i) }] : []
  );
  return components2.filter(({ pod: pod2 }) => selectsPod(policy2, pod2) === true).flatMap(({ component }) => {
    const isConfigured = (args.components?.[component]?.ports ?? args.defaults?.ports) !== void 0;
    const { grpc, rest, readiness } = resolvedComponents.find((one) => one.component === component)?.servedPorts ?? {};
    const served = [grpc, rest, readiness].filter((port2) => port2 !== void 0);
    return usual.map(({ port: port2, location }) => ({
      ...location,
      detail: `TCP ${port2}; ${component} listens on ${served.join(", ")}`,
      passes: !isConfigured || served.includes(port2)
    }));
  });
}

// analysis/check/rules/serviceAddress.ts
var serviceAddress2 = {
  id: "service-address",
  severity: "warning",
  message: "this address is in a usual Service range, but the network plugin does not apply policies to Service addresses",
  remediation: "also allow the addresses of the Service's endpoints",
  mayVanishWhenResolved: hasUnresolved,
  cniOverrides: {
    "gke-v2": {
      message: "with GKE Dataplane V2, policies apply to the addresses of a Service's endpoints, not to the Service's own address",
      source: "https://github.com/gke-labs/kube-agents/blob/main/docs/site/src/content/docs/deploy/kustomize.md"
    },
    cilium: {
      message: "with Cilium, policies apply to the addresses of a Service's endpoints, not to the Service's own address",
      source: "https://docs.cilium.io/en/stable/security/policy/layer4/"
    },
    calico: {
      message: "with Calico, policies apply to the addresses of a Service's endpoints, not to the Service's own address",
      source: "https://github.com/projectcalico/felix/issues/1087"
    }
  },
  check: (context) => detectBlocks(context, (_, rule) => isServiceAddressRule(rule))
};
function isServiceAddressRule(rule) {
  const { direction, ports: ports3, siblings } = rule;
  if (direction !== "egress" || !addressBlocks(rule).every(({ addresses }) => areOfServices(addresses))) return false;
  const isForDns2 = ports3.length > 0 && ports3.every(({ port: port2 }) => port2 === 53);
  return !(isForDns2 && siblings.some(allowsDnsByLabels));
}
function allowsDnsByLabels({ rule, peers: peers3 }) {
  const allowsDns = intersectPorts(rule.ports, [onePort("UDP", 53)]).length > 0;
  return allowsDns && peers3.some(({ ipBlock: ipBlock2 }) => ipBlock2 === void 0);
}

// analysis/check/rules/rangeInCluster.ts
var rangeInCluster = {
  id: "range-in-cluster",
  severity: "warning",
  message: "this CIDR block may contain the addresses of pods or nodes, but the network plugin does not match pods or nodes by address",
  remediation: "to allow pods, select them by labels; to allow nodes, set `policyCIDRMatchMode: nodes`; to allow addresses outside the cluster, keep the block and ignore this finding",
  cniOverrides: {
    cilium: {
      message: "this CIDR block may contain the addresses of pods or nodes, but with Cilium, CIDR blocks do not match pods, and match nodes only if `policyCIDRMatchMode` includes `nodes`",
      source: "https://docs.cilium.io/en/stable/security/policy/layer3/"
    }
  },
  check: (context) => detectBlocks(
    context,
    ({ addresses }, rule) => !isServiceAddressRule(rule) && arePrivate(addresses) && !areOfServices(addresses)
  )
};

// analysis/check/rules/redundantRule.ts
var redundantRule = {
  id: "redundant-rule",
  severity: "info",
  message: "other rules in the same policy already allow everything that this rule allows",
  remediation: "remove this rule, or, if the other rules allow more than intended, narrow them",
  check: redundantRules
};
function redundantRules({ rules, space }) {
  const needed = /* @__PURE__ */ new Set();
  const found = /* @__PURE__ */ new Map();
  const { diagrams } = space;
  for (const siblings of new Set(rules.map((rule) => rule.siblings))) {
    const all4 = siblings.map((rule) => ({
      rule,
      allowed: ruleConnections(space, [rule.sets]),
      counts: rule.peers.length > 0
    }));
    const before = [NONE];
    for (const { allowed, counts } of all4)
      before.push(counts ? diagrams.union([before.at(-1) ?? NONE, allowed]) : before.at(-1) ?? NONE);
    const kept = new Set(all4.filter(({ counts }) => counts));
    let after = NONE;
    for (const [i, one] of [...all4.entries()].reverse()) {
      const { rule, allowed, counts } = one;
      const location = formatLocation(rule.location);
      const isRedundant = rule.isUserRule && allowed !== NONE && diagrams.isSubset(allowed, diagrams.union([before[i] ?? NONE, after]));
      if (isRedundant) {
        kept.delete(one);
        const single = [...kept].find((other) => diagrams.isSubset(allowed, other.allowed));
        const detail = single && { detail: `covered by ${nameOf(single.rule)}` };
        found.set(location, { ...rule.location, ...detail });
      } else {
        if (rule.isUserRule) needed.add(location);
        if (counts) after = diagrams.union([after, allowed]);
      }
    }
  }
  return [...found].filter(([location]) => !needed.has(location)).map(([, detection]) => detection);
}
function nameOf({ isUserRule, location }) {
  return isUserRule ? formatLocation(location) : "one of Vald's own edges";
}

// analysis/check/rules/ruleWithoutPolicyType.ts
var ruleWithoutPolicyType = {
  id: "rule-without-policy-type",
  severity: "error",
  message: "`policyTypes` does not contain the direction of these rules, so the rules have no effect, and the policy does not isolate its pods in this direction",
  remediation: "add the direction to `policyTypes`, or remove the rules",
  needsManifests: true,
  appliesToAllCnis: true,
  cniOverrides: {
    cilium: {
      message: "`policyTypes` does not contain the direction of these rules, so in Kubernetes they have no effect, but Cilium enforces them all the same and isolates the policy's pods in this direction",
      source: "https://github.com/cilium/cilium/issues/48703"
    },
    "vpc-cni": {
      message: "`policyTypes` does not contain the direction of these rules, so in Kubernetes they have no effect, but the Amazon VPC CNI enforces them all the same and isolates the policy's pods in this direction",
      source: "https://github.com/aws/amazon-network-policy-controller-k8s/pull/229"
    }
  },
  check: ({ effectivePolicies: effectivePolicies2, resolved: { namespace: namespace2 } }) => effectivePolicies2.filter((policy2) => policy2.namespace === namespace2).flatMap(
    ({ policy: policy2, undeclared = {} }) => directions.filter((direction) => undeclared[direction] !== void 0).map((direction) => ({ object: objectName("NetworkPolicy", policy2), path: ["spec", direction] }))
  )
};

// analysis/check/rules/sctp.ts
var sctp = {
  id: "sctp",
  severity: "info",
  message: "not every network plugin supports SCTP",
  remediation: "test SCTP in your cluster, or avoid SCTP",
  cniOverrides: {
    cilium: {
      message: "Cilium supports SCTP only if its Helm value `sctp.enabled` is true",
      source: "https://docs.cilium.io/en/stable/configuration/sctp/"
    },
    calico: {
      message: "Calico's eBPF data plane does not support SCTP",
      source: "https://docs.tigera.io/calico/latest/operations/ebpf/install"
    },
    "kube-router": {
      message: "kube-router does not guarantee SCTP support",
      source: "https://github.com/cloudnativelabs/kube-router/issues/1019"
    }
  },
  check: (context) => detectPorts(context, ({ protocol: protocol2 }) => protocol2 === "SCTP")
};

// analysis/model/service.ts
function serviceReference({ namespace: namespace2, name }) {
  return { namespace: namespace2, name };
}

// analysis/model/serviceBackends.ts
function backendFinder({
  pods: pods2 = [],
  hostNetworkPods = [],
  namespaces = {}
}) {
  const onHostNetwork = new Set(hostNetworkPods);
  const all4 = [...pods2, ...hostNetworkPods];
  const byLabel = groupBy(
    all4,
    ({ namespace: namespace2, labels: labels4 }) => Object.entries(labels4).map(([key, value]) => labelKey3(namespace2, key, value))
  );
  const byName = groupBy(all4, ({ namespace: namespace2, name }) => name === void 0 ? [] : [`${namespace2}/${name}`]);
  const byAddress = groupBy(pods2, ({ ips = [] }) => ips);
  const backendsOf = (pod2) => {
    const { ips = [] } = pod2;
    const isAddress = onHostNetwork.has(pod2) && ips.length > 0;
    return (isAddress ? ips.map((address2) => ({ address: address2 })) : [pod2]).map((peer2) => ({ peer: peer2, pod: pod2 }));
  };
  const assumed = ({ namespace: namespace2, selector: labels4 = {} }) => ({
    namespace: namespace2,
    labels: labels4,
    mayHaveMoreLabels: true,
    ...Object.hasOwn(namespaces, namespace2) && { namespaceLabels: namespaces[namespace2] }
  });
  const selected = (service2, selector3) => {
    const { namespace: namespace2 } = service2;
    const lists = Object.entries(selector3).map(([key, value]) => byLabel.get(labelKey3(namespace2, key, value)) ?? []);
    const [shortest = []] = lists.sort((a, b) => a.length - b.length);
    const matching = shortest.filter(({ labels: labels4 }) => selects({ matchLabels: selector3 }, labels4) === true);
    return matching.length === 0 ? [{ peer: assumed(service2), isReady: true, isAssumed: true }] : matching.flatMap(backendsOf).map((backend) => ({ ...backend, isReady: true }));
  };
  const listed = (service2, endpoint2, slice) => {
    const { address: address2, pod: reference, isReady } = endpoint2;
    const [pod2] = reference === void 0 ? byAddress.get(address2) ?? [] : byName.get(nameKey(reference)) ?? [];
    if (pod2 !== void 0 && onHostNetwork.has(pod2)) return [{ peer: { address: address2 }, pod: pod2, isReady, slice }];
    const known = pod2 ?? (reference && { ...assumed(service2), ...reference });
    const peer2 = known === void 0 ? { address: address2 } : { ...known, ips: [address2] };
    return [{ peer: peer2, ...pod2 !== void 0 && { pod: pod2 }, isReady, slice }];
  };
  return (service2, family) => {
    const { endpointSlices, selector: selector3 } = service2;
    const backends = endpointSlices !== void 0 ? endpointSlices.flatMap((slice) => slice.endpoints.flatMap((endpoint2) => listed(service2, endpoint2, slice))) : selector3 !== void 0 ? selected(service2, selector3) : void 0;
    if (family === void 0) return backends;
    return backends?.filter(({ peer: peer2 }) => mayHaveFamily(peer2, family)).map((backend) => ({ ...backend, peer: inFamily(backend.peer, family) }));
  };
}
function backendPort({ slice, pod: pod2 }, { name, protocol: protocol2, targetPort }) {
  if (slice !== void 0) return slice.ports.find((port2) => port2.name === name && port2.protocol === protocol2)?.port;
  if (typeof targetPort === "number" || pod2?.ports === void 0) return targetPort;
  return pod2.ports.find((port2) => port2.name === targetPort && (port2.protocol ?? "TCP") === protocol2)?.containerPort;
}
function nameKey({ namespace: namespace2, name }) {
  return `${namespace2}/${name}`;
}
function labelKey3(namespace2, key, value) {
  return `${namespace2} ${key}=${value}`;
}

// analysis/text/serviceText.ts
function serviceText({ namespace: namespace2, name }) {
  return `${namespace2}/${name}`;
}

// analysis/check/rules/servicePort.ts
var servicePort2 = {
  id: "service-port",
  severity: "warning",
  message: "this is a Service's port, but policies apply to the port of the pods behind the Service",
  remediation: "use the port of the pods",
  needsManifests: true,
  appliesToAllCnis: true,
  cniOverrides: {
    "vpc-cni": {
      message: "this is a Service's port, and the pods behind the Service have another port, but the Amazon VPC CNI requires that both are the same",
      remediation: "give the Service the same port as its pods, and use this port",
      source: "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html"
    }
  },
  check: (context) => {
    const ports3 = translatedPorts(context);
    if (ports3.length === 0) return [];
    return keepIfAllOccurrencesFail(
      [context.rules, context.declaredRules].flatMap(
        (all4) => all4.filter(({ isUserRule }) => isUserRule).flatMap((rule) => servicePortsIn(rule, all4, ports3, context))
      )
    );
  }
};
function translatedPorts(context) {
  const { services = [] } = context;
  const find = backendFinder(context);
  const byPort = /* @__PURE__ */ new Map();
  for (const service2 of services) {
    const ports3 = service2.isHeadless === true ? [] : service2.ports.filter(({ port: port2, targetPort }) => port2 !== targetPort);
    for (const backend of ports3.length === 0 ? [] : find(service2) ?? [])
      for (const port2 of ports3) {
        const target = backendPort(backend, port2);
        if ("address" in backend.peer || typeof target !== "number" || target === port2.port) continue;
        const key = `${port2.protocol} ${port2.port} ${port2.name}`;
        const served = byPort.get(key) ?? { port: port2, backends: [] };
        served.backends.push({ service: serviceReference(service2), pod: backend.peer, target });
        byPort.set(key, served);
      }
  }
  return [...byPort.values()];
}
function servicePortsIn(checked, all4, ports3, { pods: pods2 = [] }) {
  const isConcerned = ({ backends }) => backends.some(({ pod: pod2 }) => concerns(checked, pod2));
  const fitting = ports3.filter(({ port: port2 }) => checked.ports.some((entry) => includes(entry, port2))).filter(isConcerned);
  if (fitting.length === 0) return [];
  const others = all4.filter((other) => mayApplyTogether(other, checked) && mayShareClients(other, checked));
  return checked.ports.flatMap((entry, i) => {
    for (const { port: port2, backends } of fitting.filter((one) => includes(entry, one.port))) {
      const ports4 = (target) => [onePort(port2.protocol, target)];
      const found = backends.filter(
        ({ pod: pod2, target }) => concerns(checked, pod2) && !others.some((other) => allows(other, pod2, ports4(target)))
      );
      const [first] = found;
      if (first === void 0) continue;
      const passes = [first.pod, ...pods2].some(
        (pod2) => pod2.ports?.some((declared) => isDeclared(entry, declared)) === true && concerns(checked, pod2)
      );
      const text = [portEntryText(entry), ...servicesText(found, port2.protocol)].join("; ");
      return [{ ...checked.portLocation(i), detail: text, passes }];
    }
    return [];
  });
}
function servicesText(backends, protocol2) {
  const targets2 = /* @__PURE__ */ new Map();
  for (const { service: service2, target } of backends) {
    const name = serviceText(service2);
    targets2.set(name, (targets2.get(name) ?? /* @__PURE__ */ new Set()).add(`${protocol2} ${target}`));
  }
  return [...targets2].map(([name, ports3]) => `the Service ${name} leads to ${listText([...ports3])}`);
}
function concerns({ direction, policy: policy2, rule, peers: peers3 }, pod2) {
  if (direction === "ingress") return selectsPod(policy2, pod2) === true;
  const selectors = peers3.filter(({ ipBlock: ipBlock2 }) => ipBlock2 === void 0);
  return selectors.length > 0 && ruleMatchesPeer({ peers: selectors, namespace: rule.namespace }, pod2) === true;
}
function mayShareClients(other, { direction, peers: peers3 }) {
  return direction === "egress" || other.peers.length === 0 || JSON.stringify(other.peers) === JSON.stringify(peers3);
}
function allows({ direction, rule }, pod2, ports3) {
  return intersectPorts(resolveNamedPorts(rule.ports, pod2), ports3).length > 0 && (direction === "ingress" || ruleMatchesPeer(rule, pod2) === true);
}
function includes({ port: port2, endPort: endPort2, protocol: protocol2 = "TCP" }, service2) {
  const { name, port: number2 } = service2;
  if (service2.protocol !== protocol2) return false;
  if (typeof port2 === "number") return port2 <= number2 && number2 <= (endPort2 ?? port2);
  return port2 !== void 0 && port2 === name;
}
function isDeclared({ port: port2, endPort: endPort2, protocol: protocol2 = "TCP" }, declared) {
  if ((declared.protocol ?? "TCP") !== protocol2) return false;
  if (typeof port2 === "string") return declared.name === port2;
  return port2 !== void 0 && port2 <= declared.containerPort && declared.containerPort <= (endPort2 ?? port2);
}

// analysis/check/rules/tooManyPorts.ts
var tooManyPorts = {
  id: "too-many-ports",
  severity: "warning",
  message: "the network plugin ignores some of the ports",
  remediation: "combine consecutive ports into ranges with `endPort`",
  cniOverrides: {
    "vpc-cni": {
      message: "the Amazon VPC CNI accepts at most 24 ports or port ranges for each address and ignores the rest",
      source: "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html"
    }
  },
  check: ({ rules }) => rules.filter((rule) => rule.isUserRule && portsOfPeers(rule) > maxPorts).map(({ location }) => location)
};
var maxPorts = 24;
function portsOfPeers({ peers: peers3, siblings }) {
  const keys2 = new Set(peers3.map((peer2) => JSON.stringify(peer2)));
  const ports3 = siblings.filter((rule) => rule.peers.some((peer2) => keys2.has(JSON.stringify(peer2)))).flatMap((rule) => rule.ports);
  return new Set(ports3.map(({ protocol: protocol2 = "TCP", port: port2, endPort: endPort2 }) => [protocol2, port2, endPort2].join())).size;
}

// analysis/check/rules/unknownPortName.ts
var unknownPortName = {
  id: "unknown-port-name",
  severity: "warning",
  message: "if a rule lists only port names, and no target pod has a port with one of these names, the network plugin allows more than the listed ports",
  remediation: "use the port number",
  cniOverrides: {
    "kube-router": {
      message: "if no target pod has a port with this name and protocol, kube-router allows all ports for pods that match the rule's peers",
      source: "https://github.com/cloudnativelabs/kube-router/blob/v2.10.0/pkg/controllers/netpol/policy.go"
    }
  },
  check: (context) => context.rules.filter((rule) => rule.isUserRule && hasOnlyUnknownNames(rule, context)).map(({ portLocation }) => portLocation(0))
};
var chartPortNames = ["liveness", "readiness", "rest", "grpc", "pprof"];
function hasOnlyUnknownNames({ direction, policy: policy2, rule, peers: peers3, ports: ports3 }, { components: components2, pods: pods2, isManifests }) {
  const concernsPods = peers3.some(({ ipBlock: ipBlock2 }) => ipBlock2 === void 0);
  if (ports3.length === 0 || !concernsPods || ports3.some(({ port: port2 }) => typeof port2 !== "string")) return false;
  const isTarget = (pod2) => direction === "ingress" ? selectsPod(policy2, pod2) === true : ruleMatchesPeer(rule, pod2) === true;
  const given = isManifests ? (pods2 ?? []).filter(isTarget) : [];
  const targets2 = given.length === 0 ? void 0 : given;
  const areComponents = direction === "ingress" || peers3.every((peer2) => components2.some(({ peerSet }) => isSubset(peerSetOf(peer2, rule.namespace), peerSet)));
  const isKnown = ({ protocol: protocol2 = "TCP", port: port2 }) => targets2 === void 0 ? areComponents && protocol2 === "TCP" && chartPortNames.includes(String(port2)) : targets2.some(
    ({ ports: declared = [] }) => declared.some((one) => one.name === port2 && (one.protocol ?? "TCP") === protocol2)
  );
  return !ports3.some(isKnown);
}

// analysis/check/rules/unusedIgnore.ts
var unusedIgnore = {
  id: "unused-ignore",
  severity: "info",
  message: "this entry does not match any finding",
  remediation: "remove the entry from `ignore`, or set its `path` to the location that the finding shows",
  // `applySuppressions` reports this finding.
  check: () => []
};

// analysis/check/rules/versionLabel.ts
var versionLabel = {
  id: "version-label",
  severity: "warning",
  message: "the value of this label changes with every version or rollout, and the selector then matches no pods",
  remediation: "select by a label whose value does not change",
  check: ({ resolved, rules, effectivePolicies: effectivePolicies2, isManifests }) => {
    const inPeers = rules.filter(({ isUserRule }) => isUserRule).flatMap(
      ({ peers: peers3, peerLocation }) => peers3.flatMap(
        ({ podSelector, namespaceSelector }, i) => [podSelector, namespaceSelector].flatMap((selector3) => detect2(selector3, peerLocation(i)))
      )
    );
    if (isManifests) {
      const inPolicies = effectivePolicies2.filter(({ namespace: namespace2 }) => namespace2 === resolved.namespace).flatMap(
        ({ policy: policy2, podSelector }) => detect2(podSelector, { object: objectName("NetworkPolicy", policy2), path: ["spec", "podSelector"] })
      );
      return [...inPeers, ...inPolicies];
    }
    const { instanceLabels, components: components2 = {} } = resolved.args;
    return [
      ...inPeers,
      ...detectLabels(instanceLabels, ["instanceLabels"]),
      ...Object.entries(components2).flatMap(
        ([component, settings]) => detectLabels(settings?.podLabels, ["components", component, "podLabels"])
      )
    ];
  }
};
var versionLabels = [
  "version",
  "chart",
  "app.kubernetes.io/version",
  "helm.sh/chart",
  "pod-template-hash",
  "controller-revision-hash",
  "pod-template-generation"
];
function detectLabels(labels4, path) {
  return labels4 === void 0 ? [] : detect2({ matchLabels: labels4 }, { path });
}
function detect2(selector3 = {}, location) {
  return requirements(selector3).filter(({ key, operator: operator2 }) => operator2 === "In" && versionLabels.includes(key)).map(({ key }) => ({ ...location, detail: key }));
}

// analysis/check/rules/index.ts
var findingRules = [
  apiServerByNamespace,
  barePodSelector,
  cidrCoversPods,
  cloudMetadata,
  componentOff,
  dnsByAddress,
  endPort,
  everyNamespace,
  everyone,
  exceptCutsOthers,
  halfDns,
  metadataServer,
  namespaceByLabel,
  noDns,
  noEffect,
  noServiceAddress,
  notIsolated,
  oneFamily,
  oneSidedEdge,
  openshiftDnsPort,
  partOfIpv6,
  peerOnHostNetwork,
  peerSelectsNoPod,
  podOnHostNetwork,
  podWithoutPolicy,
  policiesOff,
  policyNotEvaluated,
  policySelectsNoPod,
  portNameToRange,
  portNotServed,
  rangeInCluster,
  redundantRule,
  ruleWithoutPolicyType,
  sctp,
  serviceAddress2,
  servicePort2,
  splitPeer,
  tooManyPorts,
  unknownPortName,
  unusedIgnore,
  versionLabel
];

// analysis/check/applySuppressions.ts
function applySuppressions(findings, { resolved: { args }, cni, isManifests }, unresolvedPaths2) {
  const { ignore: ignore2 = [] } = args;
  const areAllKnown = !isManifests && unresolvedPaths2.length === 0;
  const unused = ignore2.flatMap((entry, i) => {
    const rule = findingRules.find(({ id }) => id === entry.id);
    const mayApply = rule !== void 0 && rule !== unusedIgnore && appliesTo(rule, cni) && rule.needsManifests !== true && !isInManifest(entry.path);
    if (!areAllKnown || !mayApply || findings.some((finding2) => ignores(entry, finding2))) return [];
    const detail = [entry.id, ...entry.path === void 0 ? [] : [entry.path]].join(" at ");
    return [findingOf(unusedIgnore, { path: ["ignore", i], detail }, cni)];
  });
  const all4 = [...findings, ...unused].map((finding2) => ({
    finding: finding2,
    reason: ignore2.findLast((entry) => ignores(entry, finding2))?.reason
  }));
  return {
    findings: all4.flatMap(({ finding: finding2, reason }) => reason === void 0 ? [finding2] : []),
    ignored: all4.flatMap(({ finding: finding2, reason }) => reason === void 0 ? [] : [{ ...finding2, reason }])
  };
}
function isInManifest(written2 = "") {
  return /^[A-Z]\w* /.test(written2);
}

// analysis/check/chartFindings.ts
function chartFindings(warnings) {
  return warnings.map(({ code, path, message, remediation }) => ({
    id: "chart-setting",
    severity: "warning",
    path: ["chartValues", ...path],
    detail: code,
    message,
    remediation
  }));
}

// analysis/check/severity.ts
var severities = ["error", "warning", "info"];
function rank2({ severity }) {
  return severities.indexOf(severity);
}

// analysis/check/omitUnresolved.ts
var indivisible = /* @__PURE__ */ new Set(["apiServer", "instanceLabels", "podLabels", "labels", "annotations", "ports"]);
function omitUnresolved(args) {
  const unresolvedPaths2 = [];
  const known = (value, path) => {
    if (Array.isArray(value)) {
      return value.map((item, i) => {
        if (!containsUnresolved(item)) return item;
        unresolvedPaths2.push([...path, i]);
        return UNRESOLVED;
      });
    }
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        const at = [...path, key];
        const isOmitted = inner === UNRESOLVED || indivisible.has(key) && containsUnresolved(inner);
        if (isOmitted && !isUnchecked(at)) unresolvedPaths2.push(at);
        return isOmitted ? placeholderLabels(at, value) : [[key, known(inner, at)]];
      })
    );
  };
  return { args: known(args, []), unresolvedPaths: unresolvedPaths2 };
}
function isUnchecked([first]) {
  return first === "namespace" || first === "labels" || first === "annotations";
}
function placeholderLabels([first, component, field], settings) {
  const selectsPods = field === "podLabels" || field === "name" && !("podLabels" in settings);
  return first === "components" && selectsPods ? [["podLabels", { "vald-network-policy/unresolved": String(component) }]] : [];
}
function containsUnresolved(value) {
  if (value === UNRESOLVED) return true;
  return value !== null && typeof value === "object" && Object.values(value).some(containsUnresolved);
}

// analysis/check/check.ts
function checkValidArgs(args, { objects = {}, ...options } = {}) {
  const { args: known, unresolvedPaths: unresolvedPaths2 } = omitUnresolved(args);
  return checkIn(contextOf(resolveValidArgs(valdGraph, known, plainValueOps), objects), {
    ...options,
    unresolvedPaths: unresolvedPaths2
  });
}
function checkIn(analysis, { cni = analysis.resolved.args.cni, chart: chart2, unresolvedPaths: unresolvedPaths2 = [] } = {}) {
  const context = checkContext(analysis, cni);
  const isUnresolved = (path) => unresolvedPaths2.some((part) => JSON.stringify(part) === JSON.stringify(path));
  const findings = findingRules.filter((rule) => appliesTo(rule, cni)).flatMap((rule) => {
    const mayVanish = rule.mayVanishWhenResolved?.(unresolvedPaths2) === true;
    return rule.check(context).filter(({ object: object2, path }) => object2 !== void 0 || !(mayVanish || isUnresolved(path))).filter(({ path }) => rule !== componentOff || chart2 === void 0 || chart2.isOwn(path)).map((detection) => findingOf(rule, written(detection, chart2), cni));
  });
  return {
    ...applySuppressions(
      sortedFindings([...findings, ...chartFindings(chart2?.warnings ?? [])]),
      context,
      unresolvedPaths2
    ),
    unresolvedPaths: [...unresolvedPaths2]
  };
}
function written(detection, chart2) {
  return detection.object !== void 0 || chart2 === void 0 ? detection : { ...detection, path: chart2.locate(detection.path) };
}
function sortedFindings(findings) {
  const groups = groupBy(findings, (finding2) => [`${finding2.id} ${formatLocation(finding2)} ${finding2.message}`]);
  const merged2 = [...groups.values()].map(([first, ...others]) => {
    const details = new Set([first, ...others].flatMap(({ detail }) => detail ?? []));
    return details.size === 0 ? first : { ...first, detail: [...details].join(", ") };
  });
  return merged2.sort((a, b) => rank2(a) - rank2(b) || compareLocations(a, b) || compare(a.id, b.id));
}
function compareLocations(a, b) {
  const byObject = compare(a.object ?? "", b.object ?? "");
  if (byObject !== 0) return byObject;
  for (let i = 0; i < Math.max(a.path.length, b.path.length); i++) {
    const [x, y] = [a.path[i] ?? "", b.path[i] ?? ""];
    if (x !== y) return typeof x === "number" && typeof y === "number" ? x - y : compare(String(x), String(y));
  }
  return 0;
}
function compare(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}

// components/findingsError.ts
var FindingsError = class extends Error {
  constructor(findings) {
    super(
      [
        "These findings fail the deployment, because `strict` is true:",
        ...limitedLines(findings, (finding2) => `  ${formatFinding(finding2)}`)
      ].join("\n")
    );
    this.findings = findings;
    this.stack = this.message;
  }
  findings;
  __pulumiRunError = true;
  name = "FindingsError";
};

// components/reportFindings.ts
function checkArgs(args, chart2) {
  const { adopt: _, strict, ...policyArgs } = args;
  const result = checkedArgs(policyArgs, chart2, strict === true);
  const serious = result.findings.filter(isSerious);
  if (strict === true && serious.length > 0) throw new FindingsError(serious);
  return result;
}
function checkedArgs(args, chart2, isStrict) {
  try {
    return checkValidArgs(args, { chart: chart2 });
  } catch (error) {
    if (isStrict || !(error instanceof TooManyStepsError)) throw error;
    void pulumi3.log.warn(`there may be findings: ${error.message}`);
    return { findings: [], ignored: [], unresolvedPaths: [] };
  }
}
function logFindings({ findings, unresolvedPaths: unresolvedPaths2 }, resource) {
  const [serious, others] = [findings.filter(isSerious), findings.filter((finding2) => !isSerious(finding2))];
  for (const line of limitedLines(serious, formatFinding)) void pulumi3.log.warn(line, resource);
  for (const line of limitedLines(others, formatFinding)) void pulumi3.log.info(line, resource);
  if (unresolvedPaths2.length > 0)
    void pulumi3.log.info(
      `not checked yet, because these values are not known: ${limitedLines(unresolvedPaths2, formatPath).join(", ")}`,
      resource
    );
}
function reportedFindings(findings) {
  return findings.map(({ object: _, ...finding2 }) => ({ ...finding2, path: formatPath(finding2.path) }));
}
function isSerious({ severity }) {
  return severity !== "info";
}

// components/toAdoptedPolicy.ts
var annotations2 = { "pulumi.com/patchForce": "true", "helm.sh/resource-policy": "keep" };
var noPod = {
  matchExpressions: [
    { key: "app", operator: "Exists" },
    { key: "app", operator: "DoesNotExist" }
  ]
};
function toAdoptedPolicy(policy2) {
  return {
    metadata: {
      ...policy2.metadata,
      annotations: inputValueOps.mergeLabels(policy2.metadata.annotations, annotations2)
    },
    spec: {
      ...policy2.spec,
      ingress: orIfEmpty(policy2.spec.ingress, { from: [{ podSelector: noPod }] }),
      egress: orIfEmpty(policy2.spec.egress, { to: [{ podSelector: noPod }] })
    }
  };
}
function orIfEmpty(rules, rule) {
  return applyInput(rules, (known) => Array.isArray(known) && known.length === 0 ? [rule] : known);
}

// components/validateWhenResolved.ts
var pulumi5 = __toESM(require("@pulumi/pulumi"));

// components/secrets.ts
var pulumi4 = __toESM(require("@pulumi/pulumi"));
async function secretsOf(args, known) {
  const paths = await secretPaths(args, []);
  return paths.map((path) => ({ path, texts: textsOf(valueAt(known, path)) }));
}
function omitSecretValues(issues, secrets) {
  return issues.map((issue) => {
    const { code, path, value, expected, hint } = issue;
    const secret2 = secrets.find((one) => one.path.every((key, i) => key === path[i]));
    if (secret2 === void 0 && !isRevealedBy([value, expected, hint], secrets)) return issue;
    const shown = isRevealedBy([expected], secrets) ? "a different value" : expected;
    return {
      code,
      path: secret2?.path ?? path,
      value: "a secret value",
      expected: secret2 !== void 0 && secret2.path.length < path.length ? `a value that contains ${shown}` : shown
    };
  });
}
function omitSecretDetails(findings, secrets) {
  return findings.map(({ detail, ...finding2 }) => {
    const concernsSecret = secrets.some(
      ({ path }) => path.every((key, i) => i >= finding2.path.length || key === finding2.path[i])
    );
    return concernsSecret || detail === void 0 || isRevealedBy([detail], secrets) ? finding2 : { ...finding2, detail };
  });
}
function isRevealedBy(parts, secrets) {
  return secrets.some(({ texts }) => texts.some((text) => parts.some((part) => part?.includes(text) === true)));
}
async function secretPaths(value, path) {
  if (isOutputOrPromise(value)) return await pulumi4.isSecret(pulumi4.output(value)) ? [path] : [];
  if (value === null || typeof value !== "object") return [];
  const inner = Object.entries(value).map(
    ([key, item]) => secretPaths(item, [...path, Array.isArray(value) ? Number(key) : key])
  );
  return (await Promise.all(inner)).flat();
}
function textsOf(value) {
  if (typeof value === "string" && value !== "") return [value, JSON.stringify(value.slice(0, 80)).slice(1, -1)];
  if (typeof value === "number") return [String(value)];
  return value !== null && typeof value === "object" ? Object.values(value).flatMap(textsOf) : [];
}

// components/validateWhenResolved.ts
function validateWhenResolved(args, chart2, resource) {
  return applyWithUnknowns(pulumi5.output(args), async (resolvedArgs) => {
    const known = markUnresolved(args, resolvedArgs);
    const issues = validateSchema(known, componentArgsSchema, []);
    const secrets = await secretsOf(args, known);
    if (issues.length > 0) throw new InvalidArgsError(omitSecretValues(issues, secrets));
    const result = checkWithoutSecrets(known, chart2, secrets);
    logFindings(result, resource);
    return result.findings;
  });
}
function checkWithoutSecrets(known, chart2, secrets) {
  try {
    const result = checkArgs(known, chart2);
    return { ...result, findings: omitSecretDetails(result.findings, secrets) };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    throw new FindingsError(omitSecretDetails(error.findings, secrets));
  }
}
function applyWithUnknowns(output6, f) {
  return output6.apply(f, true);
}
function markUnresolved(original, resolved) {
  if (pulumi5.isUnknown(resolved)) return UNRESOLVED;
  if (isOutputOrPromise(original) && resolved === void 0) return null;
  if (Array.isArray(resolved))
    return resolved.map((item, i) => markUnresolved(Array.isArray(original) ? original[i] : void 0, item));
  if (!isRecord(resolved)) return resolved;
  const fields = isRecord(original) ? original : {};
  return Object.fromEntries(Object.entries(resolved).map(([key, value]) => [key, markUnresolved(fields[key], value)]));
}

// components/valdNetworkPolicies.ts
var ValdNetworkPolicies = class _ValdNetworkPolicies extends pulumi6.ComponentResource {
  /** The type token, by which policy packs recognize the component. */
  static __pulumiType = "vald-network-policy:index:ValdNetworkPolicies";
  /** The name of each policy, by component: `{ agent: "vald-agent-allow", ... }`. Empty if policies are off. */
  policyNames;
  /** The policies, by component. */
  policies;
  /** The connections that the policies allow beyond the documented table, as sorted sentences. */
  openings;
  /** Rules and settings that are valid but risky, sorted by severity, most serious first. Empty if everything is fine. */
  findings;
  constructor(name, ownArgs, opts) {
    const { args, chart: chart2 } = withChartValues(copyOf(ownArgs));
    const isComplete = !containsOutputs(args);
    const checked = isComplete || args.strict === true ? checkArgs(maskOutputs(args), chart2) : void 0;
    super(_ValdNetworkPolicies.__pulumiType, name, {}, opts);
    const whenResolved = isComplete ? void 0 : validateWhenResolved(args, chart2, this);
    const dependsOn = whenResolved?.apply(() => []) ?? [];
    if (isComplete && checked !== void 0) logFindings(checked, this);
    const resolved = resolveValidArgs(valdGraph, args, inputValueOps);
    const policies = {};
    const names2 = {};
    for (const [component, compiled] of Object.entries(compile(resolved, inputValueOps))) {
      const policy2 = args.adopt === true ? toAdoptedPolicy(compiled) : compiled;
      const resource = new import_networkPolicy.NetworkPolicy(`${name}-${component}`, policy2, { parent: this, dependsOn });
      policies[component] = resource;
      names2[component] = pulumi6.all([policy2.metadata.name, resource.urn]).apply(([policyName]) => policyName);
    }
    this.policies = policies;
    this.policyNames = pulumi6.output(names2);
    this.openings = pulumi6.output(dependsOn).apply(() => pulumi6.output(args)).apply((known) => openingsOf(resolveValidArgs(valdGraph, known, plainValueOps))).apply(openingSentences);
    this.findings = pulumi6.unsecret(whenResolved ?? pulumi6.output(checked?.findings ?? [])).apply(reportedFindings);
    this.registerOutputs({
      policyNames: this.policyNames,
      policies: this.policies,
      openings: this.openings,
      findings: this.findings
    });
  }
};

// provider/inputs.ts
var pulumi7 = __toESM(require("@pulumi/pulumi"));
async function withPlainStructure(inputs, schema = componentArgsSchema) {
  const entries = Object.entries(inputs).map(async ([key, value]) => {
    const property = Object.hasOwn(schema.fields, key) ? schema.fields[key] : void 0;
    return [key, property === void 0 ? value : await withPlainProperty(value, property)];
  });
  return Object.fromEntries(await Promise.all(entries));
}
async function withPlainProperty(value, schema) {
  if (!pulumi7.Output.isInstance(value)) return withLeaves(value, schema, (inner) => inner);
  if (!isPlain(schema) || schema.kind === "scalar") return value;
  const { content, isSecret: isSecret2, resources } = await detailsOf(value);
  if (content === void 0) return value;
  return withLeaves(content, schema, (inner) => {
    const output6 = pulumi7.all(resources.map(({ urn }) => urn)).apply(() => inner);
    return isSecret2 ? pulumi7.secret(output6) : output6;
  });
}
function withLeaves(value, schema, leaf) {
  if (pulumi7.isUnknown(value)) return leaf(pulumi7.output(value));
  if (pulumi7.Output.isInstance(value)) return value;
  if (Array.isArray(value)) {
    const items = schema?.kind === "list" ? schema.items : void 0;
    return value.map((item) => withLeaves(item, items, leaf));
  }
  if (isRecord(value)) {
    const fieldOf = (key) => schema?.kind === "object" ? schema.fields[key] : schema?.kind === "map" ? schema.value : void 0;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, withLeaves(inner, fieldOf(key), leaf)])
    );
  }
  return schema !== void 0 && isPlain(schema) ? value : leaf(value);
}
function isPlain(schema) {
  return "plain" in schema && schema.plain === true;
}
async function detailsOf(output6) {
  const hidden = output6;
  const [content, isSecret2, resources] = await Promise.all([
    hidden.promise(true),
    hidden.isSecret,
    hidden.allResources()
  ]);
  return { content, isSecret: isSecret2, resources: [...resources] };
}

// provider/construct.ts
async function construct(name, type, inputs, options) {
  if (type !== "vald-network-policy:index:ValdNetworkPolicies") throw new Error(`unknown resource type ${type}`);
  const args = await withPlainStructure(inputs);
  try {
    const component = new ValdNetworkPolicies(name, args, options);
    await validated(component);
    const { urn, policyNames, policies, openings, findings } = component;
    return { urn, state: { policyNames, policies, openings, findings } };
  } catch (error) {
    throw error instanceof InvalidArgsError ? inputError(error, inputs, args) : error;
  }
}
async function validated({ findings }) {
  await findings.promise();
}
function inputError(error, inputs, args) {
  const { issues } = error;
  const isShort = (value) => typeof value === "string" ? value.length <= 80 : typeof value !== "object";
  const mayBeShown = ({ path }) => isShort(valueAt(args, path)) && // A value inside an Output may be secret.
  path.every((_, depth) => !pulumi8.Output.isInstance(valueAt(args, path.slice(0, depth)))) && !pulumi8.Output.isInstance(inputs[path[0] ?? ""]);
  if (!issues.every(mayBeShown)) return error;
  const errors = issues.map((issue) => ({ propertyPath: formatPath(issue.path), reason: formatExpectation(issue) }));
  return new pulumi8.InputPropertiesError({ message: "Invalid args", errors });
}

// analysis/evaluate/evaluate.ts
function evaluateConnection(policies, question) {
  const { from, to, port: port2, protocol: protocol2 } = question;
  const isAnyPort = port2 === void 0;
  const asked = resolveNamedPorts(
    isAnyPort && protocol2 === void 0 ? allPorts : [onePort(protocol2 ?? "TCP", port2)],
    to
  );
  const { egress, ingress, ...both } = connection(policies, from, to);
  const askedPorts = ({ certain: certain2, possible: possible2 }) => ({
    certain: intersectPorts(certain2, asked),
    possible: intersectPorts(possible2, asked)
  });
  const verdictOn = (answer) => {
    const { certain: certain2, possible: possible2 } = askedPorts(answer);
    const isAllowed = isAnyPort ? certain2.some(({ names: names3 }) => names3.length === 0) : asked.length > 0 && asked.every((ports3) => subtractPorts(ports3, certain2) === void 0);
    return isAllowed ? "allowed" : possible2.length > 0 ? "unknown" : "denied";
  };
  const sideEvaluation = (side) => {
    const verdict2 = verdictOn(side);
    return {
      verdict: verdict2,
      policies: [...side.policies],
      rules: side.rules.filter(({ isCertain }) => isCertain || verdict2 !== "allowed").filter(({ ports: ports3 }) => intersectPorts(ports3, asked).length > 0).map(({ policy: policy2, index: index3 }) => ({ policy: policy2, index: index3 }))
    };
  };
  const verdict = verdictOn(both);
  const { certain, possible } = askedPorts(both);
  const names2 = possible.flatMap((ports3) => ports3.names);
  const unknownFacts = [
    ...egress.unknownFacts,
    ...ingress.unknownFacts,
    ...names2.map((name) => ({ code: "port-number", port: name, target: peerReference(to) }))
  ];
  return {
    verdict,
    ports: portRanges(certain),
    hasPort: asked.length > 0,
    unknownFacts: verdict === "unknown" ? uniqueFacts(unknownFacts) : [],
    egress: sideEvaluation(egress),
    ingress: sideEvaluation(ingress)
  };
}

// analysis/sets/rulePeerSets.ts
function rulePeerSets({ peers: peers3, namespace: namespace2 }) {
  return peers3 === "everyone" ? [allPeers] : peers3.map((peer2) => peerSetOf(peer2, namespace2));
}

// analysis/model/podsWithAddress.ts
function podsWithAddress(address2, pods2 = []) {
  const asked = parseAddress(address2);
  if (asked === void 0) return [];
  return pods2.filter(
    ({ ips = [] }) => ips.some((ip) => {
      const own2 = parseAddress(ip);
      return own2?.family === asked.family && own2.value === asked.value;
    })
  );
}

// analysis/queries/endpointNotes.ts
function asGiven(peer2, { hostNetworkPods = [], endedPods = [] }) {
  if ("address" in peer2) return peer2;
  if (hostNetworkPods.some((pod2) => isSamePod(pod2, peer2))) return { ...peer2, hostNetwork: true };
  return endedPods.some((pod2) => isSamePod(pod2, peer2)) ? withAnyAddress(peer2) : peer2;
}
function endpointNotes(end, peer2, lists) {
  const { pods: pods2 = [], hostNetworkPods = [], endedPods = [] } = lists;
  if ("address" in peer2) {
    const { address: address2 } = peer2;
    const [onNode2, ended] = [hostNetworkPods, endedPods].map(
      (list2) => podsWithAddress(address2, list2).map(podReference)
    );
    if (onNode2.length > 0) return [{ end, code: "node-address", address: address2, pods: onNode2 }];
    return ended.length > 0 ? [{ end, code: "address-of-ended-pod", address: address2, pods: ended }] : [];
  }
  const pod2 = podReference(peer2);
  const { workload, ips = [] } = peer2;
  const isByLabels = peer2.name === void 0 && !isTemplate(peer2) && Object.keys(peer2.labels).length > 0;
  const [onNode, others] = [hostNetworkPods, pods2].map(
    (list2) => isByLabels && peer2.hostNetwork !== true ? list2.filter((one) => isPodOf({ pod: peer2 }, one)) : []
  );
  const ofWorkload = (one) => !isTemplate(one) && workload !== void 0 && isPodOfWorkload(one, peer2.namespace, workload);
  return [
    ...isTemplate(peer2) ? [
      {
        end,
        code: "any-pod-of-workload",
        pod: pod2,
        pods: [...pods2, ...hostNetworkPods].filter(ofWorkload).length
      }
    ] : [],
    ...endedPods.some((one) => isSamePod(one, peer2)) ? [{ end, code: "pod-ended", pod: pod2 }] : [],
    ...onNode.length > 0 && others.length === 0 ? [{ end, code: "only-on-host-network", pod: pod2, pods: onNode.map(podReference) }] : [],
    ...peer2.hostNetwork === true ? [{ end, code: "on-host-network", pod: pod2, addresses: [...ips] }] : []
  ];
}

// analysis/queries/explain.ts
function explain(input, question) {
  assertQuestion(question, { mayBeComponents: true });
  const needsNamespace = typeof question.from === "string" || typeof question.to === "string";
  return explainIn(analysisContext(input, { needsNamespace }), question);
}
function explainIn(context, { from, to, ...rest }) {
  const [source, target] = [peerOf(from, context), peerOf(to, context)];
  const evaluation = evaluateConnection(context, { from: source, to: target, ...rest });
  const seesServices = context.resolved.args.cni === "vpc-cni";
  const serviceRange = typeof to === "string" || !("address" in to) || seesServices ? void 0 : serviceRangeOf(to.address);
  return {
    from: questionEndpoint(from),
    to: questionEndpoint(to),
    ...withExplainedRules(evaluation, context),
    endpointNotes: [...endpointNotes("from", source, context), ...endpointNotes("to", target, context)],
    ...serviceRange !== void 0 && { serviceRange }
  };
}
function withExplainedRules(evaluation, { effectivePolicies: policies, components: components2 }) {
  const explained = (direction, reference) => {
    const rule = policies.flatMap((policy2) => policy2[direction] ?? []).find(({ policy: policy2, index: index3 }) => policy2 === reference.policy && index3 === reference.index);
    if (rule === void 0) throw new Error(`bug: no rule ${reference.index} in ${reference.policy}`);
    return {
      ...reference,
      peers: rulePeerSets(rule).map((peers3) => endpointOf(peers3, [], components2)),
      ports: portRanges(normalizePorts(rule.ports)),
      ...rule.origin !== void 0 && { origin: rule.origin }
    };
  };
  const side = (direction) => ({
    ...evaluation[direction],
    rules: evaluation[direction].rules.map((reference) => explained(direction, reference))
  });
  return { ...evaluation, egress: side("egress"), ingress: side("ingress") };
}
function peerOf(end, context) {
  if (typeof end !== "string") return asGiven(end, context);
  const pods2 = context.allComponents.find(({ component }) => component === end);
  if (pods2 === void 0) throw new Error(`there is no component named "${end}"`);
  return withAnyAddress(pods2.pod);
}
function questionEndpoint(end) {
  return typeof end === "string" ? { kind: "component", component: end } : { kind: "peer", peer: peerReference(end) };
}

// kubernetes/sortKeys.ts
function sortKeys(value) {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1);
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

// policy/networkPolicies.ts
function networkPolicies(args = {}) {
  return compiledManifests(resolveArgs(args));
}
function compiledManifests(resolved) {
  return Object.values(compile(resolved, plainValueOps)).map(
    (policy2) => sortKeys({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", ...policy2 })
  );
}

// provider/functionSchemas.ts
var index2 = { kind: "scalar", types: ["number"], label: "an index" };
var strings = list("strings", anyString);
var anyLabels = { kind: "map", label: "a map of labels", key: () => void 0, value: anyString };
var anyObject = { kind: "object", label: "an object", fields: {}, allowUnknownKeys: true };
var finding = {
  id: anyString,
  severity: anyString,
  path: anyString,
  detail: anyString,
  message: anyString,
  remediation: anyString,
  source: anyString
};
var requiredOfFinding = ["id", "severity", "path", "message", "remediation"];
var reportedFinding = object("ReportedFinding", finding, requiredOfFinding);
var endpoint = {
  ...object("Endpoint", {
    component: choice("invalid-values", "a component", componentNames),
    address: anyString,
    namespace,
    namespaceLabels: anyLabels,
    podLabels: anyLabels,
    podAddresses: strings
  }),
  check: (_, presentKeys) => presentKeys.size > 1 && (presentKeys.has("component") || presentKeys.has("address")) ? [
    {
      code: "conflicting-end",
      expected: "`component`, `address`, or the properties of a pod, not several of them"
    }
  ] : []
};
var explainedSide = object(
  "ExplainedSide",
  {
    verdict: anyString,
    policies: strings,
    rules: list(
      "rules",
      object("ExplainedSideRule", { policy: anyString, index: index2, peers: strings, ports: anyString, origin: anyString }, [
        "policy",
        "index",
        "peers",
        "ports"
      ])
    )
  },
  ["verdict", "policies", "rules"]
);
var componentOutputs = object(
  "ValdNetworkPolicies",
  {
    policyNames: { kind: "map", label: "a map of names", key: () => void 0, value: anyString },
    openings: strings,
    findings: list("findings", reportedFinding)
  },
  ["policyNames", "openings", "findings"]
);
var functionSchemas = [
  {
    name: "render",
    description: "Returns the NetworkPolicies for the args without creating them.",
    input: object("RenderArgs", { args: anyObject }, ["args"]),
    output: object("RenderResult", { policies: list("manifests", anyObject) }, ["policies"])
  },
  {
    name: "check",
    description: "Finds rules and settings in the args that are valid but risky.",
    input: object("CheckArgs", { args: anyObject }, ["args"]),
    output: object(
      "FunctionCheckResult",
      {
        findings: list("findings", reportedFinding),
        ignored: list(
          "findings",
          object("IgnoredFinding", { ...finding, reason: anyString }, [...requiredOfFinding, "reason"])
        )
      },
      ["findings", "ignored"]
    )
  },
  {
    name: "explain",
    description: "Explains why the policies for the args allow or deny a connection.",
    input: object("ExplainArgs", { args: anyObject, from: endpoint, to: endpoint, port, protocol }, [
      "args",
      "from",
      "to"
    ]),
    output: object(
      "ExplainResult",
      {
        verdict: anyString,
        ports: anyString,
        egress: explainedSide,
        ingress: explainedSide,
        unknownFacts: strings
      },
      ["verdict", "ports", "egress", "ingress", "unknownFacts"]
    )
  }
];
function object(typeName, fields, required = []) {
  return { kind: "object", label: "an object", typeName, fields, required };
}
function list(items, schema) {
  return { kind: "list", label: `a list of ${items}`, items: schema };
}

// provider/functions.ts
function render({ args }) {
  return { policies: networkPolicies(policyArgsOf(args)) };
}
function check({ args: own2 }) {
  const { args, chart: chart2 } = mergedArgs(own2);
  const { findings, ignored } = checkArgs({ ...args, strict: false }, chart2);
  return {
    findings: reportedFindings(findings),
    ignored: reportedFindings(ignored).map((finding2, i) => ({ ...finding2, reason: ignored[i]?.reason ?? "" }))
  };
}
function explain2({ args, from, to, port: port2, protocol: protocol2 }) {
  const policyArgs = policyArgsOf(args);
  const peer2 = ({ component, address: address2, namespace: namespace2, namespaceLabels, podLabels = {}, podAddresses }) => {
    if (component !== void 0) return component;
    if (address2 !== void 0) return { address: address2 };
    return {
      namespace: namespace2 ?? policyArgs.namespace ?? "default",
      labels: podLabels,
      ...namespaceLabels !== void 0 && { namespaceLabels },
      ...podAddresses !== void 0 && { ips: podAddresses }
    };
  };
  const { verdict, ports: ports3, egress, ingress, unknownFacts } = explain(
    { args: policyArgs },
    {
      from: peer2(from),
      to: peer2(to),
      ...port2 !== void 0 && { port: port2 },
      ...protocol2 !== void 0 && { protocol: protocol2 }
    }
  );
  return {
    verdict,
    ports: portsText(ports3),
    egress: explainedSide2(egress),
    ingress: explainedSide2(ingress),
    unknownFacts: [...new Set(unknownFacts.map(({ code }) => code))]
  };
}
function explainedSide2({ verdict, policies, rules }) {
  return {
    verdict,
    policies: [...policies],
    rules: rules.map(({ policy: policy2, index: index3, peers: peers3, ports: ports3, origin }) => ({
      policy: policy2,
      index: index3,
      peers: peers3.map(endpointText),
      ports: portsText(ports3),
      ...origin?.kind === "args" && { origin: formatPath(origin.path) }
    }))
  };
}
function policyArgsOf(own2) {
  const { adopt: _, strict: __, ...args } = mergedArgs(own2).args;
  return args;
}
function mergedArgs(own2) {
  try {
    return withChartValues(own2);
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    throw new InvalidArgsError(error.issues.map((issue) => ({ ...issue, path: ["args", ...issue.path] })));
  }
}
var implementations = { render, check, explain: explain2 };
var functions = Object.fromEntries(
  functionSchemas.map(({ name, input }) => [
    name,
    (inputs) => {
      assertValid(inputs, input);
      return implementations[name](inputs);
    }
  ])
);

// provider/schema.json
var schema_default = {
  name: "vald-network-policy",
  displayName: "Vald Network Policy",
  version: "0.1.0",
  description: "Network policies for Vald, a distributed vector search engine on Kubernetes: one NetworkPolicy for each component, with your edges and custom rules.",
  keywords: [
    "pulumi",
    "kubernetes",
    "networkpolicy",
    "vald",
    "category/cloud",
    "kind/component"
  ],
  homepage: "https://github.com/OWNER/vald-network-policy",
  repository: "https://github.com/OWNER/vald-network-policy",
  license: "Apache-2.0",
  publisher: "vald-network-policy",
  pluginDownloadURL: "git://github.com/OWNER/vald-network-policy/provider",
  meta: {
    supportPack: true
  },
  language: {
    nodejs: {
      packageName: "pulumi-vald-network-policy",
      respectSchemaVersion: true,
      dependencies: {
        "@pulumi/kubernetes": "^4.25.0"
      }
    },
    python: {
      respectSchemaVersion: true,
      pyproject: {
        enabled: true
      },
      requires: {
        "pulumi-kubernetes": ">=4.25.0,<5.0.0"
      }
    },
    go: {
      respectSchemaVersion: true,
      generateResourceContainerTypes: true,
      importBasePath: "github.com/OWNER/vald-network-policy/sdk/go/valdnetworkpolicy",
      rootPackageName: "valdnetworkpolicy"
    },
    csharp: {
      respectSchemaVersion: true,
      packageReferences: {
        "Pulumi.Kubernetes": "4.*"
      }
    },
    java: {
      buildFiles: "gradle",
      dependencies: {
        "com.pulumi:kubernetes": "4.25.0"
      }
    }
  },
  resources: {
    "vald-network-policy:index:ValdNetworkPolicies": {
      isComponent: true,
      description: "The network policies of one Vald cluster: one NetworkPolicy for each deployed component, compiled from the documented table, your edges, and your custom rules. If plain args are invalid, throws `InvalidArgsError` before anything is registered. If an Output resolves to an invalid value, no policy is created or changed.",
      inputProperties: {
        namespace: {
          type: "string",
          description: "Namespace in which Vald runs."
        },
        defaults: {
          $ref: "#/types/vald-network-policy:index:Defaults",
          plain: true,
          description: "Defaults for all components."
        },
        instanceLabels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Labels that all of this Vald cluster's pods have, such as `app.kubernetes.io/instance`; the labels that select each component include them, so that Vald clusters in the same namespace do not admit each other's pods. A key that selects a component by default, such as `app`, is an error. Default: none."
        },
        namePrefix: {
          type: "string",
          plain: true,
          description: "Prefix of every policy name, at most 63 characters. It is needed if Vald clusters with identical component names share a namespace. Default: none."
        },
        components: {
          $ref: "#/types/vald-network-policy:index:Components",
          plain: true,
          description: "Settings by component. Default: none."
        },
        edges: {
          type: "array",
          items: {
            $ref: "#/types/vald-network-policy:index:Edge",
            plain: true
          },
          plain: true,
          description: "Edges beyond the documented table, such as clients, collectors, and object storage. Default: none."
        },
        edgePorts: {
          $ref: "#/types/vald-network-policy:index:EdgePorts",
          plain: true,
          description: "The ports that Vald's own edges allow: with `any`, all ports, as documented, and with `vald`, only the ports that components use. With `vald`, every component gets access to DNS instead of all of kube-system, and components that call the API server get access to its ports. Default: `any`."
        },
        apiServer: {
          $ref: "#/types/vald-network-policy:index:ApiServer",
          plain: true,
          description: "Addresses of the Kubernetes API server, for the components that call it. Default: pods in kube-system, as documented."
        },
        dns: {
          type: "array",
          items: {
            $ref: "#/types/vald-network-policy:index:Dns",
            plain: true
          },
          plain: true,
          description: "DNS endpoints. Default: kube-system, as documented."
        },
        cni: {
          $ref: "#/types/vald-network-policy:index:Cni",
          plain: true,
          description: "The cluster's network plugin (CNI). It enables plugin-specific findings and does not change the policies. Default: none."
        },
        ignore: {
          type: "array",
          items: {
            $ref: "#/types/vald-network-policy:index:Ignore",
            plain: true
          },
          plain: true,
          description: "Findings to suppress, each with a reason. Default: none."
        },
        labels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Extra labels on every policy, in addition to `app.kubernetes.io/part-of` and `app.kubernetes.io/component`. Default: none."
        },
        annotations: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Annotations on every policy. Default: none."
        },
        adopt: {
          type: "boolean",
          plain: true,
          description: "Whether to take over existing policies with the same names from another manager, such as Helm, which then keeps them when its chart stops creating them. Use this option only during a migration. Default: false; existing policies with the same names cause a conflict."
        },
        strict: {
          type: "boolean",
          plain: true,
          description: "Whether findings with severity `error` or `warning` fail the deployment, like invalid args. Default: false; these findings are logged as warnings."
        },
        chartValues: {
          type: "object",
          additionalProperties: {
            $ref: "pulumi.json#/Any"
          },
          plain: true,
          description: "Values of Vald's Helm chart, or a ValdRelease, over which the other args are merged. The chart's own defaults apply, so policies are off unless the values or the args set `defaults.networkPolicy.enabled` to true. Default: none."
        }
      },
      requiredInputs: [
        "namespace"
      ],
      properties: {
        policyNames: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: 'The name of each policy, by component: `{ agent: "vald-agent-allow", ... }`. Empty if policies are off.'
        },
        openings: {
          type: "array",
          items: {
            type: "string"
          },
          description: "The connections that the policies allow beyond the documented table, as sorted sentences."
        },
        findings: {
          type: "array",
          items: {
            $ref: "#/types/vald-network-policy:index:ReportedFinding"
          },
          description: "Rules and settings that are valid but risky, sorted by severity, most serious first. Empty if everything is fine."
        },
        policies: {
          type: "object",
          additionalProperties: {
            $ref: "/kubernetes/v4.25.0/schema.json#/resources/kubernetes:networking.k8s.io%2Fv1:NetworkPolicy"
          },
          description: "The policies, by component."
        }
      },
      required: [
        "policyNames",
        "openings",
        "findings",
        "policies"
      ]
    }
  },
  types: {
    "vald-network-policy:index:ApiServer": {
      type: "object",
      description: "The addresses of the Kubernetes API server.",
      properties: {
        cidrs: {
          type: "array",
          items: {
            type: "string"
          },
          description: "CIDR blocks that cover the API server's Service and the endpoints behind it. At least one is required."
        },
        ports: {
          type: "array",
          items: {
            $ref: "/kubernetes/v4.25.0/schema.json#/types/kubernetes:networking.k8s.io/v1:NetworkPolicyPort"
          },
          description: "The API server's ports, in the format of `ports` in a NetworkPolicy rule. Default: TCP 443 and 6443."
        }
      },
      required: [
        "cidrs"
      ]
    },
    "vald-network-policy:index:Cni": {
      type: "string",
      description: "The cluster's network plugin (CNI). It enables plugin-specific findings and does not change the policies. Default: none.",
      enum: [
        {
          value: "vpc-cni"
        },
        {
          value: "gke-v2"
        },
        {
          value: "cilium"
        },
        {
          value: "calico"
        },
        {
          value: "kube-router"
        }
      ]
    },
    "vald-network-policy:index:Component": {
      type: "string",
      description: "A component of Vald. This field cannot be combined with other fields.",
      enum: [
        {
          value: "agent"
        },
        {
          value: "discoverer"
        },
        {
          value: "filterGateway"
        },
        {
          value: "lbGateway"
        },
        {
          value: "indexManager"
        },
        {
          value: "mirrorGateway"
        },
        {
          value: "agentReadreplica"
        },
        {
          value: "indexCreation"
        },
        {
          value: "indexSave"
        },
        {
          value: "indexCorrection"
        },
        {
          value: "indexDeletion"
        },
        {
          value: "readreplicaRotator"
        }
      ]
    },
    "vald-network-policy:index:ComponentSettings": {
      type: "object",
      description: "Settings of one Vald component.",
      properties: {
        enabled: {
          type: "boolean",
          plain: true,
          description: "Whether the component is deployed. Default: true for components in the documented table, false for others. If false, the component has no policy and no edges, and if its pods are still running, no policy isolates them."
        },
        name: {
          type: "string",
          description: "Value of the `app` label on the component's pods (`app.kubernetes.io/component` for read replicas), at most 63 characters. The policy is named `<name>-allow`. Default: the name in Vald's Helm chart, such as `vald-agent`."
        },
        podLabels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Labels that select the component's pods, in its own policy and in other components' policies; they take precedence over `instanceLabels`. Two components must not select the same pods. Default: `app: <name>`, or `app.kubernetes.io/component: <name>` for read replicas."
        },
        ports: {
          $ref: "#/types/vald-network-policy:index:ServedPorts",
          plain: true,
          description: "Ports that the component listens on. They affect the policies only if `edgePorts` is `vald`. Default: the ports in `defaults.ports`."
        },
        custom: {
          $ref: "#/types/vald-network-policy:index:CustomRules",
          description: "Custom rules for this component only, added after the custom rules for every component. Default: none."
        }
      }
    },
    "vald-network-policy:index:Components": {
      type: "object",
      description: "Settings by component. The components are the documented table's components and the other workloads in Vald's Helm chart.",
      properties: {
        agent: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the agent."
        },
        discoverer: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the discoverer."
        },
        filterGateway: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the filter gateway."
        },
        lbGateway: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the lb gateway."
        },
        indexManager: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the index manager."
        },
        mirrorGateway: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the mirror gateway."
        },
        agentReadreplica: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the agent read replica."
        },
        indexCreation: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the index creation."
        },
        indexSave: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the index save."
        },
        indexCorrection: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the index correction."
        },
        indexDeletion: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the index deletion."
        },
        readreplicaRotator: {
          $ref: "#/types/vald-network-policy:index:ComponentSettings",
          plain: true,
          description: "Settings of the read replica rotator."
        }
      }
    },
    "vald-network-policy:index:CustomRules": {
      type: "object",
      description: "Extra rules, in the format of `spec.ingress` and `spec.egress` in a NetworkPolicy.",
      properties: {
        ingress: {
          type: "array",
          items: {
            $ref: "/kubernetes/v4.25.0/schema.json#/types/kubernetes:networking.k8s.io/v1:NetworkPolicyIngressRule"
          },
          description: "Ingress rules to add. A rule without `from` admits everyone. Default: none."
        },
        egress: {
          type: "array",
          items: {
            $ref: "/kubernetes/v4.25.0/schema.json#/types/kubernetes:networking.k8s.io/v1:NetworkPolicyEgressRule"
          },
          description: "Egress rules to add. A rule without `to` allows every destination. Default: none."
        }
      }
    },
    "vald-network-policy:index:Defaults": {
      type: "object",
      description: "Defaults for all components.",
      properties: {
        networkPolicy: {
          $ref: "#/types/vald-network-policy:index:NetworkPolicyDefaults",
          plain: true,
          description: "Defaults for all components' network policies, as in the values of Vald's Helm chart."
        },
        ports: {
          $ref: "#/types/vald-network-policy:index:ServedPorts",
          plain: true,
          description: "Ports that components listen on. They affect the policies only if `edgePorts` is `vald`. Default: the ports in Vald's Helm chart."
        }
      }
    },
    "vald-network-policy:index:Dns": {
      type: "object",
      description: "A DNS endpoint: a preset, or your own pods or addresses.",
      properties: {
        preset: {
          $ref: "#/types/vald-network-policy:index:DnsPreset",
          plain: true,
          description: "`kubeSystem`: every pod in kube-system, port 53; `nodeLocal`: NodeLocal DNSCache at 169.254.20.10, port 53; `openShift`: every pod in openshift-dns, port 5353. `preset` cannot be combined with fields that describe an endpoint."
        },
        namespace: {
          type: "string",
          description: "Name of the pods' namespace. Default: Vald's own namespace, unless `namespaceLabels` is present."
        },
        namespaceLabels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Labels of the pods' namespaces. `{}` matches every namespace."
        },
        podLabels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Labels of the pods. Default: none, so every pod in the selected namespaces matches."
        },
        cidrs: {
          type: "array",
          items: {
            type: "string"
          },
          description: "CIDR blocks, such as `10.0.0.0/8` or `2001:db8::/32`. At least one is required."
        },
        except: {
          type: "array",
          items: {
            type: "string"
          },
          description: "CIDR blocks to exclude; each must lie inside one of `cidrs`. Default: none."
        },
        port: {
          type: "integer",
          description: "Port number, for UDP and TCP. Default: the preset's port, or 53 if there is no preset."
        }
      }
    },
    "vald-network-policy:index:DnsPreset": {
      type: "string",
      description: "`kubeSystem`: every pod in kube-system, port 53; `nodeLocal`: NodeLocal DNSCache at 169.254.20.10, port 53; `openShift`: every pod in openshift-dns, port 5353. `preset` cannot be combined with fields that describe an endpoint.",
      enum: [
        {
          value: "kubeSystem"
        },
        {
          value: "nodeLocal"
        },
        {
          value: "openShift"
        }
      ]
    },
    "vald-network-policy:index:Edge": {
      type: "object",
      description: "One allowed direction of traffic beyond the documented table. An edge adds a rule to the policy of each component that it names.",
      properties: {
        from: {
          $ref: "#/types/vald-network-policy:index:EdgeEndpoint",
          plain: true,
          description: "The source of the connections."
        },
        to: {
          $ref: "#/types/vald-network-policy:index:EdgeEndpoint",
          plain: true,
          description: "The target of the connections. At least one of `from` and `to` must be a component."
        },
        ports: {
          type: "array",
          items: {
            $ref: "/kubernetes/v4.25.0/schema.json#/types/kubernetes:networking.k8s.io/v1:NetworkPolicyPort"
          },
          description: "The target's ports, in the format of `ports` in a NetworkPolicy rule. Use container ports, not Service ports. Default: all ports."
        }
      },
      required: [
        "from",
        "to"
      ]
    },
    "vald-network-policy:index:EdgeComponent": {
      type: "string",
      description: "A component, or `every` for all deployed components. This field cannot be combined with other fields. If the component is off, the edge has no effect.",
      enum: [
        {
          value: "agent"
        },
        {
          value: "discoverer"
        },
        {
          value: "filterGateway"
        },
        {
          value: "lbGateway"
        },
        {
          value: "indexManager"
        },
        {
          value: "mirrorGateway"
        },
        {
          value: "agentReadreplica"
        },
        {
          value: "indexCreation"
        },
        {
          value: "indexSave"
        },
        {
          value: "indexCorrection"
        },
        {
          value: "indexDeletion"
        },
        {
          value: "readreplicaRotator"
        },
        {
          value: "every"
        }
      ]
    },
    "vald-network-policy:index:EdgeEndpoint": {
      type: "object",
      description: "One end of an edge.",
      properties: {
        component: {
          $ref: "#/types/vald-network-policy:index:EdgeComponent",
          plain: true,
          description: "A component, or `every` for all deployed components. This field cannot be combined with other fields. If the component is off, the edge has no effect."
        },
        namespace: {
          type: "string",
          description: "Name of the pods' namespace. Default: Vald's own namespace, unless `namespaceLabels` is present."
        },
        namespaceLabels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Labels of the pods' namespaces. `{}` matches every namespace."
        },
        podLabels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "Labels of the pods. Default: none, so every pod in the selected namespaces matches."
        },
        cidrs: {
          type: "array",
          items: {
            type: "string"
          },
          description: "CIDR blocks, such as `10.0.0.0/8` or `2001:db8::/32`. At least one is required."
        },
        except: {
          type: "array",
          items: {
            type: "string"
          },
          description: "CIDR blocks to exclude; each must lie inside one of `cidrs`. Default: none."
        }
      }
    },
    "vald-network-policy:index:EdgePorts": {
      type: "string",
      description: "The ports that Vald's own edges allow: with `any`, all ports, as documented, and with `vald`, only the ports that components use. With `vald`, every component gets access to DNS instead of all of kube-system, and components that call the API server get access to its ports. Default: `any`.",
      enum: [
        {
          value: "any"
        },
        {
          value: "vald"
        }
      ]
    },
    "vald-network-policy:index:Endpoint": {
      type: "object",
      description: "One end of a connection: a component, an address outside the cluster, or a pod.",
      properties: {
        component: {
          $ref: "#/types/vald-network-policy:index:Component",
          description: "A component of Vald. This field cannot be combined with other fields."
        },
        address: {
          type: "string",
          description: "An IP address or a CIDR block. This field cannot be combined with other fields."
        },
        namespace: {
          type: "string",
          description: "The namespace of a pod. Default: Vald's own namespace."
        },
        namespaceLabels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "All labels of the pod's namespace. Default: only `kubernetes.io/metadata.name`."
        },
        podLabels: {
          type: "object",
          additionalProperties: {
            type: "string"
          },
          description: "All labels of a pod. Default: none."
        },
        podAddresses: {
          type: "array",
          items: {
            type: "string"
          },
          description: "The IP addresses of the pod. Default: unknown."
        }
      }
    },
    "vald-network-policy:index:ExplainedSide": {
      type: "object",
      description: "What the policies of one end allow.",
      properties: {
        verdict: {
          type: "string",
          description: "`allowed`, `denied`, or `unknown`."
        },
        policies: {
          type: "array",
          items: {
            type: "string"
          },
          description: "The policies that isolate the pod in this direction. Without any, everything is allowed."
        },
        rules: {
          type: "array",
          items: {
            $ref: "#/types/vald-network-policy:index:ExplainedSideRule"
          },
          description: "The rules that allow the connection."
        }
      },
      required: [
        "verdict",
        "policies",
        "rules"
      ]
    },
    "vald-network-policy:index:ExplainedSideRule": {
      type: "object",
      description: "A rule that allows a connection.",
      properties: {
        policy: {
          type: "string",
          description: "The policy that contains the rule."
        },
        index: {
          type: "integer",
          description: "The index of the rule in the policy's `ingress` or `egress`."
        },
        peers: {
          type: "array",
          items: {
            type: "string"
          },
          description: "The peers of the rule, in words."
        },
        ports: {
          type: "string",
          description: "The ports of the rule, such as `TCP 3001, 8081`."
        },
        origin: {
          type: "string",
          description: "The location of the rule in the args, such as `edges[0]`. Absent if the rule is part of the documented table."
        }
      },
      required: [
        "policy",
        "index",
        "peers",
        "ports"
      ]
    },
    "vald-network-policy:index:FindingId": {
      type: "string",
      description: "The finding's id, such as `bare-pod-selector`.",
      enum: [
        {
          value: "api-server-by-namespace"
        },
        {
          value: "bare-pod-selector"
        },
        {
          value: "cidr-covers-pods"
        },
        {
          value: "cloud-metadata"
        },
        {
          value: "component-off"
        },
        {
          value: "dns-by-address"
        },
        {
          value: "end-port"
        },
        {
          value: "every-namespace"
        },
        {
          value: "everyone"
        },
        {
          value: "except-cuts-others"
        },
        {
          value: "half-dns"
        },
        {
          value: "metadata-server"
        },
        {
          value: "namespace-by-label"
        },
        {
          value: "no-dns"
        },
        {
          value: "no-effect"
        },
        {
          value: "no-service-address"
        },
        {
          value: "not-isolated"
        },
        {
          value: "one-family"
        },
        {
          value: "one-sided-edge"
        },
        {
          value: "openshift-dns-port"
        },
        {
          value: "part-of-ipv6"
        },
        {
          value: "peer-on-host-network"
        },
        {
          value: "peer-selects-no-pod"
        },
        {
          value: "pod-on-host-network"
        },
        {
          value: "pod-without-policy"
        },
        {
          value: "policies-off"
        },
        {
          value: "policy-not-evaluated"
        },
        {
          value: "policy-selects-no-pod"
        },
        {
          value: "port-name-to-range"
        },
        {
          value: "port-not-served"
        },
        {
          value: "range-in-cluster"
        },
        {
          value: "redundant-rule"
        },
        {
          value: "rule-without-policy-type"
        },
        {
          value: "sctp"
        },
        {
          value: "service-address"
        },
        {
          value: "service-port"
        },
        {
          value: "split-peer"
        },
        {
          value: "too-many-ports"
        },
        {
          value: "unknown-port-name"
        },
        {
          value: "unused-ignore"
        },
        {
          value: "version-label"
        },
        {
          value: "chart-setting"
        }
      ]
    },
    "vald-network-policy:index:Ignore": {
      type: "object",
      description: "A finding that you accept.",
      properties: {
        id: {
          $ref: "#/types/vald-network-policy:index:FindingId",
          plain: true,
          description: "The finding's id, such as `bare-pod-selector`."
        },
        path: {
          type: "string",
          plain: true,
          description: "The location that the finding shows, or a location that contains it, such as `edges[0]` or `NetworkPolicy vald/agent`. Default: any location."
        },
        reason: {
          type: "string",
          plain: true,
          description: "The reason why you accept the finding. It is shown with the suppressed finding."
        }
      },
      required: [
        "id",
        "reason"
      ]
    },
    "vald-network-policy:index:IgnoredFinding": {
      type: "object",
      description: "A finding that `ignore` suppresses.",
      properties: {
        id: {
          type: "string",
          description: "The stable id of the rule that found it, such as `everyone`. `chart-setting` is a warning about the chart's values."
        },
        severity: {
          type: "string",
          description: "`error`, `warning`, or `info`."
        },
        path: {
          type: "string",
          description: "The location in the args, such as `edges[0].ports`, as `ignore` accepts it. Empty if the finding is about all args."
        },
        detail: {
          type: "string",
          description: "The exact subject of the finding, if the location does not identify it."
        },
        message: {
          type: "string",
          description: "The reason for the finding."
        },
        remediation: {
          type: "string",
          description: "How to resolve the finding."
        },
        source: {
          type: "string",
          description: "URL that documents the network plugin's behavior. Only plugin-specific findings have one."
        },
        reason: {
          type: "string",
          description: "The reason for accepting the finding."
        }
      },
      required: [
        "id",
        "severity",
        "path",
        "message",
        "remediation",
        "reason"
      ]
    },
    "vald-network-policy:index:NetworkPolicyDefaults": {
      type: "object",
      description: "Defaults for network policies, as in the values of Vald's Helm chart.",
      properties: {
        enabled: {
          type: "boolean",
          plain: true,
          description: "Whether to create network policies. If false, no policy isolates Vald's pods. Default: true."
        },
        custom: {
          $ref: "#/types/vald-network-policy:index:CustomRules",
          description: "Custom rules for every component. Default: none."
        }
      }
    },
    "vald-network-policy:index:Protocol": {
      type: "string",
      description: "`TCP`, `UDP`, or `SCTP`. Default: `TCP` if there is a port, and every protocol otherwise.",
      enum: [
        {
          value: "TCP"
        },
        {
          value: "UDP"
        },
        {
          value: "SCTP"
        }
      ]
    },
    "vald-network-policy:index:ReportedFinding": {
      type: "object",
      description: "A finding, with its location as text.",
      properties: {
        id: {
          type: "string",
          description: "The stable id of the rule that found it, such as `everyone`. `chart-setting` is a warning about the chart's values."
        },
        severity: {
          type: "string",
          description: "`error`, `warning`, or `info`."
        },
        path: {
          type: "string",
          description: "The location in the args, such as `edges[0].ports`, as `ignore` accepts it. Empty if the finding is about all args."
        },
        detail: {
          type: "string",
          description: "The exact subject of the finding, if the location does not identify it."
        },
        message: {
          type: "string",
          description: "The reason for the finding."
        },
        remediation: {
          type: "string",
          description: "How to resolve the finding."
        },
        source: {
          type: "string",
          description: "URL that documents the network plugin's behavior. Only plugin-specific findings have one."
        }
      },
      required: [
        "id",
        "severity",
        "path",
        "message",
        "remediation"
      ]
    },
    "vald-network-policy:index:ServedPorts": {
      type: "object",
      description: "Container ports that a component listens on (not Service ports).",
      properties: {
        grpc: {
          type: "integer",
          description: "gRPC port. Default: 8081."
        },
        rest: {
          type: "integer",
          description: "REST port. Default: none (REST is off)."
        },
        readiness: {
          type: "integer",
          description: "Readiness port. Other components' init containers poll it. Default: 3001."
        }
      }
    }
  },
  functions: {
    "vald-network-policy:index:render": {
      description: "Returns the NetworkPolicies for the args without creating them.",
      inputs: {
        type: "object",
        properties: {
          args: {
            type: "object",
            additionalProperties: {
              $ref: "pulumi.json#/Any"
            },
            description: "The args of `ValdNetworkPolicies`, all of them plain, with the names that they have in YAML, such as `edgePorts`."
          }
        },
        required: [
          "args"
        ]
      },
      outputs: {
        type: "object",
        properties: {
          policies: {
            type: "array",
            items: {
              type: "object",
              additionalProperties: {
                $ref: "pulumi.json#/Any"
              }
            },
            description: "The NetworkPolicies as manifests, in the order of the components."
          }
        },
        required: [
          "policies"
        ]
      }
    },
    "vald-network-policy:index:check": {
      description: "Finds rules and settings in the args that are valid but risky.",
      inputs: {
        type: "object",
        properties: {
          args: {
            type: "object",
            additionalProperties: {
              $ref: "pulumi.json#/Any"
            },
            description: "The args of `ValdNetworkPolicies`, all of them plain, with the names that they have in YAML, such as `edgePorts`."
          }
        },
        required: [
          "args"
        ]
      },
      outputs: {
        type: "object",
        properties: {
          findings: {
            type: "array",
            items: {
              $ref: "#/types/vald-network-policy:index:ReportedFinding"
            },
            description: "Rules and settings that are valid but risky, sorted by severity, most serious first."
          },
          ignored: {
            type: "array",
            items: {
              $ref: "#/types/vald-network-policy:index:IgnoredFinding"
            },
            description: "The findings that `ignore` suppresses."
          }
        },
        required: [
          "findings",
          "ignored"
        ]
      }
    },
    "vald-network-policy:index:explain": {
      description: "Explains why the policies for the args allow or deny a connection.",
      inputs: {
        type: "object",
        properties: {
          args: {
            type: "object",
            additionalProperties: {
              $ref: "pulumi.json#/Any"
            },
            description: "The args of `ValdNetworkPolicies`, all of them plain, with the names that they have in YAML, such as `edgePorts`."
          },
          from: {
            $ref: "#/types/vald-network-policy:index:Endpoint",
            description: "The source of the connection."
          },
          to: {
            $ref: "#/types/vald-network-policy:index:Endpoint",
            description: "The target of the connection."
          },
          port: {
            oneOf: [
              {
                type: "integer"
              },
              {
                type: "string"
              }
            ],
            description: "The target's port: a number or a name. Default: the result says which ports are open."
          },
          protocol: {
            $ref: "#/types/vald-network-policy:index:Protocol",
            description: "`TCP`, `UDP`, or `SCTP`. Default: `TCP` if there is a port, and every protocol otherwise."
          }
        },
        required: [
          "args",
          "from",
          "to"
        ]
      },
      outputs: {
        type: "object",
        properties: {
          verdict: {
            type: "string",
            description: "`allowed`, `denied`, or `unknown`."
          },
          ports: {
            type: "string",
            description: "The ports that are open, such as `TCP 3001, 8081`. Empty if there are none."
          },
          egress: {
            $ref: "#/types/vald-network-policy:index:ExplainedSide",
            description: "What the source's policies allow."
          },
          ingress: {
            $ref: "#/types/vald-network-policy:index:ExplainedSide",
            description: "What the target's policies allow."
          },
          unknownFacts: {
            type: "array",
            items: {
              type: "string"
            },
            description: "The codes of facts that are not known and could change the verdict."
          }
        },
        required: [
          "verdict",
          "ports",
          "egress",
          "ingress",
          "unknownFacts"
        ]
      }
    }
  }
};

// provider/main.ts
var provider2 = { version: schema_default.version, schema: JSON.stringify(schema_default), construct, invoke };
void pulumi9.provider.main(provider2, process.argv.slice(2));
async function invoke(token, inputs) {
  const [, , name = ""] = token.split(":");
  const run = Object.hasOwn(functions, name) ? functions[name] : void 0;
  if (run === void 0) throw new Error(`unknown function ${token}`);
  try {
    return { outputs: run(inputs) };
  } catch (error) {
    if (!(error instanceof InvalidArgsError)) throw error;
    const failures = error.issues.map((issue) => ({
      property: formatPath(issue.path),
      reason: formatExpectation(issue)
    }));
    return { outputs: {}, failures };
  }
}
