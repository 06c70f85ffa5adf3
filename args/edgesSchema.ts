import { componentNames } from "../graph/components";
import { dnsEndpoints } from "../graph/platform";
import { isInside, parseCidr } from "../kubernetes/cidr";
import { namespaceNameLabel } from "../kubernetes/namespaceNameLabel";
import type { ApiServerArgs, DnsArgs, EdgeArgs, EdgeEndpoint, ExternalEndpoint } from "./args";
import { ports } from "./rulesSchema";
import {
  choice,
  cidr,
  labelKeyIssue,
  labelKeyJsonSchema,
  labelValue,
  namespace,
  portNumber,
  suggestLabels,
} from "./scalarSchemas";
import { suggestComponent } from "./suggestComponent";
import { isRecord } from "./schema/isRecord";
import { nearest } from "./schema/nearest";
import type { ListSchema, MapSchema, ObjectSchema, RelativeIssue, ScalarSchema, Schema } from "./schema/schema";

const labels = (label: string): MapSchema => ({
  kind: "map",
  label,
  rejectUndefined: true,
  key: labelKeyIssue,
  value: labelValue,
  suggestion: suggestLabels,
  jsonSchema: { propertyNames: labelKeyJsonSchema },
});

const cidrs: ListSchema = {
  kind: "list",
  label: "a list of CIDR blocks",
  items: cidr,
  minItems: 1,
  suggestion: (value) => (typeof value === "string" && parseCidr(value) !== undefined ? `[${value}]` : undefined),
};

/** The namespace of an endpoint, where `*` is a common attempt to select every namespace. */
const endpointNamespace: ScalarSchema = {
  ...namespace,
  check: (value) => {
    const issue = namespace.check?.(value);
    return issue && value === "*" ? { ...issue, hint: "for every namespace, write `namespaceLabels: {}`" } : issue;
  },
};

/**
 * Ports, but not an empty list. In a NetworkPolicy rule, an empty list allows all ports, but a user who removes the last port
 * intends the opposite.
 */
const nonEmptyPorts = (whenOmitted: string): ListSchema => ({
  ...ports,
  minItems: 1,
  hint: `to allow ${whenOmitted}, omit \`ports\``,
});

const podFields = ["namespace", "namespaceLabels", "podLabels"];
const cidrFields = ["cidrs", "except"];

const externalEndpointFields = {
  namespace: endpointNamespace,
  namespaceLabels: labels("a map of namespace labels"),
  podLabels: labels("a map of pod labels"),
  cidrs,
  except: { kind: "list", label: "a list of CIDR blocks", items: cidr },
} satisfies Record<Exclude<keyof ExternalEndpoint, "component">, Schema>;

const checkExternalEndpoint: NonNullable<ObjectSchema["check"]> = (valid, presentKeys) => {
  const kinds = [podFields, cidrFields].filter((fields) => fields.some((field) => presentKeys.has(field)));
  if (kinds.length > 1) return [{ code: "conflicting-end", expected: eitherPodsOrCidrs }];
  return [...namespaceIssues(valid, presentKeys), ...exceptIssues(valid, presentKeys)];
};

/** The checks of `checkExternalEndpoint` that JSON Schema can express. */
const externalEndpointDependencies = {
  except: ["cidrs"],
  cidrs: { propertyNames: { enum: [...cidrFields, "port"] } },
  namespace: { properties: { namespaceLabels: { propertyNames: { not: { const: namespaceNameLabel } } } } },
};

const eitherPodsOrCidrs =
  "either pods (`namespace`, `namespaceLabels`, `podLabels`) or CIDR blocks (`cidrs`, `except`), not both";

const podsText = "any combination of `namespace`, `namespaceLabels`, and `podLabels`";

const edgeComponents = [...componentNames, "every"];

const edgeEndpoint: ObjectSchema = {
  kind: "object",
  label: "an edge endpoint",
  typeName: "EdgeEndpoint",
  rejectUndefined: true,
  plain: true,
  fields: {
    component: { ...choice("invalid-values", "a component", edgeComponents, suggestEdgeComponent), plain: true },
    ...externalEndpointFields,
  } satisfies Record<keyof EdgeEndpoint, Schema>,
  misplacedKeys: {
    ports: "put `ports` next to `from` and `to`",
    cidr: "put CIDR blocks into the list `cidrs`",
    ipBlock: "write CIDR blocks as `cidrs: [10.0.0.0/8]`, and exceptions as `except: [10.1.0.0/16]`",
    podSelector: "write pod labels as `podLabels: { app: search }`",
    namespaceSelector: "write namespace labels as `namespaceLabels: { team: search }`, or a name as `namespace: shop`",
    app: "put pod labels into `podLabels`",
    labels: "put pod labels into `podLabels`",
  },
  suggestion: suggestEndpoint,
  check: (valid, presentKeys) => {
    if (presentKeys.size === 0) {
      return [
        {
          code: "empty-end",
          expected: `one of: \`component\`; \`cidrs\`; or ${podsText}`,
          hint: "to match every address, use the CIDR blocks 0.0.0.0/0 and ::/0",
        },
      ];
    }
    if (presentKeys.has("component") && presentKeys.size > 1)
      return [
        {
          code: "conflicting-end",
          expected: "`component` without other fields",
          hint: "set a component's labels in `components.<component>.podLabels`",
        },
      ];
    return checkExternalEndpoint(valid, presentKeys);
  },
  jsonSchema: { minProperties: 1, dependencies: { component: { maxProperties: 1 }, ...externalEndpointDependencies } },
};

const edge: ObjectSchema = {
  kind: "object",
  label: "an edge",
  typeName: "EdgeArgs",
  rejectUndefined: true,
  plain: true,
  fields: { from: edgeEndpoint, to: edgeEndpoint, ports: nonEmptyPorts("all ports") } satisfies Record<
    keyof EdgeArgs,
    Schema
  >,
  required: ["from", "to"],
  misplacedKeys: { port: "put ports into a list: `ports: [{ port: 8081 }]`" },
  check: ({ from, to }) => {
    const hasNoComponent = (endpoint: unknown) =>
      typeof endpoint === "object" && endpoint !== null && !("component" in endpoint);
    return hasNoComponent(from) && hasNoComponent(to)
      ? [
          {
            code: "no-component",
            expected: "a component in `from`, in `to`, or in both",
            hint: "an edge adds rules only to components' policies",
          },
        ]
      : [];
  },
  jsonSchema: { anyOf: ["from", "to"].map((end) => ({ properties: { [end]: { required: ["component"] } } })) },
};

export const edges: ListSchema = { kind: "list", label: "a list of edges", items: edge, plain: true };

const dnsEndpoint: ObjectSchema = {
  kind: "object",
  label: "a DNS endpoint",
  typeName: "DnsArgs",
  rejectUndefined: true,
  plain: true,
  fields: {
    preset: { ...choice("invalid-values", "a DNS preset", Object.keys(dnsEndpoints)), plain: true },
    ...externalEndpointFields,
    port: portNumber,
  } satisfies Record<Exclude<keyof DnsArgs, "component">, Schema>,
  misplacedKeys: { ports: "use `port`, which applies to both UDP and TCP", labels: "put pod labels into `podLabels`" },
  suggestion: suggestPreset,
  check: (valid, presentKeys) => {
    const hasEndpoint = [...podFields, ...cidrFields].some((field) => presentKeys.has(field));
    if (presentKeys.has("preset") && hasEndpoint)
      return [
        {
          code: "conflicting-end",
          expected: "either `preset` or the fields that describe your own endpoint, not both",
        },
      ];
    if (!presentKeys.has("preset") && !hasEndpoint)
      return [{ code: "empty-end", expected: `one of: \`preset\`; \`cidrs\`; or ${podsText}` }];
    return checkExternalEndpoint(valid, presentKeys);
  },
  jsonSchema: {
    anyOf: ["preset", ...podFields, "cidrs"].map((field) => ({ required: [field] })),
    dependencies: { ...externalEndpointDependencies, preset: { propertyNames: { enum: ["preset", "port"] } } },
  },
};

export const dns: ListSchema = {
  kind: "list",
  label: "a list of DNS endpoints",
  items: dnsEndpoint,
  plain: true,
  minItems: 1,
  suggestion: (value) => {
    const one = suggestPreset(isRecord(value) ? value["preset"] : value);
    return one === undefined ? undefined : `[${one}]`;
  },
};

export const apiServer: ObjectSchema = {
  kind: "object",
  label: "an object with the API server's addresses in `cidrs`",
  typeName: "ApiServerArgs",
  rejectUndefined: true,
  plain: true,
  fields: { cidrs, ports: nonEmptyPorts("TCP ports 443 and 6443") } satisfies Record<keyof ApiServerArgs, Schema>,
  required: ["cidrs"],
  misplacedKeys: {
    port: "put ports into a list: `ports: [{ port: 6443 }]`",
    cidr: "put CIDR blocks into the list `cidrs`",
  },
  suggestion: (value) => {
    const blocks = [value].flat();
    const areValid = blocks.length > 0 && blocks.every((cidr) => typeof cidr === "string" && parseCidr(cidr));
    return areValid ? `{ cidrs: [${blocks.join(", ")}] }` : undefined;
  },
};

function suggestPreset(value: unknown): string | undefined {
  return Object.keys(dnsEndpoints).some((preset) => preset === value) ? `{ preset: ${String(value)} }` : undefined;
}

/** An issue if the namespace's name is in two places, because the two names may differ. */
function namespaceIssues(
  { namespaceLabels }: Readonly<Record<string, unknown>>,
  presentKeys: ReadonlySet<string>,
): RelativeIssue[] {
  const hasNameLabel =
    typeof namespaceLabels === "object" && namespaceLabels !== null && namespaceNameLabel in namespaceLabels;
  if (!presentKeys.has("namespace") || !hasNameLabel) return [];
  const at = ["namespaceLabels", namespaceNameLabel];
  return [
    {
      code: "conflicting-end",
      at,
      expected: "the namespace's name either in `namespace` or in this label, not in both",
    },
  ];
}

function exceptIssues(valid: Readonly<Record<string, unknown>>, presentKeys: ReadonlySet<string>): RelativeIssue[] {
  if (!presentKeys.has("except")) return [];
  if (!presentKeys.has("cidrs"))
    return [
      {
        code: "missing-field",
        at: ["cidrs"],
        expected: "a list of CIDR blocks",
        hint: "`except` excludes parts of the blocks in `cidrs`",
      },
    ];
  if (!Array.isArray(valid["cidrs"]) || !Array.isArray(valid["except"])) return [];
  const blocks = parsed(valid["cidrs"]);
  // A block that is not known yet may contain the exception.
  if (blocks.length < valid["cidrs"].length) return [];
  return valid["except"].flatMap((text: unknown, i): RelativeIssue[] => {
    const [exception] = parsed([text]);
    if (exception === undefined) return [];
    const fits =
      blocks.some((block) => isInside(exception, block)) && !blocks.some((block) => isInside(block, exception));
    const expected =
      "a CIDR block that lies inside a larger block in `cidrs` and contains none of the blocks in `cidrs`";
    return fits ? [] : [{ code: "invalid-except", at: ["except", i], value: text, expected }];
  });
}

function parsed(cidrs: readonly unknown[]) {
  return cidrs.flatMap((text) => (typeof text === "string" ? (parseCidr(text) ?? []) : []));
}

function suggestEdgeComponent(text: string): string | undefined {
  return nearest(text, ["every"]) ?? suggestComponent(text);
}

/** The endpoint that a text probably means: a component, a CIDR block, or labels. */
function suggestEndpoint(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  if (value === "*") return '{ cidrs: [0.0.0.0/0, "::/0"] }';
  if (value === "every") return "{ component: every }";
  if (parseCidr(value) !== undefined) return `{ cidrs: [${value}] }`;
  const labelMap = suggestLabels(value);
  if (labelMap !== undefined) return `{ podLabels: ${labelMap} }`;
  const component = suggestComponent(value);
  return component && `{ component: ${component} }`;
}
