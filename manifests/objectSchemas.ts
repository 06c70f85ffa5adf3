import { customRules, selector } from "../args/rulesSchema";
import { choice, labelKeyIssue, labelValue, namespace } from "../args/scalarSchemas";
import type { ObjectSchema, ScalarSchema } from "../args/schema/schema";

const objectName: ScalarSchema = {
  kind: "scalar",
  types: ["string"],
  label: "a name",
  check: (value) =>
    String(value).length <= 253 && /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(String(value))
      ? undefined
      : { code: "invalid-name", expected: "a name: lowercase letters, digits, - and ., at most 253 characters" },
};

/** The `metadata` fields that are read. */
export const metadataSchema: ObjectSchema = {
  kind: "object",
  label: "metadata",
  fields: {
    name: objectName,
    namespace,
    labels: { kind: "map", label: "a map of labels", key: labelKeyIssue, value: labelValue },
  },
  required: ["name"],
};

const policyTypes = ["Ingress", "Egress"];

const spec: ObjectSchema = {
  kind: "object",
  label: "the spec of a NetworkPolicy",
  rejectUndefined: true,
  fields: {
    podSelector: selector,
    policyTypes: {
      kind: "list",
      label: "a list of policy types",
      items: choice("invalid-values", "a policy type", policyTypes),
    },
    ...customRules.fields,
  },
  misplacedKeys: {
    matchLabels: "put labels into podSelector",
    from: "put peers into an item of ingress",
    to: "put peers into an item of egress",
    ports: "put ports into an item of ingress or egress",
  },
  check: ({ policyTypes: types }) =>
    Array.isArray(types) && types.length > policyTypes.length
      ? [{ code: "invalid-values", at: ["policyTypes"], value: types, expected: "at most two policy types" }]
      : [],
};

/** A NetworkPolicy from any source. Fields that the API server fills in may be absent. */
export const networkPolicySchema: ObjectSchema = {
  kind: "object",
  label: "a NetworkPolicy",
  rejectUndefined: true,
  fields: { metadata: metadataSchema, spec },
  required: ["metadata", "spec"],
  misplacedKeys: Object.fromEntries(Object.keys(spec.fields).map((field) => [field, "put it into spec"])),
};

export const namespaceSchema: ObjectSchema = {
  kind: "object",
  label: "a Namespace",
  fields: { metadata: { ...metadataSchema, fields: { ...metadataSchema.fields, name: namespace } } },
  required: ["metadata"],
};
