import { sortKeys } from "../../kubernetes/sortKeys";

type Json = Readonly<Record<string, unknown>>;
type Dictionary<T> = Readonly<Record<string, T>>;

/** The part of a Pulumi package's schema that programs depend on. */
export interface PackageSchema {
  language: Dictionary<Json>;
  resources: Dictionary<ResourceSchema>;
  types: Dictionary<TypeSchema>;
  functions: Dictionary<FunctionSchema>;
}

interface Properties {
  properties?: Dictionary<Json>;
  required?: readonly string[];
}
interface ResourceSchema extends Properties {
  isComponent?: boolean;
  inputProperties?: Dictionary<Json>;
  requiredInputs?: readonly string[];
}
interface FunctionSchema {
  inputs?: Properties;
  outputs?: Properties;
}
interface TypeSchema extends Properties {
  enum?: readonly { value: string | number }[];
}

export interface BreakingChange {
  /** For example `ValdNetworkPolicies.inputs.edges`, `check.outputs.findings`, `Edge.ports`, or `Cni.calico`. */
  path: string;
  change: "removed" | "changed" | "now required" | "no longer required" | "first input";
}

/** Whether something is passed to the package, returned by it, or both. */
interface Use {
  isInput: boolean;
  isOutput: boolean;
}

/** The keys of a language whose values programs import. */
const packageNames = ["packageName", "importBasePath", "rootPackageName", "rootNamespace", "basePackage"];

/** The keys of a definition that are compared one by one. */
const comparedKeys = ["properties", "required", "inputProperties", "requiredInputs", "inputs", "outputs", "enum"];

/**
 * The changes of a Pulumi package's schema after which a program may not compile or run. They are those that
 * https://github.com/pulumi/schema-tools reports, and changes of `plain`, of enums, and of the names of packages.
 */
export function breakingChanges(before: PackageSchema, after: PackageSchema): BreakingChange[] {
  return [
    ...Object.entries(before.language).flatMap(([language, old]) =>
      entryChanges(`language.${language}.`, pick(old, packageNames), after.language[language] ?? {}, valueChanges),
    ),
    ...entryChanges("", byName(before.resources), byName(after.resources), (path, old, current) => [
      ...valueChanges(path, definition(old), definition(current)),
      ...propertyChanges(`${path}.inputs`, inputsOf(old), inputsOf(current), { isInput: true, isOutput: false }),
      ...propertyChanges(`${path}.outputs`, old, current, { isInput: false, isOutput: true }),
    ]),
    ...entryChanges("", byName(before.functions), byName(after.functions), functionChanges),
    ...entryChanges("", byName(before.types), byName(after.types), typeChanges(before)),
  ];
}

function functionChanges(path: string, old: FunctionSchema, current: FunctionSchema): BreakingChange[] {
  const hasInputs = ({ inputs }: FunctionSchema) => Object.keys(inputs?.properties ?? {}).length > 0;
  return [
    ...valueChanges(path, definition(old), definition(current)),
    ...(hasInputs(current) && !hasInputs(old) ? [{ path: `${path}.inputs`, change: "first input" } as const] : []),
    // In Go, an optional input of a function is a pointer.
    ...propertyChanges(`${path}.inputs`, old.inputs, current.inputs, { isInput: true, isOutput: true }),
    ...propertyChanges(`${path}.outputs`, old.outputs, current.outputs, { isInput: false, isOutput: true }),
  ];
}

function typeChanges(schema: PackageSchema) {
  const [resources, functions] = [Object.values(schema.resources), Object.values(schema.functions)];
  const inputs = reachableTypes(schema, [resources.map(inputsOf), functions.map((one) => one.inputs)]);
  const outputs = reachableTypes(schema, [resources.map(({ properties }) => properties), functions]);
  return (path: string, old: TypeSchema, current: TypeSchema): BreakingChange[] => [
    ...valueChanges(path, definition(old), definition(current)),
    ...entryChanges(`${path}.`, enumValues(old), enumValues(current), valueChanges),
    ...propertyChanges(path, old, current, { isInput: inputs.has(path), isOutput: outputs.has(path) }),
  ];
}

function propertyChanges(
  path: string,
  old: Properties = {},
  current: Properties = {},
  { isInput, isOutput }: Use,
): BreakingChange[] {
  const requirements = Object.entries(current.properties ?? {}).flatMap(([key, { plain }]): BreakingChange[] => {
    const [was, is] = [old, current].map(({ required = [] }) => required.includes(key));
    if (isInput && is && !was) return [{ path: `${path}.${key}`, change: "now required" }];
    // In Go, an optional plain value is a pointer.
    if ((isOutput || plain === true) && was && !is) return [{ path: `${path}.${key}`, change: "no longer required" }];
    return [];
  });
  return [...entryChanges(`${path}.`, old.properties, current.properties, valueChanges), ...requirements];
}

/** The entries that are removed, and the changes of those that remain. */
function entryChanges<T>(
  prefix: string,
  old: Dictionary<T> = {},
  current: Dictionary<T> = {},
  changesOf: (path: string, old: T, current: T) => BreakingChange[],
): BreakingChange[] {
  return Object.entries(old).flatMap(([key, value]): BreakingChange[] => {
    const path = prefix + key;
    const now = current[key];
    return now === undefined ? [{ path, change: "removed" }] : changesOf(path, value, now);
  });
}

function valueChanges(path: string, old: unknown, current: unknown): BreakingChange[] {
  return comparable(old) === comparable(current) ? [] : [{ path, change: "changed" }];
}

/** A part of the schema as text, without what no program depends on, such as the minor version of the Kubernetes provider. */
function comparable(value: unknown): string {
  const text = JSON.stringify(sortKeys(value), (key, inner: unknown) =>
    ["description", "deprecationMessage"].includes(key) ? undefined : inner,
  );
  return text.replace(/"(\/\w+\/v\d+)\.[^/]*/g, '"$1');
}

/** The names of the types that a part of the schema refers to, directly or through other types. */
function reachableTypes({ types }: PackageSchema, roots: unknown): Set<string> {
  const reached = new Set<string>();
  const queue = [roots];
  for (const part of queue)
    for (const [, token = ""] of JSON.stringify(part).matchAll(/"#\/types\/([^"]+)"/g)) {
      if (reached.has(nameOf(token))) continue;
      reached.add(nameOf(token));
      queue.push(types[token]);
    }
  return reached;
}

function inputsOf({ inputProperties = {}, requiredInputs = [] }: ResourceSchema): Properties {
  return { properties: inputProperties, required: requiredInputs };
}

function enumValues(type: TypeSchema): Dictionary<unknown> {
  return Object.fromEntries((type.enum ?? []).map((one) => [one.value, one]));
}

/** What is compared as a whole. */
function definition(all: object): Json {
  return Object.fromEntries(Object.entries(all).filter(([key]) => !comparedKeys.includes(key)));
}

function pick(all: Json, keys: readonly string[]): Json {
  return Object.fromEntries(Object.entries(all).filter(([key]) => keys.includes(key)));
}

function byName<T>(definitions: Dictionary<T>): Dictionary<T> {
  return Object.fromEntries(Object.entries(definitions).map(([token, value]) => [nameOf(token), value]));
}

/** The name of a definition in the module `index`, such as `Edge`. The token of any other definition. */
function nameOf(token: string): string {
  return token.replace(/^vald-network-policy:index:/, "");
}
