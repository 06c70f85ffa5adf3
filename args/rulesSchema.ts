import { isInside, parseCidr } from "../kubernetes/cidr";
import type {
  EgressRule,
  IngressRule,
  IPBlock,
  LabelSelector,
  LabelSelectorRequirement,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from "../kubernetes/networkPolicy";
import type { CustomRules } from "./args";
import {
  cidr,
  labelKey,
  labelKeyIssue,
  labelKeyJsonSchema,
  labelValue,
  operator,
  port,
  portNumber,
  protocol,
  suggestLabels,
  suggestPorts,
} from "./scalarSchemas";
import type { ListSchema, ObjectSchema, RelativeIssue, Schema } from "./schema/schema";

const selectorRequirement: ObjectSchema = {
  kind: "object",
  label: "a label selector requirement",
  typeName: "LabelSelectorRequirement",
  rejectUndefined: true,
  fields: {
    key: labelKey,
    operator,
    values: { kind: "list", label: "a list of label values", items: labelValue },
  } satisfies Record<keyof LabelSelectorRequirement, Schema>,
  required: ["key", "operator"],
  check: ({ operator: chosen, values }, presentKeys) => {
    const needsValues = chosen === "In" || chosen === "NotIn";
    if (needsValues && (!presentKeys.has("values") || isEmptyList(values))) {
      return [
        {
          code: "invalid-values",
          at: ["values"],
          value: values,
          expected: `at least one value, because \`operator\` is \`${chosen}\``,
        },
      ];
    }
    if ((chosen === "Exists" || chosen === "DoesNotExist") && Array.isArray(values) && values.length > 0) {
      return [
        {
          code: "invalid-values",
          at: ["values"],
          value: values,
          expected: `no values, because \`operator\` is \`${chosen}\``,
        },
      ];
    }
    return [];
  },
  jsonSchema: {
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

/** A pod selector or a namespace selector. */
export const selector: ObjectSchema = {
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
      jsonSchema: { propertyNames: labelKeyJsonSchema },
    },
    matchExpressions: { kind: "list", label: "a list of label selector requirements", items: selectorRequirement },
  } satisfies Record<keyof LabelSelector, Schema>,
};

const ipBlock: ObjectSchema = {
  kind: "object",
  label: "an `ipBlock` object",
  typeName: "IPBlock",
  rejectUndefined: true,
  fields: {
    cidr,
    except: { kind: "list", label: "a list of CIDR blocks", items: cidr },
  } satisfies Record<keyof IPBlock, Schema>,
  required: ["cidr"],
  check: ({ cidr: block, except }) => {
    const outer = typeof block === "string" ? parseCidr(block) : undefined;
    if (outer === undefined || !Array.isArray(except)) return [];
    return except.flatMap((text: unknown, i): RelativeIssue[] => {
      const inner = typeof text === "string" ? parseCidr(text) : undefined;
      if (inner === undefined || (isInside(inner, outer) && !isInside(outer, inner))) return [];
      const expected = "a smaller CIDR block that lies inside `cidr` and has the same IP family";
      return [{ code: "invalid-except", at: ["except", i], value: text, expected }];
    });
  },
};

const peer: ObjectSchema = {
  kind: "object",
  label: "a peer",
  typeName: "NetworkPolicyPeer",
  rejectUndefined: true,
  fields: { podSelector: selector, namespaceSelector: selector, ipBlock } satisfies Record<
    keyof NetworkPolicyPeer,
    Schema
  >,
  misplacedKeys: {
    ports: "put `ports` next to `from` or `to`, not into a peer",
    matchLabels: "put `matchLabels` into `podSelector` or `namespaceSelector`",
    cidr: "put `cidr` into `ipBlock`",
  },
  check: (_, presentKeys) => {
    if (presentKeys.size === 0) {
      return [
        {
          code: "empty-peer",
          expected: "either `ipBlock` or at least one selector (`podSelector`, `namespaceSelector`)",
          hint: "to allow everyone, omit the whole list `from` or `to`",
        },
      ];
    }
    const hasSelector = presentKeys.has("podSelector") || presentKeys.has("namespaceSelector");
    return presentKeys.has("ipBlock") && hasSelector
      ? [
          {
            code: "conflicting-peer",
            expected: "either `ipBlock` or selectors, not both",
            hint: "split this peer into two peers",
          },
        ]
      : [];
  },
  jsonSchema: { minProperties: 1, dependencies: { ipBlock: { maxProperties: 1 } } },
};

const policyPort: ObjectSchema = {
  kind: "object",
  label: "a port entry",
  typeName: "NetworkPolicyPort",
  rejectUndefined: true,
  fields: { protocol, port, endPort: portNumber } satisfies Record<keyof NetworkPolicyPort, Schema>,
  check: ({ port: first, endPort: last }, presentKeys) => {
    if (!presentKeys.has("endPort")) return [];
    const fits =
      (presentKeys.has("port") && first === undefined) ||
      (typeof first === "number" && (last === undefined || Number(last) >= first));
    const expected = "a whole number from the value of `port` to 65535; `port` must be a number too";
    return fits ? [] : [{ code: "invalid-end-port", at: ["endPort"], value: last, expected }];
  },
  suggestion: suggestPorts,
  jsonSchema: { dependencies: { endPort: { properties: { port: { type: "integer" } }, required: ["port"] } } },
};

export const ports: ListSchema = {
  kind: "list",
  label: "a list of ports",
  items: policyPort,
  suggestion: (value) => {
    const one = suggestPorts(value);
    return one === undefined ? undefined : `[${one}]`;
  },
};

const peers: ListSchema = { kind: "list", label: "a list of peers", items: peer };

const ingressRule: ObjectSchema = {
  kind: "object",
  label: "an ingress rule",
  typeName: "IngressRule",
  rejectUndefined: true,
  fields: { from: peers, ports } satisfies Record<keyof IngressRule, Schema>,
  misplacedKeys: { to: "an ingress rule lists its peers in `from`" },
};

const egressRule: ObjectSchema = {
  kind: "object",
  label: "an egress rule",
  typeName: "EgressRule",
  rejectUndefined: true,
  fields: { to: peers, ports } satisfies Record<keyof EgressRule, Schema>,
  misplacedKeys: { from: "an egress rule lists its peers in `to`" },
};

/** Custom rules for all components or for one component. */
export const customRules: ObjectSchema = {
  kind: "object",
  label: "an object with `ingress`, `egress`, or both",
  typeName: "CustomRules",
  fields: {
    ingress: { kind: "list", label: "a list of ingress rules", items: ingressRule },
    egress: { kind: "list", label: "a list of egress rules", items: egressRule },
  } satisfies Record<keyof CustomRules, Schema>,
};

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
