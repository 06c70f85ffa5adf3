import assert from "node:assert/strict";
import { breakingChanges, type PackageSchema } from "../../../testing/releases/breakingChanges";

const token = (name: string) => `vald-network-policy:index:${name}`;
const text = { type: "string" };
const typeRef = (name: string) => ({ $ref: `#/types/${token(name)}` });
const portRef = (version: string) => ({
  $ref: `/kubernetes/${version}/schema.json#/types/kubernetes:networking.k8s.io/v1:NetworkPolicyPort`,
});

/** Inputs use `Edge` and `Cni`, and only an output uses `Report`. */
const schema: PackageSchema = {
  language: { go: { importBasePath: "example.com/vald", respectSchemaVersion: true } },
  resources: {
    [token("Policies")]: {
      isComponent: true,
      inputProperties: {
        namespace: { ...text, description: "A name." },
        prefix: { ...text, plain: true },
        edges: { type: "array", items: typeRef("Edge"), plain: true },
      },
      requiredInputs: ["namespace", "prefix"],
      properties: { names: { type: "object", additionalProperties: text } },
      required: ["names"],
    },
  },
  functions: {
    [token("check")]: {
      inputs: { properties: { args: text }, required: ["args"] },
      outputs: { properties: { reports: { type: "array", items: typeRef("Report") } }, required: ["reports"] },
    },
    [token("about")]: { outputs: { properties: { version: text } } },
  },
  types: {
    [token("Edge")]: {
      properties: {
        from: { oneOf: [{ type: "integer" }, text] },
        port: portRef("v4.25.0"),
        cni: typeRef("Cni"),
      },
      required: ["from"],
    },
    [token("Report")]: { properties: { text }, required: ["text"] },
    [token("Cni")]: { enum: [{ value: "calico" }, { value: "cilium" }] },
  },
};

const breaking: [title: string, path: string, value: unknown, expected: string][] = [
  ["a resource that is removed", "resources Policies", undefined, "Policies: removed"],
  ["a resource that is no component", "resources Policies isComponent", undefined, "Policies: changed"],
  ["a function that is removed", "functions check", undefined, "check: removed"],
  ["a type that is removed", "types Report", undefined, "Report: removed"],
  ["an input that is removed", "resources Policies inputProperties edges", undefined, "Policies.inputs.edges: removed"],
  ["an output that is removed", "resources Policies properties names", undefined, "Policies.outputs.names: removed"],
  [
    "a function's input that is removed",
    "functions check inputs properties args",
    undefined,
    "check.inputs.args: removed",
  ],
  ["a function's output that is removed", "functions about outputs properties", {}, "about.outputs.version: removed"],
  ["a property that is removed", "types Edge properties port", undefined, "Edge.port: removed"],
  ["an enum's value that is removed", "types Cni enum", [{ value: "cilium" }], "Cni.calico: removed"],
  ["a language that is removed", "language go", undefined, "language.go.importBasePath: removed"],
  ["another name of an SDK", "language go importBasePath", "example.com/new", "language.go.importBasePath: changed"],
  ["another type", "types Report properties text type", "integer", "Report.text: changed"],
  [
    "another type of values",
    "resources Policies properties names additionalProperties type",
    "integer",
    "Policies.outputs.names: changed",
  ],
  [
    "another type of items",
    "resources Policies inputProperties edges items",
    typeRef("Report"),
    "Policies.inputs.edges: changed",
  ],
  ["a choice of types that is removed", "types Edge properties from oneOf", [text], "Edge.from: changed"],
  [
    "another major version of the Kubernetes provider",
    "types Edge properties port",
    portRef("v5.0.0"),
    "Edge.port: changed",
  ],
  [
    "an input that becomes plain",
    "resources Policies inputProperties namespace plain",
    true,
    "Policies.inputs.namespace: changed",
  ],
  [
    "an input that is no longer plain",
    "resources Policies inputProperties prefix",
    text,
    "Policies.inputs.prefix: changed",
  ],
  [
    "an input that becomes required",
    "resources Policies requiredInputs",
    ["namespace", "prefix", "edges"],
    "Policies.inputs.edges: now required",
  ],
  ["an input's property that becomes required", "types Edge required", ["from", "port"], "Edge.port: now required"],
  ["a new property that an input requires", "types Edge", edgeWithTarget(["from", "to"]), "Edge.to: now required"],
  [
    "the first input of a function",
    "functions about inputs",
    { properties: { args: text } },
    "about.inputs: first input",
  ],
  [
    "an output that is no longer required",
    "resources Policies required",
    [],
    "Policies.outputs.names: no longer required",
  ],
  ["an output's property that is no longer required", "types Report required", [], "Report.text: no longer required"],
  [
    "a plain input that is no longer required",
    "resources Policies requiredInputs",
    ["namespace"],
    "Policies.inputs.prefix: no longer required",
  ],
  [
    "a function's input that is no longer required",
    "functions check inputs required",
    [],
    "check.inputs.args: no longer required",
  ],
];

const harmless: [title: string, path: string, value: unknown][] = [
  ["a new resource", "resources Others", schema.resources[token("Policies")]],
  ["a new function", "functions explain", schema.functions[token("check")]],
  ["a new type", "types Endpoint", schema.types[token("Edge")]],
  ["a new optional input", "resources Policies inputProperties labels", text],
  ["a new optional property", "types Edge", edgeWithTarget(["from"])],
  ["a new output", "functions about outputs", { properties: { version: text, name: text }, required: ["name"] }],
  ["a new property of an output", "types Report", { properties: { text, id: text }, required: ["text", "id"] }],
  ["a new value of an enum", "types Cni enum", [{ value: "calico" }, { value: "vpc-cni" }, { value: "cilium" }]],
  ["another description", "resources Policies inputProperties namespace description", "The namespace."],
  ["a deprecation", "resources Policies inputProperties namespace deprecationMessage", "Use another."],
  ["an input that is no longer required", "resources Policies requiredInputs", ["prefix"]],
  ["an input's property that is no longer required", "types Edge required", []],
  ["another minor version of the Kubernetes provider", "types Edge properties port", portRef("v4.34.2")],
  ["another order of keys", "resources Policies inputProperties prefix", { plain: true, ...text }],
  ["another setting of a language", "language go respectSchemaVersion", false],
];

const changesTo = (path: string, value: unknown) =>
  breakingChanges(schema, withValue(path, value)).map((one) => `${one.path}: ${one.change}`);

describe("the breaking changes of a Pulumi schema", () => {
  for (const [title, path, value, expected] of breaking)
    it(`include ${title}`, () => assert.deepEqual(changesTo(path, value), [expected]));

  for (const [title, path, value] of harmless)
    it(`do not include ${title}`, () => assert.deepEqual(changesTo(path, value), []));

  it("include a type that moves to another module", () => {
    const { [token("Cni")]: cni, ...types } = schema.types;
    assert.deepEqual(changesTo("types", { ...types, "vald-network-policy:other:Cni": cni }), ["Cni: removed"]);
  });
});

function edgeWithTarget(required: string[]): object {
  return { properties: { ...schema.types[token("Edge")]?.properties, to: text }, required };
}

/** The schema with another value at a path, or without one if the value is undefined. */
function withValue(path: string, value: unknown): PackageSchema {
  const copy = JSON.parse(JSON.stringify(schema)) as PackageSchema;
  const keys = path.split(" ").map((key, i, [category]) => (i === 1 && category !== "language" ? token(key) : key));
  const last = keys.pop() ?? "";
  // Casts: every path above leads to an object.
  const parent = keys.reduce(
    (at, key) => at[key] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  );
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
