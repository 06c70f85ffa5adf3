import { CORE_SCHEMA, Type } from "js-yaml";

/**
 * Reads plain scalars like kubectl: as YAML 1.1, except for dates and base-60 numbers. For example, `yes` is a boolean and
 * `010` is 8. Otherwise, the same file could have one meaning here and another in the cluster. Every case in the test was tried
 * with kubectl.
 */
export const kubectlSchema = CORE_SCHEMA.extend({
  implicit: [
    scalar("bool", readBoolean),
    scalar("int", readInteger),
    scalar("float", readFloat),
    new Type("tag:yaml.org,2002:merge", { kind: "scalar", resolve: (text) => text === "<<" }),
  ],
});

/** How kubectl and Helm read a plain scalar. Undefined: as text, or as null. */
export function kubectlValue(text: string): boolean | number | undefined {
  return readBoolean(text) ?? readInteger(text) ?? readFloat(text);
}

function readBoolean(text: string): boolean | undefined {
  return booleans.get(text);
}

function readInteger(text: string): number | undefined {
  if (!mayBeNumber.test(text)) return undefined;
  const [, sign, digits = ""] = integer.exec(text.replaceAll("_", "")) ?? [];
  if (digits === "") return undefined;
  return (sign === "-" ? -1 : 1) * (/^0\d/.test(digits) ? parseInt(digits, 8) : Number(digits));
}

function readFloat(text: string): number | undefined {
  if (!mayBeNumber.test(text)) return undefined;
  const plain = text.replaceAll("_", "");
  return float.test(plain) || notFinite.test(plain) ? Number(plain) : undefined;
}

const booleans = new Map([
  ...["y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE"].map((text) => [text, true] as const),
  ...["n", "N", "no", "No", "NO", "off", "Off", "OFF", "false", "False", "FALSE"].map((text) => [text, false] as const),
]);

const mayBeNumber = /^[-+.\d]/;
const integer = /^([-+]?)(0|[1-9]\d*|0[0-7]+|0[oO][0-7]+|0[xX][\da-fA-F]+|0[bB][01]+)$/;
const float = /^[-+]?(\.\d+|\d+(\.\d*)?)([eE][-+]?\d+)?$/;
/** JSON has no such numbers, so kubectl rejects them. No field accepts them here either. */
const notFinite = /^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;

/** A scalar type for the schema. If `read` returns undefined, the text has another type. */
function scalar(name: string, read: (text: string) => boolean | number | undefined): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: "scalar",
    resolve: (text: unknown) => typeof text === "string" && read(text) !== undefined,
    construct: (text: string) => read(text),
  });
}
