import { isInside, parseCidr } from "./cidr";
import {
  cidr,
  labelKey,
  labelKeyComplaint,
  labelKeySchema,
  labelValue,
  operator,
  port,
  portNumber,
  portsMeant,
  protocol,
} from "./scalars";
import type { Complaint, ListShape, ObjectShape } from "./shape";

const selectorRequirement: ObjectShape = {
  kind: "object",
  what: "a matchExpressions item",
  strict: true,
  fields: { key: labelKey, operator, values: { kind: "list", what: "a list of label values", of: labelValue } },
  required: ["key", "operator"],
  check: ({ operator: chosen, values }, given) => {
    const needsValues = chosen === "In" || chosen === "NotIn";
    if (needsValues && (!given.has("values") || isEmptyList(values))) {
      return [{ code: "invalid-values", at: ["values"], value: values, expected: `at least one value for ${chosen}` }];
    }
    if ((chosen === "Exists" || chosen === "DoesNotExist") && Array.isArray(values) && values.length > 0) {
      return [{ code: "invalid-values", at: ["values"], value: values, expected: `no values for ${chosen}` }];
    }
    return [];
  },
  schema: {
    allOf: [
      {
        if: { properties: { operator: { enum: ["In", "NotIn"] } }, required: ["operator"] },
        then: { properties: { values: { minItems: 1 } }, required: ["values"] },
      },
      {
        if: { properties: { operator: { enum: ["Exists", "DoesNotExist"] } }, required: ["operator"] },
        then: { properties: { values: { maxItems: 0 } } },
      },
    ],
  },
};

/** Of pods or of namespaces. */
export const selector: ObjectShape = {
  kind: "object",
  what: "a label selector",
  strict: true,
  fields: {
    matchLabels: {
      kind: "map",
      what: "a map of labels",
      strict: true,
      key: labelKeyComplaint,
      value: labelValue,
      schema: { propertyNames: labelKeySchema },
    },
    matchExpressions: { kind: "list", what: "a list of matchExpressions items", of: selectorRequirement },
  },
};

const ipBlock: ObjectShape = {
  kind: "object",
  what: "an ipBlock",
  strict: true,
  fields: { cidr, except: { kind: "list", what: "a list of ranges", of: cidr } },
  required: ["cidr"],
  check: ({ cidr: whole, except }) => {
    const outer = typeof whole === "string" ? parseCidr(whole) : undefined;
    if (outer === undefined || !Array.isArray(except)) return [];
    return except.flatMap((text: unknown, i): Complaint[] => {
      const inner = typeof text === "string" ? parseCidr(text) : undefined;
      if (inner === undefined || (isInside(inner, outer) && !isInside(outer, inner))) return [];
      return [
        {
          code: "invalid-except",
          at: ["except", i],
          value: text,
          expected: "a range inside cidr, of its family and smaller",
        },
      ];
    });
  },
};

const peer: ObjectShape = {
  kind: "object",
  what: "a peer",
  strict: true,
  fields: { podSelector: selector, namespaceSelector: selector, ipBlock },
  elsewhere: {
    ports: "ports stand beside the list of peers, not in it",
    matchLabels: "labels stand in a podSelector or a namespaceSelector",
    cidr: "a range stands in an ipBlock",
  },
  check: (_, given) => {
    if (given.size === 0) {
      return [
        {
          code: "empty-peer",
          expected: "podSelector, namespaceSelector or ipBlock",
          hint: "to mean everyone, leave the whole list of peers out",
        },
      ];
    }
    if (given.has("ipBlock") && given.size > 1 && (given.has("podSelector") || given.has("namespaceSelector"))) {
      return [
        { code: "conflicting-peer", expected: "ipBlock alone, or selectors alone", hint: "make two peers of it" },
      ];
    }
    return [];
  },
  schema: { minProperties: 1, dependencies: { ipBlock: { maxProperties: 1 } } },
};

const policyPort: ObjectShape = {
  kind: "object",
  what: "a port entry",
  strict: true,
  fields: { protocol, port, endPort: portNumber },
  check: ({ port: first, endPort: last }, given) => {
    if (!given.has("endPort")) return [];
    const expected = "a number from port to 65535, beside a numeric port";
    const fits =
      (given.has("port") && first === undefined) ||
      (typeof first === "number" && (last === undefined || Number(last) >= first));
    return fits ? [] : [{ code: "invalid-end-port", at: ["endPort"], value: last, expected }];
  },
  instead: portsMeant,
  schema: { dependencies: { endPort: { properties: { port: { type: "integer" } }, required: ["port"] } } },
};

export const ports: ListShape = {
  kind: "list",
  what: "a list of ports",
  of: policyPort,
  instead: (value) => {
    const one = portsMeant(value);
    return one === undefined ? undefined : `[${one}]`;
  },
};
const peers: ListShape = { kind: "list", what: "a list of peers", of: peer };

const ingressRule: ObjectShape = {
  kind: "object",
  what: "an ingress rule",
  strict: true,
  fields: { from: peers, ports },
  elsewhere: { to: "an ingress rule names its peers with from" },
};

const egressRule: ObjectShape = {
  kind: "object",
  what: "an egress rule",
  strict: true,
  fields: { to: peers, ports },
  elsewhere: { from: "an egress rule names its peers with to" },
};

/** `custom`, for all components or for one. */
export const customRules: ObjectShape = {
  kind: "object",
  what: "custom rules",
  fields: {
    ingress: { kind: "list", what: "a list of ingress rules", of: ingressRule },
    egress: { kind: "list", what: "a list of egress rules", of: egressRule },
  },
};

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
