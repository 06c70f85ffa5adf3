import { canonicalCidr, isIPv4Mapped, parseAddress, parseCidr } from "./cidr";
import { nearest } from "./nearest";
import type { Complaint, ScalarShape, SchemaKeywords } from "./shape";

/*
 * The single values of a NetworkPolicy, each with the rule that the API server holds it to.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and .../labels/
 */

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const nonBlank = /[^ \t\n\r]/;
const portName = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const aNumber = "a whole number from 1 to 65535";
const portNumbers = { minimum: 1, maximum: 65535 };

export const boolean = (what: string): ScalarShape => ({ kind: "scalar", types: ["boolean"], what, plain: true });

export const namespace: ScalarShape = shortText(
  "a namespace",
  dnsLabel,
  "invalid-namespace",
  "the name of a namespace: lower-case letters, digits and -, at most 63 characters",
);

/** Becomes a label value and, with `-allow`, the name of an object, so it must be right as both. */
export const componentName: ScalarShape = shortText(
  "a component's app label",
  dnsSubdomain,
  "invalid-name",
  "an app label that is a DNS name: lower-case letters, digits, - and ., at most 63 characters",
);

/** `blue-` of `blue-vald-agent-allow`. */
export const namePrefix: ScalarShape = shortText(
  "what names begin with",
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?\.)*([a-z0-9][-a-z0-9]*)?$/,
  "invalid-name",
  "the beginning of a DNS name: lower-case letters, digits, - and ., at most 63 characters",
);

export const labelValue: ScalarShape = shortText(
  "a label value",
  new RegExp(`^$|${qualifiedName.source}`),
  "invalid-label-value",
  "a label value: at most 63 letters, digits, -, _ and ., the first and the last a letter or a digit",
);

/** `labelKeyComplaint` in JSON Schema, but for the length of a prefix alone. */
export const labelKeySchema: SchemaKeywords = {
  maxLength: 253 + 1 + 63,
  pattern: `^(${inside(dnsSubdomain)}/)?([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9]$`,
};

export const labelKey: ScalarShape = text("a label key", labelKeyComplaint, labelKeySchema);

export const anyText: ScalarShape = { kind: "scalar", types: ["string"], what: "text" };

/** Text that says something. */
export const someText: ScalarShape = text(
  "text",
  (value) => (nonBlank.test(value) ? undefined : { code: "invalid-values", expected: "some words" }),
  { pattern: nonBlank.source },
);

const operators = ["In", "NotIn", "Exists", "DoesNotExist"];

export const operator: ScalarShape = choice("invalid-operator", "an operator", operators);

export const protocol: ScalarShape = choice("invalid-protocol", "a protocol", ["TCP", "UDP", "SCTP"]);

export const cidr: ScalarShape = text(
  "a range of addresses in CIDR notation",
  (value) => {
    const expected = "an IPv4 or IPv6 range in CIDR notation, such as 10.0.0.0/8 or 2001:db8::/32";
    const address = parseAddress(value);
    if (address !== undefined) {
      const range = parseCidr(`${value}/${address.family === 4 ? 32 : 128}`);
      if (range !== undefined && !isIPv4Mapped(range)) {
        return { code: "invalid-cidr", expected, hint: `for this one address: ${canonicalCidr(range)}` };
      }
    }
    const range = parseCidr(value);
    if (range === undefined) return { code: "invalid-cidr", expected };
    if (isIPv4Mapped(range)) {
      return { code: "invalid-cidr", expected, hint: "an IPv4 range is written as IPv4, not as ::ffff:..." };
    }
    const canonical = canonicalCidr(range);
    return canonical === value
      ? undefined
      : { code: "invalid-cidr", expected: "the range in its canonical spelling", hint: `did you mean ${canonical}?` };
  },
  { anyOf: [{ pattern: ipv4Range() }, { pattern: "^[0-9a-f:]*:[0-9a-f:]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])$" }] },
);

export const port: ScalarShape = {
  kind: "scalar",
  types: ["number", "string"],
  what: "a port number or a port name",
  check: (value) =>
    typeof value === "number"
      ? portNumberComplaint(value, `${aNumber}, or the name of a port`)
      : portNameComplaint(value),
  schema: {
    type: ["integer", "string"],
    ...portNumbers,
    maxLength: 15,
    allOf: [{ pattern: portName.source }, { pattern: "[a-z]" }],
  },
};

export const portNumber: ScalarShape = {
  kind: "scalar",
  types: ["number"],
  what: "a port number",
  check: (value) => portNumberComplaint(value as number, aNumber),
  schema: { type: "integer", ...portNumbers },
};

/** The rule for label keys; annotations are held to it too. */
export function labelKeyComplaint(key: string): Complaint | undefined {
  const slash = key.indexOf("/");
  const [prefix, name] = slash < 0 ? [undefined, key] : [key.slice(0, slash), key.slice(slash + 1)];
  const prefixFits = prefix === undefined || (prefix.length <= 253 && dnsSubdomain.test(prefix));
  if (prefixFits && name.length <= 63 && qualifiedName.test(name)) return undefined;
  return {
    code: "invalid-label-key",
    expected: "a label key: an optional DNS name and /, then at most 63 letters, digits, -, _ and .",
  };
}

function portNumberComplaint(value: number, expected: string): Complaint | undefined {
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return undefined;
  return { code: "invalid-port", expected };
}

function portNameComplaint(value: string): Complaint | undefined {
  if (isPortName(value)) return undefined;
  const lower = value.toLowerCase();
  const range = portsMeant(value);
  return {
    code: "invalid-port",
    expected: `${aNumber}, or the name of a port: at most 15 of a-z, 0-9 and -, with a letter`,
    ...(/^\d+$/.test(value) && value.length <= 5 && { hint: `a port number stands without quotes: ${Number(value)}` }),
    ...(range?.includes("endPort") === true && { hint: `a range is ${range}` }),
    ...(lower !== value && isPortName(lower) && { hint: `did you mean ${lower}?` }),
  };
}

function isPortName(text: string): boolean {
  return text.length <= 15 && portName.test(text) && /[a-z]/.test(text);
}

/** The port entry that is meant by the number of a port, its name, or a range such as 8081-8083. */
export function portsMeant(value: unknown): string | undefined {
  const text = typeof value === "number" || typeof value === "string" ? String(value) : "";
  const [, first, last] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  if (first === undefined) return isPortName(text) ? `{ port: ${text} }` : undefined;
  const isSound = [first, last ?? first].every((part) => portNumberComplaint(Number(part), "") === undefined);
  if (!isSound || Number(last ?? first) < Number(first)) return undefined;
  return `{ port: ${Number(first)}${last === undefined ? "" : `, endPort: ${Number(last)}`} }`;
}

export function choice(code: Complaint["code"], what: string, choices: readonly string[]): ScalarShape {
  const expected = `one of ${choices.join(", ")}`;
  const check = (value: string): Complaint | undefined => {
    if (choices.includes(value)) return undefined;
    const near = nearest(value, choices);
    return {
      code,
      expected,
      ...(near !== undefined && { hint: `did you mean ${near}?` }),
    };
  };
  return { ...text(what, check, { enum: choices }), expected };
}

/** Text of at most 63 characters that matches a pattern: a DNS label's length, and a label value's. */
function shortText(what: string, pattern: RegExp, code: Complaint["code"], expected: string): ScalarShape {
  const check = (value: string) => (value.length <= 63 && pattern.test(value) ? undefined : { code, expected });
  return text(what, check, { maxLength: 63, pattern: pattern.source });
}

function text(what: string, check: (value: string) => Complaint | undefined, schema: SchemaKeywords): ScalarShape {
  return { kind: "scalar", types: ["string"], what, check: (value) => check(value as string), schema };
}

function ipv4Range(): string {
  const byte = "([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
  return `^${byte}(\\.${byte}){3}/([0-9]|[12][0-9]|3[0-2])$`;
}

/** What stands between `^` and `$`. */
function inside(whole: RegExp): string {
  return whole.source.slice(1, -1);
}
