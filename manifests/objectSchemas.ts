import { listOf, partial } from "../analysis/model/inputSchemas";
import { customRules, selector } from "../args/rulesSchema";
import { anyString, boolean, choice, labelKeyIssue, labelValue, namespace } from "../args/scalarSchemas";
import type { MapSchema, ObjectSchema, ScalarSchema } from "../args/schema/schema";

const objectName: ScalarSchema = {
  kind: "scalar",
  types: ["string"],
  label: "a name",
  check: (value) =>
    String(value).length <= 253 && /^[a-z0-9]([-.a-z0-9]*[a-z0-9])?$/.test(String(value))
      ? undefined
      : {
          code: "invalid-name",
          expected:
            'a name: at most 253 lowercase letters, digits, "-", or ".", starting and ending with a letter or digit',
        },
};

export const labelsSchema: MapSchema = {
  kind: "map",
  label: "a map of labels",
  key: labelKeyIssue,
  value: labelValue,
};

/** The `metadata` fields that are read. */
export const metadataSchema: ObjectSchema = {
  kind: "object",
  label: "an object with metadata",
  fields: {
    name: objectName,
    namespace,
    labels: labelsSchema,
  },
  required: ["name"],
};

/** The `metadata` fields that are read of objects that may have owners. */
export const ownedMetadataSchema: ObjectSchema = {
  ...metadataSchema,
  fields: {
    ...metadataSchema.fields,
    ownerReferences: listOf(
      "owner references",
      partial("an owner reference", { kind: anyString, name: anyString, controller: boolean }, ["kind", "name"]),
    ),
  },
};

const policyTypes = ["Ingress", "Egress"];

const spec: ObjectSchema = {
  kind: "object",
  label: "a NetworkPolicy spec",
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
    matchLabels: "put `matchLabels` into `podSelector`",
    from: "put `from` inside an ingress rule: `ingress: [{ from: [...] }]`",
    to: "put `to` inside an egress rule: `egress: [{ to: [...] }]`",
    ports: "put `ports` inside a rule, next to `from` or `to`",
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
  misplacedKeys: Object.fromEntries(Object.keys(spec.fields).map((field) => [field, "put this field into `spec`"])),
};

export const namespaceSchema: ObjectSchema = {
  kind: "object",
  label: "a Namespace",
  fields: { metadata: { ...metadataSchema, fields: { ...metadataSchema.fields, name: namespace } } },
  required: ["metadata"],
};

/** A DNS name, or an empty string. */
export const dnsName: ScalarSchema = {
  kind: "scalar",
  types: ["string"],
  label: "a DNS name",
  check: (value) =>
    /^[-.\w]{0,253}$/.test(String(value)) ? undefined : { code: "invalid-name", expected: "a DNS name" },
};
