import { argsSchema } from "../args/argsSchema";
import { customRules } from "../args/rulesSchema";
import { boolean, componentName, namespace, portNumber } from "../args/scalarSchemas";
import { isRecord } from "../args/schema/isRecord";
import { nearest } from "../args/schema/nearest";
import { oneOf } from "../args/schema/oneOf";
import type { ObjectSchema, RelativeIssue, Schema } from "../args/schema/schema";
import { type Component, componentNames } from "../graph/components";
import { workloads } from "./workloads";

const enabled = partial("settings, such as `enabled`", { enabled: boolean });
const server = partial("server settings", { enabled: boolean, port: portNumber });

const sharedSettings = {
  server_config: partial("server settings", {
    servers: partial("settings for each server", { grpc: server, rest: server }),
    healths: partial("settings for each health server", { readiness: server }),
    metrics: partial("settings for each metrics server", { pprof: server }),
  }),
  observability: enabled,
};

const componentSettings: { readonly [C in Component]?: Readonly<Record<string, Schema>> } = {
  agent: {
    ngt: partial("NGT settings", { enable_export_index_info_to_k8s: boolean }),
    sidecar: partial("sidecar settings", { enabled: boolean, initContainerEnabled: boolean }),
  },
  filterGateway: { ingress: enabled },
  lbGateway: { ingress: enabled },
  mirrorGateway: { ingress: enabled },
};

const defaults: ObjectSchema = {
  ...partial("the chart's defaults", {
    ...sharedSettings,
    networkPolicy: {
      kind: "object",
      label: "an object with `enabled`, `custom`, or both",
      fields: { enabled: boolean, custom: customRules },
    },
  }),
  // A misspelled key would silently turn policies off or drop rules.
  check: (_, presentKeys) =>
    [...presentKeys]
      .filter((key) => key !== "networkPolicy" && nearest(key, ["networkPolicy", "networkPolicies"]) !== undefined)
      .map((key) => ({
        code: "unknown-field",
        at: [key],
        expected: "`networkPolicy`",
        hint: "did you mean `networkPolicy`?",
      })),
};

/** Keys in this package's args that other charts' values may also contain. */
const commonKeys = ["namespace", "defaults", "labels", "annotations"];

/**
 * The chart values that are read. All other values are accepted, because the chart has a thousand settings, and later versions
 * have different ones.
 */
export const chartSchema: ObjectSchema = {
  check: nestedChartIssues,
  ...nestedSchema("chart values", [
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
      .map((key) => [key, "this is a setting of vald-network-policy; put it into a separate values file"]),
  ),
};

/**
 * Issues for the values of a chart that depends on Vald's chart. Without these issues, such values would be read as the values
 * of Vald's chart and ignored.
 */
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
      expected: oneOf(keys),
      hint: `if Vald's chart is a dependency of your chart, pass only the values under \`${key}\``,
    }));
}

/** A ValdRelease, which Vald's Helm operator installs. Its `spec` contains chart values. */
export const releaseSchema: ObjectSchema = {
  kind: "object",
  label: "a ValdRelease",
  fields: {
    apiVersion: { kind: "scalar", types: ["string"], label: "an API version" },
    kind: {
      kind: "scalar",
      types: ["string"],
      label: "the object's kind",
      check: (kind) => (kind === "ValdRelease" ? undefined : { code: "wrong-type", expected: "`ValdRelease`" }),
    },
    metadata: partial("metadata", { namespace }),
    spec: chartSchema,
    status: partial("status fields", {}),
  },
};

type Leaf = readonly [path: readonly string[], schema: Schema];

/** Nested objects with these leaves. */
function nestedSchema(contents: string, leaves: readonly Leaf[]): ObjectSchema {
  const keys = [...new Set(leaves.map(([[key = ""]]) => key))];
  const fields = keys.map((key): [string, Schema] => {
    const below = leaves.filter(([[first]]) => first === key).map(([path, schema]): Leaf => [path.slice(1), schema]);
    const leaf = below.find(([path]) => path.length === 0);
    return [key, leaf === undefined ? nestedSchema(`${key} settings`, below) : leaf[1]];
  });
  return partial(contents, Object.fromEntries(fields));
}

/** The schema of an object with fields that are not read. `contents` describes the object for messages. */
function partial(contents: string, fields: ObjectSchema["fields"]): ObjectSchema {
  return { kind: "object", label: `an object with ${contents}`, allowUnknownKeys: true, fields };
}
