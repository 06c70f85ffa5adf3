import { customRules, selector } from "./rulesShape";
import { nearest } from "./nearest";
import { labelKeyComplaint, labelValue, namespace } from "./scalars";
import type { ObjectShape, ScalarShape } from "./shape";

const policyTypes = ["Ingress", "Egress"];

const policyType: ScalarShape = {
  kind: "scalar",
  types: ["string"],
  what: "a policy type",
  check: (value) => {
    if (policyTypes.includes(String(value))) return undefined;
    const near = nearest(String(value), policyTypes);
    return {
      code: "invalid-values",
      expected: `one of ${policyTypes.join(", ")}`,
      ...(near !== undefined && { hint: `did you mean ${near}?` }),
    };
  },
};

const objectName: ScalarShape = {
  kind: "scalar",
  types: ["string"],
  what: "a name",
  check: (value) =>
    String(value).length <= 253 && /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(String(value))
      ? undefined
      : { code: "invalid-name", expected: "a name: lower-case letters, digits, - and ., at most 253 characters" },
};

/** What counts of an object's metadata. */
export const metadata: ObjectShape = {
  kind: "object",
  what: "metadata",
  fields: {
    name: objectName,
    namespace,
    labels: { kind: "map", what: "a map of labels", key: labelKeyComplaint, value: labelValue },
  },
  required: ["name"],
};

const spec: ObjectShape = {
  kind: "object",
  what: "the spec of a NetworkPolicy",
  strict: true,
  fields: {
    podSelector: selector,
    policyTypes: { kind: "list", what: "a list of policy types", of: policyType },
    ...customRules.fields,
  },
  elsewhere: {
    matchLabels: "labels stand in podSelector",
    from: "peers stand in an item of ingress",
    to: "peers stand in an item of egress",
    ports: "ports stand in an item of ingress or egress",
  },
  check: ({ policyTypes: types }) =>
    Array.isArray(types) && types.length > policyTypes.length
      ? [{ code: "invalid-values", at: ["policyTypes"], value: types, expected: "at most two policy types" }]
      : [],
};

/** A NetworkPolicy as anyone may write it: the rules as in custom rules; what the API server fills in may be absent. */
export const networkPolicyShape: ObjectShape = {
  kind: "object",
  what: "a NetworkPolicy",
  strict: true,
  fields: { metadata, spec },
  required: ["metadata", "spec"],
  elsewhere: Object.fromEntries(Object.keys(spec.fields).map((field) => [field, "it stands in spec"])),
};

/** A Namespace. */
export const namespaceShape: ObjectShape = {
  kind: "object",
  what: "a Namespace",
  fields: { metadata: { ...metadata, fields: { ...metadata.fields, name: namespace } } },
  required: ["metadata"],
};
