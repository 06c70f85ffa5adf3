import { canonicalCidr, isIPv4Mapped, parseAddress, parseCidr } from "../kubernetes/cidr";
import { nearest } from "./schema/nearest";
import { oneOf } from "./schema/oneOf";
import type { JsonSchemaKeywords, RelativeIssue, ScalarSchema } from "./schema/schema";

/*
 * Schemas for the scalar values in a NetworkPolicy. They follow the API server's validation rules.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and .../labels/
 */

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const nonBlank = /[^ \t\n\r]/;
/** See `portNameRules` for the other rules. */
const portName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const portNumberText = "a whole number from 1 to 65535";
const portNumberKeywords = { minimum: 1, maximum: 65535 };

export const boolean: ScalarSchema = {
  kind: "scalar",
  types: ["boolean"],
  label: "the boolean `true` or `false`",
  plain: true,
};

export const namespace: ScalarSchema = shortString(
  "a namespace",
  dnsLabel,
  "invalid-namespace",
  'a namespace name: at most 63 lowercase letters, digits, or "-", starting and ending with a letter or digit',
);

/** A component's name is a label value and, followed by `-allow`, also an object's name, so it must be valid as both. */
export const componentName: ScalarSchema = shortString(
  "a component's app label",
  dnsSubdomain,
  "invalid-name",
  'an app label that is also a DNS name: at most 63 lowercase letters, digits, "-", or "."; each part between dots must start and end with a letter or digit',
);

/** A prefix such as `blue-` in `blue-vald-agent-allow`. */
export const namePrefix: ScalarSchema = shortString(
  "a name prefix",
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)*([a-z0-9][-a-z0-9]*)?$/,
  "invalid-name",
  'the start of a DNS name: at most 63 lowercase letters, digits, "-", or "."; each part between dots must start with a letter or digit, and only the last part may end with "-"',
);

export const labelValue: ScalarSchema = shortString(
  "a label value",
  new RegExp(`^$|${qualifiedName.source}`),
  "invalid-label-value",
  'a label value: empty, or at most 63 letters, digits, "-", "_", or ".", starting and ending with a letter or digit',
);

/** The rules of `labelKeyIssue` as JSON Schema, except for the separate limit on the prefix's length. */
export const labelKeyJsonSchema: JsonSchemaKeywords = {
  maxLength: 253 + 1 + 63,
  pattern: `^(${withoutAnchors(dnsSubdomain)}/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$`,
};

export const labelKey: ScalarSchema = string("a label key", labelKeyIssue, labelKeyJsonSchema);

export const anyString: ScalarSchema = { kind: "scalar", types: ["string"], label: "a string" };

export const nonBlankString: ScalarSchema = string(
  "a string",
  (value) => (nonBlank.test(value) ? undefined : { code: "invalid-values", expected: "a string that is not blank" }),
  { pattern: nonBlank.source },
);

export const operator: ScalarSchema = choice("invalid-operator", "an operator", [
  "In",
  "NotIn",
  "Exists",
  "DoesNotExist",
]);

export const protocol: ScalarSchema = choice("invalid-protocol", "a protocol", ["TCP", "UDP", "SCTP"]);

export const cidr: ScalarSchema = string(
  "a CIDR block",
  (value) => {
    const expected = "an IPv4 or IPv6 CIDR block, such as 10.0.0.0/8 or 2001:db8::/32";
    const address = parseAddress(value);
    if (address !== undefined) {
      const block = parseCidr(`${value}/${address.family === 4 ? 32 : 128}`);
      if (block !== undefined && !isIPv4Mapped(block)) {
        const isUnspecified = address.value === 0n;
        const hint = isUnspecified ? everyAddressHint : `for this single address, write ${canonicalCidr(block)}`;
        return { code: "invalid-cidr", expected, hint };
      }
    }
    const block = parseCidr(value);
    if (block === undefined) {
      const hint = cidrHint(value);
      return { code: "invalid-cidr", expected, ...(hint !== undefined && { hint }) };
    }
    if (isIPv4Mapped(block)) {
      return { code: "invalid-cidr", expected, hint: "write IPv4 blocks in IPv4 notation, not as ::ffff:..." };
    }
    const canonical = canonicalCidr(block);
    return canonical === value
      ? undefined
      : { code: "invalid-cidr", expected: "a CIDR block in canonical form", hint: `did you mean ${canonical}?` };
  },
  { anyOf: [{ pattern: ipv4Cidr() }, { pattern: "^[0-9a-f:]*:[0-9a-f:]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" }] },
);

export const port: ScalarSchema = {
  kind: "scalar",
  types: ["number", "string"],
  label: "a port number or a port name",
  check: (value) =>
    typeof value === "number" ? portNumberIssue(value, `${portNumberText}, or a port name`) : portNameIssue(value),
  jsonSchema: {
    type: ["integer", "string"],
    ...portNumberKeywords,
    maxLength: 15,
    allOf: [{ pattern: portName.source }, { pattern: "[a-z]" }],
  },
};

/** The port of a Service. Its name is a DNS label and may be longer than the name of a container port. */
export const servicePort: ScalarSchema = {
  kind: "scalar",
  types: ["number", "string"],
  label: "a port number or a port name",
  check: (value) => {
    if (typeof value === "number") return port.check?.(value);
    if (value.length <= 63 && dnsLabel.test(value) && /[a-z]/.test(value)) return undefined;
    return {
      code: "invalid-port",
      expected: `${portNumberText}, or the name of a Service's port: at most 63 lowercase letters, digits, and "-"`,
    };
  },
};

export const portNumber: ScalarSchema = {
  kind: "scalar",
  types: ["number"],
  label: "a port number",
  check: (value) => portNumberIssue(value as number, portNumberText),
  jsonSchema: { type: "integer", ...portNumberKeywords },
};

export function labelKeyIssue(key: string): RelativeIssue | undefined {
  return keyIssue(key, "a label key");
}

export function annotationKeyIssue(key: string): RelativeIssue | undefined {
  return keyIssue(key, "an annotation key");
}

/** Checks a label key or an annotation key. The same rules apply to both. */
function keyIssue(key: string, noun: string): RelativeIssue | undefined {
  const slash = key.indexOf("/");
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  const prefixFits = prefix === undefined || (prefix.length <= 253 && dnsSubdomain.test(prefix));
  if (prefixFits && name.length <= 63 && qualifiedName.test(name)) return undefined;
  return {
    code: "invalid-label-key",
    expected: `${noun}: an optional prefix and "/", then a name; the name has at most 63 letters, digits, "-", "_", or ".", and starts and ends with a letter or digit; the prefix is a lowercase DNS name of at most 253 characters`,
  };
}

function portNumberIssue(value: number, expected: string): RelativeIssue | undefined {
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return undefined;
  return { code: "invalid-port", expected };
}

function portNameIssue(value: string): RelativeIssue | undefined {
  const broken = portNameRules.filter(({ holds }) => !holds(value));
  if (broken.length === 0) return undefined;
  const lower = value.toLowerCase();
  const [, first, last] = portRange(value) ?? [];
  return {
    code: "invalid-port",
    expected: `${portNumberText}, or a port name ${broken.map(({ text }) => text).join(" and ")}`,
    ...(/^\d+$/.test(value) && value.length <= 5 && { hint: `write port numbers without quotes: ${Number(value)}` }),
    ...(value === "*" && { hint: "for all ports, omit `port`" }),
    ...(suggestPorts(value) !== undefined && value.includes("/") && { hint: `write \`${suggestPorts(value)}\`` }),
    ...(last !== undefined && { hint: `write a range as \`{ port: ${first}, endPort: ${last} }\`` }),
    ...(lower !== value && isPortName(lower) && { hint: `did you mean \`${lower}\`?` }),
  };
}

const portNameRules: readonly { text: string; holds: (name: string) => boolean }[] = [
  { text: "of at most 15 characters", holds: (name) => name.length <= 15 },
  { text: 'of lowercase letters, digits, and "-"', holds: (name) => /^[-a-z0-9]+$/.test(name) },
  { text: "with at least one letter", holds: (name) => /[a-z]/i.test(name) },
  { text: 'in which each "-" is between two letters or digits', holds: (name) => !/^-|--|-$/.test(name) },
];

function isPortName(text: string): boolean {
  return portNameRules.every(({ holds }) => holds(text));
}

const everyAddressHint = "for every address, write 0.0.0.0/0 and ::/0";

/** How to write what is probably meant by a text that is not a CIDR block. */
function cidrHint(text: string): string | undefined {
  if (text === "*") return everyAddressHint;
  if (!/^(?=.*[a-z])[-a-z0-9*]+(\.[-a-z0-9]+)+\.?$/i.test(text)) return undefined;
  return "policies do not know host names; write the host's addresses, each with its prefix length";
}

/** Suggests a map for labels that are written as text, such as `app=search` or `app: search,tier: web`. */
export function suggestLabels(value: unknown): string | undefined {
  const texts = [value].flat().flatMap((text) => (typeof text === "string" ? text.split(",") : [""]));
  const pairs = texts.map((text) => /^\s*([^=:\s]+)(?:=|:\s+)([^=:\s]*)\s*$/.exec(text) ?? []);
  const areValid = pairs.every(
    ([, key, label]) =>
      key !== undefined && label !== undefined && !labelKeyIssue(key) && labelValue.check?.(label) === undefined,
  );
  return areValid
    ? `{ ${pairs.map(([, key, label]) => `${key}: ${label === "" ? '""' : label}`).join(", ")} }`
    : undefined;
}

/** Suggests a port entry for a number, a name, a range such as 8081-8083, or a port with its protocol such as 8081/TCP. */
export function suggestPorts(value: unknown): string | undefined {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  const [, before, name] = /^([^/]+)\/(tcp|udp|sctp)$/i.exec(text) ?? [];
  if (before !== undefined && name !== undefined)
    return suggestPorts(before)?.replace(/ }$/, `, protocol: ${name.toUpperCase()} }`);
  const [, first, last] = portRange(text) ?? [];
  if (first === undefined) return isPortName(text) ? `{ port: ${text} }` : undefined;
  return `{ port: ${first}${last === undefined ? "" : `, endPort: ${last}`} }`;
}

/** Parses a port number or a port range. Returns the text and its one or two port numbers. */
function portRange(text: string): [text: string, first: number, last?: number] | undefined {
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === undefined) return undefined;
  const [start, end] = [Number(first), Number(last ?? first)];
  if ([start, end].some((number) => portNumberIssue(number, "") !== undefined) || end < start) return undefined;
  return last === undefined ? [text, start] : [text, start, end];
}

/** One of several words. `suggest` returns the word that another word probably means. Default: the most similar word. */
export function choice(
  code: RelativeIssue["code"],
  label: string,
  choices: readonly string[],
  suggest: (value: string) => string | undefined = (value) => nearest(value, choices),
  expected = oneOf(choices),
): ScalarSchema {
  const check = (value: string): RelativeIssue | undefined => {
    if (choices.includes(value)) return undefined;
    const near = suggest(value);
    return { code, expected, ...(near !== undefined && { hint: `did you mean \`${near}\`?` }) };
  };
  return { ...string(label, check, { enum: choices }), expected };
}

/** A string of at most 63 characters, the limit for DNS labels and label values. */
function shortString(label: string, pattern: RegExp, code: RelativeIssue["code"], expected: string): ScalarSchema {
  const check = (value: string) => (value.length <= 63 && pattern.test(value) ? undefined : { code, expected });
  return string(label, check, { maxLength: 63, pattern: pattern.source });
}

function string(
  label: string,
  check: (value: string) => RelativeIssue | undefined,
  jsonSchema: JsonSchemaKeywords,
): ScalarSchema {
  return { kind: "scalar", types: ["string"], label, check: (value) => check(value as string), jsonSchema };
}

function ipv4Cidr(): string {
  const byte = "([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  return `^${byte}(\\.${byte}){3}/([0-9]|[12][0-9]|3[0-2])$`;
}

/** The pattern without its `^` and `$`. */
function withoutAnchors(pattern: RegExp): string {
  return pattern.source.slice(1, -1);
}
