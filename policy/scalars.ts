import { canonicalCidr, isIPv4Mapped, parseAddress, parseCidr } from "./cidr";
import { nearest } from "./nearest";
import type { Complaint, ScalarShape } from "./shape";

/*
 * The single values of a NetworkPolicy, each with the rule that the API server holds it to.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ and .../labels/
 */

const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const qualifiedName = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

export const boolean = (what: string): ScalarShape => ({ kind: "scalar", types: ["boolean"], what, plain: true });

export const namespace: ScalarShape = text("a namespace", (value) =>
  value.length <= 63 && dnsLabel.test(value)
    ? undefined
    : {
        code: "invalid-namespace",
        expected: "the name of a namespace: lower-case letters, digits and -, at most 63 characters",
      },
);

/** Becomes a label value and, with `-allow`, the name of an object, so it must be right as both. */
export const componentName: ScalarShape = text("a component's app label", (value) =>
  value.length <= 63 && dnsSubdomain.test(value)
    ? undefined
    : {
        code: "invalid-name",
        expected: "an app label that is a DNS name: lower-case letters, digits, - and ., at most 63 characters",
      },
);

export const labelValue: ScalarShape = text("a label value", (value) =>
  value === "" || (value.length <= 63 && qualifiedName.test(value))
    ? undefined
    : {
        code: "invalid-label-value",
        expected:
          "a label value: at most 63 letters, digits, -, _ and ., the first and the last a letter or a digit",
      },
);

export const labelKey: ScalarShape = text("a label key", labelKeyComplaint);

export const annotationValue: ScalarShape = { kind: "scalar", types: ["string"], what: "text" };

export const operator: ScalarShape = choice("invalid-operator", "an operator", ["In", "NotIn", "Exists", "DoesNotExist"]);

export const protocol: ScalarShape = choice("invalid-protocol", "a protocol", ["TCP", "UDP", "SCTP"]);

export const cidr: ScalarShape = text("a range of addresses in CIDR notation", (value) => {
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
});

export const port: ScalarShape = {
  kind: "scalar",
  types: ["number", "string"],
  what: "a port number or a port name",
  check: (value) => (typeof value === "number" ? portNumberComplaint(value) : portNameComplaint(value)),
};

export const endPort: ScalarShape = {
  kind: "scalar",
  types: ["number"],
  what: "a port number",
  check: (value) => portNumberComplaint(value as number),
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

function portNumberComplaint(value: number): Complaint | undefined {
  if (Number.isInteger(value) && value >= 1 && value <= 65535) return undefined;
  return { code: "invalid-port", expected: "a whole number from 1 to 65535, or the name of a port" };
}

function portNameComplaint(value: string): Complaint | undefined {
  const isName =
    value.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && /[a-z]/.test(value);
  if (isName) return undefined;
  const lower = value.toLowerCase();
  return {
    code: "invalid-port",
    expected: "a whole number from 1 to 65535, or the name of a port: at most 15 of a-z, 0-9 and -, with a letter",
    ...(/^\d+$/.test(value) && value.length <= 5 && { hint: `a port number stands without quotes: ${Number(value)}` }),
    ...(lower !== value && portNameComplaint(lower) === undefined && { hint: `did you mean ${lower}?` }),
  };
}

function choice(code: Complaint["code"], what: string, choices: readonly string[]): ScalarShape {
  return text(what, (value) => {
    if (choices.includes(value)) return undefined;
    const near = nearest(value, choices);
    return { code, expected: `one of ${choices.join(", ")}`, ...(near !== undefined && { hint: `did you mean ${near}?` }) };
  });
}

function text(what: string, check: (value: string) => Complaint | undefined): ScalarShape {
  return { kind: "scalar", types: ["string"], what, check: (value) => check(value as string) };
}
