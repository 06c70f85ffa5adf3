import { anyString, choice } from "../../args/scalarSchemas";
import { isRecord } from "../../args/schema/isRecord";
import type { ObjectSchema, ScalarSchema, Schema } from "../../args/schema/schema";
import { componentNames } from "../../graph/components";
import { labels, listOf, number, partial } from "../model/inputSchemas";
import type { Opening } from "../queries/openings";

/* Schemas for the results that programs pass to the formatters. They check the structure on which the formatters rely. */

const strings = (items: string) => listOf(items, anyString);
const pathKey: ScalarSchema = { kind: "scalar", types: ["string", "number"], label: "a key or an index" };
export const pathSchema = listOf("keys and indexes", pathKey);
const component = choice("invalid-values", "a component", componentNames);

const conditions = listOf(
  "label conditions",
  partial("a label condition", { key: anyString, operator: anyString, values: strings("label values") }, [
    "key",
    "operator",
  ]),
);
const peers = partial("a description of peers", {
  namespaceLabels: conditions,
  podLabels: conditions,
  ipBlocks: listOf(
    "CIDR blocks",
    partial("a CIDR block", { cidr: anyString, except: strings("CIDR blocks") }, ["cidr"]),
  ),
});
export const endpointSchema: ObjectSchema = union(
  "an endpoint of a connection",
  "kind",
  { component: ["component"], peers: ["peers"] },
  {
    component,
    podLabels: labels,
    peers,
    get except() {
      return listOf("endpoints", endpointSchema);
    },
  },
);
export const portsSchema = listOf(
  "port ranges",
  partial("a port range", { protocol: anyString, first: number, last: number, names: strings("port names") }, [
    "protocol",
    "first",
    "last",
  ]),
);

const policyObjects = listOf(
  "policies",
  partial("a policy", { apiVersion: anyString, kind: anyString, name: anyString }, ["apiVersion", "kind", "name"]),
);
const opening = (policies: Schema): ObjectSchema =>
  union(
    "an opening",
    "code",
    { connection: ["from", "to", "ports"], "component-off": ["component"], undecided: ["reason"] },
    { from: endpointSchema, to: endpointSchema, ports: portsSchema, component, reason: undecided(policies) },
  );
const undecided = (policies: Schema): ObjectSchema =>
  union(
    "a reason why a comparison is not complete",
    "code",
    {
      "pod-labels": ["labels"],
      "pod-addresses": [],
      "pods-of-two-components": [],
      "more-connections": [],
      "other-policies": ["policies"],
      "policies-not-evaluated": ["policies"],
      "undeclared-directions": ["cni", "policies"],
      "namespace-labels": ["namespaces"],
      "too-complex": [],
    } satisfies Record<Extract<Opening, { code: "undecided" }>["reason"]["code"], string[]>,
    { labels: strings("labels"), cni: anyString, policies, namespaces: strings("namespaces") },
  );
const [openingWithNames, openingWithObjects] = [opening(strings("policies")), opening(policyObjects)];

/** The schema of openings, as far as they need no schemas of their own. */
export const openingsSchema = listOf("openings", partial("an opening", {}));

/** The schema of one opening. Policies are names or objects, which depends on the reason. */
export function openingSchema(value: unknown): ObjectSchema {
  const reason = isRecord(value) ? value["reason"] : undefined;
  const hasNames = isRecord(reason) && ["other-policies", "undeclared-directions"].includes(String(reason["code"]));
  return hasNames ? openingWithNames : openingWithObjects;
}

export const findingSchema = partial(
  "a finding",
  { id: anyString, path: pathSchema, object: anyString, detail: anyString, message: anyString, remediation: anyString },
  ["id", "path", "message", "remediation"],
);
export const issueSchema = partial(
  "an issue",
  { code: anyString, path: pathSchema, value: anyString, expected: anyString, hint: anyString },
  ["code", "path", "expected"],
);

/** An object whose field `tag` determines the other fields that are required. */
function union(
  label: string,
  tag: string,
  required: Readonly<Record<string, readonly string[]>>,
  fields: Readonly<Record<string, Schema>>,
): ObjectSchema {
  const all: Record<string, Schema> = { [tag]: choice("invalid-values", `a ${tag}`, Object.keys(required)) };
  // A spread would read a field that refers to the schema itself before there is one.
  Object.defineProperties(all, Object.getOwnPropertyDescriptors(fields));
  return {
    ...partial(label, all, [tag]),
    check: (valid, presentKeys) =>
      (required[String(valid[tag])] ?? [])
        .filter((field) => !presentKeys.has(field))
        .map((field) => ({ code: "missing-field", at: [field], expected: fields[field]?.label ?? "a value" })),
  };
}
