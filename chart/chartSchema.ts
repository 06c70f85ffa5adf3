import { argsSchema } from "../args/argsSchema";
import { customRules } from "../args/rulesSchema";
import { boolean, componentName, namespace, portNumber } from "../args/scalarSchemas";
import { isRecord } from "../args/schema/isRecord";
import { nearest } from "../args/schema/nearest";
import type { ObjectSchema, RelativeIssue, Schema } from "../args/schema/schema";
import { type Component, componentNames } from "../graph/components";
import { workloads } from "./workloads";

const enabled = partial("settings with enabled", { enabled: boolean });
const server = partial("settings of a server", { enabled: boolean, port: portNumber });

const sharedSettings = {
  server_config: partial("settings of servers", {
    servers: partial("servers", { grpc: server, rest: server }),
    healths: partial("health servers", { readiness: server }),
    metrics: partial("metrics servers", { pprof: server }),
  }),
  observability: enabled,
};

const componentSettings: { readonly [C in Component]?: Readonly<Record<string, Schema>> } = {
  agent: {
    ngt: partial("settings of NGT", { enable_export_index_info_to_k8s: boolean }),
    sidecar: partial("settings of the sidecar", { enabled: boolean, initContainerEnabled: boolean }),
  },
  filterGateway: { ingress: enabled },
  lbGateway: { ingress: enabled },
  mirrorGateway: { ingress: enabled },
};

const defaults: ObjectSchema = {
  ...partial("defaults of Vald's chart", {
    ...sharedSettings,
    networkPolicy: {
      kind: "object",
      label: "an object with enabled and custom",
      fields: { enabled: boolean, custom: customRules },
    },
  }),
  // A misspelled key would silently leave the policies off, or the rules out.
  check: (_, presentKeys) =>
    [...presentKeys]
      .filter((key) => key !== "networkPolicy" && nearest(key, ["networkPolicy", "networkPolicies"]) !== undefined)
      .map((key) => ({
        code: "unknown-field",
        at: [key],
        expected: "networkPolicy",
        hint: "did you mean networkPolicy?",
      })),
};

/** Keys of this package's args that other charts' values have too. */
const commonKeys = ["namespace", "defaults", "labels", "annotations"];

/**
 * The values of Vald's chart that are read. Everything else is accepted: the chart has a thousand settings, and later versions
 * have others.
 */
export const chartSchema: ObjectSchema = {
  check: nestedChartIssues,
  ...nestedSchema("values of Vald's chart", [
    ...componentNames.flatMap((component): Leaf[] => {
      const { at, name = "name", servers } = workloads[component];
      const settings = {
        enabled: boolean,
        [name]: componentName,
        ...(servers === undefined && sharedSettings),
        ...componentSettings[component],
      };
      return Object.entries(settings).map(([key, schema]) => [[...at, key], schema]);
    }),
    [["manager", "index", "operator", "enabled"], boolean],
    [["defaults"], defaults],
  ]),
  misplacedKeys: Object.fromEntries(
    Object.keys(argsSchema.fields)
      .filter((key) => !commonKeys.includes(key))
      .map((key) => [key, "put the package's own settings into separate values, beside those of the chart"]),
  ),
};

/** Values of a chart that has Vald's chart as a dependency. Read as Vald's own, they would say nothing. */
function nestedChartIssues(
  values: Readonly<Record<string, unknown>>,
  presentKeys: ReadonlySet<string>,
): RelativeIssue[] {
  const keys = [...new Set(Object.values(workloads).map(({ at }) => at[0] ?? ""))];
  const hasAny = (names: Iterable<string>) => [...names].some((name) => keys.includes(name));
  if (hasAny(presentKeys)) return [];
  return Object.entries(values)
    .filter(([, inner]) => isRecord(inner) && hasAny(Object.keys(inner)))
    .map(([key]) => ({
      code: "unknown-field",
      at: [key],
      expected: `one of ${keys.join(", ")}`,
      hint: `if Vald's chart is a dependency of yours, give only the part below ${key}`,
    }));
}

/** A ValdRelease, which Vald's Helm operator installs. Its `spec` has values of the chart. */
export const releaseSchema: ObjectSchema = {
  kind: "object",
  label: "a ValdRelease",
  fields: {
    apiVersion: { kind: "scalar", types: ["string"], label: "an API version" },
    kind: {
      kind: "scalar",
      types: ["string"],
      label: "the kind of the object",
      check: (kind) => (kind === "ValdRelease" ? undefined : { code: "wrong-type", expected: "ValdRelease" }),
    },
    metadata: partial("metadata", { namespace }),
    spec: chartSchema,
    status: partial("a status", {}),
  },
};

type Leaf = readonly [path: readonly string[], schema: Schema];

/** Nested objects with these leaves. */
function nestedSchema(label: string, leaves: readonly Leaf[]): ObjectSchema {
  const keys = [...new Set(leaves.map(([[key = ""]]) => key))];
  const fields = keys.map((key): [string, Schema] => {
    const below = leaves.filter(([[first]]) => first === key).map(([path, schema]): Leaf => [path.slice(1), schema]);
    const leaf = below.find(([path]) => path.length === 0);
    return [key, leaf === undefined ? nestedSchema(`settings of ${key}`, below) : leaf[1]];
  });
  return partial(label, Object.fromEntries(fields));
}

/** An object of which only some fields are read. */
function partial(label: string, fields: ObjectSchema["fields"]): ObjectSchema {
  return { kind: "object", label, allowUnknownKeys: true, fields };
}
